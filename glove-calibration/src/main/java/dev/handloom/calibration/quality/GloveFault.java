package dev.handloom.calibration.quality;

/// Something wrong with a channel, or with the glove as a whole.
///
/// @param channel index, or −1 for the whole glove
/// @param other the channel that this one was mistaken for, or −1
/// @param words what was seen and what to do, a sentence or two
public record GloveFault(Kind kind, int channel, int other, String words) {
  /// What is wrong.
  public enum Kind {
    /// Did not move in any pose.
    DEAD(false),
    /// Flickers while the hand is still.
    NOISY(false),
    /// Reached its end before the joint did.
    SATURATED(false),
    /// Two fingers' channels answer each other's pinch.
    SWAPPED(false),
    /// Runs the other way than it says, or than its neighbours. The calibration turns it round.
    INVERTED(true),
    /// Jumped in the middle of the run and stayed there.
    SLIPPED(false),
    /// Wandered from the beginning to the end.
    DRIFTING(false);

    private final boolean corrected;

    Kind(boolean corrected) {
      this.corrected = corrected;
    }

    /// Whether the calibration puts it right, so that it need not trouble anybody.
    public boolean corrected() {
      return corrected;
    }
  }
}
