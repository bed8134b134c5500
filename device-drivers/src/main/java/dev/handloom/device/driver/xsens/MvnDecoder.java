package dev.handloom.device.driver.xsens;

import dev.handloom.device.driver.skeleton.Joints;

/// Puts samples together from datagrams. Allocates nothing after it is made.
final class MvnDecoder {
  /// What a datagram has brought about.
  enum Outcome {
    /// A part of a sample.
    MORE,
    /// A sample is whole; its numbers can be read until the next datagram.
    SAMPLE,
    /// Not ours: another kind of MVN's messages, or another character.
    OTHER,
    BAD
  }

  static final int HEADER = 24;
  static final int SEGMENT = 32;

  private static final int IDENTITY = 6;
  private static final int MOST = 255;

  /// Whether MVN's own axes are metres apart: a stage is.
  static final double REACH_METRES = 1000;

  private final int character;
  private final double[] body = new double[Segments.BODY_COUNT * Joints.PER_JOINT];
  private final double[] left = new double[Segments.HAND_COUNT * Joints.PER_JOINT];
  private final double[] right = new double[Segments.HAND_COUNT * Joints.PER_JOINT];

  // The segments of the sample that is being put together, ordered by id.
  private final long[] ids = new long[3 * MOST];
  private final double[][] segments = new double[3 * MOST][Joints.PER_JOINT];
  private final double[] one = new double[Joints.PER_JOINT];
  private int held;
  private int wanted;
  private int bodyCount;
  private int fingerCount;
  private long sample = -1;
  private long lastSample = -1;
  private long ticks;
  private boolean abandoned;

  /// @param character which of MVN's characters, from 0
  MvnDecoder(int character) {
    this.character = character;
  }

  Outcome accept(byte[] from, int length) {
    abandoned = false;
    if (length < HEADER || from[0] != 'M' || from[1] != 'X' || from[2] != 'T' || from[3] != 'P') {
      return Outcome.BAD;
    }
    if (from[4] != '0' || from[5] != '2') {
      return digit(from[4]) && digit(from[5]) ? Outcome.OTHER : Outcome.BAD;
    }
    long count = uint32(from, IDENTITY);
    int items = from[11] & 0xFF;
    int bodies = from[17] & 0xFF;
    int props = from[18] & 0xFF;
    int fingers = from[19] & 0xFF;
    int payload = (from[22] & 0xFF) << 8 | (from[23] & 0xFF);
    int promised = bodies + props + fingers;
    // Older versions leave the payload's length at 0.
    boolean sized =
        length == HEADER + items * SEGMENT && (payload == 0 || payload == items * SEGMENT);
    boolean sensible =
        items > 0
            && items <= promised
            && (bodies == 0 || bodies == Segments.BODY_COUNT)
            && (fingers == 0 || fingers == 2 * Segments.HAND_COUNT);
    if (!sized || !sensible || !finite(from, items)) {
      return Outcome.BAD;
    }
    if ((from[16] & 0xFF) != character) {
      return Outcome.OTHER;
    }
    if (count == lastSample) {
      // A datagram that came twice.
      return Outcome.BAD;
    }
    if (count != sample || promised != wanted) {
      abandoned = held > 0;
      held = 0;
      sample = count;
      wanted = promised;
      bodyCount = bodies;
      fingerCount = fingers;
      ticks = uint32(from, 12);
    }
    for (int i = 0; i < items; i++) {
      if (!take(from, HEADER + i * SEGMENT)) {
        held = 0;
        return Outcome.BAD;
      }
    }
    if (held < wanted) {
      return Outcome.MORE;
    }
    held = 0;
    lastSample = count;
    lay(0, bodyCount, body);
    int fingersAt = wanted - fingerCount;
    lay(fingersAt, fingerCount / 2, left);
    lay(fingersAt + fingerCount / 2, fingerCount / 2, right);
    return Outcome.SAMPLE;
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean finite(byte[] from, int items) {
    for (int i = 0; i < items; i++) {
      for (int f = 0; f < Joints.PER_JOINT; f++) {
        float value = float32(from, HEADER + i * SEGMENT + 4 + 4 * f);
        if (!(Math.abs(value) < REACH_METRES)) {
          return false;
        }
      }
    }
    return true;
  }

  /// Keeps a segment where its id puts it; false if there is one of this id already, or one too
  /// many.
  private boolean take(byte[] from, int at) {
    if (held == wanted) {
      return false;
    }
    long id = uint32(from, at);
    int place = held;
    while (place > 0 && ids[place - 1] > id) {
      place--;
    }
    if (place > 0 && ids[place - 1] == id) {
      return false;
    }
    double[] spare = segments[held];
    for (int i = held; i > place; i--) {
      ids[i] = ids[i - 1];
      segments[i] = segments[i - 1];
    }
    ids[place] = id;
    segments[place] = spare;
    for (int f = 0; f < Joints.PER_JOINT; f++) {
      one[f] = float32(from, at + 4 + 4 * f);
    }
    System.arraycopy(one, 0, spare, 0, 3);
    // On the wire w comes first.
    System.arraycopy(one, 4, spare, 3, 3);
    spare[6] = one[3];
    held++;
    return true;
  }

  private void lay(int from, int count, double[] into) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(segments[from + i], 0, into, i * Joints.PER_JOINT, Joints.PER_JOINT);
    }
  }

  private static long uint32(byte[] from, int at) {
    return int32(from, at) & 0xFFFFFFFFL;
  }

  private static int int32(byte[] from, int at) {
    return (from[at] & 0xFF) << 24
        | (from[at + 1] & 0xFF) << 16
        | (from[at + 2] & 0xFF) << 8
        | (from[at + 3] & 0xFF);
  }

  private static float float32(byte[] from, int at) {
    return Float.intBitsToFloat(int32(from, at));
  }

  /// Whether the datagram just accepted began a sample while another was not whole.
  boolean abandoned() {
    return abandoned;
  }

  /// Whether the sample just completed has these.
  boolean has(Segments which) {
    return which == Segments.BODY ? bodyCount > 0 : fingerCount > 0;
  }

  /// Segments of the sample just completed.
  double[] values(Segments which) {
    return switch (which) {
      case LEFT_HAND -> left;
      case RIGHT_HAND -> right;
      case BODY -> body;
    };
  }

  /// MVN's count of its samples.
  long sample() {
    return sample;
  }

  /// MVN's time in milliseconds, modulo 2³².
  long ticks() {
    return ticks;
  }
}
