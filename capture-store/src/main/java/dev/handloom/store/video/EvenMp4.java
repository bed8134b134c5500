package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.Closeable;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/// An MP4 whose picture n stands at exactly n ÷ rate, for programs that find a picture by counting.
/// Nothing of it can be read before it is finished.
final class EvenMp4 implements Closeable {
  /// Ticks of a picture: every rate of a dataset is a whole number of them.
  private static final int TICKS = 512;

  private final Path file;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVIOContext io = new AVIOContext(null);
  private final AVStream stream;
  private final long ticks;
  private long pictures;
  private boolean closed;

  EvenMp4(Path file, AVCodecParameters parameters, PictureRate rate) throws VideoException {
    this.file = file;
    ticks = (long) TICKS * rate.seconds();
    AVDictionary options = new AVDictionary(null);
    try {
      check(avformat_alloc_output_context2(context, null, "mp4", file.toString()));
      stream = avformat_new_stream(context, null);
      check(avcodec_parameters_copy(stream.codecpar(), parameters));
      stream.codecpar().codec_tag(0);
      int scale = TICKS * rate.pictures();
      stream.time_base().num(1).den(scale);
      stream.avg_frame_rate().num(rate.pictures()).den(rate.seconds());
      check(avio_open(io, file.toString(), AVIO_FLAG_WRITE));
      context.pb(io);
      av_dict_set(options, "movflags", "+faststart", 0);
      av_dict_set(options, "video_track_timescale", Integer.toString(scale), 0);
      check(avformat_write_header(context, options));
    } catch (VideoException | RuntimeException e) {
      close();
      throw e;
    } finally {
      av_dict_free(options);
    }
  }

  private void check(int code) throws VideoException {
    if (code < 0) {
      throw new VideoException(
          "The video cannot be written (" + Ffmpeg.reason(code) + "): " + file);
    }
  }

  /// Takes the next picture over; its own time is not looked at.
  void add(AVPacket packet) throws VideoException {
    packet.stream_index(0);
    packet.pts(pictures * ticks);
    packet.dts(pictures * ticks);
    packet.duration(ticks);
    pictures++;
    check(av_interleaved_write_frame(context, packet));
  }

  long pictures() {
    return pictures;
  }

  void finish() throws VideoException {
    check(av_write_trailer(context));
    check(avio_closep(io));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (!io.isNull()) {
        avio_closep(io);
      }
      avformat_free_context(context);
    }
  }
}
