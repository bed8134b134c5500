package dev.handloom.device.driver.pedal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/// An input device of Linux, `/dev/input/event*`, as far as it takes to have it alone.
final class InputDevice implements AutoCloseable {
  /// Thrown with the number of the error, by which one can tell what to do.
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    final int error;

    Refused(String call, int error) {
      super(call + " failed with error " + error);
      this.error = error;
    }
  }

  // From <errno.h> and <fcntl.h> of Linux.
  static final int NOT_PERMITTED = 1;
  static final int ACCESS_DENIED = 13;
  static final int BUSY = 16;
  private static final int O_RDONLY = 0;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;

  /// `EVIOCGRAB` of <linux/input.h>: from now on its events go to this descriptor alone.
  private static final long GRAB = 0x40044590L;

  /// `EVIOCGKEY(96)`: a bit for each of 768 keys that is down.
  private static final long KEYS_DOWN = 0x80604518L;

  private static final int KEY_BYTES = 96;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      ERRNO_LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final MethodHandle OPEN =
      handle("open", 2, FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT));
  private static final MethodHandle IOCTL_NUMBER =
      handle("ioctl", 2, FunctionDescriptor.of(INT, INT, ValueLayout.JAVA_LONG, INT));
  private static final MethodHandle IOCTL_MEMORY =
      handle(
          "ioctl", 2, FunctionDescriptor.of(INT, INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
  private static final MethodHandle CLOSE = handle("close", 1, FunctionDescriptor.of(INT, INT));

  private final int descriptor;
  private boolean open = true;

  private InputDevice(int descriptor) {
    this.descriptor = descriptor;
  }

  @SuppressWarnings("restricted") // The process is started with native access enabled.
  private static MethodHandle handle(String name, int variadic, FunctionDescriptor descriptor) {
    MemorySegment function =
        LINKER.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name));
    Linker.Option errno = Linker.Option.captureCallState("errno");
    return variadic < descriptor.argumentLayouts().size()
        ? LINKER.downcallHandle(
            function, descriptor, Linker.Option.firstVariadicArg(variadic), errno)
        : LINKER.downcallHandle(function, descriptor, errno);
  }

  static InputDevice open(Path path) throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
      MemorySegment name = arena.allocateFrom(path.toString());
      int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC;
      return new InputDevice(checked((int) OPEN.invokeExact(errno, name, flags), errno, "open"));
    } catch (Throwable e) {
      throw refused(e);
    }
  }

  /// Whether any of its keys is down.
  boolean anyKeyDown() throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
      MemorySegment keys = arena.allocate(KEY_BYTES);
      checked((int) IOCTL_MEMORY.invokeExact(errno, descriptor, KEYS_DOWN, keys), errno, "ioctl");
      for (long i = 0; i < KEY_BYTES; i++) {
        if (keys.get(ValueLayout.JAVA_BYTE, i) != 0) {
          return true;
        }
      }
      return false;
    } catch (Throwable e) {
      throw refused(e);
    }
  }

  /// Has it alone until it is closed.
  void grab() throws Refused {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(ERRNO_LAYOUT);
      checked((int) IOCTL_NUMBER.invokeExact(errno, descriptor, GRAB, 1), errno, "ioctl");
    } catch (Throwable e) {
      throw refused(e);
    }
  }

  @Override
  @SuppressWarnings("UnusedVariable") // A descriptor that cannot be closed is closed already.
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try (Arena arena = Arena.ofConfined()) {
      int ignored = (int) CLOSE.invokeExact(arena.allocate(ERRNO_LAYOUT), descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static int checked(int result, MemorySegment errno, String call) throws Refused {
    if (result < 0) {
      throw new Refused(call, (int) ERRNO.get(errno, 0L));
    }
    return result;
  }

  private static Refused refused(Throwable e) {
    if (e instanceof Refused already) {
      return already;
    }
    throw new IllegalStateException(e);
  }
}
