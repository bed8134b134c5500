package dev.handloom.device.driver.v4l2;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.v4l2.Structs.Buffer;
import dev.handloom.device.driver.v4l2.Structs.Capability;
import dev.handloom.device.driver.v4l2.Structs.Control;
import dev.handloom.device.driver.v4l2.Structs.Description;
import dev.handloom.device.driver.v4l2.Structs.Format;
import dev.handloom.device.driver.v4l2.Structs.Intervals;
import dev.handloom.device.driver.v4l2.Structs.Parameters;
import dev.handloom.device.driver.v4l2.Structs.Request;
import dev.handloom.device.driver.v4l2.Structs.Sizes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A kernel with one USB camera, as far as the driver asks it. The real one is asked in the lab.
final class ScriptedCamera implements Kernel {
  private static final int BYTES = 64 * 64 * 4;

  /// A picture that the camera took.
  private record Shot(byte[] bytes, int flags, long stampMicros, int sequence) {}

  final Map<Integer, Integer> controls = new HashMap<>();
  final List<String> changes = new ArrayList<>();
  int capabilities = Capability.VIDEO_CAPTURE | Capability.STREAMING;
  int flags = Buffer.CLOCK_MONOTONIC | Buffer.SOURCE_START_OF_EXPOSURE;
  boolean streams;
  boolean closed;

  /// With which number the next call of a kind is refused.
  final Map<Long, Integer> refusals = new HashMap<>();

  private final List<MemorySegment> buffers = new ArrayList<>();
  private final Deque<Integer> empty = new ArrayDeque<>();
  private final Deque<Shot> shots = new ArrayDeque<>();
  private int next;

  /// A picture comes.
  void shoot(byte[] bytes, int moreFlags) {
    shots.add(new Shot(bytes, flags | moreFlags, StudioClock.now() / 1000, next++));
  }

  /// The kernel had no buffer for one.
  void miss() {
    next++;
  }

  int waiting() {
    return empty.size();
  }

  @Override
  public int call(long number, MemorySegment struct) {
    Integer refusal = refusals.get(number);
    if (refusal != null) {
      return -refusal;
    }
    if (number == Structs.QUERYCAP) {
      write(struct, Capability.DRIVER, "uvcvideo");
      write(struct, Capability.CARD, "Scripted camera");
      Structs.put(struct, Capability.ALL, capabilities | Capability.HAS_NODE);
      Structs.put(struct, Capability.NODE, capabilities);
    } else if (number == Structs.ENUM_FMT) {
      int index = Structs.at(struct, Description.INDEX);
      String[] offered = {"MJPG", "YUYV", "H264"};
      if (index >= offered.length) {
        return -INVALID;
      }
      Structs.put(struct, Description.FOURCC, PixelFormat.fourcc(offered[index]));
    } else if (number == Structs.ENUM_FRAMESIZES) {
      int index = Structs.at(struct, Sizes.INDEX);
      if (index > 1) {
        return -INVALID;
      }
      Structs.put(struct, Sizes.TYPE, Structs.DISCRETE);
      Structs.put(struct, Sizes.FIRST, 64 >> index);
      Structs.put(struct, Sizes.FIRST + 4, 64 >> index);
    } else if (number == Structs.ENUM_FRAMEINTERVALS) {
      int index = Structs.at(struct, Intervals.INDEX);
      if (index > 1) {
        return -INVALID;
      }
      Structs.put(struct, Intervals.TYPE, Structs.DISCRETE);
      Structs.put(struct, Intervals.FIRST, index == 0 ? 1001 : 1);
      Structs.put(struct, Intervals.FIRST + 4, index == 0 ? 30_000 : 15);
    } else if (number == Structs.S_FMT) {
      Structs.put(struct, Format.STRIDE, Structs.at(struct, Format.WIDTH) * 2);
    } else if (number == Structs.S_PARM) {
      Structs.put(struct, Parameters.CAPABILITY, Parameters.TIME_PER_FRAME);
    } else {
      return stream(number, struct);
    }
    return 0;
  }

  private int stream(long number, MemorySegment struct) {
    if (number == Structs.REQBUFS) {
      for (int i = 0; i < Structs.at(struct, Request.COUNT); i++) {
        buffers.add(Arena.ofAuto().allocate(BYTES, 8));
      }
    } else if (number == Structs.QUERYBUF) {
      Structs.put(struct, Buffer.OFFSET, Structs.at(struct, Buffer.INDEX) * BYTES);
      Structs.put(struct, Buffer.LENGTH, BYTES);
    } else if (number == Structs.QBUF) {
      empty.add(Structs.at(struct, Buffer.INDEX));
    } else if (number == Structs.DQBUF) {
      Shot shot = shots.poll();
      if (shot == null) {
        return -AGAIN;
      }
      int index = empty.remove();
      MemorySegment.copy(
          shot.bytes(), 0, buffers.get(index), ValueLayout.JAVA_BYTE, 0, shot.bytes().length);
      Structs.put(struct, Buffer.INDEX, index);
      Structs.put(struct, Buffer.USED, shot.bytes().length);
      Structs.put(struct, Buffer.FLAGS, shot.flags());
      struct.set(ValueLayout.JAVA_LONG_UNALIGNED, Buffer.SECONDS, shot.stampMicros() / 1_000_000);
      struct.set(ValueLayout.JAVA_LONG_UNALIGNED, Buffer.MICROS, shot.stampMicros() % 1_000_000);
      Structs.put(struct, Buffer.SEQUENCE, shot.sequence());
    } else if (number == Structs.STREAMON || number == Structs.STREAMOFF) {
      streams = number == Structs.STREAMON;
    } else {
      return control(number, struct);
    }
    return 0;
  }

  private int control(long number, MemorySegment struct) {
    int id = Structs.at(struct, Control.ID);
    Integer value = controls.get(id);
    if (value == null) {
      return -INVALID;
    }
    if (number == Structs.QUERYCTRL) {
      Structs.put(struct, Control.LOW, id == Controls.WHITE_BALANCE_KELVIN ? 2000 : 0);
      Structs.put(struct, Control.HIGH, id == Controls.WHITE_BALANCE_KELVIN ? 6500 : 5000);
      Structs.put(struct, Control.STEP, 1);
    } else if (number == Structs.G_CTRL) {
      Structs.put(struct, Control.VALUE, value);
    } else if (number == Structs.S_CTRL) {
      int wanted = Structs.at(struct, Control.VALUE);
      controls.put(id, wanted);
      changes.add(Integer.toHexString(id) + "=" + wanted);
    } else {
      return -NOT_A_CALL;
    }
    return 0;
  }

  private static void write(MemorySegment struct, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    MemorySegment.copy(bytes, 0, struct, ValueLayout.JAVA_BYTE, offset, bytes.length);
  }

  @Override
  public Seen await(int waitMillis) {
    return refusals.containsKey(Structs.DQBUF)
        ? Seen.ERROR
        : shots.isEmpty() ? Seen.NOTHING : Seen.PICTURE;
  }

  @Override
  public MemorySegment map(long offset, long length) {
    return buffers.get((int) (offset / BYTES));
  }

  @Override
  public void close() {
    closed = true;
  }
}
