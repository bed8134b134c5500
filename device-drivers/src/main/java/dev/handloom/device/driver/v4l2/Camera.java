package dev.handloom.device.driver.v4l2;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.v4l2.Structs.Buffer;
import dev.handloom.device.driver.v4l2.Structs.Capability;
import dev.handloom.device.driver.v4l2.Structs.Description;
import dev.handloom.device.driver.v4l2.Structs.Format;
import dev.handloom.device.driver.v4l2.Structs.Intervals;
import dev.handloom.device.driver.v4l2.Structs.Parameters;
import dev.handloom.device.driver.v4l2.Structs.Request;
import dev.handloom.device.driver.v4l2.Structs.Sizes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// An open camera, spoken to in its own words. Belongs to the device's thread.
final class Camera implements AutoCloseable {
  /// A picture is being filled, one waits to be; the others are how long this thread may be held up
  /// before pictures are lost.
  static final int BUFFERS = 8;

  /// A driver that offers more than this of anything never ends its list.
  private static final int MOST_LISTED = 256;

  /// What the camera is.
  ///
  /// @param driver of the kernel
  /// @param card what it calls itself
  /// @param pictures whether this node gives pictures, and in the way that is read here
  record Identity(String driver, String card, boolean pictures) {}

  /// How its pictures lie in their buffers.
  ///
  /// @param stride bytes from row to row
  /// @param matrix709 whether its colours are those of high-definition television
  /// @param fullRange whether its brightness goes from 0 to 255 rather than from 16 to 235
  record Layout(
      PixelFormat pixels,
      int width,
      int height,
      int stride,
      boolean matrix709,
      boolean fullRange) {}

  private final Kernel kernel;
  private final MemorySegment struct = Arena.ofAuto().allocate(Structs.LARGEST, Long.BYTES);
  private final List<MemorySegment> buffers = new ArrayList<>();

  // Of the picture that was taken last.
  int index;
  int used;
  int flags;
  long stampMicros;
  long sequence;
  long arrivalNanos;

  Camera(Kernel kernel) {
    this.kernel = kernel;
  }

  private void blank(long call) {
    // Not by a slice: that would be an object a picture.
    for (int at = 0; at < Structs.size(call); at += Long.BYTES) {
      struct.set(ValueLayout.JAVA_LONG, at, 0);
    }
  }

  private int call(String name, long number) throws Refusal {
    int result = kernel.call(number, struct);
    if (result < 0) {
      throw new Refusal(name, -result);
    }
    return result;
  }

  Identity identity() throws Refusal {
    blank(Structs.QUERYCAP);
    call("VIDIOC_QUERYCAP", Structs.QUERYCAP);
    int all = Structs.at(struct, Capability.ALL);
    int can = (all & Capability.HAS_NODE) != 0 ? Structs.at(struct, Capability.NODE) : all;
    int needed = Capability.VIDEO_CAPTURE | Capability.STREAMING;
    return new Identity(
        Structs.text(struct, Capability.DRIVER, Capability.DRIVER_BYTES),
        Structs.text(struct, Capability.CARD, Capability.NAME_BYTES),
        (can & needed) == needed);
  }

  /// Everything that it offers.
  Offers offers() {
    List<Offers.Format> formats = new ArrayList<>();
    for (int i = 0; i < MOST_LISTED; i++) {
      blank(Structs.ENUM_FMT);
      Structs.put(struct, Description.INDEX, i);
      Structs.put(struct, Description.TYPE, Structs.CAPTURE);
      if (kernel.call(Structs.ENUM_FMT, struct) < 0) {
        break;
      }
      int fourcc = Structs.at(struct, Description.FOURCC);
      String words = Structs.text(struct, Description.WORDS, Description.WORDS_BYTES);
      // What is not understood here is only named.
      List<Offers.Size> sizes = PixelFormat.ofFourcc(fourcc) == null ? List.of() : sizes(fourcc);
      formats.add(new Offers.Format(fourcc, words, sizes));
    }
    return new Offers(formats);
  }

