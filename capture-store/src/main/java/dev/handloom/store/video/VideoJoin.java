package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import dev.handloom.store.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.jspecify.annotations.Nullable;

/// Puts the parts of a video together, packet by packet; nothing is decoded. Parts overlap: where
/// the next one begins, the one before ends.
public final class VideoJoin {
  private VideoJoin() {}

  /// Whether there is a picture in a file.
  public static boolean readable(Path part) throws IOException {
    Ffmpeg.load();
    try (Source source = Source.open(part)) {
      return source != null && source.firstPts() != Long.MAX_VALUE;
    }
  }

  /// Writes all parts into one file and finishes it.
  ///
  /// @param parts in order; one of which nothing can be read is left out
  /// @param into written from its start; stays open
  /// @return how many pictures are in it
  public static long join(List<Path> parts, DiskFile into) throws IOException {
    Ffmpeg.load();
    long[] ends = new long[parts.size()];
    long end = Long.MAX_VALUE;
    for (int i = parts.size() - 1; i >= 0; i--) {
      ends[i] = end;
      try (Source source = Source.open(parts.get(i))) {
        end = source == null ? end : Math.min(end, source.firstPts());
      }
    }
    Mp4Muxer muxer = null;
    long count = 0;
    try {
      for (int i = 0; i < ends.length; i++) {
        try (Source source = Source.open(parts.get(i))) {
          if (source == null) {
            continue;
          }
          if (muxer == null) {
            muxer = new Mp4Muxer(into, source.stream.codecpar());
          }
          count += source.copy(muxer, ends[i]);
        }
      }
      if (muxer == null) {
        throw new VideoException("Nothing can be read of this video: " + parts.getFirst());
      }
      muxer.finish();
      return count;
    } finally {
      if (muxer != null) {
        muxer.close();
      }
    }
  }

  /// One part that is read.
  private static final class Source implements Closeable {
    private final AVFormatContext context;
    private final AVStream stream;
    private final AVPacket packet = av_packet_alloc();

    private final long beginMicros;

    private Source(AVFormatContext context, AVStream stream) {
      this.context = context;
      this.stream = stream;
      beginMicros = begin(context);
    }

    private static long begin(AVFormatContext context) {
      AVDictionaryEntry entry =
          av_dict_get(context.metadata(), Mp4Muxer.BEGIN_KEY, (AVDictionaryEntry) null, 0);
      if (entry == null || entry.isNull()) {
        return 0;
      }
      String text = entry.value().getString(StandardCharsets.UTF_8);
      try {
        return text.startsWith(Mp4Muxer.BEGIN)
            ? Long.parseLong(text.substring(Mp4Muxer.BEGIN.length()))
            : 0;
      } catch (NumberFormatException e) {
        return 0;
      }
    }

    static @Nullable Source open(Path path) {
      AVFormatContext context = new AVFormatContext(null);
      if (avformat_open_input(context, path.toString(), null, (AVDictionary) null) < 0) {
        return null;
      }
      // What the header of an MP4 says is enough. Looking further would find more out, which the
      // joined header would say, too: then the pictures did not lie where their records say.
      for (int i = 0; i < context.nb_streams(); i++) {
        if (context.streams(i).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
          return new Source(context, context.streams(i));
        }
      }
      avformat_close_input(context);
      return null;
    }

    /// The time of the first picture, or the end of time.
    long firstPts() {
      while (av_read_frame(context, packet) >= 0) {
        long pts = micros();
        boolean ours = ours();
        av_packet_unref(packet);
        if (ours) {
          return pts;
        }
      }
      return Long.MAX_VALUE;
    }

    private boolean ours() {
      return packet.stream_index() == stream.index() && (packet.flags() & AV_PKT_FLAG_CORRUPT) == 0;
    }

    private long micros() {
      return beginMicros
          + Math.round(
              (double) packet.pts()
                  * stream.time_base().num()
                  * VideoEncoder.TICKS_PER_SECOND
                  / stream.time_base().den());
    }

    long copy(Mp4Muxer muxer, long endPts) throws IOException {
      long count = 0;
      while (av_read_frame(context, packet) >= 0) {
        try {
          if (ours()) {
            long pts = micros();
            if (pts >= endPts) {
              return count;
            }
            muxer.write(packet, pts);
            count++;
          }
        } finally {
          av_packet_unref(packet);
        }
      }
      return count;
    }

    @Override
    public void close() {
      av_packet_free(packet);
      avformat_close_input(context);
    }
  }
}
