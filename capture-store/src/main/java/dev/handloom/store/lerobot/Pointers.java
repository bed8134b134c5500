package dev.handloom.store.lerobot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that only say where the real one can be had: what remains when a repository with large
/// files is copied without them.
public final class Pointers {
  private static final int LONGEST = 1024;

  private Pointers() {}

  /// Whether a file is such a note.
  public static boolean is(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        return false;
      }
      try (InputStream in = Files.newInputStream(file)) {
        String text = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
        return text.startsWith("version https://git-lfs")
            || text.startsWith("/annex/objects/")
            || (text.contains("/annex/objects/") && text.startsWith(".."));
      }
    } catch (IOException e) {
      return false;
    }
  }
}