  private List<Offers.Size> sizes(int fourcc) {
    List<Offers.Size> sizes = new ArrayList<>();
    for (int i = 0; i < MOST_LISTED; i++) {
      blank(Structs.ENUM_FRAMESIZES);
      Structs.put(struct, Sizes.INDEX, i);
      Structs.put(struct, Sizes.FOURCC, fourcc);
      if (kernel.call(Structs.ENUM_FRAMESIZES, struct) < 0) {
        break;
      }
      int[] f = numbers(Sizes.FIRST);
      if (Structs.at(struct, Sizes.TYPE) == Structs.DISCRETE) {
        sizes.add(new Offers.Size(f[0], f[0], 0, f[1], f[1], 0, intervals(fourcc, f[0], f[1])));
      } else {
        sizes.add(
            new Offers.Size(f[0], f[1], f[2], f[3], f[4], f[5], intervals(fourcc, f[0], f[3])));
        break;
      }
    }
    return sizes;
  }

  private List<Offers.Interval> intervals(int fourcc, int width, int height) {
    List<Offers.Interval> intervals = new ArrayList<>();
    for (int i = 0; i < MOST_LISTED; i++) {
      blank(Structs.ENUM_FRAMEINTERVALS);
      Structs.put(struct, Intervals.INDEX, i);
      Structs.put(struct, Intervals.FOURCC, fourcc);
      Structs.put(struct, Intervals.WIDTH, width);
      Structs.put(struct, Intervals.HEIGHT, height);
      if (kernel.call(Structs.ENUM_FRAMEINTERVALS, struct) < 0) {
        break;
      }
      int[] f = numbers(Intervals.FIRST);
      boolean one = Structs.at(struct, Intervals.TYPE) == Structs.DISCRETE;
      if (f[0] > 0 && f[1] > 0 && (one || (f[2] > 0 && f[3] > 0))) {
        intervals.add(new Offers.Interval(f[0], f[1], one ? f[0] : f[2], one ? f[1] : f[3]));
      }
      if (!one) {
        break;
      }
    }
    return intervals;
  }

