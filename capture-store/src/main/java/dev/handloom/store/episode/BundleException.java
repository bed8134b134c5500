package dev.handloom.store.episode;

import java.io.IOException;
import java.nio.file.Path;

/// Something about a bundle is not as it should be. The message says what, what to do about it, and
/// last in which file.
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String path;

  public BundleException(String what, String remedy, Path path) {
    super(what + ". " + remedy + ": " + path);
    this.path = path.toString();
  }

  public BundleException(String what, String remedy, Path path, Throwable cause) {
    this(what, remedy, path);
    initCause(cause);
  }

  /// The file or folder that it is about.
  public Path path() {
    return Path.of(path);
  }
}
