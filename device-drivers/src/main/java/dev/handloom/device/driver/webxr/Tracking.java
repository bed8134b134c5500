package dev.handloom.device.driver.webxr;

import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.hand.HandJoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// A tracking message, taken apart. Reused; belongs to one thread.
final class Tracking {
  static final int LEFT_CONTROLLER = 1;
  static final int RIGHT_CONTROLLER = 2;
  static final int LEFT_HAND = 4;
  static final int RIGHT_HAND = 8;

  /// The browser does not say for which moment it located everything.
  static final int MOMENT_UNKNOWN = 0x8000;

  static final int HEAD_BYTES = 56;
  static final int CONTROLLER_BYTES = 76;
  static final int HAND_BYTES = 808;

  /// Those of WebXR: all but the palm.
  static final int JOINTS = 25;

  private static final int KNOWN = 0xF | MOMENT_UNKNOWN;
  private static final int PLACE = 7;
  private static final double FARTHEST_METRES = 50;

  /// Some ten years of microseconds: no page is open for longer.
  private static final long LATEST_MICROS = 1L << 48;

  private static final int VALID = HeadsetPart.ORIENTATION_VALID | HeadsetPart.POSITION_VALID;
  private static final int SEEN =
      VALID | HeadsetPart.ORIENTATION_TRACKED | HeadsetPart.POSITION_TRACKED;

  private final Map<HeadsetPart, double[]> values = new EnumMap<>(HeadsetPart.class);
  private long number;
  private long locatedMicros;
  private long askedMicros;
  private int flags;

  Tracking() {
    for (HeadsetPart part : HeadsetPart.values()) {
      values.put(part, new double[part.count()]);
    }
  }

  /// Takes a message apart.
  ///
  /// @return false if it is none
  boolean read(byte[] bytes, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    if (length < HEAD_BYTES) {
      return false;
    }
    flags = in.getShort(2) & 0xFFFF;
    int whole =
        HEAD_BYTES
            + CONTROLLER_BYTES * Integer.bitCount(flags & (LEFT_CONTROLLER | RIGHT_CONTROLLER))
            + HAND_BYTES * Integer.bitCount(flags & (LEFT_HAND | RIGHT_HAND));
    if ((flags & ~KNOWN) != 0 || length != whole) {
      return false;
    }
    number = in.getInt(4) & 0xFFFF_FFFFL;
    locatedMicros = in.getLong(8);
    askedMicros = in.getLong(16);
    if (!time(locatedMicros) || !time(askedMicros)) {
      return false;
    }
    values.values().forEach(each -> Arrays.fill(each, 0));
    in.position(24);
    double[] head = of(HeadsetPart.HEAD);
    if (!place(in, head, 0)) {
      return false;
    }
    head[PLACE] = in.getInt() & SEEN;
    return (!has(LEFT_CONTROLLER) || controller(in, of(HeadsetPart.LEFT_CONTROLLER)))
        && (!has(RIGHT_CONTROLLER) || controller(in, of(HeadsetPart.RIGHT_CONTROLLER)))
        && (!has(LEFT_HAND) || hand(in, of(HeadsetPart.LEFT_HAND)))
        && (!has(RIGHT_HAND) || hand(in, of(HeadsetPart.RIGHT_HAND)));
  }

  private static boolean time(long micros) {
    return micros >= 0 && micros < LATEST_MICROS;
  }

  private boolean has(int part) {
    return (flags & part) != 0;
  }

  long number() {
    return number;
  }

  /// The moment for which everything was located, on the page's clock.
  long locatedMicros() {
    return locatedMicros;
  }

  /// When the page got it.
  long askedMicros() {
    return askedMicros;
  }

  boolean momentUnknown() {
    return has(MOMENT_UNKNOWN);
  }

  /// The values of a part; all zero, which is "not there", if the message has none.
  double[] of(HeadsetPart part) {
    double[] of = values.get(part);
    if (of == null) {
      throw new IllegalStateException("No room for " + part);
    }
    return of;
  }

  private static boolean place(ByteBuffer in, double[] into, int at) {
    double length = 0;
    for (int i = 0; i < PLACE; i++) {
      double value = in.getFloat();
      // False for what is no number, too.
      if (!(Math.abs(value) <= FARTHEST_METRES)) {
        return false;
      }
      into[at + i] = value;
      length += i < 3 ? 0 : value * value;
    }
    return length > 0.9 && length < 1.1;
  }

  private static boolean controller(ByteBuffer in, double[] into) {
    int aim = 1 + HeadsetPart.LOCATION;
    int rest = aim + HeadsetPart.LOCATION;
    if (!place(in, into, 1) || !place(in, into, aim)) {
      return false;
    }
    for (int i = 0; i < 4; i++) {
      double value = in.getFloat();
      double least = i < 2 ? 0 : -1;
      if (!(value >= least && value <= 1)) {
        return false;
      }
      into[rest + i] = value;
    }
    into[1 + PLACE] = in.get() & SEEN;
    into[aim + PLACE] = in.get() & SEEN;
    int pressed = in.get();
    for (int i = 0; i < 4; i++) {
      into[rest + 4 + i] = pressed >> i & 1;
    }
    into[0] = in.get() & 1;
    return true;
  }

  private static boolean hand(ByteBuffer in, double[] into) {
    into[0] = 1;
    for (int j = 1; j <= JOINTS; j++) {
      int at = 2 + j * HeadsetPart.JOINT;
      if (!place(in, into, at)) {
        return false;
      }
      double radius = in.getFloat();
      if (!(radius >= 0 && radius <= 1)) {
        return false;
      }
      into[at + PLACE] = radius;
    }
    int seen = in.getInt();
    for (int j = 1; j <= JOINTS; j++) {
      into[2 + j * HeadsetPart.JOINT + PLACE + 1] = (seen >> (j - 1) & 1) == 0 ? 0 : SEEN;
    }
    into[1] = in.getInt() & 0xFF;
    palm(into);
    return into[1] <= 2;
  }

  /// WebXR has no palm: it lies in the middle of the middle finger's metacarpal and is turned as
  /// that is, which is how OpenXR describes it. Nobody has seen it, so it does not count as
  /// tracked.
  private static void palm(double[] into) {
    int from = 2 + HandJoint.MIDDLE_METACARPAL.ordinal() * HeadsetPart.JOINT;
    int to = 2 + HandJoint.MIDDLE_PROXIMAL.ordinal() * HeadsetPart.JOINT;
    int palm = 2 + HandJoint.PALM.ordinal() * HeadsetPart.JOINT;
    System.arraycopy(into, from, into, palm, PLACE + 1);
    for (int i = 0; i < 3; i++) {
      into[palm + i] = (into[from + i] + into[to + i]) / 2;
    }
    boolean known =
        HeadsetPart.valid(into[from + PLACE + 1]) && HeadsetPart.valid(into[to + PLACE + 1]);
    into[palm + PLACE + 1] = known ? VALID : 0;
  }
}
