package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/// Unpacks the JPEG pictures of a camera, to be looked at. For one thread.
public final class JpegDecoder implements Closeable {
  private final FrameDecoder decoder;
  private final AVPacket packet = av_packet_alloc();

  /// @param camera for messages
  public JpegDecoder(int width, int height, String camera) throws IOException {
    Ffmpeg.load();
    AVCodecParameters parameters = avcodec_parameters_alloc();
    try {
      parameters.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_MJPEG);
      parameters.width(width).height(height).format(AV_PIX_FMT_YUVJ420P);
      decoder = new FrameDecoder(parameters, Path.of(camera));
    } finally {
      avcodec_parameters_free(parameters);
    }
  }

  /// Unpacks a picture.
  ///
  /// @param bgra direct; filled from its start
  /// @throws IOException if it is damaged; the next one may not be
  public void decode(MemorySegment jpeg, int length, ByteBuffer bgra) throws IOException {
    Ffmpeg.check(av_new_packet(packet, length), "No memory for a picture");
    try {
      MemorySegment into = MemorySegment.ofBuffer(packet.data().capacity(length).asByteBuffer());
      MemorySegment.copy(jpeg, 0, into, 0, length);
      decoder.convert(decoder.decode(packet), bgra);
    } finally {
      av_packet_unref(packet);
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    decoder.close();
  }
}
