package dev.handloom.device.driver.visionpro;

import dev.handloom.device.driver.headset.PoseMatrix;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The one message of the app's service, in protobuf. Reused; belongs to one thread.
///
/// | message | fields |
/// |---|---|
/// | HandUpdate | 1 left hand, 2 right hand, 3 head (Matrix4x4) |
/// | Hand | 1 wrist (Matrix4x4), 2 skeleton |
/// | Skeleton | 1 Matrix4x4, once for each joint |
/// | Matrix4x4 | 1 to 16: float m00 m01 … m33, row after row |
///
/// What is zero is left out, as protobuf does.
public final class HandUpdate {
  /// A hand: its wrist in the world, its joints in the wrist's frame.
  public static final class Hand {
    public final double[] wrist = new double[PoseMatrix.COUNT];
    public final double[] joints = new double[MOST_JOINTS * PoseMatrix.COUNT];
    public int count;

    private void clear() {
      Arrays.fill(wrist, 0);
      count = 0;
    }
  }

  /// With the forearm's two; what comes after are pictures and pens that the app knows.
  public static final int MOST_JOINTS = 27;

  /// Pictures and pens included.
  private static final int MOST_MATRICES = 512;

  private static final int LENGTH = 2;
  private static final int FLOAT = 5;

  public final Hand left = new Hand();
  public final Hand right = new Hand();
  public final double[] head = new double[PoseMatrix.COUNT];
  private ByteBuffer in = ByteBuffer.allocate(0);

  /// Takes a message apart.
  public void read(byte[] bytes, int length) throws Unexpected {
    in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    left.clear();
    right.clear();
    Arrays.fill(head, 0);
    while (in.position() < length) {
      int tag = tag();
      switch (tag) {
        case 1 << 3 | LENGTH -> hand(left, part(length));
        case 2 << 3 | LENGTH -> hand(right, part(length));
        case 3 << 3 | LENGTH -> matrix(head, 0, part(length));
        default -> skip(tag, length);
      }
    }
  }

  private void hand(Hand hand, int end) throws Unexpected {
    while (in.position() < end) {
      int tag = tag();
      switch (tag) {
        case 1 << 3 | LENGTH -> matrix(hand.wrist, 0, part(end));
        case 2 << 3 | LENGTH -> skeleton(hand, part(end));
        default -> skip(tag, end);
      }
    }
  }

  private void skeleton(Hand hand, int end) throws Unexpected {
    while (in.position() < end) {
      int tag = tag();
      if (tag != (1 << 3 | LENGTH)) {
        skip(tag, end);
        continue;
      }
      int matrixEnd = part(end);
      if (hand.count >= MOST_MATRICES) {
        throw new Unexpected("a hand has more than " + MOST_MATRICES + " joints");
      }
      if (hand.count < MOST_JOINTS) {
        int at = hand.count * PoseMatrix.COUNT;
        Arrays.fill(hand.joints, at, at + PoseMatrix.COUNT, 0);
        matrix(hand.joints, at, matrixEnd);
      } else {
        in.position(matrixEnd);
      }
      hand.count++;
    }
  }

  private void matrix(double[] into, int at, int end) throws Unexpected {
    while (in.position() < end) {
      int tag = tag();
      int field = tag >>> 3;
      if ((tag & 7) != FLOAT || field > PoseMatrix.COUNT) {
        skip(tag, end);
        continue;
      }
      need(Float.BYTES, end);
      into[at + field - 1] = in.getFloat();
    }
  }

  private int tag() throws Unexpected {
    long tag = varint();
    if (tag < 8 || tag > Integer.MAX_VALUE) {
      throw new Unexpected("a field has no number");
    }
    return (int) tag;
  }

  private int part(int end) throws Unexpected {
    long length = varint();
    if (length < 0 || length > end - in.position()) {
      throw new Unexpected("a part is longer than the whole");
    }
    return in.position() + (int) length;
  }

  private void skip(int tag, int end) throws Unexpected {
    switch (tag & 7) {
      case 0 -> varint();
      case 1 -> need(Long.BYTES, end).position(in.position() + Long.BYTES);
      case LENGTH -> in.position(part(end));
      case FLOAT -> need(Float.BYTES, end).position(in.position() + Float.BYTES);
      default -> throw new Unexpected("a field is of no known kind");
    }
    if (in.position() > end) {
      throw new Unexpected("a field is longer than its message");
    }
  }

  private ByteBuffer need(int bytes, int end) throws Unexpected {
    if (end - in.position() < bytes) {
      throw new Unexpected("the message is cut");
    }
    return in;
  }

  private long varint() throws Unexpected {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE && in.hasRemaining(); shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new Unexpected("a number does not end");
  }

  /// The same as bytes.
  public byte[] write() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    part(all, 1, hand(left));
    part(all, 2, hand(right));
    part(all, 3, matrix(head, 0));
    return all.toByteArray();
  }

  private static byte[] hand(Hand hand) {
    ByteArrayOutputStream joints = new ByteArrayOutputStream();
    for (int j = 0; j < hand.count; j++) {
      part(joints, 1, matrix(hand.joints, j * PoseMatrix.COUNT));
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    part(all, 1, matrix(hand.wrist, 0));
    part(all, 2, joints.toByteArray());
    return all.toByteArray();
  }

  private static byte[] matrix(double[] from, int at) {
    ByteBuffer into = ByteBuffer.allocate(PoseMatrix.COUNT * 6).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < PoseMatrix.COUNT; i++) {
      float value = (float) from[at + i];
      if (value != 0) {
        int tag = (i + 1) << 3 | FLOAT;
        if (tag > 0x7F) {
          into.put((byte) (tag | 0x80)).put((byte) (tag >> 7));
        } else {
          into.put((byte) tag);
        }
        into.putFloat(value);
      }
    }
    return Arrays.copyOf(into.array(), into.position());
  }

  private static void part(ByteArrayOutputStream into, int field, byte[] bytes) {
    into.write(field << 3 | LENGTH);
    int rest = bytes.length;
    for (; rest > 0x7F; rest >>= 7) {
      into.write((rest & 0x7F) | 0x80);
    }
    into.write(rest);
    into.writeBytes(bytes);
  }
}
