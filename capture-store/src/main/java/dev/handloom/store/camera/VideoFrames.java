package dev.handloom.store.camera;

import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;

import dev.handloom.device.stream.Sample;
import dev.handloom.store.video.Mp4Claims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/// The pictures of a video file, at their own times.
final class VideoFrames implements Frames {
  /// A file on a network that hangs.
  private static final long LONGEST_NANOS = 5_000_000_000L;

  /// Videos and nothing else: the library would also show a text as a picture, and follow lists of
  /// other files, which a file is not to have fetched.
  private static final String KINDS =
      "mov,mp4,matroska,webm,avi,mpegts,mpeg,asf,flv,ogg,mxf,nut,ivf,obu,h264,hevc,mjpeg,mpjpeg,"
          + "gif,apng,yuv4mpegpipe,m4v,mpegvideo,dv";

  private final OpenInput open;
  private final Unpacker unpacker;
  private long firstTicks = Sample.NO_TICKS;
  private long dueNanos;
  private long pictures;
  private boolean ended;

  VideoFrames(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("This is no file; a folder of pictures is folder:PATH: " + file);
    }
    Mp4Claims.check(file);
    Input input =
        new Input(
            "",
            "file:" + file.toAbsolutePath(),
            file.toString(),
            Map.of("protocol_whitelist", "file", "format_whitelist", KINDS),
            LONGEST_NANOS,
            LONGEST_NANOS);
    open = OpenInput.open(input, patience -> {});
    try {
      avformat_find_stream_info(open.context(), (AVDictionary) null);
      unpacker = new Unpacker(open.video().codecpar(), file.toString());
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  @Override
  public Found next() throws IOException {
    while (!unpacker.next()) {
      if (ended) {
        return Found.END;
      }
      AVPacket packet = open.read();
      ended = packet == null;
      if (!feed(packet)) {
        return Found.DAMAGED;
      }
    }
    pictures++;
    long ticks = unpacker.likelyTicks();
    if (ticks == Sample.NO_TICKS) {
      dueNanos = -1;
    } else {
      firstTicks = firstTicks == Sample.NO_TICKS ? ticks : firstTicks;
      double seconds =
          (double) (ticks - firstTicks)
              * open.video().time_base().num()
              / open.video().time_base().den();
      dueNanos = Math.max(0, Math.round(seconds * 1e9));
    }
    return unpacker.damaged() ? Found.DAMAGED : Found.PICTURE;
  }

  private boolean feed(@Nullable AVPacket packet) {
    return unpacker.take(packet) || packet == null;
  }

  @Override
  public Unpacker picture() {
    return unpacker;
  }

  @Override
  public long dueNanos() {
    return dueNanos;
  }

  @Override
  public String where() {
    return "picture " + pictures;
  }

  @Override
  public void close() {
    unpacker.close();
    open.close();
  }
}
