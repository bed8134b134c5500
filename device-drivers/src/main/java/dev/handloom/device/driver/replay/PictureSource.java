package dev.handloom.device.driver.replay;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// JPEG pictures one after the other.
interface PictureSource extends Closeable {
  /// The next picture as it is packed; null after the last.
  ///
  /// @throws IOException when it cannot be read at all
  byte @Nullable [] next() throws IOException;

  /// Begins anew.
  void rewind() throws IOException;

  /// Where the last one came from, for a person.
  String where();

  @Override
  default void close() throws IOException {}
}
