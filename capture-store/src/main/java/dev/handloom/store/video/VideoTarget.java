package dev.handloom.store.video;

import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/// Where an encoder's packets go: into a file, or into memory until somebody wants them.
public abstract class VideoTarget {
  /// Takes the packets of one encoder.
  interface Sink extends AutoCloseable {
    /// Takes a packet over.
    PackedPicture write(AVPacket packet, long ptsMicros) throws IOException;

    /// Nothing more will come.
    void finish() throws IOException;

    @Override
    void close();
  }

  VideoTarget() {}

  abstract Sink open(AVCodecParameters parameters) throws IOException;

  /// An MP4.
  ///
  /// @param file written from its start; stays open when the encoder closes
  public static VideoTarget file(DiskFile file) {
    return new VideoTarget() {
      @Override
      Sink open(AVCodecParameters parameters) throws IOException {
        return new Mp4Muxer(file, parameters);
      }
    };
  }
}
