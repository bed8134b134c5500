package dev.handloom.app.library;

import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import java.nio.file.Path;
import java.util.function.Consumer;

/// stub
public final class OpenLibrary implements AutoCloseable {
  private final Path folder;

  public OpenLibrary(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  public void onChange(Consumer<Path> listener) {}

  public void open(TaskRunner tasks, Consumer<Notice> notices) {}

  @Override
  public void close() {}
}
