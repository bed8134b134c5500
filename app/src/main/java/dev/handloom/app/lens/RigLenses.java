package dev.handloom.app.lens;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.store.library.Library;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the open library knows of the cameras of the rig. On the JavaFX thread, but for what says
/// otherwise.
public final class RigLenses {
  private static final Logger LOG = LoggerFactory.getLogger(RigLenses.class);

  private final CurrentRig current;
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final LastBoard board;
  private volatile List<KnownLens> known = List.of();
  private final ReadOnlyIntegerWrapper looked = new ReadOnlyIntegerWrapper(this, "looked");
  private int looks;

  /// @param board which board was held before a camera last
  public RigLenses(CurrentRig current, OpenLibrary library, TaskRunner tasks, LastBoard board) {
    this.board = board;
    this.current = current;
    this.library = library;
    this.tasks = tasks;
    current.workplaceProperty().subscribe(_ -> look());
    library.storeProperty().subscribe(_ -> look());
  }

  /// Each camera of the rig, from any thread; empty until it is known.
  public List<KnownLens> known() {
    return known;
  }

  /// Changes when [#known] has been looked at anew.
  public ReadOnlyIntegerProperty lookedProperty() {
    return looked.getReadOnlyProperty();
  }

  public LastBoard board() {
    return board;
  }

  /// Looks again: a camera was calibrated.
  public void look() {
    Workplace workplace = current.workplaceProperty().get();
    Library store = library.store();
    int look = ++looks;
    if (workplace == null || store == null) {
      known = List.of();
      looked.set(look);
      return;
    }
    BackgroundTask.of(
            "Looking for cameras' profiles",
            _ -> KnownLens.of(workplace, KnownLens.shelf(store.folder())))
        .onSuccess(found -> {
          if (look == looks) {
            known = found;
            looked.set(look);
          }
        })
        .onFailure(e -> LOG.warn("The cameras' profiles could not be read", e))
        .startOn(tasks);
  }
}
