package dev.handloom.device.driver.replay;

import dev.handloom.device.driver.picture.PictureFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The JPEG files of a folder, see [PictureFolder].
final class FolderSource implements PictureSource {
  private static final long LARGEST = 256L << 20;

  private final List<Path> files;
  private int next;

  private FolderSource(List<Path> files) {
    this.files = files;
  }

  static FolderSource of(Path folder) throws IOException {
    return new FolderSource(PictureFolder.files(folder, "jpe?g", "JPEG"));
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    if (next == files.size()) {
      return null;
    }
    Path file = files.get(next++);
    if (Files.size(file) > LARGEST) {
      return new byte[0];
    }
    return Files.readAllBytes(file);
  }

  @Override
  public void rewind() {
    next = 0;
  }

  @Override
  public String where() {
    return next == 0 ? "" : PictureFolder.name(files.get(next - 1));
  }
}
