package dev.handloom.app.workspace.calibrate.space;

import dev.handloom.app.space.RigSpaces;
import dev.handloom.calibration.space.SpaceProfile;
import org.jspecify.annotations.Nullable;

/// Keeps what was found, once.
final class Keeper {
  private final RigSpaces spaces;
  private final Runnable changed;
  private @Nullable SpaceProfile keeping;
  private @Nullable SpaceProfile kept;
  private String why = "";

  /// @param changed called when it is kept, or could not be
  Keeper(RigSpaces spaces, Runnable changed) {
    this.spaces = spaces;
    this.changed = changed;
  }

  /// Keeps what was found; where nothing is yet, the run goes on.
  void keepOr(@Nullable SpaceProfile made, Runnable goOn) {
    if (made == null) {
      goOn.run();
    } else if (keeping == null && !made.equals(kept)) {
      keeping = made;
      why = "";
      spaces.keep(made, said -> told(made, said));
    }
  }

  private void told(SpaceProfile made, String said) {
    keeping = null;
    why = said;
    if (said.isEmpty()) {
      kept = made;
    }
    changed.run();
  }

  boolean kept(@Nullable SpaceProfile made) {
    return made != null && made.equals(kept);
  }

  /// Why it could not be kept; empty where all is well.
  String why() {
    return why;
  }

  void forget() {
    kept = null;
    why = "";
  }
}
