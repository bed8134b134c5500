package dev.handloom.device.driver.spacemouse;

/// Takes reports in and makes whole motions of them, of either layout. Allocates nothing after it
/// is made.
final class MotionDecoder {
  /// What a report has brought about.
  enum Outcome {
    /// Half of a motion: the push, whose turn comes next.
    HALF,
    /// A push that stayed without its turn is complete as it is, and this report is a new push.
    HALF_AFTER_HALF,
    /// A whole motion.
    MOTION,
    /// Other buttons are pressed.
    BUTTONS,
    /// Good, and nothing that is recorded.
    OTHER,
    /// No report of such a device.
    BAD
  }

  static final int AXES = 6;
  private static final int PUSH = 1;
  private static final int TURN = 2;
  private static final int BUTTONS = 3;

  /// Battery of a wireless one; what its bytes mean is not known for sure.
  private static final int BATTERY = 0x17;

  private static final int HALF_BYTES = 7;
  private static final int WHOLE_BYTES = 13;
  private static final int MOST_BUTTON_BYTES = 6;

  private enum Layout {
    UNKNOWN,
    SPLIT,
    COMBINED
  }

  private final int[] axes = new int[AXES];
  private final int[] pushed = new int[AXES / 2];
  private Layout layout = Layout.UNKNOWN;
  private boolean half;
  private long buttons;

  Outcome accept(byte[] report, int length) {
    if (length < 1) {
      return Outcome.BAD;
    }
    return switch (report[0]) {
      case PUSH -> push(report, length);
      case TURN -> turn(report, length);
      case BUTTONS -> buttons(report, length);
      case BATTERY -> Outcome.OTHER;
      default -> Outcome.BAD;
    };
  }

  private Outcome push(byte[] report, int length) {
    // By length and not by the product's number: the same product comes with both.
    if (length >= WHOLE_BYTES && layout != Layout.SPLIT) {
      layout = Layout.COMBINED;
      for (int i = 0; i < AXES; i++) {
        axes[i] = number(report, 1 + 2 * i);
      }
      return Outcome.MOTION;
    }
    if (length != HALF_BYTES || layout == Layout.COMBINED) {
      return Outcome.BAD;
    }
    layout = Layout.SPLIT;
    boolean alone = half;
    if (alone) {
      takePush();
    }
    for (int i = 0; i < pushed.length; i++) {
      pushed[i] = number(report, 1 + 2 * i);
    }
    half = true;
    return alone ? Outcome.HALF_AFTER_HALF : Outcome.HALF;
  }

  private Outcome turn(byte[] report, int length) {
    if (length != HALF_BYTES || layout == Layout.COMBINED) {
      return Outcome.BAD;
    }
    layout = Layout.SPLIT;
    takeHalf();
    for (int i = 0; i < AXES / 2; i++) {
      axes[AXES / 2 + i] = number(report, 1 + 2 * i);
    }
    return Outcome.MOTION;
  }

  private Outcome buttons(byte[] report, int length) {
    if (length < 2 || length > 1 + MOST_BUTTON_BYTES) {
      return Outcome.BAD;
    }
    buttons = 0;
    for (int i = 1; i < length; i++) {
      buttons |= (report[i] & 0xFFL) << (8 * (i - 1));
    }
    return Outcome.BUTTONS;
  }

  private static int number(byte[] report, int at) {
    return (short) ((report[at] & 0xFF) | (report[at + 1] << 8));
  }

  /// Whether a push waits for its turn.
  boolean half() {
    return half;
  }

  /// The push that waited becomes a motion without a turn of its own.
  void takeHalf() {
    if (half) {
      takePush();
      half = false;
    }
  }

  private void takePush() {
    System.arraycopy(pushed, 0, axes, 0, pushed.length);
  }

  int axis(int axis) {
    return axes[axis];
  }

  /// Whether the last motion was none: the cap rests.
  boolean resting() {
    for (int axis : axes) {
      if (axis != 0) {
        return false;
      }
    }
    return true;
  }

  /// A silent device rests.
  void rest() {
    for (int i = 0; i < AXES; i++) {
      axes[i] = 0;
    }
  }

  boolean pressed(int bit) {
    return (buttons >> bit & 1) != 0;
  }
}
