package dev.handloom.store.export.mcap;

import dev.handloom.store.payload.PayloadReader;
import java.io.IOException;

/// One stream on its way into the file.
interface StreamCopy {
  String name();

  void copy(PayloadReader read) throws IOException;

  /// A sample that is not wanted.
  default void skip(PayloadReader read) throws IOException {}

  default void close() {}
}
