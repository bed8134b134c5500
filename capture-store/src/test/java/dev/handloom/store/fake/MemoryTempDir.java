package dev.handloom.store.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/// Folders for tests in memory where there is plenty, else where temporary files go. How a slow
/// disk is borne is tested with disks made for it.
public final class MemoryTempDir implements TempDirFactory {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long PLENTY_BYTES = 2L << 30;

  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws IOException {
    if (Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > PLENTY_BYTES) {
      return Files.createTempDirectory(MEMORY, "handloom-test");
    }
    return Files.createTempDirectory("handloom-test");
  }
}
