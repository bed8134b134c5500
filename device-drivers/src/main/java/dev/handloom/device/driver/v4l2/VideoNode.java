package dev.handloom.device.driver.v4l2;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/// An open camera of Linux, through the C library.
final class VideoNode implements Kernel {
  // From <fcntl.h>, <poll.h>, <sys/mman.h> and <time.h>.
  private static final int O_RDWR = 2;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final short POLLIN = 1;
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;
  private static final int CLOCK_MONOTONIC = 1;

  // struct pollfd { int fd; short events; short revents; }
  private static final int POLL_EVENTS = 4;
  private static final int POLL_SEEN = 6;
  private static final int POLL_BYTES = 8;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      ERRNO_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle OPEN =
      variadic("open", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT));
  private static final MethodHandle IOCTL =
      variadic("ioctl", FunctionDescriptor.of(INT, INT, LONG, ValueLayout.ADDRESS));
  private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(INT, INT));
  private static final MethodHandle POLL =
      handle("poll", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, LONG, INT));
  private static final MethodHandle MMAP =
      handle(
          "mmap",
          FunctionDescriptor.of(
              ValueLayout.ADDRESS, ValueLayout.ADDRESS, LONG, INT, INT, INT, LONG));
  private static final MethodHandle MUNMAP =
      handle("munmap", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, LONG));
  private static final MethodHandle CLOCK_GETTIME =
      handle("clock_gettime", FunctionDescriptor.of(INT, INT, ValueLayout.ADDRESS));

  private final int descriptor;
  // Memory that the collector frees: nothing here is in the way of whoever closes.
  private final MemorySegment errno = Arena.ofAuto().allocate(ERRNO_LAYOUT);
  private final MemorySegment poll = Arena.ofAuto().allocate(POLL_BYTES, Integer.BYTES);
  private final List<MemorySegment> mapped = new ArrayList<>();
  private boolean open = true;

  private VideoNode(int descriptor) {
    this.descriptor = descriptor;
    poll.set(INT, 0, descriptor);
    poll.set(SHORT, POLL_EVENTS, POLLIN);
  }

  private static MethodHandle variadic(String name, FunctionDescriptor descriptor) {
    return handle(name, descriptor, Linker.Option.firstVariadicArg(2));
  }

  @SuppressWarnings("restricted") // The process is started with native access enabled.
  private static MethodHandle handle(
      String name, FunctionDescriptor descriptor, Linker.Option... more) {
    MemorySegment function =
        LINKER.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name));
    Linker.Option[] options = new Linker.Option[more.length + 1];
    System.arraycopy(more, 0, options, 0, more.length);
    options[more.length] = Linker.Option.captureCallState("errno");
    return LINKER.downcallHandle(function, descriptor, options);
  }

  /// @throws Refusal with the error number if the system does not open it
  static VideoNode open(String path) throws Refusal {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
      int flags = O_RDWR | O_NONBLOCK | O_CLOEXEC;
      int descriptor = (int) OPEN.invokeExact(errno, arena.allocateFrom(path), flags);
      if (descriptor < 0) {
        throw new Refusal("open", (int) ERRNO.get(errno, 0L));
      }
      return new VideoNode(descriptor);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  @Override
  public int call(long number, MemorySegment struct) {
    try {
      while (true) {
        int result = (int) IOCTL.invokeExact(errno, descriptor, number, struct);
        if (result >= 0) {
          return result;
        }
        int error = (int) ERRNO.get(errno, 0L);
        if (error != INTERRUPTED) {
          return -error;
        }
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Seen await(int waitMillis) {
    poll.set(SHORT, POLL_SEEN, (short) 0);
    try {
      // A negative answer is a signal that came between: as good as the end of the time.
      if ((int) POLL.invokeExact(errno, poll, 1L, waitMillis) <= 0) {
        return Seen.NOTHING;
      }
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    int seen = poll.get(SHORT, POLL_SEEN);
    return seen == POLLIN || (seen & ~POLLIN & 0x38) == 0 ? Seen.PICTURE : Seen.ERROR;
  }

  @Override
  @SuppressWarnings("restricted") // The kernel says how long the mapped memory is.
  public MemorySegment map(long offset, long length) throws IOException {
    try {
      MemorySegment at =
          (MemorySegment)
              MMAP.invokeExact(
                  errno,
                  MemorySegment.NULL,
                  length,
                  PROT_READ | PROT_WRITE,
                  MAP_SHARED,
                  descriptor,
                  offset);
      // MAP_FAILED is all ones.
      if (at.address() == -1L) {
        throw new Refusal("mmap", (int) ERRNO.get(errno, 0L));
      }
      MemorySegment sized = at.reinterpret(length);
      mapped.add(sized);
      return sized;
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /// The kernel's monotonic clock, in nanoseconds.
  static long monotonicNanos(MemorySegment errno, MemorySegment timespec) {
    try {
      int result = (int) CLOCK_GETTIME.invokeExact(errno, CLOCK_MONOTONIC, timespec);
      if (result != 0) {
        throw new IllegalStateException("The kernel has no monotonic clock");
      }
      return timespec.get(LONG, 0) * 1_000_000_000L + timespec.get(LONG, Long.BYTES);
    } catch (Throwable e) {
      throw e instanceof IllegalStateException wrong ? wrong : new IllegalStateException(e);
    }
  }

  static MemoryLayout errnoLayout() {
    return ERRNO_LAYOUT;
  }

  @Override
  @SuppressWarnings("UnusedVariable") // What cannot be let go of is gone already.
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      for (MemorySegment each : mapped) {
        int ignored = (int) MUNMAP.invokeExact(errno, each, each.byteSize());
      }
      mapped.clear();
      int ignored = (int) CLOSE.invokeExact(errno, descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Refusal rethrown(Throwable e) {
    if (e instanceof Refusal refusal) {
      return refusal;
    }
    throw new IllegalStateException(e);
  }
}
