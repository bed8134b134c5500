package dev.handloom.app;

import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import java.io.IOException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The workplace that the window shows; a person may change it while nothing is recorded.
///
/// Properties belong to the JavaFX thread. Opening and closing a rig waits for devices, so it is
/// done elsewhere: [#prepare] on any thread, [#take] on the JavaFX thread.
public final class CurrentRig {
  private final ReadOnlyObjectWrapper<@Nullable Workplace> workplace =
      new ReadOnlyObjectWrapper<>(this, "workplace");

  /// Null until the first rig is open.
  public ReadOnlyObjectProperty<@Nullable Workplace> workplaceProperty() {
    return workplace.getReadOnlyProperty();
  }

  /// Sets up a rig and begins to connect it.
  ///
  /// @param file what it consists of; null for the simulated rig
  /// @param delays what was measured of its devices
  public static Workplace prepare(@Nullable RigFile file, DelayBook delays)
      throws IOException, RigFileException {
    Workplace next =
        file == null
            ? Workplace.simulated(Workplace.FIRST_SEED, delays)
            : Workplace.open(file, delays);
    next.rig().connect();
    return next;
  }

  /// Other streams are derived from its devices now: whoever shows it shows it anew. On the JavaFX
  /// thread.
  public void derivedAnew() {
    Workplace same = workplace.get();
    if (same != null) {
      workplace.set(same.anew());
    }
  }

  /// Shows a prepared workplace from now on.
  ///
  /// @return the one before, to be closed on another thread
  public @Nullable Workplace take(Workplace next) {
    Workplace before = workplace.get();
    workplace.set(next);
    return before;
  }
}
