package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.handloom.device.stream.FrameFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/// All pictures of any video that somebody made, one after the other in the order in which they are
/// shown, whatever packed them. Belongs to one thread.
public final class VideoWalk implements Closeable {
  private static final int BYTES_PER_PIXEL = 4;

  private final Path path;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private final AVCodecContext decoder;
  private final AVStream stream;
  private final String codec;
  private final int width;
  private final int height;
  private boolean ended;
  private int refused;
  private double seconds;
  private boolean key;
  private final List<Scaling> picked = new ArrayList<>();
  private final Scaling whole = new Scaling(SWS_AREA);
  private boolean closed;

  /// Into pictures of one size.
  private static final class Scaling {
    private final int method;
    private final PointerPointer<BytePointer> target = new PointerPointer<>(4);
    private final IntPointer stride = new IntPointer(4);
    private @Nullable SwsContext context;
    private int width;
    private int height;

    private Scaling(int method) {
      this.method = method;
    }

    private void scale(AVFrame frame, int toWidth, int toHeight, ByteBuffer bgra)
        throws VideoException {
      if (context == null || width != toWidth || height != toHeight) {
        if (context != null) {
          sws_freeContext(context);
        }
        context =
            sws_getContext(
                frame.width(),
                frame.height(),
                frame.format(),
                toWidth,
                toHeight,
                AV_PIX_FMT_BGRA,
                method,
                null,
                null,
                (DoublePointer) null);
        if (context == null || context.isNull()) {
          context = null;
          throw new VideoException("Pictures of this kind cannot be converted");
        }
        width = toWidth;
        height = toHeight;
        stride.put(0, toWidth * BYTES_PER_PIXEL);
      }
      try (BytePointer pixels = new BytePointer(bgra.duplicate().clear())) {
        target.put(0, pixels);
        sws_scale(context, frame.data(), frame.linesize(), 0, frame.height(), target, stride);
      }
    }

    private void close() {
      if (context != null) {
        sws_freeContext(context);
      }
      target.close();
      stride.close();
    }
  }

  private VideoWalk(Path path) throws VideoException {
    this.path = path;
    AVCodecContext opened = null;
    try {
      check(avformat_open_input(context, path.toString(), null, (AVDictionary) null));
      check(avformat_find_stream_info(context, (AVDictionary) null));
      stream = pictures(context, path);
      AVCodecParameters parameters = stream.codecpar();
      width = parameters.width();
      height = parameters.height();
      codec = avcodec_get_name(parameters.codec_id()).getString();
      if (width < 1
          || height < 1
          || width > FrameFormat.LARGEST_SIDE
          || height > FrameFormat.LARGEST_SIDE) {
        throw new VideoException("Pictures cannot be " + width + "×" + height + ": " + path);
      }
      AVCodec found = avcodec_find_decoder(parameters.codec_id());
      if (found == null) {
        throw new VideoException("There is no decoder for " + codec + ": " + path);
      }
      opened = avcodec_alloc_context3(found);
      avcodec_parameters_to_context(opened, parameters);
      opened.thread_count(1);
      check(avcodec_open2(opened, found, (AVDictionary) null));
      decoder = opened;
    } catch (VideoException | RuntimeException e) {
      free(opened);
      throw e;
    }
  }

  static AVStream pictures(AVFormatContext context, Path path) throws VideoException {
    for (int i = 0; i < context.nb_streams(); i++) {
      if (context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
        return context.streams(i);
      }
    }
    throw new VideoException("There is no picture in this file: " + path);
  }

  /// Opens a video before its first picture.
  public static VideoWalk open(Path path) throws IOException {
    Ffmpeg.load();
    if (!Files.isRegularFile(path)) {
      throw new VideoException("The video is missing: " + path);
    }
    Mp4Claims.check(path);
    return new VideoWalk(path);
  }

  /// What a video holds, told without decoding a picture.
  ///
  /// @param codec as `h264`
  /// @param seconds when each picture is shown, in order
  /// @param keys which of them can be decoded by themselves, in the order in which they are stored
  /// @param inOrder whether they are stored in the order in which they are shown
  public record Packed(
      String codec, int width, int height, double[] seconds, boolean[] keys, boolean inOrder) {}

  /// Counts the packed pictures of a video.
  public static Packed count(Path path) throws IOException {
    try (VideoWalk walk = open(path)) {
      return walk.count();
    }
  }

