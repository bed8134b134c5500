package dev.handloom.store.video;

import java.lang.foreign.MemorySegment;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/// Pictures in, packets out, in the same order. A packet may come some pictures later.
interface PictureCodec extends AutoCloseable {
  EncoderKind kind();

  /// Writes down what a file must know of the packets.
  void describe(AVCodecParameters parameters);

  /// The parameter sets of H.264, each behind a start code; empty for another codec.
  byte[] parameterSets();

  /// Takes a picture.
  void send(MemorySegment picture, int length, long ptsMicros) throws VideoException;

  /// Asks that the next picture can be decoded without those before it.
  default void keyFrameNext() {}

  /// Takes the end: what is held back comes out after this.
  void sendEnd() throws VideoException;

  /// Fetches the next packet, if there is one.
  boolean receive(AVPacket packet) throws VideoException;

  @Override
  void close();
}
