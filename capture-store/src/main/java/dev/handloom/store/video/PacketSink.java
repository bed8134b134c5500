package dev.handloom.store.video;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/// Where an encoder's packets go: into a file, or into memory until somebody wants them.
interface PacketSink extends AutoCloseable {
  /// Makes the sink of an encoder that is open.
  @FunctionalInterface
  interface Opener {
    PacketSink open(AVCodecParameters parameters) throws IOException;
  }

  /// Takes a packet over.
  void write(AVPacket packet, long ptsMicros) throws IOException;

  /// Whether the last packet can be decoded without those before it.
  boolean lastKey();

  /// Bytes of the last packet.
  int lastBytes();

  /// Checksum of the last packet.
  int lastCrc();

  /// Nothing more will come.
  void finish() throws IOException;

  @Override
  void close();
}
