package dev.handloom.store.video;

import static dev.handloom.store.video.VideoEncoder.TICKS_PER_SECOND;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_parse_string;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.handloom.device.stream.FrameFormat;
import java.lang.foreign.MemorySegment;
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

/// An encoder of the video library.
final class FfmpegCodec implements PictureCodec {
  /// A key frame at least this often: the knee between size and time to seek (measured at 720p).
  static final int GROUP_FRAMES = 10;

  /// About 3 Mbit/s at 640×480 and 30 fps.
  private static final double BITS_PER_PIXEL = 0.33;

  private static final int BYTES_PER_PIXEL = 4;

  private final EncoderKind kind;
  private final FrameFormat format;
  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private final @Nullable HardwareFrames upload;
  private final SwsContext scaler;
  private final PointerPointer<BytePointer> source = new PointerPointer<>(4);
  private final IntPointer sourceStride = new IntPointer(4);
  private boolean keyNext;
  private @Nullable MemorySegment mapped;
  private @Nullable BytePointer mappedPointer;

  /// Opens an encoder.
  ///
  /// @param nominalHz for the bit rate only
  /// @param more options beside those of its kind, as `name=value:name=value`
  static FfmpegCodec open(EncoderKind kind, FrameFormat format, double nominalHz, String more)
      throws VideoException {
    Ffmpeg.load();
    // Chroma is stored for every second pixel.
    if (format.width() % 2 != 0 || format.height() % 2 != 0) {
      throw new VideoException(
          "Pictures of " + format.width() + "×" + format.height() + " need even sides");
    }
    AVCodec found = avcodec_find_encoder_by_name(kind.encoder());
    if (found == null) {
      throw new VideoException("The video library has no " + kind.encoder());
    }
    AVCodecContext context = avcodec_alloc_context3(found);
    HardwareFrames upload = null;
    try {
      if (kind == EncoderKind.VAAPI) {
        upload = HardwareFrames.vaapi(format.width(), format.height());
      }
      set(context, kind, format, nominalHz, upload);
      open(context, found, kind, more);
      return new FfmpegCodec(kind, format, context, upload);
    } catch (VideoException | RuntimeException e) {
      avcodec_free_context(context);
      if (upload != null) {
        upload.close();
      }
      throw e;
    }
  }

  private static void set(
      AVCodecContext context,
      EncoderKind kind,
      FrameFormat format,
      double nominalHz,
      @Nullable HardwareFrames upload) {
    context.width(format.width()).height(format.height());
    context.pix_fmt(upload == null ? kind.pixels() : upload.pixels());
    if (upload != null) {
      context.hw_frames_ctx(upload.reference());
    }
    // MPEG-4 allows no finer clock than 1/65535 s; the packets' own times are set by us anyway.
    context.time_base().num(1).den(kind == EncoderKind.MPEG4 ? 1000 : TICKS_PER_SECOND);
    context.framerate().num((int) Math.round(nominalHz * 1000)).den(1000);
    context.gop_size(GROUP_FRAMES);
    context.max_b_frames(0);
    context.thread_count(1);
    context.bit_rate(Math.round(BITS_PER_PIXEL * format.width() * format.height() * nominalHz));
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
  }

  private static void open(AVCodecContext context, AVCodec found, EncoderKind kind, String more)
      throws VideoException {
    AVDictionary options = new AVDictionary(null);
    try {
      for (String text : new String[] {kind.options(), more}) {
        Ffmpeg.check(av_dict_parse_string(options, text, "=", ":", 0), "No such options: " + text);
      }
      int code = avcodec_open2(context, found, options);
      if (code < 0) {
        throw new VideoException(kind.encoder() + " does not open: " + Ffmpeg.reason(code));
      }
    } finally {
      av_dict_free(options);
    }
  }

  private FfmpegCodec(
      EncoderKind kind, FrameFormat format, AVCodecContext context, @Nullable HardwareFrames upload)
      throws VideoException {
    this.kind = kind;
    this.format = format;
    this.context = context;
    this.upload = upload;
    int width = format.width();
    int height = format.height();
    frame.format(kind.pixels()).width(width).height(height);
    Ffmpeg.check(av_frame_get_buffer(frame, 0), "No memory for a picture");
    scaler =
        sws_getContext(
            width,
            height,
            AV_PIX_FMT_BGRA,
            width,
            height,
            kind.pixels(),
            SWS_FAST_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    sourceStride.put(0, width * BYTES_PER_PIXEL);
  }

  @Override
  public EncoderKind kind() {
    return kind;
  }

  @Override
  public void describe(AVCodecParameters parameters) {
    avcodec_parameters_from_context(parameters, context);
  }

  @Override
  public byte[] parameterSets() {
    byte[] sets = new byte[kind.codec() == VideoCodec.H264 ? context.extradata_size() : 0];
    if (sets.length > 0) {
      context.extradata().get(sets);
    }
    return sets;
  }

  @Override
  public void send(MemorySegment picture, int length, long ptsMicros) throws VideoException {
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
    AVFrame sent = upload == null ? frame : upload.of(frame);
    sent.pts(ptsMicros * context.time_base().den() / TICKS_PER_SECOND);
    sent.pict_type(keyNext ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    keyNext = false;
    Ffmpeg.check(avcodec_send_frame(context, sent), "A picture cannot be encoded");
  }

  @Override
  public void keyFrameNext() {
    keyNext = true;
  }

  @Override
  public void sendEnd() throws VideoException {
    Ffmpeg.check(avcodec_send_frame(context, (AVFrame) null), "The encoder cannot be ended");
  }

  @Override
  public boolean receive(AVPacket packet) throws VideoException {
    int code = avcodec_receive_packet(context, packet);
    if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
      return false;
    }
    Ffmpeg.check(code, "A picture was not encoded");
    return true;
  }

  @Override
  public void close() {
    sws_freeContext(scaler);
    av_frame_free(frame);
    avcodec_free_context(context);
    if (upload != null) {
      upload.close();
    }
    source.close();
    sourceStride.close();
  }
}
