package dev.handloom.store.episode;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Something about a bundle is not as it should be. The message says what, what to do about it, and
/// last in which file.
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final boolean damaged;
  private boolean newer;

  public BundleException(String what, String remedy, Path path) {
    this(what, remedy, path, false);
  }

  private BundleException(String what, String remedy, Path path, boolean damaged) {
    super(what + ". " + remedy + ": " + path);
    this.path = path.toString();
    this.damaged = damaged;
  }

  /// Nothing can be read from a file that is there.
  static BundleException damaged(String what, String remedy, Path path, @Nullable Throwable cause) {
    BundleException damaged = new BundleException(what, remedy, path, true);
    if (cause != null) {
      damaged.initCause(cause);
    }
    return damaged;
  }

  /// It was written by a version of the program that is newer than this one.
  static BundleException newer(String what, String remedy, Path path) {
    BundleException newer = new BundleException(what, remedy, path);
    newer.newer = true;
    return newer;
  }

  public BundleException(String what, String remedy, Path path, Throwable cause) {
    this(what, remedy, path);
    initCause(cause);
  }

  /// Whether the file is there and nothing can be read from it.
  public boolean damaged() {
    return damaged;
  }

  /// Whether a newer version of the program wrote it.
  public boolean newer() {
    return newer;
  }

  /// The file or folder that it is about.
  public Path path() {
    return Path.of(path);
  }
}
