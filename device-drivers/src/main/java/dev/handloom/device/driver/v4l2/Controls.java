package dev.handloom.device.driver.v4l2;

import dev.handloom.device.driver.v4l2.Structs.Control;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A camera's exposure, gain and white balance. What is changed is put back at the end.
final class Controls {
  // From <linux/v4l2-controls.h>.
  static final int AUTO_WHITE_BALANCE = 0x0098090C;
  static final int AUTO_GAIN = 0x00980912;
  static final int GAIN = 0x00980913;
  static final int WHITE_BALANCE_KELVIN = 0x0098091A;
  static final int AUTO_EXPOSURE = 0x009A0901;
  static final int EXPOSURE = 0x009A0902;
  static final int EXPOSURE_BEFORE_RATE = 0x009A0903;

  // What AUTO_EXPOSURE may be: the camera chooses time and opening, neither, one of them.
  static final int AUTO = 0;
  static final int MANUAL = 1;
  static final int SHUTTER_PRIORITY = 2;
  static final int APERTURE_PRIORITY = 3;

  /// The unit of [#EXPOSURE].
  static final long EXPOSURE_UNIT_NANOS = 100_000L;

  /// What may be asked of a control.
  record Range(int low, int high, int step) {
    int nearest(double wanted) {
      int steps = (int) Math.round((wanted - low) / Math.max(1, step));
      return Math.clamp((long) low + (long) steps * Math.max(1, step), low, high);
    }
  }

  private final Kernel kernel;
  private final MemorySegment struct = Arena.ofAuto().allocate(Structs.LARGEST, Long.BYTES);

  /// By number, as they were; in the order in which they were changed.
  private final Map<Integer, Integer> before = new LinkedHashMap<>();

  Controls(Kernel kernel) {
    this.kernel = kernel;
  }

  /// Null if it has no such control that can be set.
  @Nullable Range range(int id) {
    struct.asSlice(0, Structs.size(Structs.QUERYCTRL)).fill((byte) 0);
    Structs.put(struct, Control.ID, id);
    if (kernel.call(Structs.QUERYCTRL, struct) < 0
        || (Structs.at(struct, Control.FLAGS) & (Control.DISABLED | Control.READ_ONLY)) != 0) {
      return null;
    }
    return new Range(
        Structs.at(struct, Control.LOW),
        Structs.at(struct, Control.HIGH),
        Structs.at(struct, Control.STEP));
  }

  /// Null if it has none, or does not say.
  @Nullable Integer get(int id) {
    Structs.put(struct, Control.ID, id);
    Structs.put(struct, Control.VALUE, 0);
    return kernel.call(Structs.G_CTRL, struct) < 0 ? null : Structs.at(struct, Control.VALUE);
  }

  /// False if it does not take it.
  boolean set(int id, int value) {
    Integer was = get(id);
    if (was != null && was == value) {
      return true;
    }
    Structs.put(struct, Control.ID, id);
    Structs.put(struct, Control.VALUE, value);
    if (kernel.call(Structs.S_CTRL, struct) < 0) {
      return false;
    }
    if (was != null) {
      before.putIfAbsent(id, was);
    }
    return true;
  }

  /// Holds the exposure at so much.
  boolean exposure(double millis) {
    Range range = range(EXPOSURE);
    return range != null
        && manualExposure()
        && set(EXPOSURE, range.nearest(millis * 1e6 / EXPOSURE_UNIT_NANOS));
  }

  private boolean manualExposure() {
    return range(AUTO_EXPOSURE) == null
        || set(AUTO_EXPOSURE, MANUAL)
        || set(AUTO_EXPOSURE, SHUTTER_PRIORITY);
  }

  /// Holds the white balance at so much.
  boolean whiteBalance(int kelvin) {
    Range range = range(WHITE_BALANCE_KELVIN);
    if (range == null) {
      return false;
    }
    if (range(AUTO_WHITE_BALANCE) != null) {
      set(AUTO_WHITE_BALANCE, 0);
    }
    return set(WHITE_BALANCE_KELVIN, range.nearest(kelvin));
  }

  /// Holds exposure, gain and white balance where the camera has got to by itself.
  ///
  /// @return whether anything could be held
  boolean hold() {
    boolean held = false;
    Integer exposure = get(EXPOSURE);
    if (range(AUTO_EXPOSURE) != null) {
      held = manualExposure();
      if (exposure != null) {
        held &= set(EXPOSURE, exposure);
      }
    }
    Integer gain = get(GAIN);
    if (range(AUTO_GAIN) != null) {
      held |= set(AUTO_GAIN, 0);
      if (gain != null) {
        set(GAIN, gain);
      }
    }
    Integer kelvin = get(WHITE_BALANCE_KELVIN);
    if (range(AUTO_WHITE_BALANCE) != null) {
      held |= set(AUTO_WHITE_BALANCE, 0);
      if (kelvin != null) {
        set(WHITE_BALANCE_KELVIN, kelvin);
      }
    }
    return held;
  }

  /// Leaves them to the camera again.
  void release() {
    if (range(AUTO_EXPOSURE) != null && !set(AUTO_EXPOSURE, APERTURE_PRIORITY)) {
      set(AUTO_EXPOSURE, AUTO);
    }
    if (range(AUTO_GAIN) != null) {
      set(AUTO_GAIN, 1);
    }
    if (range(AUTO_WHITE_BALANCE) != null) {
      set(AUTO_WHITE_BALANCE, 1);
    }
  }

  /// Has it give its rate even where that makes dark pictures.
  void keepRate() {
    if (range(EXPOSURE_BEFORE_RATE) != null) {
      set(EXPOSURE_BEFORE_RATE, 0);
    }
  }

  /// How long each picture is exposed, or [Stamps#UNKNOWN] if the camera chooses that by itself.
  long exposureNanos() {
    Integer auto = range(AUTO_EXPOSURE) == null ? null : get(AUTO_EXPOSURE);
    if (auto != null && auto != MANUAL && auto != SHUTTER_PRIORITY) {
      return Stamps.UNKNOWN;
    }
    Integer exposure = get(EXPOSURE);
    return exposure == null || exposure <= 0 ? Stamps.UNKNOWN : exposure * EXPOSURE_UNIT_NANOS;
  }

  /// Puts back what was changed, the last first: while the camera chooses by itself again, it would
  /// not take the numbers.
  void restore() {
    for (Map.Entry<Integer, Integer> each : before.entrySet().stream().toList().reversed()) {
      Structs.put(struct, Control.ID, each.getKey());
      Structs.put(struct, Control.VALUE, each.getValue());
      // A camera that is gone keeps them.
      kernel.call(Structs.S_CTRL, struct);
    }
    before.clear();
  }
}
