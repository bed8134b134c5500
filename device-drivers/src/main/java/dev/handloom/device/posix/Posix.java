package dev.handloom.device.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/// The few calls of the C library that terminals take, on Linux and macOS. Descriptors are plain
/// numbers here as they are there.
public final class Posix {
  private static final boolean MAC =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

  // From <fcntl.h>, <poll.h> and <errno.h> of the two systems.
  private static final int O_RDONLY = 0;
  private static final int O_RDWR = 2;
  private static final int O_NOCTTY = MAC ? 0x20000 : 0x100;
  private static final int O_NONBLOCK = MAC ? 0x4 : 0x800;
  private static final int O_CLOEXEC = MAC ? 0x1000000 : 0x80000;
  private static final int F_GETFL = 3;
  private static final int F_SETFL = 4;
  static final short POLLIN = 1;

  // What poll says without being asked: error, hung up, no such descriptor.
  static final short POLLERR = 8;
  static final short POLLHUP = 16;
  static final short POLLNVAL = 32;

  private static final int TCSANOW = 0;

  /// `struct termios` is 60 bytes on Linux and 72 on macOS; it is only ever passed through.
  private static final int TERMIOS_BYTES = 256;

  private static final int LONGEST_NAME = 256;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      ERRNO_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private static final MethodHandle OPENPT = call("posix_openpt", INT, INT);
  private static final MethodHandle GRANTPT = call("grantpt", INT, INT);
  private static final MethodHandle UNLOCKPT = call("unlockpt", INT, INT);
  private static final MethodHandle PTSNAME =
      call("ptsname_r", INT, INT, ValueLayout.ADDRESS, LONG);
  private static final MethodHandle OPEN = call("open", INT, ValueLayout.ADDRESS, INT);
  private static final MethodHandle CLOSE = call("close", INT, INT);
  private static final MethodHandle READ = call("read", LONG, INT, ValueLayout.ADDRESS, LONG);
  private static final MethodHandle WRITE = call("write", LONG, INT, ValueLayout.ADDRESS, LONG);
  // nfds_t is unsigned long on Linux and unsigned int on macOS; a zero-extended register is both.
  private static final MethodHandle POLL = call("poll", INT, ValueLayout.ADDRESS, LONG, INT);
  private static final MethodHandle TCGETATTR = call("tcgetattr", INT, INT, ValueLayout.ADDRESS);
  private static final MethodHandle TCSETATTR =
      call("tcsetattr", INT, INT, INT, ValueLayout.ADDRESS);
  private static final MethodHandle CFMAKERAW =
      handle("cfmakeraw", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
  // fcntl is variadic: macOS on ARM passes what follows the second argument on the stack.
  private static final MethodHandle FCNTL =
      handle(
          "fcntl",
          FunctionDescriptor.of(INT, INT, INT, INT),
          Linker.Option.firstVariadicArg(2),
          Linker.Option.captureCallState("errno"));

  private Posix() {}

  private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
    return handle(
        name, FunctionDescriptor.of(result, arguments), Linker.Option.captureCallState("errno"));
  }

  @SuppressWarnings("restricted") // The process is started with native access enabled.
  private static MethodHandle handle(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name)),
        descriptor,
        options);
  }

  /// Opens the master side of a new pseudo-terminal, ready for its slave to be opened.
  public static int openMaster() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
      int master = check((int) OPENPT.invokeExact(errno, O_RDWR | O_NOCTTY), errno, "posix_openpt");
      check((int) GRANTPT.invokeExact(errno, master), errno, "grantpt");
      check((int) UNLOCKPT.invokeExact(errno, master), errno, "unlockpt");
      int flags = check((int) FCNTL.invokeExact(errno, master, F_GETFL, 0), errno, "fcntl");
      check((int) FCNTL.invokeExact(errno, master, F_SETFL, flags | O_NONBLOCK), errno, "fcntl");
      return master;
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  /// The path of the slave side.
  public static String slavePath(int master) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
      MemorySegment name = arena.allocate(LONGEST_NAME);
      int result = (int) PTSNAME.invokeExact(errno, master, name, (long) LONGEST_NAME);
      if (result != 0) {
        throw new IOException("ptsname_r failed with error " + result);
      }
      return name.getString(0);
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  /// Opens the slave side and takes the terminal's manners away: every byte passes as it is.
  public static int openRaw(String path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
      MemorySegment name = arena.allocateFrom(path);
      int slave = check((int) OPEN.invokeExact(errno, name, O_RDWR | O_NOCTTY), errno, "open");
      MemorySegment termios = arena.allocate(TERMIOS_BYTES, Long.BYTES);
      check((int) TCGETATTR.invokeExact(errno, slave, termios), errno, "tcgetattr");
      CFMAKERAW.invokeExact(termios);
      check((int) TCSETATTR.invokeExact(errno, slave, TCSANOW, termios), errno, "tcsetattr");
      return slave;
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  /// Opens a second descriptor of a terminal that is open already, to watch it.
  public static int openToWatch(String path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
      int flags = O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
      return check((int) OPEN.invokeExact(errno, arena.allocateFrom(path), flags), errno, "open");
    } catch (Throwable e) {
      throw asIo(e);
    }
  }

  /// One call of poll over one descriptor, prepared in memory; what it saw is in the structure.
  static int poll(MemorySegment errno, MemorySegment one, int waitMillis) {
    try {
      return (int) POLL.invokeExact(errno, one, 1L, waitMillis);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static MemoryLayout errnoLayout() {
    return ERRNO_LAYOUT;
  }

  /// Waits until bytes can be read; false when the time is up or the call was interrupted.
  public static boolean readable(MemorySegment scratch, int descriptor, int waitMillis) {
    // struct pollfd { int fd; short events; short revents; }
    MemorySegment poll = scratch.asSlice(ERRNO_LAYOUT.byteSize(), 8);
    poll.set(INT, 0, descriptor);
    poll.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
    poll.set(ValueLayout.JAVA_SHORT, 6, (short) 0);
    try {
      return (int) POLL.invokeExact(scratch, poll, 1L, waitMillis) > 0
          && (poll.get(ValueLayout.JAVA_SHORT, 6) & POLLIN) != 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Scratch memory for [#readable], [#read] and [#write]: one per thread.
  public static MemorySegment scratch(Arena arena) {
    return arena.allocate(ERRNO_LAYOUT.byteSize() + 8, Long.BYTES);
  }

  /// Reads what is there; zero or less if nothing is.
  public static long read(MemorySegment scratch, int descriptor, MemorySegment into, long most) {
    try {
      return (long) READ.invokeExact(scratch, descriptor, into, most);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Writes what there is room for; negative if there is none.
  public static long write(MemorySegment scratch, int descriptor, MemorySegment from, long length) {
    try {
      return (long) WRITE.invokeExact(scratch, descriptor, from, length);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // A descriptor that cannot be closed is closed already.
  public static void close(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      int ignored = (int) CLOSE.invokeExact(arena.allocate(ERRNO_LAYOUT), descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static int check(int result, MemorySegment errno, String call) throws IOException {
    if (result < 0) {
      throw new IOException(call + " failed with error " + (int) ERRNO.get(errno, 0L));
    }
    return result;
  }

  private static IOException asIo(Throwable e) {
    return e instanceof IOException io ? io : new IOException(e);
  }
}
