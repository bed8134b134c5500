package dev.handloom.device.driver.vuer;

import dev.handloom.device.driver.headset.HandOf25;
import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.driver.headset.PoseMatrix;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.space.Pose;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the events that move something say, part by part. Reused; belongs to one thread.
///
/// | event | value |
/// |---|---|
/// | `CAMERA_MOVE` | `camera.matrix` or `matrix`: 16 numbers |
/// | `HAND_MOVE` | `left`, `right`: 25 × 16 numbers in the world, none while the hand is not seen; before that `leftHand`, `rightHand`: 16 numbers, the wrist |
/// | `CONTROLLER_MOVE` | `left`, `right`: 16 numbers, where it points; `leftState`, `rightState` |
///
/// Matrices are column after column. Numbers are a list, or single-precision bytes.
final class VuerEvents {
  private static final int SEEN =
      HeadsetPart.ORIENTATION_VALID
          | HeadsetPart.POSITION_VALID
          | HeadsetPart.ORIENTATION_TRACKED
          | HeadsetPart.POSITION_TRACKED;
  private static final int HAND = HandOf25.COUNT * PoseMatrix.COUNT;

  private final Map<HeadsetPart, double[]> values = new EnumMap<>(HeadsetPart.class);
  private final double[] numbers = new double[HAND];

  /// What came last, to see whether anything is new.
  private final double[] lastHead = new double[PoseMatrix.COUNT];

  private final double[][] lastHands = new double[2][HAND];

  VuerEvents() {
    for (HeadsetPart part : HeadsetPart.values()) {
      values.put(part, new double[part.count()]);
    }
    Arrays.fill(lastHead, Double.NaN);
  }

  /// The values of a part, as the last event of its kind had them.
  double[] of(HeadsetPart part) {
    double[] of = values.get(part);
    if (of == null) {
      throw new IllegalStateException("No room for " + part);
    }
    return of;
  }

  /// Takes the head.
  ///
  /// @return whether it says anything new
  boolean head(Map<?, ?> value) throws Unexpected {
    Object from = value.get("camera") instanceof Map<?, ?> camera ? camera : value;
    Object matrix = from instanceof Map<?, ?> map ? map.get("matrix") : null;
    if (matrix == null) {
      return false;
    }
    if (numbers(matrix) != PoseMatrix.COUNT) {
      throw new Unexpected("a head has another count of numbers");
    }
    if (same(lastHead)) {
      return false;
    }
    Pose pose = PoseMatrix.ofColumns(numbers, 0);
    if (pose == null) {
      throw new Unexpected("a head is nowhere");
    }
    HandOf25.place(pose, of(HeadsetPart.HEAD), 0);
    of(HeadsetPart.HEAD)[7] = SEEN;
    return true;
  }

  /// Keeps what came.
  private boolean same(double[] last) {
    boolean same = Arrays.equals(numbers, 0, last.length, last, 0, last.length);
    System.arraycopy(numbers, 0, last, 0, last.length);
    return same;
  }

  /// Takes both hands. A page that stands still repeats itself to the last bit.
  ///
  /// @return whether it says anything new
  boolean hands(Map<?, ?> value) throws Unexpected {
    boolean left = hand(value, "left", 0, of(HeadsetPart.LEFT_HAND));
    boolean right = hand(value, "right", 1, of(HeadsetPart.RIGHT_HAND));
    return left || right;
  }

  private boolean hand(Map<?, ?> value, String side, int which, double[] into) throws Unexpected {
    Object joints = value.get(side);
    Object wrist = value.get(side + "Hand");
    boolean there = into[0] != 0;
    Arrays.fill(numbers, 0);
    if (joints == null && wrist == null) {
      Arrays.fill(into, 0);
      Arrays.fill(lastHands[which], 0);
      return there;
    }
    int count = numbers(joints == null ? wrist : joints);
    if (count == 0) {
      Arrays.fill(into, 0);
      return there;
    }
    if (count != HAND && count != PoseMatrix.COUNT) {
      throw new Unexpected("a hand has " + count + " numbers");
    }
    if (same(lastHands[which])) {
      return false;
    }
    @Nullable Pose[] poses = new Pose[HandOf25.COUNT];
    for (int j = 0; j < count / PoseMatrix.COUNT; j++) {
      poses[j] = PoseMatrix.ofColumns(numbers, j * PoseMatrix.COUNT);
    }
    if (poses[0] == null) {
      Arrays.fill(into, 0);
      return there;
    }
    HandOf25.fill(poses, true, into);
    return true;
  }

  /// Takes both controllers.
  boolean controllers(Map<?, ?> value) throws Unexpected {
    boolean left = controller(value, "left", of(HeadsetPart.LEFT_CONTROLLER));
    boolean right = controller(value, "right", of(HeadsetPart.RIGHT_CONTROLLER));
    return left || right;
  }

  private boolean controller(Map<?, ?> value, String side, double[] into) throws Unexpected {
    Arrays.fill(into, 0);
    Object matrix = value.get(side);
    if (matrix == null || numbers(matrix) != PoseMatrix.COUNT) {
      return false;
    }
    Pose pose = PoseMatrix.ofColumns(numbers, 0);
    if (pose != null) {
      into[0] = 1;
      // Where it points is all that is said; it stands for where it is held, too.
      for (int at : new int[] {1, 1 + HeadsetPart.LOCATION}) {
        HandOf25.place(pose, into, at);
        into[at + 7] = SEEN;
      }
    }
    if (value.get(side + "State") instanceof Map<?, ?> state) {
      int at = 1 + 2 * HeadsetPart.LOCATION;
      into[at] = Math.clamp(number(state.get("triggerValue")), 0, 1);
      into[at + 1] = Math.clamp(number(state.get("squeezeValue")), 0, 1);
      if (state.get("thumbstickValue") instanceof List<?> stick && stick.size() == 2) {
        into[at + 2] = Math.clamp(number(stick.getFirst()), -1, 1);
        into[at + 3] = Math.clamp(number(stick.getLast()), -1, 1);
      }
      into[at + 4] = flag(state.get("aButton"));
      into[at + 5] = flag(state.get("bButton"));
      into[at + 7] = flag(state.get("thumbstick"));
    }
    return true;
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue())
        ? number.doubleValue()
        : 0;
  }

  private static double flag(@Nullable Object value) {
    return Boolean.TRUE.equals(value) ? 1 : 0;
  }

  /// Puts numbers where they can be looked at.
  ///
  /// @return how many
  private int numbers(@Nullable Object from) throws Unexpected {
    if (from instanceof byte[] bytes && bytes.length <= HAND * Float.BYTES) {
      ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; floats.remaining() >= Float.BYTES; i++) {
        numbers[i] = floats.getFloat();
      }
      return bytes.length / Float.BYTES;
    }
    if (from instanceof List<?> list && list.size() <= HAND) {
      for (int i = 0; i < list.size(); i++) {
        if (!(list.get(i) instanceof Number number)) {
          throw new Unexpected("a matrix is not of numbers");
        }
        numbers[i] = number.doubleValue();
      }
      return list.size();
    }
    throw new Unexpected("a matrix is none");
  }
}
