package dev.handloom.store.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two folders change their names in one step: at no moment does either name lead nowhere. Linux
/// and macOS can do that, though not on every disk; Windows cannot.
public final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final boolean MAC =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");

  /// From `<fcntl.h>`: paths count from the working folder; ours are whole ones anyway.
  private static final int AT_FDCWD = -100;

  /// From `<linux/fs.h>`, and of the same value `RENAME_SWAP` from macOS' `<sys/stdio.h>`.
  private static final int RENAME_EXCHANGE = 2;

  private static final Linker LINKER = Linker.nativeLinker();

  private Exchange() {}

  /// Tries it.
  ///
  /// @return whether it was done; otherwise nothing has changed
  public static boolean swap(Path one, Path other) throws IOException {
    Optional<MemorySegment> call = call();
    if (call.isEmpty()) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocateFrom(one.toAbsolutePath().toString());
      MemorySegment to = arena.allocateFrom(other.toAbsolutePath().toString());
      if (invoke(call.get(), from, to) != 0) {
        return false;
      }
    }
    Durable.forceFolder(Durable.folderOf(one));
    Durable.forceFolder(Durable.folderOf(other));
    return true;
  }

  private static Optional<MemorySegment> call() {
    SymbolLookup library = LINKER.defaultLookup();
    return library.find(MAC ? "renamex_np" : "renameat2");
  }

  @SuppressWarnings("restricted") // The process is started with native access enabled.
  private static int invoke(MemorySegment call, MemorySegment from, MemorySegment to) {
    try {
      if (MAC) {
        MethodHandle rename =
            LINKER.downcallHandle(
                call,
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT));
        return (int) rename.invokeExact(from, to, RENAME_EXCHANGE);
      }
      MethodHandle rename =
          LINKER.downcallHandle(
              call,
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT,
                  ValueLayout.ADDRESS,
                  ValueLayout.JAVA_INT));
      return (int) rename.invokeExact(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE);
    } catch (Throwable e) { // What a method handle may throw.
      LOG.warn("Two folders cannot change their names in one step here", e);
      return -1;
    }
  }
}
