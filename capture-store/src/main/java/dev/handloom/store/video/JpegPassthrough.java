package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import dev.handloom.device.stream.FrameFormat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.jspecify.annotations.Nullable;

/// Stores JPEG pictures as the camera made them: nothing is decoded, nothing is lost.
final class JpegPassthrough implements VideoEncoder {
  static final String TITLE = "JPEG as it comes";

  /// Every JPEG begins with these two bytes.
  private static final int START_OF_IMAGE = 0xFFD8;

  private final VideoTarget.Sink muxer;
  private final AVPacket packet;
  private final ArrayDeque<PackedPicture> packed = new ArrayDeque<>();

  JpegPassthrough(FrameFormat format, VideoTarget target) throws IOException {
    Ffmpeg.load();
    AVCodecParameters parameters = avcodec_parameters_alloc();
    try {
      parameters.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_MJPEG);
      parameters.width(format.width()).height(format.height()).format(AV_PIX_FMT_YUVJ420P);
      muxer = target.open(parameters);
    } finally {
      avcodec_parameters_free(parameters);
    }
    packet = av_packet_alloc();
  }

  @Override
  public void encode(MemorySegment picture, int length, long ptsMicros) throws IOException {
    if (length < 2 || start(picture) != START_OF_IMAGE) {
      throw new VideoException("A picture of " + length + " bytes is not a JPEG");
    }
    Ffmpeg.check(av_new_packet(packet, length), "No memory for a picture");
    try {
      packet.flags(AV_PKT_FLAG_KEY);
      MemorySegment into = MemorySegment.ofBuffer(packet.data().capacity(length).asByteBuffer());
      MemorySegment.copy(picture, 0, into, 0, length);
      packed.add(muxer.write(packet, ptsMicros));
    } finally {
      av_packet_unref(packet);
    }
  }

  private static int start(MemorySegment picture) {
    int first = picture.get(ValueLayout.JAVA_BYTE, 0) & 0xFF;
    int second = picture.get(ValueLayout.JAVA_BYTE, 1) & 0xFF;
    return first << 8 | second;
  }

  @Override
  public void keyFrameNext() {
    // Every picture is one.
  }

  @Override
  public VideoCodec codec() {
    return VideoCodec.MJPEG;
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public @Nullable PackedPicture poll() {
    return packed.poll();
  }

  @Override
  public void finish() throws IOException {
    muxer.finish();
  }

  @Override
  public void close() {
    muxer.close();
    av_packet_free(packet);
  }
}