  private int[] numbers(int offset) {
    int[] numbers = new int[6];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Structs.at(struct, offset + 4 * i);
    }
    return numbers;
  }

  /// Asks for pictures; what comes back is what the camera will give, which may differ.
  Layout set(int fourcc, int width, int height) throws IOException {
    blank(Structs.S_FMT);
    Structs.put(struct, Format.TYPE, Structs.CAPTURE);
    Structs.put(struct, Format.WIDTH, width);
    Structs.put(struct, Format.HEIGHT, height);
    Structs.put(struct, Format.FOURCC, fourcc);
    Structs.put(struct, Format.FIELD, Structs.FIELD_NONE);
    call("VIDIOC_S_FMT", Structs.S_FMT);
    int given = Structs.at(struct, Format.FOURCC);
    PixelFormat pixels = PixelFormat.ofFourcc(given);
    if (pixels == null) {
      throw new IOException(
          "The camera gives " + PixelFormat.letters(given) + " pictures, which are not read here");
    }
    int matrix = Structs.at(struct, Format.MATRIX);
    int range = Structs.at(struct, Format.RANGE);
    int colours = Structs.at(struct, Format.COLOURS);
    return new Layout(
        pixels,
        Structs.at(struct, Format.WIDTH),
        Structs.at(struct, Format.HEIGHT),
        Math.max(
            Structs.at(struct, Format.STRIDE),
            pixels.leastStride(Structs.at(struct, Format.WIDTH))),
        matrix == Format.MATRIX_709 || (matrix == 0 && colours == Format.COLOURS_REC709),
        range == Format.RANGE_FULL || (range == 0 && colours == Format.COLOURS_JPEG));
  }

  /// Asks for a rate.
  ///
  /// @return pictures a second that it will give; 0 if it does not say
  double pace(int numerator, int denominator) throws Refusal {
    blank(Structs.S_PARM);
    Structs.put(struct, Parameters.TYPE, Structs.CAPTURE);
    Structs.put(struct, Parameters.NUMERATOR, numerator);
    Structs.put(struct, Parameters.DENOMINATOR, denominator);
    int result = kernel.call(Structs.S_PARM, struct);
    if (result < 0) {
      if (result == -Kernel.NOT_A_CALL || result == -Kernel.INVALID) {
        return 0;
      }
      throw new Refusal("VIDIOC_S_PARM", -result);
    }
    int over = Structs.at(struct, Parameters.NUMERATOR);
    int under = Structs.at(struct, Parameters.DENOMINATOR);
    boolean says = (Structs.at(struct, Parameters.CAPABILITY) & Parameters.TIME_PER_FRAME) != 0;
    return says && over > 0 && under > 0 ? (double) under / over : 0;
  }

  /// Begins to stream.
  void start() throws IOException {
    blank(Structs.REQBUFS);
    Structs.put(struct, Request.COUNT, BUFFERS);
    Structs.put(struct, Request.TYPE, Structs.CAPTURE);
    Structs.put(struct, Request.MEMORY, Structs.MEMORY_MMAP);
    call("VIDIOC_REQBUFS", Structs.REQBUFS);
    int count = Structs.at(struct, Request.COUNT);
    for (int i = 0; i < count; i++) {
      buffer(i, Structs.QUERYBUF);
      call("VIDIOC_QUERYBUF", Structs.QUERYBUF);
      long offset = Integer.toUnsignedLong(Structs.at(struct, Buffer.OFFSET));
      long length = Integer.toUnsignedLong(Structs.at(struct, Buffer.LENGTH));
      buffers.add(kernel.map(offset, length));
    }
    for (int i = 0; i < count; i++) {
      giveBack(i);
    }
    Structs.put(struct, 0, Structs.CAPTURE);
    call("VIDIOC_STREAMON", Structs.STREAMON);
  }

  private void buffer(int number, long call) {
    blank(call);
    Structs.put(struct, Buffer.INDEX, number);
    Structs.put(struct, Buffer.TYPE, Structs.CAPTURE);
    Structs.put(struct, Buffer.MEMORY, Structs.MEMORY_MMAP);
  }

  /// Waits for a picture, for at most the given time; false if none came. What came is in the
  /// fields until the next, its bytes until [#giveBack].
  boolean take(int waitMillis) throws Refusal {
    Kernel.Seen seen = kernel.await(waitMillis);
    if (seen == Kernel.Seen.NOTHING) {
      return false;
    }
    // Of a camera that is gone this call says why.
    buffer(0, Structs.DQBUF);
    int result = kernel.call(Structs.DQBUF, struct);
    arrivalNanos = StudioClock.now();
    if (result < 0) {
      if (result == -Kernel.AGAIN && seen == Kernel.Seen.PICTURE) {
        return false;
      }
      throw new Refusal("VIDIOC_DQBUF", result == -Kernel.AGAIN ? Kernel.IO_ERROR : -result);
    }
    index = Structs.at(struct, Buffer.INDEX);
    used = Structs.at(struct, Buffer.USED);
    flags = Structs.at(struct, Buffer.FLAGS);
    sequence = Integer.toUnsignedLong(Structs.at(struct, Buffer.SEQUENCE));
    stampMicros =
        Structs.longAt(struct, Buffer.SECONDS) * 1_000_000L + Structs.longAt(struct, Buffer.MICROS);
    return true;
  }

  /// The bytes of the picture that was taken last.
  MemorySegment picture() {
    return buffers.get(index);
  }

  boolean damaged() {
    return (flags & Buffer.ERROR) != 0;
  }

  boolean monotonic() {
    return (flags & Buffer.CLOCK_MASK) == Buffer.CLOCK_MONOTONIC;
  }

  boolean startOfExposure() {
    return (flags & Buffer.SOURCE_MASK) == Buffer.SOURCE_START_OF_EXPOSURE;
  }

  /// Lets the camera fill a buffer again.
  void giveBack(int number) throws Refusal {
    buffer(number, Structs.QBUF);
    call("VIDIOC_QBUF", Structs.QBUF);
  }

  /// Stops streaming and lets go of it.
  @Override
  public void close() {
    Structs.put(struct, 0, Structs.CAPTURE);
    // Of a camera that is gone it is refused, and that is as well.
    kernel.call(Structs.STREAMOFF, struct);
    kernel.close();
  }
}
