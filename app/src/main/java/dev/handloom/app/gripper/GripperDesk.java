package dev.handloom.app.gripper;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.library.OpenShelf;
import dev.handloom.app.take.BetweenTakes;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.calibration.gripper.GripperException;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.profile.GripperShelf;
import dev.handloom.device.rig.Rig;
import dev.handloom.store.library.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The live widths of the rig's grippers: of every wrist camera for which a profile is in use in
/// the open library. While a take runs nothing is changed. On the JavaFX thread, but for [#live].
public final class GripperDesk implements AutoCloseable {
  private final CurrentRig current;
  private final OpenShelf<GripperShelf> shelf;
  private final BetweenTakes between;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private volatile List<LiveWidth> live = List.of();
  private @Nullable Rig rig;
  private String told = "";
  private int looks;
  private Runnable changed = () -> {};

  public GripperDesk(
      CurrentRig current,
      OpenLibrary library,
      Takes takes,
      TaskRunner tasks,
      Consumer<Notice> notices) {
    this.current = current;
    shelf = new OpenShelf<>(library, GripperDesk::shelf, tasks, notices);
    between = new BetweenTakes(takes, this::look);
    this.tasks = tasks;
    this.notices = notices;
    current
        .workplaceProperty()
        .subscribe(workplace -> {
          if (workplace == null || !workplace.rig().equals(rig)) {
            look();
          }
        });
    library.storeProperty().addListener((_, _, _) -> look());
  }

  /// What is measured now. Any thread.
  public List<LiveWidth> live() {
    return live;
  }

  /// Called when a profile was kept, taken into use or out of it.
  public void onChange(Runnable listener) {
    changed = listener;
  }

  /// Where the profiles of a library lie.
  public static GripperShelf shelf(Library library) {
    return shelf(library.folder());
  }

  public static GripperShelf shelf(Path libraryFolder) {
    return new GripperShelf(libraryFolder.resolve("profiles"));
  }

  /// That of the open library; empty while none is open.
  public Optional<GripperShelf> shelf() {
    return shelf.now();
  }

  /// Keeps a profile that was made, and uses it.
  public void keep(GripperProfile profile) {
    change("Keeping a gripper's profile", shelf -> shelf.keep(profile));
  }

  /// Takes an older profile into use again.
  public void use(GripperProfile profile) {
    change("Using another profile", shelf -> shelf.rollBack(profile));
  }

  /// Takes a profile out of use.
  public void expire(GripperProfile profile, String why) {
    change("Expiring a profile", shelf -> shelf.expire(profile, why));
  }

  private void change(String what, OpenShelf.Change<GripperShelf> change) {
    shelf.change(
        what,
        change,
        () -> {
          changed.run();
          look();
        });
  }

  /// Looks again what should be measured.
  private void look() {
    Workplace workplace = current.workplaceProperty().get();
    if (workplace == null) {
      return;
    }
    if (between.putOff()) {
      return;
    }
    rig = workplace.rig();
    int mine = ++looks;
    GripperShelf from = shelf().orElse(null);
    BackgroundTask.of("Looking for grippers", _ -> GripperInUse.choose(workplace, from))
        .onSuccess(inUse -> {
          if (mine == looks) {
            put(workplace, inUse);
          }
        })
        .onFailure(e ->
            notices.accept(
                Notice.warning(
                    "No gripper's width is measured", Objects.toString(e.getMessage(), ""))))
        .startOn(tasks);
  }

  private void put(Workplace workplace, List<GripperInUse> inUse) {
    // A take may have begun meanwhile.
    if (between.putOff()) {
      return;
    }
    List<LiveWidth> next = new ArrayList<>();
    List<LiveWidth> old = new ArrayList<>(live);
    List<String> troubles = new ArrayList<>();
    List<GripperInUse> fresh = new ArrayList<>();
    for (GripperInUse one : inUse) {
      if (!one.trouble().isEmpty()) {
        troubles.add(one.camera().spec().device() + ": " + one.trouble());
      }
      LiveWidth same =
          old.stream()
              .filter(each ->
                  each.camera().equals(one.camera())
                      && one.profile() != null
                      && each.profile().id().equals(one.profile().id()))
              .findFirst()
              .orElse(null);
      if (same == null) {
        fresh.add(one);
      } else {
        old.remove(same);
        next.add(same);
      }
    }
    old.forEach(LiveWidth::close);
    boolean other = !old.isEmpty();
    for (GripperInUse one : fresh) {
      try {
        LiveWidth started = one.start(workplace);
        if (started != null) {
          next.add(started);
          other = true;
        }
      } catch (GripperException e) {
        troubles.add(one.camera().spec().device() + ": " + e.getMessage());
      }
    }
    live = List.copyOf(next);
    tell(String.join(" ", troubles));
    if (other) {
      current.derivedAnew();
    }
  }

  private void tell(String trouble) {
    if (!trouble.isEmpty() && !trouble.equals(told)) {
      notices.accept(
          Notice.warning(
              "A gripper's profile is not used", trouble + " Calibrate it under Calibrate."));
    }
    told = trouble;
  }

  @Override
  public void close() {
    live.forEach(LiveWidth::close);
    live = List.of();
  }
}
