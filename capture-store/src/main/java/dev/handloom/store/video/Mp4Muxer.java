package dev.handloom.store.video;

import static dev.handloom.store.video.VideoEncoder.TICKS_PER_SECOND;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_flush;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import dev.handloom.store.disk.DiskFile;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;

/// An MP4 that grows by one fragment a picture, and at its end is patched into an ordinary one.
final class Mp4Muxer implements VideoTarget.Sink {
  /// Fragments while it grows, and no second copy at the end.
  private static final String LAYOUT = "hybrid_fragmented+frag_keyframe";

  /// How long a picture lasts is known when the next one comes, and then follows from their times.
  /// A longer guess would move a picture that comes early.
  private static final int LEAST_DURATION = 1;

  /// Where a file says that it continues another one; any tag that MP4 knows would do.
  static final String BEGIN_KEY = "comment";

  static final String BEGIN = "handloom part from µs ";

  private final DiskOutput output;
  private final long beginMicros;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVStream stream;
  private final PacketChecksum checksum;
  private long lastPts = -1;

  Mp4Muxer(DiskFile file, AVCodecParameters parameters) throws IOException {
    this(file, parameters, 0);
  }

  /// @param beginMicros when the file continues another one, the time of its first picture: an MP4
  ///   begins at 0 whatever its first packet says, so this is written beside
  Mp4Muxer(DiskFile file, AVCodecParameters parameters, long beginMicros) throws IOException {
    this.beginMicros = beginMicros;
    output = new DiskOutput(file);
    checksum = new PacketChecksum(parameters.codec_id() == avcodec.AV_CODEC_ID_H264);
    AVDictionary options = new AVDictionary(null);
    try {
      Ffmpeg.check(
          avformat_alloc_output_context2(context, null, "mp4", null), "No MP4 can be made");
      context.pb(output.context());
      stream = avformat_new_stream(context, null);
      Ffmpeg.check(
          avcodec.avcodec_parameters_copy(stream.codecpar(), parameters), "No MP4 can be made");
      stream.codecpar().codec_tag(0);
      stream.time_base().num(1).den(TICKS_PER_SECOND);
      if (beginMicros > 0) {
        AVDictionary metadata = new AVDictionary(null);
        av_dict_set(metadata, BEGIN_KEY, BEGIN + beginMicros, 0);
        context.metadata(metadata);
      }
      av_dict_set(options, "movflags", LAYOUT, 0);
      av_dict_set(options, "video_track_timescale", Integer.toString(TICKS_PER_SECOND), 0);
      int code = avformat_write_header(context, options);
      output.rethrow();
      Ffmpeg.check(code, "The video cannot be begun");
    } catch (IOException | RuntimeException e) {
      avformat_free_context(context);
      output.close();
      throw e;
    } finally {
      av_dict_free(options);
    }
  }

  /// Writes a packet and sees it into the file.
  @Override
  public PackedPicture write(AVPacket packet, long ptsMicros) throws IOException {
    int crc = checksum.ofEncoded(packet.data().capacity(packet.size()).asByteBuffer());
    return write(packet, ptsMicros, crc, checksum.storedBytes());
  }

  /// The same of a packet that stands in another MP4 as it is.
  PackedPicture writeStored(AVPacket packet, long ptsMicros) throws IOException {
    int crc = checksum.ofStored(packet.data().capacity(packet.size()).asByteBuffer());
    return write(packet, ptsMicros, crc, packet.size());
  }

  private PackedPicture write(AVPacket packet, long ptsMicros, int crc, int stored)
      throws IOException {
    if (ptsMicros <= lastPts) {
      throw new IllegalArgumentException("Time goes back: " + ptsMicros + " after " + lastPts);
    }
    if (lastPts >= 0) {
      // Otherwise the muxer takes the guessed duration of the picture before for the truth, and
      // moves this one.
      Ffmpeg.check(
          av_opt_set(context.priv_data(), "movflags", "+frag_discont", 0),
          "The video cannot be written");
    }
    lastPts = ptsMicros;
    boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    packet.stream_index(0);
    packet.pts(ptsMicros - beginMicros);
    packet.dts(ptsMicros - beginMicros);
    packet.duration(LEAST_DURATION);
    int code = av_write_frame(context, packet);
    if (code >= 0) {
      // No packet means: close the fragment.
      code = av_write_frame(context, null);
    }
    avio_flush(output.context());
    output.rethrow();
    Ffmpeg.check(code, "The video cannot be written");
    // A fragment ends with the bytes of its one picture.
    return new PackedPicture(ptsMicros, key, output.position() - stored, stored, crc, false);
  }

  @Override
  public void finish() throws IOException {
    output.ending();
    int code = av_write_trailer(context);
    avio_flush(output.context());
    output.rethrow();
    Ffmpeg.check(code, "The video cannot be ended");
    output.end();
  }

  @Override
  public void close() {
    avformat_free_context(context);
    output.close();
  }
}
