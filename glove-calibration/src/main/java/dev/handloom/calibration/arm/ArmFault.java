package dev.handloom.calibration.arm;

/// Something wrong with a joint.
///
/// @param joint index
/// @param other the joint that this one was mistaken for or moves along with, or −1
/// @param words what was seen and what to do
public record ArmFault(Kind kind, int joint, int other, String words) {
  /// What is wrong.
  public enum Kind {
    /// Did not move when it was asked for, nor did another.
    STUCK,
    /// Another joint moved in its place.
    WRONG_JOINT,
    /// Two joints moved in each other's place.
    SWAPPED,
    /// Another joint moved nearly as far.
    MOVES_ALONG,
    /// Moved so little that its encoder cannot be judged.
    LITTLE_SWEPT,
    /// Its readings lie on no ellipse.
    NO_ELLIPSE,
    /// Flickers while the arm is still.
    NOISY,
    /// Says the end of its range while the joint goes on.
    CLIPPED,
    /// Jumps for single readings.
    JUMPS,
    /// Stands elsewhere in the zero pose since the middle of the run.
    SLIPPED,
    /// Did not move when it was to be bent, so that its sign is not known.
    NOT_BENT
  }

  /// Whether angles would be those of another joint, or of none.
  boolean misleads() {
    return switch (kind) {
      case STUCK, WRONG_JOINT, SWAPPED, NO_ELLIPSE, NOT_BENT -> true;
      default -> false;
    };
  }
}
