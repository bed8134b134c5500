package dev.handloom.store.video;

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
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_parse_string;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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

/// Encodes pictures for a dataset: one after the other at an even rate, every second one a key
/// frame, so that a training program that jumps about decodes little. Belongs to one thread.
public final class EvenVideo implements Closeable {
  private static final int GROUP = 2;
  private static final int BYTES_PER_PIXEL = 4;

  /// How the pictures are packed.
  public enum Coding {
    /// Understood everywhere.
    H264("libopenh264", "rc_mode=off", 26),
    /// Half as large, with what the datasets of others use.
    AV1("libsvtav1", "preset=12:crf=30", -1);

    private final String encoder;
    private final String options;
    private final int quantiser;

    Coding(String encoder, String options, int quantiser) {
      this.encoder = encoder;
      this.options = options;
      this.quantiser = quantiser;
    }

    /// As datasets name it.
    public String id() {
      return this == H264 ? "h264" : "av1";
    }
  }

  private final int sourceWidth;
  private final int sourceHeight;
  private final int width;
  private final int height;
  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private final AVFrame passed = av_frame_alloc();
  private AVFrame last = frame;
  private final AVPacket packet = av_packet_alloc();
  private final SwsContext scaler;
  private final PointerPointer<BytePointer> source = new PointerPointer<>(4);
  private final IntPointer sourceStride = new IntPointer(4);
  private final EvenMp4 file;
  private long sent;
  private boolean closed;

  /// @param sourceWidth of the pictures that come
  /// @param width of the video
  public static EvenVideo create(
      Path file,
      int sourceWidth,
      int sourceHeight,
      int width,
      int height,
      PictureRate rate,
      Coding coding)
      throws VideoException {
    Ffmpeg.load();
    if (width % 2 != 0 || height % 2 != 0) {
      throw new VideoException("Pictures of " + width + "×" + height + " need even sides");
    }
    AVCodec found = avcodec_find_encoder_by_name(coding.encoder);
    if (found == null) {
      throw new VideoException("The video library has no " + coding.encoder);
    }
    AVCodecContext context = avcodec_alloc_context3(found);
    AVDictionary options = new AVDictionary(null);
    try {
      context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
      context.time_base().num(rate.seconds()).den(rate.pictures());
      context.framerate().num(rate.pictures()).den(rate.seconds());
      context.gop_size(GROUP);
      context.max_b_frames(0);
      context.thread_count(1);
      if (coding.quantiser >= 0) {
        context.qmin(coding.quantiser).qmax(coding.quantiser);
        context.global_quality(coding.quantiser * FF_QP2LAMBDA);
      }
      context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
      Ffmpeg.check(
          av_dict_parse_string(options, coding.options, "=", ":", 0),
          "No such options: " + coding.options);
      int code = avcodec_open2(context, found, options);
      if (code < 0) {
        throw new VideoException(coding.encoder + " does not open: " + Ffmpeg.reason(code));
      }
      return new EvenVideo(file, sourceWidth, sourceHeight, context, rate);
    } catch (VideoException | RuntimeException e) {
      avcodec_free_context(context);
      throw e;
    } finally {
      av_dict_free(options);
    }
  }

  /// From the video library's avutil.h: its unit of quality, of which this many are one quantiser.
  private static final int FF_QP2LAMBDA = 118;

  private EvenVideo(
      Path path, int sourceWidth, int sourceHeight, AVCodecContext context, PictureRate rate)
      throws VideoException {
    this.sourceWidth = sourceWidth;
    this.sourceHeight = sourceHeight;
    this.context = context;
    width = context.width();
    height = context.height();
    frame.format(AV_PIX_FMT_YUV420P).width(width).height(height);
    Ffmpeg.check(av_frame_get_buffer(frame, 0), "No memory for a picture");
    scaler =
        sws_getContext(
            sourceWidth,
            sourceHeight,
            AV_PIX_FMT_BGRA,
            width,
            height,
            AV_PIX_FMT_YUV420P,
            SWS_AREA,
            null,
            null,
            (DoublePointer) null);
    sourceStride.put(0, sourceWidth * BYTES_PER_PIXEL);
    AVCodecParameters parameters = avcodec_parameters_alloc();
    try {
      avcodec_parameters_from_context(parameters, context);
      file = new EvenMp4(path, parameters, rate);
    } finally {
      avcodec_parameters_free(parameters);
    }
  }

  /// Appends a picture.
  ///
  /// @param bgra direct, of the size that was said, from its start
  public void add(ByteBuffer bgra) throws VideoException {
    if (bgra.capacity() < sourceWidth * sourceHeight * BYTES_PER_PIXEL) {
      throw new VideoException("A picture of " + bgra.capacity() + " bytes is too small");
    }
    Ffmpeg.check(av_frame_make_writable(frame), "No memory for a picture");
    try (BytePointer pixels = new BytePointer(bgra.duplicate().clear())) {
      source.put(0, pixels);
      sws_scale(scaler, source, sourceStride, 0, sourceHeight, frame.data(), frame.linesize());
    }
    last = frame;
    again();
  }

  /// Appends a picture of another video as it was decoded, where it is what the encoder takes.
  ///
  /// @return whether it was appended; otherwise it has another size or other colours, and nothing
  ///   was done
  public boolean add(VideoReader from, int picture) throws IOException {
    AVFrame decoded = from.picture(picture);
    if (decoded.format() != AV_PIX_FMT_YUV420P
        || decoded.width() != width
        || decoded.height() != height
        || decoded.color_range() == AVCOL_RANGE_JPEG) {
      return false;
    }
    av_frame_unref(passed);
    Ffmpeg.check(av_frame_ref(passed, decoded), "No memory for a picture");
    // Which picture stands alone is for this encoder to say, not for the one before it.
    passed.pict_type(AV_PICTURE_TYPE_NONE);
    passed.flags(passed.flags() & ~AVFrame.AV_FRAME_FLAG_KEY);
    last = passed;
    again();
    return true;
  }

  /// Appends the picture before once more.
  public void again() throws VideoException {
    last.pts(sent++);
    send(last);
  }

  private void send(@Nullable AVFrame picture) throws VideoException {
    Ffmpeg.check(avcodec_send_frame(context, picture), "A picture cannot be encoded");
    while (true) {
      int code = avcodec_receive_packet(context, packet);
      if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
        return;
      }
      Ffmpeg.check(code, "A picture was not encoded");
      try {
        file.add(packet);
      } finally {
        av_packet_unref(packet);
      }
    }
  }

  /// Ends the file.
  ///
  /// @throws VideoException where the encoder left a picture out
  public void finish() throws VideoException {
    send(null);
    if (file.pictures() != sent) {
      throw new VideoException("The encoder made " + file.pictures() + " of " + sent + " pictures");
    }
    file.finish();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      file.close();
      sws_freeContext(scaler);
      av_frame_free(frame);
      av_frame_free(passed);
      av_packet_free(packet);
      avcodec_free_context(context);
      source.close();
      sourceStride.close();
    }
  }
}
