package dev.handloom.calibration.camera.keep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// A file on a shelf on which nothing is ever written over.
public final class KeptFile {
  private KeptFile() {}

  /// Written whole or not at all, in a folder that is made if need be.
  ///
  /// @throws FileAlreadyExistsException where there is one
  public static void write(Path folder, Path file, byte[] bytes) throws IOException {
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, ".fresh", ".tmp");
    try {
      Files.write(fresh, bytes);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      // Moving without leave to replace.
      Files.move(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// Names become folder names on every system; two different names never share one.
  public static String folderOf(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return plain.equals(name) ? plain : plain + "-" + Integer.toHexString(name.strip().hashCode());
  }
}
