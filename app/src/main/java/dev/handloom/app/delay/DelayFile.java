package dev.handloom.app.delay;

import dev.handloom.app.UserFolders;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.delay.DelayKey;
import dev.handloom.device.delay.MeasuredDelay;
import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The delay book in the user's folder, `delays.json`.
public final class DelayFile {
  private static final Logger LOG = LoggerFactory.getLogger(DelayFile.class);
  private static final long MOST_BYTES = 16L << 20;

  private final Path file;

  public DelayFile(UserFolders folders) {
    file = folders.settings().resolve("delays.json");
  }

  public Path file() {
    return file;
  }

  /// What is in it; nothing if there is none.
  ///
  /// @throws IOException if it cannot be read; the file stays as it is
  public synchronized DelayBook read() throws IOException {
    if (!Files.exists(file)) {
      return DelayBook.EMPTY;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it is too large");
      }
      return DelayBook.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IOException(
          "The measured delays cannot be read: " + e.getMessage() + ". " + file, e);
    }
  }

  /// What is in it; without it, devices count as uncalibrated, and their bounds are wider.
  public DelayBook usable() {
    try {
      return read();
    } catch (IOException e) {
      LOG.error("Devices count as uncalibrated. {}", e.getMessage());
      return DelayBook.EMPTY;
    }
  }

  /// Keeps a measurement, in place of the one before of the same device.
  public synchronized void keep(MeasuredDelay delay) throws IOException {
    write(read().with(delay));
  }

  /// Forgets what was measured on a device.
  public synchronized void forget(DelayKey key) throws IOException {
    write(read().without(key));
  }

  private void write(DelayBook book) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Durable.replace(file, book.text());
  }
}
