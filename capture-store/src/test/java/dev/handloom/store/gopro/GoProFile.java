package dev.handloom.store.gopro;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BIN_DATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_DATA;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.video.NumberedPictures;
import dev.handloom.store.video.VideoEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/// Makes files as a GoPro writes them, with numbered pictures and any metadata.
final class GoProFile {
  static final int WIDTH = 320;
  static final int HEIGHT = 240;
  static final int HZ = 30;
  private static final int GPMD = 'g' | 'p' << 8 | 'm' << 16 | 'd' << 24;

  private GoProFile() {}

  /// A piece of metadata and where it lies on the time line.
  record Payload(long ptsMillis, long durationMillis, byte[] bytes) {}

  /// @param created as ISO 8601; null without
  static void write(Path path, int pictures, List<Payload> payloads, @Nullable String created)
      throws IOException {
    Path plain = path.resolveSibling(path.getFileName() + ".plain");
    NumberedPictures drawn = new NumberedPictures(WIDTH, HEIGHT);
    try (DiskFile file = Disk.ofThisMachine().create(plain);
        VideoEncoder encoder =
            VideoEncoder.open(new FrameFormat(WIDTH, HEIGHT, FrameFormat.Pixels.BGRA), HZ, file)) {
      for (int i = 0; i < pictures; i++) {
        encoder.encode(drawn.draw(i), drawn.bytes(), i * 1_000_000L / HZ);
        var _ = encoder.poll();
      }
      encoder.finish();
    }
    remux(plain, path, payloads, created);
    java.nio.file.Files.delete(plain);
  }

  private static void remux(Path from, Path to, List<Payload> payloads, @Nullable String created) {
    AVFormatContext in = new AVFormatContext(null);
    AVFormatContext out = new AVFormatContext(null);
    AVIOContext io = new AVIOContext(null);
    AVPacket packet = av_packet_alloc();
    good(avformat_open_input(in, from.toString(), null, (AVDictionary) null));
    good(avformat_alloc_output_context2(out, null, "mp4", to.toString()));
    AVStream source = in.streams(0);
    AVStream video = avformat_new_stream(out, null);
    good(avcodec_parameters_copy(video.codecpar(), source.codecpar()));
    video.time_base().num(1).den(90_000);
    AVStream data = payloads.isEmpty() ? null : avformat_new_stream(out, null);
    if (data != null) {
      data.codecpar().codec_type(AVMEDIA_TYPE_DATA);
      data.codecpar().codec_id(AV_CODEC_ID_BIN_DATA);
      data.codecpar().codec_tag(GPMD);
      data.time_base().num(1).den(1000);
    }
    AVDictionary words = new AVDictionary(null);
    if (created != null) {
      av_dict_set(words, "creation_time", created, 0);
    }
    out.metadata(words);
    good(avio_open(io, to.toString(), AVIO_FLAG_WRITE));
    out.pb(io);
    good(avformat_write_header(out, (AVDictionary) null));
    while (av_read_frame(in, packet) >= 0) {
      packet.stream_index(0);
      av_packet_rescale_ts(packet, source.time_base(), video.time_base());
      good(av_interleaved_write_frame(out, packet));
      av_packet_unref(packet);
    }
    for (Payload payload : payloads) {
      if (data != null) {
        good(av_new_packet(packet, payload.bytes().length));
        packet.data().put(payload.bytes());
        packet.stream_index(1);
        packet.pts(payload.ptsMillis() * data.time_base().den() / 1000);
        packet.dts(packet.pts());
        packet.duration(payload.durationMillis() * data.time_base().den() / 1000);
        good(av_interleaved_write_frame(out, packet));
        av_packet_unref(packet);
      }
    }
    good(av_write_trailer(out));
    av_packet_free(packet);
    avio_closep(io);
    out.pb(null);
    avformat_free_context(out);
    avformat_close_input(in);
  }

  private static void good(int code) {
    assertTrue(code >= 0, "FFmpeg says " + code);
  }
}
