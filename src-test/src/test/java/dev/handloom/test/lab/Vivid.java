package dev.handloom.test.lab;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// The kernel's camera without a sensor, and its switches for faults: a second opening beside that
/// of the product.
final class Vivid implements AutoCloseable {
  /// As the product must name it.
  static final String ADDRESS = "video:bus-vivid.0";

  static final String PATH = "/dev/video0";

  private static final long QUERYCTRL = 0xC0445624L;
  private static final long S_CTRL = 0xC008561CL;

  /// `V4L2_CTRL_FLAG_NEXT_CTRL`: the first whose number is higher.
  private static final int NEXT = 0x8000_0000;

  private static final int O_RDWR = 2;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final MethodHandle OPEN =
      handle("open", FunctionDescriptor.of(INT, ValueLayout.ADDRESS, INT), 2);
  private static final MethodHandle IOCTL =
      handle(
          "ioctl", FunctionDescriptor.of(INT, INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS), 2);
  private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(INT, INT), 1);

  private static final MethodHandle SETFSUID =
      handle("setfsuid", FunctionDescriptor.of(INT, INT), 1);

  private final int descriptor;
  private final MemorySegment struct = Arena.ofAuto().allocate(128, 8);

  /// By name.
  private final Map<String, Integer> controls = new TreeMap<>();

  Vivid() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      descriptor = (int) OPEN.invokeExact(arena.allocateFrom(PATH), O_RDWR);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if (descriptor < 0) {
      throw new IOException(PATH + " cannot be opened");
    }
    int id = NEXT;
    while (query(id) == 0) {
      id = struct.get(INT, 0);
      byte[] name = struct.asSlice(8, 32).toArray(ValueLayout.JAVA_BYTE);
      controls.put(new String(name, StandardCharsets.US_ASCII).replace("\0", ""), id);
      id |= NEXT;
    }
  }

  /// Has this thread, and those that it starts from now on, open files as another user.
  ///
  /// @return who it was
  static long actAs(long user) {
    try {
      return (int) SETFSUID.invokeExact((int) user);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("restricted") // The lab starts with native access enabled.
  private static MethodHandle handle(String name, FunctionDescriptor descriptor, int variadic) {
    Linker linker = Linker.nativeLinker();
    MemorySegment function = linker.defaultLookup().find(name).orElseThrow();
    return variadic < descriptor.argumentLayouts().size()
        ? linker.downcallHandle(function, descriptor, Linker.Option.firstVariadicArg(variadic))
        : linker.downcallHandle(function, descriptor);
  }

  private int query(int id) {
    struct.fill((byte) 0);
    struct.set(INT, 0, id);
    return call(QUERYCTRL);
  }

  private int call(long number) {
    try {
      return (int) IOCTL.invokeExact(descriptor, number, struct);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// Turns a switch, by the name that the kernel gives it.
  void set(String control, int value) throws Scenario.Wrong {
    Integer id = controls.get(control);
    if (id == null) {
      throw new Scenario.Wrong("vivid has no \"" + control + "\", only " + controls.keySet());
    }
    struct.set(INT, 0, id);
    struct.set(INT, 4, value);
    if (call(S_CTRL) != 0) {
      throw new Scenario.Wrong("vivid does not take " + value + " for \"" + control + "\"");
    }
  }

  @Override
  @SuppressWarnings("UnusedVariable") // Closed in any case.
  public void close() {
    try {
      int ignored = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
