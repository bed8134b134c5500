package dev.handloom.device.openxr.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.LongBuffer;
import org.lwjgl.openxr.KHRConvertTimespecTime;
import org.lwjgl.openxr.KHRWin32ConvertPerformanceCounterTime;
import org.lwjgl.openxr.XrInstance;
import org.lwjgl.system.MemoryUtil;

/// From the machine's monotonic clock to the runtime's time. Belongs to one thread.
abstract sealed class XrTime {
  private static final long SECOND_NANOS = 1_000_000_000L;

  final XrInstance instance;
  final LongBuffer time = MemoryUtil.memAllocLong(1);

  private XrTime(XrInstance instance) {
    this.instance = instance;
  }

  static XrTime of(XrRuntime runtime) throws XrTrouble {
    // First: runtimes for Windows may offer both, and a timespec there is of a clock unknown.
    if (runtime.has(
        KHRWin32ConvertPerformanceCounterTime
            .XR_KHR_WIN32_CONVERT_PERFORMANCE_COUNTER_TIME_EXTENSION_NAME)) {
      return new Counter(runtime.instance());
    }
    if (runtime.has(KHRConvertTimespecTime.XR_KHR_CONVERT_TIMESPEC_TIME_EXTENSION_NAME)) {
      return new Timespec(runtime.instance());
    }
    throw new XrTrouble(
        runtime.name()
            + " does not say how its time relates to the computer's, so that nothing it tracks could"
            + " be placed in time. Use another runtime, or the page for the headset's browser");
  }

  /// The runtime's time of a moment of [System#nanoTime].
  abstract long at(long nanos) throws XrTrouble;

  /// How far that may be off at most.
  abstract long doubtNanos();

  /// As the extension is called that it rests on.
  abstract String method();

  /// Linux: the clock that `nanoTime` reads is the one that the runtime converts.
  private static final class Timespec extends XrTime {
    private final LongBuffer timespec = MemoryUtil.memAllocLong(2);

    Timespec(XrInstance instance) {
      super(instance);
    }

    @Override
    long at(long nanos) throws XrTrouble {
      timespec.put(0, Math.floorDiv(nanos, SECOND_NANOS));
      timespec.put(1, Math.floorMod(nanos, SECOND_NANOS));
      XrTrouble.check(
          KHRConvertTimespecTime.xrConvertTimespecTimeToTimeKHR(
              instance, MemoryUtil.memAddress(timespec), time),
          "convert a time");
      return time.get(0);
    }

    @Override
    long doubtNanos() {
      return 1_000;
    }

    @Override
    String method() {
      return "timespec";
    }
  }

  /// Windows: the performance counter, read between two readings of `nanoTime`.
  @SuppressWarnings("restricted") // Calls two functions of Windows.
  private static final class Counter extends XrTime {
    private static final int TRIES = 5;

    private final LongBuffer counter = MemoryUtil.memAllocLong(1);
    private final MethodHandle read;
    private final MemorySegment into = Arena.global().allocate(ValueLayout.JAVA_LONG);
    private final double ticksPerNano;
    private long offNanos;

    Counter(XrInstance instance) throws XrTrouble {
      super(instance);
      SymbolLookup kernel = SymbolLookup.libraryLookup("kernel32", Arena.global());
      FunctionDescriptor form = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
      Linker linker = Linker.nativeLinker();
      read = linker.downcallHandle(kernel.findOrThrow("QueryPerformanceCounter"), form);
      MethodHandle rate =
          linker.downcallHandle(kernel.findOrThrow("QueryPerformanceFrequency"), form);
      ticksPerNano = call(rate) / 1e9;
    }

    private long call(MethodHandle function) throws XrTrouble {
      try {
        int done = (int) function.invokeExact(into);
        if (done == 0) {
          throw new XrTrouble("Windows does not say its performance counter");
        }
        return into.get(ValueLayout.JAVA_LONG, 0);
      } catch (XrTrouble e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    long at(long nanos) throws XrTrouble {
      long best = Long.MAX_VALUE;
      long ticks = 0;
      long of = 0;
      for (int i = 0; i < TRIES; i++) {
        long before = System.nanoTime();
        long now = call(read);
        long after = System.nanoTime();
        if (after - before < best) {
          best = after - before;
          ticks = now;
          of = before + (after - before) / 2;
        }
      }
      offNanos = best / 2 + 1_000;
      counter.put(0, ticks + Math.round((nanos - of) * ticksPerNano));
      XrTrouble.check(
          KHRWin32ConvertPerformanceCounterTime.nxrConvertWin32PerformanceCounterToTimeKHR(
              instance, MemoryUtil.memAddress(counter), MemoryUtil.memAddress(time)),
          "convert a time");
      return time.get(0);
    }

    @Override
    long doubtNanos() {
      return offNanos;
    }

    @Override
    String method() {
      return "performance counter";
    }
  }
}
