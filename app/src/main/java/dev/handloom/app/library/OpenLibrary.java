package dev.handloom.app.library;

import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// stub
public final class OpenLibrary implements AutoCloseable {
  private final Path folder;
  private @Nullable Library store;

  public OpenLibrary(Path folder) {
    this.folder = folder;
  }

  /// Room for recording.
  ///
  /// @param freeBytes -1 when not known
  /// @param bytesPerSecond of the newest episodes; 0 while there are none
  public record Room(long freeBytes, double bytesPerSecond) {}

  public Room room() {
    return new Room(-1, 0);
  }

  public Path folder() {
    return folder;
  }

  public @Nullable Library store() {
    return store;
  }

  public void changed() {}

  public void onChange(Consumer<Path> listener) {}

  public void open(TaskRunner tasks, Consumer<Notice> notices) {
    try {
      store = Library.open(folder);
    } catch (IOException e) {
      notices.accept(Notice.warning("no", String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void close() {}
}
