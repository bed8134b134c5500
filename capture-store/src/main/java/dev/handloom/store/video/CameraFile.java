package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import dev.handloom.store.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.jspecify.annotations.Nullable;

/// A file of a camera with a metadata track of GPMF: its pictures are copied as they are packed,
/// and its metadata is handed out.
public final class CameraFile implements Closeable {
  /// `gpmd`, as the tag of a track.
  private static final int GPMD = 'g' | 'p' << 8 | 'm' << 16 | 'd' << 24;

  /// No camera writes more in a second.
  private static final int LARGEST_METADATA = 1 << 22;

  /// Metadata in front of the first picture.
  private static final int MOST_EARLY = 64;

  private static final int LENGTH_SIZE_AT = 4;

  /// Where pictures and metadata go, in the order of the file.
  public interface Sink {
    /// A picture has been copied.
    void picture(PackedPicture picture) throws IOException;

    /// A piece of metadata, for this stretch of the video's time line.
    void metadata(long ptsMicros, long durationMicros, byte[] bytes) throws IOException;
  }

  private final Path path;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVPacket packet;
  private final AVStream video;
  private final @Nullable AVStream metadata;
  private boolean closed;

  private CameraFile(Path path) throws IOException {
    this.path = path;
    packet = av_packet_alloc();
    try {
      int code = avformat_open_input(context, path.toString(), null, (AVDictionary) null);
      if (code < 0) {
        throw new VideoException(
            "This is no video that can be read (" + Ffmpeg.reason(code) + "): " + path);
      }
      AVStream pictures = null;
      AVStream gpmd = null;
      for (int i = 0; i < context.nb_streams(); i++) {
        AVStream stream = context.streams(i);
        AVCodecParameters parameters = stream.codecpar();
        if (pictures == null && parameters.codec_type() == AVMEDIA_TYPE_VIDEO) {
          pictures = stream;
        } else if (gpmd == null && parameters.codec_tag() == GPMD) {
          gpmd = stream;
        }
      }
      if (pictures == null) {
        throw new VideoException("There is no picture in this file: " + path);
      }
      video = pictures;
      metadata = gpmd;
      taken(pictures.codecpar());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void taken(AVCodecParameters parameters) throws VideoException {
    int codec = parameters.codec_id();
    if (codec != AV_CODEC_ID_H264 && codec != AV_CODEC_ID_HEVC) {
      throw new VideoException(
          "Its pictures are " + codec() + "; only H.264 and HEVC are taken as they are: " + path);
    }
    boolean sizes =
        codec != AV_CODEC_ID_H264
            || (parameters.extradata_size() > LENGTH_SIZE_AT
                && (parameters.extradata().get(LENGTH_SIZE_AT) & 3) == 3);
    if (!sizes) {
      throw new VideoException("Its H.264 is not as an MP4 has it: " + path);
    }
  }

  /// Opens a file before its first picture.
  public static CameraFile open(Path path) throws IOException {
    Ffmpeg.load();
    if (!Files.isRegularFile(path)) {
      throw new VideoException("There is no such file: " + path);
    }
    Mp4Claims.check(path);
    return new CameraFile(path);
  }

  /// As a manifest has it.
  public String codec() {
    return avcodec_get_name(video.codecpar().codec_id()).getString();
  }

  public int width() {
    return video.codecpar().width();
  }

  public int height() {
    return video.codecpar().height();
  }

  /// Pictures a second on average; 30 if the file does not say.
  public double hz() {
    double den = video.avg_frame_rate().den();
    double hz = den > 0 ? video.avg_frame_rate().num() / den : 0;
    return hz > 0 && hz < 1000 ? hz : 30;
  }

  /// Whether there is a track of GPMF.
  public boolean hasMetadata() {
    return metadata != null;
  }

  /// A word of the file, as `creation_time`; of its pictures, if the file has none; empty without.
  public String word(String key) {
    String word = word(context.metadata(), key);
    return word.isEmpty() ? word(video.metadata(), key) : word;
  }

  private static String word(@Nullable AVDictionary words, String key) {
    AVDictionaryEntry entry =
        words == null ? null : av_dict_get(words, key, (AVDictionaryEntry) null, 0);
    return entry == null || entry.isNull()
        ? ""
        : entry.value().getString(StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ").strip();
  }

  /// Copies all pictures into a file and hands out all metadata. Once only.
  ///
  /// @param into written from its start; stays open
  public void copy(DiskFile into, Sink sink) throws IOException {
    try (Mp4Muxer muxer = new Mp4Muxer(into, video.codecpar())) {
      AVStream gpmd = metadata;
      List<Metadata> early = new ArrayList<>();
      long base = 0;
      long last = -1;
      while (av_read_frame(context, packet) >= 0) {
        try {
          if ((packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
            continue;
          }
          if (packet.stream_index() == video.index()) {
            // The time line begins with the first picture.
            base = last < 0 ? micros(packet.pts(), video) : base;
            long pts = micros(packet.pts(), video) - base;
            if (pts <= last) {
              throw new VideoException(
                  "Its pictures are not stored in the order of their times (B-frames), as no GoPro"
                      + " does; pack it anew without: "
                      + path);
            }
            boolean first = last < 0;
            last = pts;
            sink.picture(muxer.writeStored(packet, pts));
            if (first) {
              for (Metadata each : early) {
                each.to(sink, base);
              }
            }
          } else if (gpmd != null && packet.stream_index() == gpmd.index()) {
            Metadata piece = metadata(gpmd);
            if (last < 0 && early.size() < MOST_EARLY) {
              early.add(piece);
            } else {
              piece.to(sink, base);
            }
          }
        } finally {
          av_packet_unref(packet);
        }
      }
      if (last < 0) {
        throw new VideoException("There is no picture in this file: " + path);
      }
      muxer.finish();
    }
  }

  private record Metadata(long ptsMicros, long durationMicros, byte[] bytes) {
    void to(Sink sink, long base) throws IOException {
      sink.metadata(ptsMicros - base, durationMicros, bytes);
    }
  }

  private Metadata metadata(AVStream gpmd) {
    byte[] bytes = new byte[Math.clamp(packet.size(), 0, LARGEST_METADATA)];
    if (bytes.length > 0) {
      packet.data().get(bytes);
    }
    return new Metadata(
        micros(packet.pts(), gpmd), Math.max(0, micros(packet.duration(), gpmd)), bytes);
  }

  private static long micros(long ticks, AVStream stream) {
    return Math.round(
        (double) ticks
            * stream.time_base().num()
            * VideoEncoder.TICKS_PER_SECOND
            / stream.time_base().den());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      av_packet_free(packet);
      avformat_close_input(context);
    }
  }
}
