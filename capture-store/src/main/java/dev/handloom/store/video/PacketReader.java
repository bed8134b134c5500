package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/// The pictures of a video as they are packed, one after the other, none decoded. H.264 comes as a
/// stream that can be joined in at every key frame: in Annex B, the parameter sets in front of
/// each.
public final class PacketReader implements Closeable {
  private final Path path;
  private final AVFormatContext context = new AVFormatContext(null);
  private final AVPacket packet;
  private final AVStream stream;
  private final String codec;
  private final @Nullable AnnexB annexB;
  private final PacketChecksum checksum;
  private byte[] plain = new byte[0];
  private int plainLength;
  private long ptsMicros = -1;
  private boolean keyFrame;
  private int crc;
  private boolean closed;

  private PacketReader(Path path) throws IOException {
    this.path = path;
    packet = av_packet_alloc();
    try {
      check(avformat_open_input(context, path.toString(), null, (AVDictionary) null));
      // An MP4 says in its head all that is needed here; to look for more would decode pictures.
      AVStream found = null;
      for (int i = 0; i < context.nb_streams() && found == null; i++) {
        AVStream candidate = context.streams(i);
        if (candidate.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
          found = candidate;
        }
      }
      if (found == null) {
        throw new VideoException("There is no picture in this file: " + path);
      }
      stream = found;
      AVCodecParameters parameters = found.codecpar();
      codec = avcodec_get_name(parameters.codec_id()).getString();
      boolean h264 = parameters.codec_id() == AV_CODEC_ID_H264;
      checksum = new PacketChecksum(h264);
      annexB = h264 ? new AnnexB(extra(parameters), path) : null;
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static byte[] extra(AVCodecParameters parameters) {
    byte[] bytes = new byte[parameters.extradata_size()];
    if (bytes.length > 0) {
      parameters.extradata().get(bytes);
    }
    return bytes;
  }

  /// Opens a video before its first picture.
  public static PacketReader open(Path path) throws IOException {
    Ffmpeg.load();
    if (!Files.isRegularFile(path)) {
      throw new VideoException("The video is missing: " + path);
    }
    return new PacketReader(path);
  }

  /// The codec's name, as [VideoCodec#id].
  public String codec() {
    return codec;
  }

  /// Goes on to the next whole picture.
  ///
  /// @return false after the last one
  public boolean next() throws IOException {
    while (av_read_frame(context, packet) >= 0) {
      try {
        // The last packet of a file that was cut is there in part.
        boolean whole = (packet.flags() & AV_PKT_FLAG_CORRUPT) == 0;
        if (whole && packet.stream_index() == stream.index()) {
          take();
          return true;
        }
      } finally {
        av_packet_unref(packet);
      }
    }
    return false;
  }

  private void take() throws VideoException {
    long den = stream.time_base().den();
    long num = stream.time_base().num();
    long pts =
        den == VideoEncoder.TICKS_PER_SECOND && num == 1
            ? packet.pts()
            : Math.round((double) packet.pts() * num * VideoEncoder.TICKS_PER_SECOND / den);
    if (pts <= ptsMicros) {
      throw new VideoException("The pictures of this video are not in order: " + path);
    }
    ptsMicros = pts;
    keyFrame = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    plainLength = packet.size();
    if (plain.length < plainLength) {
      plain = new byte[Math.max(plainLength, 2 * plain.length)];
    }
    packet.data().get(plain, 0, plainLength);
    crc = checksum.ofStored(java.nio.ByteBuffer.wrap(plain, 0, plainLength).slice());
    if (annexB != null) {
      annexB.convert(plain, plainLength);
    }
  }

  /// The time of the picture in the file.
  public long ptsMicros() {
    return ptsMicros;
  }

  public boolean keyFrame() {
    return keyFrame;
  }

  /// The checksum that its record has.
  public int crc() {
    return crc;
  }

  /// The bytes of the picture, good until [#next].
  public MemorySegment bytes() {
    return annexB == null
        ? MemorySegment.ofArray(plain).asSlice(0, plainLength)
        : MemorySegment.ofArray(annexB.bytes()).asSlice(0, annexB.length());
  }

  private void check(int code) throws VideoException {
    if (code < 0) {
      throw new VideoException("This video cannot be read (" + Ffmpeg.reason(code) + "): " + path);
    }
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
