package dev.handloom.store.video;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Writes the pictures of one camera into one video file. A picture that [#poll] has given is in
/// the file (not yet forced to the disk) and can be read even if the process dies.
public interface VideoEncoder extends Closeable {
  /// Opens an encoder for pictures of a kind.
  @FunctionalInterface
  interface Opener {
    /// @param nominalHz for the bit rate only; the times of pictures are what [#encode] is told
    VideoEncoder open(FrameFormat format, double nominalHz, VideoTarget target) throws IOException;
  }

  /// Units of time in the file in a second.
  int TICKS_PER_SECOND = 1_000_000;

  /// Begins to load the native library, which takes a second or two the first time.
  static void warmUp() {
    WarmUp.begin();
  }

  /// Waits until that is done; comes back at once ever after.
  static void awaitWarm() {
    WarmUp.await();
  }

  /// Opens the best encoder for such pictures.
  ///
  /// @param nominalHz for the bit rate only; the times of pictures are what [#encode] is told
  static VideoEncoder open(FrameFormat format, double nominalHz, VideoTarget target)
      throws IOException {
    return switch (format.pixels()) {
      case BGRA -> PictureEncoder.open(format, nominalHz, target);
      case JPEG -> new JpegPassthrough(format, target);
    };
  }

  /// Opens the best encoder for such pictures, into a file.
  ///
  /// @param file written from its start; stays open when the encoder closes
  static VideoEncoder open(FrameFormat format, double nominalHz, DiskFile file) throws IOException {
    return open(format, nominalHz, VideoTarget.file(file));
  }

  /// Opens this encoder and no other; hardware that fails is followed by software all the same.
  static VideoEncoder open(
      EncoderKind kind, FrameFormat format, double nominalHz, VideoTarget target)
      throws IOException {
    return PictureEncoder.open(kind, format, nominalHz, target);
  }

  /// Appends a picture.
  ///
  /// @param ptsMicros its time since the start of the video; above that of the picture before
  /// @throws IOException when nothing more can be written
  void encode(MemorySegment picture, int length, long ptsMicros) throws IOException;

  /// Asks that the next picture can be decoded without those before it.
  default void keyFrameNext() {}

  /// How the pictures are packed.
  VideoCodec codec();

  /// What packs the pictures, for a person.
  String title();

  /// Tells of the next picture that has gone through since, in the order of [#encode]; null when
  /// there is none. Hardware may hold a picture or two back until the next ones come, or until the
  /// end.
  @Nullable PackedPicture poll();

  /// Why another encoder had to take over in the middle; empty as long as none had.
  default String changed() {
    return "";
  }

  /// Takes what was held back and ends the file as an ordinary MP4. Without it the file stays what
  /// a crash would leave.
  void finish() throws IOException;

  @Override
  void close();
}
