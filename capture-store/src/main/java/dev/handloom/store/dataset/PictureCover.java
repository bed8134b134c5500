package dev.handloom.store.dataset;

import dev.handloom.store.episode.CameraFrames;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Hides something in pictures before anybody gets them.
public interface PictureCover {
  /// Gets to know the pictures of a view that will be asked for, before the first of them.
  ///
  /// @param records of the pictures, in their order
  Covering look(CameraFrames frames, int[] records) throws IOException;

  /// One view's.
  interface Covering {
    /// Hides it in a picture.
    ///
    /// @param bgra the whole picture, which is changed
    void cover(int record, ByteBuffer bgra, int width, int height);
  }
}