  private Packed count() {
    double[] times = new double[256];
    boolean[] keys = new boolean[256];
    int count = 0;
    boolean inOrder = true;
    while (av_read_frame(context, packet) >= 0) {
      if (packet.stream_index() == stream.index()) {
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
          keys = Arrays.copyOf(keys, 2 * count);
        }
        times[count] = seconds(packet.pts());
        keys[count] = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        inOrder &= count == 0 || times[count] > times[count - 1];
        count++;
      }
      av_packet_unref(packet);
    }
    times = Arrays.copyOf(times, count);
    Arrays.sort(times);
    return new Packed(codec, width, height, times, Arrays.copyOf(keys, count), inOrder);
  }

  private double seconds(long ticks) {
    return ticks == AV_NOPTS_VALUE
        ? Double.NaN
        : (double) ticks * stream.time_base().num() / stream.time_base().den();
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// The codec's name, as `h264`.
  public String codec() {
    return codec;
  }

  /// Goes to the key frame at or before a time; the next picture is that one. To no effect where
  /// the file cannot be searched.
  public void seek(double to) {
    long ticks = (long) Math.floor(to * stream.time_base().den() / stream.time_base().num());
    if (av_seek_frame(context, stream.index(), ticks, AVSEEK_FLAG_BACKWARD) >= 0) {
      avcodec_flush_buffers(decoder);
      ended = false;
    }
  }

  /// Goes on to the next picture. One that the decoder refuses is left out and counted.
  ///
  /// @return false after the last one
  public boolean next() throws VideoException {
    while (true) {
      int code = avcodec_receive_frame(decoder, frame);
      if (code >= 0) {
        if (frame.width() != width || frame.height() != height) {
          throw new VideoException(
              "The picture changes to " + frame.width() + "×" + frame.height() + ": " + path);
        }
        seconds = seconds(frame.best_effort_timestamp());
        key = (frame.flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0;
        return true;
      }
      if (code == AVERROR_EOF()) {
        return false;
      }
      if (code != AVERROR_EAGAIN()) {
        refused++;
        if (ended) {
          return false;
        }
      }
      feed();
    }
  }

  private void feed() {
    while (!ended && av_read_frame(context, packet) >= 0) {
      try {
        if (packet.stream_index() == stream.index()) {
          if (avcodec_send_packet(decoder, packet) < 0) {
            refused++;
            continue;
          }
          return;
        }
      } finally {
        av_packet_unref(packet);
      }
    }
    if (!ended) {
      ended = true;
      avcodec_send_packet(decoder, null);
    }
  }

  /// When the picture is shown, from the start of the file; NaN where nothing says so.
  public double seconds() {
    return seconds;
  }

  /// Whether the picture was packed without those before it.
  public boolean key() {
    return key;
  }

  /// How many packed pictures the decoder refused until now.
  public int refused() {
    return refused;
  }

  /// Whether the decoder found the picture damaged and made up a part of it.
  public boolean patched() {
    return frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0;
  }

  /// Takes single pixels of the picture, spread evenly, as BGRA.
  ///
  /// @param bgra direct and large enough
  public void pick(int toWidth, int toHeight, ByteBuffer bgra) throws VideoException {
    for (Scaling each : picked) {
      if (each.width == toWidth && each.height == toHeight) {
        each.scale(frame, toWidth, toHeight, bgra);
        return;
      }
    }
    // One for each size: to prepare a scaling costs more than to use it.
    Scaling made = new Scaling(SWS_POINT);
    picked.add(made);
    made.scale(frame, toWidth, toHeight, bgra);
  }

  /// The whole picture, or a smaller one, as BGRA.
  ///
  /// @param bgra direct and large enough
  public void read(int toWidth, int toHeight, ByteBuffer bgra) throws VideoException {
    whole.scale(frame, toWidth, toHeight, bgra);
  }

  private void check(int code) throws VideoException {
    if (code < 0) {
      throw new VideoException("This video cannot be read (" + Ffmpeg.reason(code) + "): " + path);
    }
  }

  private void free(@Nullable AVCodecContext opened) {
    if (!closed) {
      closed = true;
      if (opened != null) {
        avcodec_free_context(opened);
      }
      picked.forEach(Scaling::close);
      whole.close();
      av_frame_free(frame);
      av_packet_free(packet);
      avformat_close_input(context);
    }
  }

  @Override
  public void close() {
    free(decoder);
  }
}
