package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/// An MP4 of packed pictures that came one by one, each with its time, as in messages. Nothing of
/// it can be read before it is finished.
public final class PacketFile implements Closeable {
  private static final int TICKS_PER_SECOND = 1_000_000;

  private final Path file;
  private final Coding coding;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVIOContext io = new AVIOContext(null);
  private final AVPacket packet = av_packet_alloc();
  private boolean closed;
  private long last = -1;

  /// How the pictures are packed. The first two in Annex B, with their parameters before each key
  /// frame.
  public enum Coding {
    H264("h264", AV_CODEC_ID_H264),
    HEVC("hevc", AV_CODEC_ID_HEVC),
    MJPEG("mjpeg", AV_CODEC_ID_MJPEG);

    private final String suffix;
    private final int id;

    Coding(String suffix, int id) {
      this.suffix = suffix;
      this.id = id;
    }

    /// Of a word that messages have for it; null for one that is none of these.
    public static @Nullable Coding of(String word) {
      return switch (word) {
        case "h264" -> H264;
        case "h265", "hevc" -> HEVC;
        case "jpeg", "jpg" -> MJPEG;
        default -> null;
      };
    }
  }

  /// @param first a picture that can be decoded by itself
  public PacketFile(Path file, Coding coding, byte[] first) throws IOException {
    Ffmpeg.load();
    this.file = file;
    this.coding = coding;
    AVDictionary options = new AVDictionary(null);
    try {
      check(avformat_alloc_output_context2(context, null, "mp4", file.toString()));
      AVStream stream = avformat_new_stream(context, null);
      parameters(stream.codecpar(), first);
      stream.time_base().num(1).den(TICKS_PER_SECOND);
      check(avio_open(io, file.toString(), AVIO_FLAG_WRITE));
      context.pb(io);
      av_dict_set(options, "video_track_timescale", Integer.toString(TICKS_PER_SECOND), 0);
      check(avformat_write_header(context, options));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    } finally {
      av_dict_free(options);
    }
  }

  private void parameters(AVCodecParameters parameters, byte[] first) throws IOException {
    // The size stands within the bytes; who decodes them says it.
    Path alone = file.resolveSibling(file.getFileName() + "." + coding.suffix);
    Files.write(alone, first);
    try (VideoWalk walk = VideoWalk.open(alone)) {
      parameters.width(walk.width());
      parameters.height(walk.height());
    } finally {
      Files.deleteIfExists(alone);
    }
    parameters.codec_type(AVMEDIA_TYPE_VIDEO);
    parameters.codec_id(coding.id);
    if (coding != Coding.MJPEG) {
      // The muxer takes the parameter sets out of it.
      BytePointer extra = new BytePointer(av_mallocz(first.length + AV_INPUT_BUFFER_PADDING_SIZE));
      extra.position(0).put(first, 0, first.length);
      parameters.extradata(extra);
      parameters.extradata_size(first.length);
    }
  }

  private void check(int code) throws VideoException {
    if (code < 0) {
      throw new VideoException(
          "The pictures cannot be laid out as a video (" + Ffmpeg.reason(code) + "): " + file);
    }
  }

  /// Takes the next picture.
  ///
  /// @param micros after those of the one before
  public void add(byte[] bytes, long micros, boolean key) throws VideoException {
    if (micros <= last) {
      throw new IllegalArgumentException("Time goes back: " + micros + " after " + last);
    }
    check(av_new_packet(packet, bytes.length));
    try {
      packet.data().capacity(bytes.length).asByteBuffer().put(bytes);
      packet.stream_index(0);
      packet.pts(micros);
      packet.dts(micros);
      packet.duration(last < 0 ? 1 : micros - last);
      packet.flags(key ? AV_PKT_FLAG_KEY : 0);
      last = micros;
      check(av_write_frame(context, packet));
    } finally {
      av_packet_unref(packet);
    }
  }

  public void finish() throws VideoException {
    check(av_write_trailer(context));
    check(avio_closep(io));
  }

  /// Whether a picture can be decoded by itself.
  public static boolean isKey(Coding coding, byte[] bytes) {
    if (coding == Coding.MJPEG) {
      return true;
    }
    for (int i = 0; i + 3 < bytes.length; i++) {
      if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
        int unit = bytes[i + 3] & 0xFF;
        // A coded slice of an instantaneous refresh; of HEVC, any picture of random access.
        if (coding == Coding.H264 && (unit & 0x1F) == 5) {
          return true;
        }
        int kind = unit >> 1 & 0x3F;
        if (coding == Coding.HEVC && kind >= 16 && kind <= 23) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      av_packet_free(packet);
      if (!io.isNull()) {
        avio_closep(io);
      }
      avformat_free_context(context);
    }
  }
}
