package dev.handloom.store.camera;

import java.io.Closeable;
import java.io.IOException;

/// Pictures that lie on the disk, one after the other.
interface Frames extends Closeable {
  /// What [#next] has found.
  enum Found {
    /// A picture, in the unpacker.
    PICTURE,
    /// Something that cannot be unpacked; the next may be.
    DAMAGED,
    /// There are no more.
    END
  }

  /// Goes on to the next picture.
  Found next() throws IOException;

  /// Holds the picture that was found.
  Unpacker picture();

  /// When the picture is due, since the first one; below zero if it has no time.
  long dueNanos();

  /// Where the picture is from, for a person.
  String where();
}
