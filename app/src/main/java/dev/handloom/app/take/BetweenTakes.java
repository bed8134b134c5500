package dev.handloom.app.take;

/// Something that is done between takes only: what comes up in one is done when it is over. On the
/// JavaFX thread.
public final class BetweenTakes {
  private final Takes takes;
  private boolean due;

  /// @param does what is done then
  public BetweenTakes(Takes takes, Runnable does) {
    this.takes = takes;
    takes
        .phaseProperty()
        .addListener((_, _, now) -> {
          if (due && !now.running()) {
            due = false;
            does.run();
          }
        });
  }

  /// Whether a take runs.
  public boolean recording() {
    return takes.phaseProperty().get().running();
  }

  /// Whether a take runs; if so, it is done when the take is over.
  public boolean putOff() {
    due |= recording();
    return recording();
  }
}
