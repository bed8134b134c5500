package dev.handloom.store.crash;

import java.io.IOException;

/// Makes a file operation slow, or fail. Asked before each one.
@FunctionalInterface
interface DiskFault {
  /// The kinds of operations.
  enum Kind {
    CREATE,
    WRITE,
    FORCE,
    RENAME,
    DELETE,
    MAKE_FOLDER
  }

  void before(Kind kind, String path) throws IOException;

  static DiskFault none() {
    return (kind, path) -> {};
  }
}
