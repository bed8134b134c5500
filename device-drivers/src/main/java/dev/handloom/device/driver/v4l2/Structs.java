package dev.handloom.device.driver.v4l2;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// What `<linux/videodev2.h>` says: the numbers of the calls, and where the fields of their
/// structures lie on a system whose longs have 64 bits. x86_64 and aarch64 agree in all of it; a
/// test holds the numbers of the calls against the sizes that are in them.
final class Structs {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  /// Largest of all of them, with room to spare.
  static final int LARGEST = 256;

  // A call's number: direction in two bits, size of its structure in fourteen, 'V', and a number.
  static final long QUERYCAP = 0x80685600L;
  static final long ENUM_FMT = 0xC0405602L;
  static final long S_FMT = 0xC0D05605L;
  static final long REQBUFS = 0xC0145608L;
  static final long QUERYBUF = 0xC0585609L;
  static final long QBUF = 0xC058560FL;
  static final long DQBUF = 0xC0585611L;
  static final long STREAMON = 0x40045612L;
  static final long STREAMOFF = 0x40045613L;
  static final long S_PARM = 0xC0CC5616L;
  static final long G_CTRL = 0xC008561BL;
  static final long S_CTRL = 0xC008561CL;
  static final long QUERYCTRL = 0xC0445624L;
  static final long ENUM_FRAMESIZES = 0xC02C564AL;
  static final long ENUM_FRAMEINTERVALS = 0xC034564BL;

  /// `V4L2_BUF_TYPE_VIDEO_CAPTURE`.
  static final int CAPTURE = 1;

  /// `V4L2_MEMORY_MMAP`.
  static final int MEMORY_MMAP = 1;

  /// `V4L2_FIELD_NONE`: whole pictures.
  static final int FIELD_NONE = 1;

  private Structs() {}

  /// How large the structure of a call is, as its number has it.
  static int size(long call) {
    return (int) (call >> 16) & 0x3FFF;
  }

  static int at(MemorySegment struct, int offset) {
    return struct.get(INT, offset);
  }

  static void put(MemorySegment struct, int offset, int value) {
    struct.set(INT, offset, value);
  }

  static long longAt(MemorySegment struct, int offset) {
    return struct.get(LONG, offset);
  }

  /// A text that ends with a zero, or with its field.
  static String text(MemorySegment struct, int offset, int length) {
    byte[] bytes = struct.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).strip();
  }

  /// `struct v4l2_capability`.
  static final class Capability {
    static final int DRIVER = 0;
    static final int DRIVER_BYTES = 16;
    static final int CARD = 16;
    static final int BUS = 48;
    static final int NAME_BYTES = 32;
    static final int ALL = 84;
    static final int NODE = 88;

    static final int VIDEO_CAPTURE = 0x1;
    static final int STREAMING = 0x0400_0000;
    static final int HAS_NODE = 0x8000_0000;

    private Capability() {}
  }

  /// `struct v4l2_fmtdesc`.
  static final class Description {
    static final int INDEX = 0;
    static final int TYPE = 4;
    static final int WORDS = 12;
    static final int WORDS_BYTES = 32;
    static final int FOURCC = 44;

    private Description() {}
  }

  /// `struct v4l2_format` with its `struct v4l2_pix_format`, which begins at 8.
  static final class Format {
    static final int TYPE = 0;
    static final int WIDTH = 8;
    static final int HEIGHT = 12;
    static final int FOURCC = 16;
    static final int FIELD = 20;
    static final int STRIDE = 24;
    static final int BYTES = 28;
    static final int COLOURS = 32;
    static final int MATRIX = 44;
    static final int RANGE = 48;

    static final int COLOURS_REC709 = 3;
    static final int COLOURS_JPEG = 7;
    static final int MATRIX_709 = 2;
    static final int RANGE_FULL = 1;

    private Format() {}
  }

  /// `struct v4l2_frmsizeenum`.
  static final class Sizes {
    static final int INDEX = 0;
    static final int FOURCC = 4;
    static final int TYPE = 8;

    // Least, greatest and step of the width, then of the height; of a single size only two numbers.
    static final int FIRST = 12;

    private Sizes() {}
  }

  /// `struct v4l2_frmivalenum`.
  static final class Intervals {
    static final int INDEX = 0;
    static final int FOURCC = 4;
    static final int WIDTH = 8;
    static final int HEIGHT = 12;
    static final int TYPE = 16;

    // Least, greatest and step, each two numbers; of a single one only the first two.
    static final int FIRST = 20;

    private Intervals() {}
  }

  /// What a list of sizes or intervals is made of.
  static final int DISCRETE = 1;

  /// `struct v4l2_streamparm` with its `struct v4l2_captureparm`, which begins at 4.
  static final class Parameters {
    static final int TYPE = 0;
    static final int CAPABILITY = 4;
    static final int NUMERATOR = 12;
    static final int DENOMINATOR = 16;

    static final int TIME_PER_FRAME = 0x1000;

    private Parameters() {}
  }

  /// `struct v4l2_requestbuffers`.
  static final class Request {
    static final int COUNT = 0;
    static final int TYPE = 4;
    static final int MEMORY = 8;

    private Request() {}
  }

  /// `struct v4l2_buffer`.
  static final class Buffer {
    static final int INDEX = 0;
    static final int TYPE = 4;
    static final int USED = 8;
    static final int FLAGS = 12;
    static final int SECONDS = 24;
    static final int MICROS = 32;
    static final int SEQUENCE = 56;
    static final int MEMORY = 60;
    static final int OFFSET = 64;
    static final int LENGTH = 72;

    static final int ERROR = 0x40;
    static final int CLOCK_MASK = 0xE000;
    static final int CLOCK_MONOTONIC = 0x2000;
    static final int SOURCE_MASK = 0x70000;
    static final int SOURCE_START_OF_EXPOSURE = 0x10000;

    private Buffer() {}
  }

  /// `struct v4l2_control` and `struct v4l2_queryctrl`.
  static final class Control {
    static final int ID = 0;
    static final int VALUE = 4;
    static final int NAME = 8;
    static final int NAME_BYTES = 32;
    static final int LOW = 40;
    static final int HIGH = 44;
    static final int STEP = 48;
    static final int FLAGS = 56;

    static final int DISABLED = 0x1;
    static final int READ_ONLY = 0x4;

    private Control() {}
  }
}
