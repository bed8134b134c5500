package dev.handloom.store.video;

import static dev.handloom.store.video.VideoEncoder.TICKS_PER_SECOND;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.handloom.device.stream.FrameFormat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/// Encodes uncoded pictures.
final class PictureEncoder implements VideoEncoder {
  /// A key frame at least this often: the knee between size and time to seek (measured at 720p).
  private static final int GROUP_FRAMES = 10;

  /// About 3 Mbit/s at 640×480 and 30 fps.
  private static final double BITS_PER_PIXEL = 0.33;

  private static final int BYTES_PER_PIXEL = 4;

  private final FrameFormat format;
  private final VideoCodec codec;
  private final AVCodecContext context;
  private final AVFrame frame;
  private final AVPacket packet;
  private final SwsContext scaler;
  private final PointerPointer<BytePointer> source = new PointerPointer<>(4);
  private final IntPointer sourceStride = new IntPointer(4);
  private final PacketSink muxer;
  private boolean keyNext;
  private @Nullable MemorySegment mapped;
  private @Nullable BytePointer mappedPointer;

  /// The first codec that opens.
  static PictureEncoder open(FrameFormat format, double nominalHz, PacketSink.Opener sink)
      throws IOException {
    Ffmpeg.load();
    // Chroma is stored for every second pixel.
    if (format.width() % 2 != 0 || format.height() % 2 != 0) {
      throw new VideoException(
          "Pictures of " + format.width() + "×" + format.height() + " need even sides");
    }
    List<String> reasons = new ArrayList<>();
    for (VideoCodec codec : new VideoCodec[] {VideoCodec.H264, VideoCodec.MPEG4}) {
      AVCodecContext context;
      try {
        context = context(codec, format, nominalHz);
      } catch (VideoException e) {
        reasons.add(String.valueOf(e.getMessage()));
        continue;
      }
      return new PictureEncoder(format, codec, context, sink);
    }
    throw new VideoException("No encoder could be opened: " + String.join(", ", reasons));
  }

  private PictureEncoder(
      FrameFormat format, VideoCodec codec, AVCodecContext context, PacketSink.Opener sink)
      throws IOException {
    this.format = format;
    this.codec = codec;
    this.context = context;
    int width = format.width();
    int height = format.height();
    frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P).width(width).height(height);
    Ffmpeg.check(av_frame_get_buffer(frame, 0), "No memory for a picture");
    packet = av_packet_alloc();
    scaler =
        sws_getContext(
            width,
            height,
            AV_PIX_FMT_BGRA,
            width,
            height,
            AV_PIX_FMT_YUV420P,
            SWS_FAST_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    sourceStride.put(0, width * BYTES_PER_PIXEL);
    AVCodecParameters parameters = avcodec_parameters_alloc();
    try {
      avcodec_parameters_from_context(parameters, context);
      muxer = sink.open(parameters);
    } catch (IOException | RuntimeException e) {
      freeCodec();
      throw e;
    } finally {
      avcodec_parameters_free(parameters);
    }
  }

  private static AVCodecContext context(VideoCodec codec, FrameFormat format, double nominalHz)
      throws VideoException {
    AVCodec found = avcodec_find_encoder_by_name(codec.encoder());
    if (found == null) {
      throw new VideoException("The video library has no " + codec.encoder());
    }
    AVCodecContext context = avcodec_alloc_context3(found);
    context.width(format.width()).height(format.height());
    context.pix_fmt(AV_PIX_FMT_YUV420P);
    // MPEG-4 allows no finer clock than 1/65535 s; the packets' own times are set by us anyway.
    int ticks = codec == VideoCodec.MPEG4 ? 1000 : TICKS_PER_SECOND;
    context.time_base().num(1).den(ticks);
    context.framerate().num((int) Math.round(nominalHz * 1000)).den(1000);
    context.gop_size(GROUP_FRAMES);
    context.max_b_frames(0);
    context.thread_count(1);
    context.bit_rate(Math.round(BITS_PER_PIXEL * format.width() * format.height() * nominalHz));
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    int code = avcodec_open2(context, found, (AVDictionary) null);
    if (code < 0) {
      avcodec_free_context(context);
      throw new VideoException(codec.encoder() + " does not open: " + Ffmpeg.reason(code));
    }
    return context;
  }

  @Override
  public void encode(MemorySegment picture, int length, long ptsMicros) throws IOException {
    if (length != format.capacity()) {
      throw new VideoException(
          "A picture of " + length + " bytes is not " + format.width() + "×" + format.height());
    }
    if (mappedPointer == null || !picture.equals(mapped)) {
      // A recorder comes with the same memory for every picture.
      mapped = picture;
      mappedPointer = new BytePointer(picture.asByteBuffer());
    }
    source.put(0, mappedPointer);
    Ffmpeg.check(av_frame_make_writable(frame), "No memory for a picture");
    sws_scale(scaler, source, sourceStride, 0, format.height(), frame.data(), frame.linesize());
    long tick = ptsMicros * context.time_base().den() / TICKS_PER_SECOND;
    frame.pts(tick);
    frame.pict_type(keyNext ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    keyNext = false;
    Ffmpeg.check(avcodec_send_frame(context, frame), "A picture cannot be encoded");
    Ffmpeg.check(avcodec_receive_packet(context, packet), "A picture was not encoded");
    try {
      muxer.write(packet, ptsMicros);
    } finally {
      av_packet_unref(packet);
    }
  }

  @Override
  public void keyFrameNext() {
    keyNext = true;
  }

  @Override
  public VideoCodec codec() {
    return codec;
  }

  @Override
  public boolean wasKeyFrame() {
    return muxer.lastKey();
  }

  @Override
  public int lastBytes() {
    return muxer.lastBytes();
  }

  @Override
  public int lastCrc() {
    return muxer.lastCrc();
  }

  @Override
  public void finish() throws IOException {
    muxer.finish();
  }

  private void freeCodec() {
    sws_freeContext(scaler);
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(context);
    source.close();
    sourceStride.close();
  }

  @Override
  public void close() {
    muxer.close();
    freeCodec();
  }
}
