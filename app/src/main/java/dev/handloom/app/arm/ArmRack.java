package dev.handloom.app.arm;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.library.OpenShelf;
import dev.handloom.app.take.BetweenTakes;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.calibration.profile.ArmShelf;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the arms of the rig are computed by. When a rig or a library comes, their profiles are put
/// on; while a take runs nothing is changed. On the JavaFX thread, but for what says otherwise.
public final class ArmRack {
  private final CurrentRig current;
  private final OpenShelf<ArmShelf> shelf;
  private final BetweenTakes between;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final ReadOnlyObjectWrapper<List<Fitted>> fitted =
      new ReadOnlyObjectWrapper<>(this, "fitted", List.of());
  private volatile List<Fitted> seen = List.of();
  private int fittings;
  private boolean own;

  public ArmRack(
      CurrentRig current,
      OpenLibrary library,
      Takes takes,
      TaskRunner tasks,
      Consumer<Notice> notices) {
    this.current = current;
    shelf = new OpenShelf<>(library, Fitting::shelf, tasks, notices);
    between = new BetweenTakes(takes, this::fit);
    this.tasks = tasks;
    this.notices = notices;
    current
        .workplaceProperty()
        .addListener((_, _, _) -> {
          if (!own) {
            fit();
          }
        });
    library.storeProperty().addListener((_, _, _) -> fit());
    fit();
  }

  /// The shelf of the open library; empty while none is open.
  public Optional<ArmShelf> shelf() {
    return shelf.now();
  }

  /// Each arm of the rig and what it is computed by.
  public ReadOnlyObjectProperty<List<Fitted>> fittedProperty() {
    return fitted.getReadOnlyProperty();
  }

  /// The same, from any thread.
  public List<Fitted> fitted() {
    return seen;
  }

  /// Changes the shelf, and the arms with it; not while a take runs.
  ///
  /// @param what it is, as a task's title
  /// @param then told when it is done
  public void change(String what, OpenShelf.Change<ArmShelf> change, Runnable then) {
    if (between.recording()) {
      notices.accept(
          Notice.warning(
              "Nothing was changed",
              "A take is running, and its arms must not change in the middle. Stop it first."));
      return;
    }
    shelf.change(
        what,
        change,
        () -> {
          fit();
          then.run();
        });
  }

  /// Looks again what the arms should be computed by: a run has made a profile, or somebody else
  /// has.
  public void fit() {
    Workplace workplace = current.workplaceProperty().get();
    if (workplace == null) {
      return;
    }
    if (between.putOff()) {
      return;
    }
    int fitting = ++fittings;
    ArmShelf from = shelf().orElse(null);
    BackgroundTask.of("Looking for profiles of arms", _ -> Fitting.choose(workplace, from))
        .onSuccess(chosen -> {
          Workplace now = current.workplaceProperty().get();
          if (fitting == fittings && now != null && now.rig().equals(workplace.rig())) {
            put(workplace, chosen);
          }
        })
        .onFailure(e ->
            notices.accept(
                Notice.warning("The arms stay raw", Objects.toString(e.getMessage(), ""))))
        .startOn(tasks);
  }

  private void put(Workplace workplace, List<Fitted> chosen) {
    // A take may have begun meanwhile.
    if (between.putOff()) {
      return;
    }
    seen = chosen;
    if (Fitting.put(workplace, chosen)) {
      own = true;
      current.derivedAnew();
      own = false;
    }
    fitted.set(chosen);
  }
}
