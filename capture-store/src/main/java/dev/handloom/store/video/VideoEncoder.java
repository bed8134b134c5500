package dev.handloom.store.video;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Writes the pictures of one camera into one video file. When [#encode] comes back, the picture is
/// in the file (not yet forced to the disk) and can be read even if the process dies.
public sealed interface VideoEncoder extends Closeable permits PictureEncoder, JpegPassthrough {
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
  /// @param file written from its start; stays open when the encoder closes
  static VideoEncoder open(FrameFormat format, double nominalHz, DiskFile file) throws IOException {
    return switch (format.pixels()) {
      case BGRA -> PictureEncoder.open(format, nominalHz, file);
      case JPEG -> new JpegPassthrough(format, file);
    };
  }

  /// Appends a picture.
  ///
  /// @param ptsMicros its time since the start of the video; above that of the picture before
  /// @throws IOException when nothing more can be written
  void encode(MemorySegment picture, int length, long ptsMicros) throws IOException;

  /// How the pictures are packed.
  VideoCodec codec();

  /// Whether the last picture can be decoded without those before it.
  boolean wasKeyFrame();

  /// Bytes that the last picture took.
  int lastBytes();

  /// CRC-32 of the last picture as it is packed; [VideoReader#packetCrcs] gives the same.
  int lastCrc();

  /// Ends the file as an ordinary MP4. Without it the file stays what a crash would leave.
  void finish() throws IOException;

  @Override
  void close();
}
