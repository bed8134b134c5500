package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/// Puts videos of one rate behind each other into one, packet by packet; nothing is decoded.
public final class EvenJoin {
  private EvenJoin() {}

  /// @param parts made by [EvenVideo] in the same way
  /// @return how many pictures each of them gave
  public static long[] join(List<Path> parts, Path into, PictureRate rate) throws VideoException {
    Ffmpeg.load();
    long[] counts = new long[parts.size()];
    EvenMp4 out = null;
    byte[] first = new byte[0];
    try {
      for (int i = 0; i < counts.length; i++) {
        AVFormatContext context = new AVFormatContext(null);
        AVPacket packet = av_packet_alloc();
        try {
          int code =
              avformat_open_input(context, parts.get(i).toString(), null, (AVDictionary) null);
          AVStream stream = code < 0 ? null : stream(context);
          if (stream == null) {
            throw new VideoException("There is no video: " + parts.get(i));
          }
          byte[] extra = extra(stream.codecpar());
          if (out == null) {
            out = new EvenMp4(into, stream.codecpar(), rate);
            first = extra;
          } else if (!Arrays.equals(first, extra)) {
            throw new VideoException(
                "This video was made in another way than the one before: " + parts.get(i));
          }
          long before = out.pictures();
          copy(context, stream, packet, out);
          counts[i] = out.pictures() - before;
        } finally {
          av_packet_free(packet);
          avformat_close_input(context);
        }
      }
      if (out != null) {
        out.finish();
      }
      return counts;
    } finally {
      if (out != null) {
        out.close();
      }
    }
  }

  private static @Nullable AVStream stream(AVFormatContext context) {
    for (int i = 0; i < context.nb_streams(); i++) {
      if (context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
        return context.streams(i);
      }
    }
    return null;
  }

  private static byte[] extra(AVCodecParameters parameters) {
    byte[] bytes = new byte[parameters.extradata_size()];
    if (bytes.length > 0) {
      parameters.extradata().get(bytes);
    }
    return bytes;
  }

  private static void copy(AVFormatContext context, AVStream stream, AVPacket packet, EvenMp4 out)
      throws VideoException {
    while (av_read_frame(context, packet) >= 0) {
      try {
        if (packet.stream_index() == stream.index()) {
          out.add(packet);
        }
      } finally {
        av_packet_unref(packet);
      }
    }
  }
}
