package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;

import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/// Takes a stretch out of a video that somebody made, as it is packed, into one of ours.
public final class VideoCut {
  private static final Set<Integer> TAKEN =
      Set.of(
          AV_CODEC_ID_H264,
          AV_CODEC_ID_HEVC,
          AV_CODEC_ID_AV1,
          AV_CODEC_ID_VP9,
          AV_CODEC_ID_MPEG4,
          AV_CODEC_ID_MJPEG);

  private static final int LENGTH_SIZE_AT = 4;

  private VideoCut() {}

  /// What was taken.
  ///
  /// @param codec as a manifest has it
  /// @param whyNot why the stretch has to be packed anew; empty where it was taken as it is
  public record Taken(
      String codec, int width, int height, List<PackedPicture> pictures, String whyNot) {
    public Taken {
      pictures = List.copyOf(pictures);
    }
  }

  /// Copies pictures one by one, until so many are there or the video ends.
  ///
  /// @param fromSeconds where the first of them stands
  /// @param halfSeconds half of the time from one to the next
  /// @param most how many at most
  /// @param into written from its start; of no use where [Taken#whyNot] says something
  public static Taken copy(
      Path source, double fromSeconds, double halfSeconds, long most, DiskFile into)
      throws IOException {
    Ffmpeg.load();
    if (!Files.isRegularFile(source)) {
      throw new VideoException("The video is missing: " + source);
    }
    Mp4Claims.check(source);
    AVFormatContext context = new AVFormatContext(null);
    AVPacket packet = av_packet_alloc();
    try {
      int code = avformat_open_input(context, source.toString(), null, (AVDictionary) null);
      if (code >= 0) {
        code = avformat_find_stream_info(context, (AVDictionary) null);
      }
      if (code < 0) {
        throw new VideoException(
            "This video cannot be read (" + Ffmpeg.reason(code) + "): " + source);
      }
      AVStream stream = VideoWalk.pictures(context, source);
      AVCodecParameters parameters = stream.codecpar();
      String codec = avcodec_get_name(parameters.codec_id()).getString();
      if (!suits(parameters)) {
        return none(codec, parameters, "it is packed as " + codec);
      }
      if (fromSeconds > 0) {
        long ticks =
            (long)
                Math.floor(
                    (fromSeconds + halfSeconds / 2)
                        * stream.time_base().den()
                        / stream.time_base().num());
        av_seek_frame(context, stream.index(), ticks, AVSEEK_FLAG_BACKWARD);
      }
      return copy(context, stream, packet, codec, fromSeconds - halfSeconds, most, into);
    } finally {
      av_packet_free(packet);
      avformat_close_input(context);
    }
  }

  private static boolean suits(AVCodecParameters parameters) {
    int codec = parameters.codec_id();
    return TAKEN.contains(codec)
        && (codec != AV_CODEC_ID_H264
            || (parameters.extradata_size() > LENGTH_SIZE_AT
                && (parameters.extradata().get(LENGTH_SIZE_AT) & 3) == 3));
  }

  private static Taken none(String codec, AVCodecParameters parameters, String why) {
    return new Taken(codec, parameters.width(), parameters.height(), List.of(), why);
  }

  private static Taken copy(
      AVFormatContext context,
      AVStream stream,
      AVPacket packet,
      String codec,
      double from,
      long most,
      DiskFile into)
      throws IOException {
    AVCodecParameters parameters = stream.codecpar();
    List<PackedPicture> pictures = new ArrayList<>();
    double tick = (double) stream.time_base().num() / stream.time_base().den();
    double first = 0;
    long last = -1;
    try (Mp4Muxer muxer = new Mp4Muxer(into, parameters)) {
      while (pictures.size() < most && av_read_frame(context, packet) >= 0) {
        try {
          if (packet.stream_index() != stream.index()
              || (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0
              || packet.pts() * tick < from) {
            continue;
          }
          double seconds = packet.pts() * tick;
          if (pictures.isEmpty()) {
            if ((packet.flags() & AV_PKT_FLAG_KEY) == 0) {
              return none(codec, parameters, "it begins between two key frames");
            }
            first = seconds;
          }
          long micros = Math.round((seconds - first) * VideoEncoder.TICKS_PER_SECOND);
          if (micros <= last) {
            return none(
                codec, parameters, "its pictures are not stored in the order of their times");
          }
          last = micros;
          pictures.add(muxer.writeStored(packet, micros));
        } finally {
          av_packet_unref(packet);
        }
      }
      if (!pictures.isEmpty()) {
        muxer.finish();
      }
    }
    return new Taken(codec, parameters.width(), parameters.height(), pictures, "");
  }
}
