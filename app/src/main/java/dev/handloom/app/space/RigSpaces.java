package dev.handloom.app.space;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.lens.RigLenses;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.calibration.space.SpaceShelf;
import dev.handloom.store.library.Library;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the spaces of the rig's headsets lie in others, as the open library knows it. On the JavaFX
/// thread, but for what says otherwise.
public final class RigSpaces {
  private static final Logger LOG = LoggerFactory.getLogger(RigSpaces.class);

  private final CurrentRig current;
  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final ReadOnlyIntegerWrapper looked = new ReadOnlyIntegerWrapper(this, "looked");
  private volatile List<KnownSpace> known = List.of();
  private int looks;

  /// @param lenses what is known of the rig's cameras: a space that was laid over one goes stale
  ///   when it is calibrated anew
  public RigSpaces(CurrentRig current, OpenLibrary library, TaskRunner tasks, RigLenses lenses) {
    this.current = current;
    this.library = library;
    this.tasks = tasks;
    current.workplaceProperty().subscribe(_ -> look());
    library.storeProperty().subscribe(_ -> look());
    lenses.lookedProperty().subscribe(_ -> look());
  }

  /// From any thread; empty until it is known.
  public List<KnownSpace> known() {
    return known;
  }

  /// Changes when [#known] has been looked at anew.
  public ReadOnlyIntegerProperty lookedProperty() {
    return looked.getReadOnlyProperty();
  }

  /// Keeps what was found.
  ///
  /// @param told why it could not be kept; empty when it is
  public void keep(SpaceProfile made, Consumer<String> told) {
    Library store = library.store();
    if (store == null) {
      told.accept("No library is open. Choose one under Library, then keep it.");
      return;
    }
    SpaceShelf shelf = KnownSpace.shelf(store.folder());
    BackgroundTask.of("Keeping an alignment", _ -> shelf.keep(made))
        .kept()
        .onSuccess(_ -> {
          look();
          told.accept("");
        })
        .onFailure(e -> told.accept(Objects.toString(e.getMessage(), "It could not be kept")))
        .startOn(tasks);
  }

  private void look() {
    Workplace workplace = current.workplaceProperty().get();
    Library store = library.store();
    int look = ++looks;
    if (workplace == null || store == null) {
      known = List.of();
      looked.set(look);
      return;
    }
    BackgroundTask.of("Looking for alignments", _ -> read(workplace, store))
        .onSuccess(found -> {
          if (look == looks) {
            known = found;
            looked.set(look);
          }
        })
        .onFailure(e -> LOG.warn("The alignments could not be read", e))
        .startOn(tasks);
  }

  private static List<KnownSpace> read(Workplace workplace, Library store) throws AlignmentRefusal {
    return KnownSpace.of(workplace, store.folder());
  }
}
