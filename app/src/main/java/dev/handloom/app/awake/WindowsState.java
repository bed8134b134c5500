package dev.handloom.app.awake;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Windows' `SetThreadExecutionState`: holds for the thread that calls it, until that thread takes
/// it back or ends.
final class WindowsState implements Wakeful {
  /// From winbase.h.
  private static final int ES_CONTINUOUS = 0x8000_0000;

  private static final int ES_SYSTEM_REQUIRED = 1;

  @Override
  public String begin() {
    return set(ES_CONTINUOUS | ES_SYSTEM_REQUIRED);
  }

  @Override
  public void end() {
    set(ES_CONTINUOUS);
  }

  @SuppressWarnings("restricted") // The launcher allows native access.
  private static String set(int state) {
    try (Arena arena = Arena.ofConfined()) {
      MethodHandle call =
          Linker.nativeLinker()
              .downcallHandle(
                  SymbolLookup.libraryLookup("kernel32", arena)
                      .findOrThrow("SetThreadExecutionState"),
                  FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      int before = (int) call.invokeExact(state);
      return before == 0 ? "Windows refused" : "";
    } catch (Throwable e) { // What a method handle may throw.
      return e.toString();
    }
  }
}
