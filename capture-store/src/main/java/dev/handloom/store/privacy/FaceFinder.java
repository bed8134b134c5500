package dev.handloom.store.privacy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Finds faces in pictures.
public interface FaceFinder extends Closeable {
  /// @param bgra the whole picture, direct; not changed
  /// @return also doubtful ones: one too many is covered rather than one too few
  List<FaceBox> find(ByteBuffer bgra, int width, int height) throws IOException;

  @Override
  void close();

  /// Makes one for each thread that needs it.
  interface Source {
    /// @throws IOException where faces cannot be found on this machine; the message can be shown
    FaceFinder open() throws IOException;
  }
}
