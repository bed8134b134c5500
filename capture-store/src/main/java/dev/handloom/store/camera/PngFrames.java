package dev.handloom.store.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import dev.handloom.device.driver.picture.PictureFolder;
import dev.handloom.store.video.Ffmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/// The PNG files of a folder. They have no times.
final class PngFrames implements Frames {
  private static final long LARGEST = 256L << 20;

  /// An empty chunk and its checksum.
  private static final byte[] END = HexFormat.of().parseHex("0000000049454e44ae426082");

  private final List<Path> files;
  private final AVPacket packet;
  private Unpacker unpacker;
  private int next;

  PngFrames(Path folder) throws IOException {
    files = PictureFolder.files(folder, "png", "PNG");
    Ffmpeg.load();
    packet = av_packet_alloc();
    unpacker = decoder();
  }

  private static Unpacker decoder() throws IOException {
    AVCodecParameters parameters = avcodec_parameters_alloc();
    try {
      parameters.codec_type(AVMEDIA_TYPE_VIDEO).codec_id(AV_CODEC_ID_PNG);
      return new Unpacker(parameters, "PNG");
    } finally {
      avcodec_parameters_free(parameters);
    }
  }

  @Override
  public Found next() throws IOException {
    if (next == files.size()) {
      return Found.END;
    }
    Path file = files.get(next++);
    if (Files.size(file) > LARGEST) {
      return Found.DAMAGED;
    }
    byte[] bytes = Files.readAllBytes(file);
    // The library would show what there is of a file that was cut.
    if (!ends(bytes)) {
      return Found.DAMAGED;
    }
    Ffmpeg.check(av_new_packet(packet, bytes.length), "No memory for a picture");
    try {
      packet.data().put(bytes);
      // Else it is taken for the difference to the file before, as some old videos have it.
      packet.flags(AV_PKT_FLAG_KEY);
      if (unpacker.take(packet) && unpacker.next() && !unpacker.damaged()) {
        return Found.PICTURE;
      }
    } finally {
      av_packet_unref(packet);
    }
    // What one file has broken must not spoil the next.
    unpacker.close();
    unpacker = decoder();
    return Found.DAMAGED;
  }

  /// Whether the last chunk of a PNG is there; something else may follow it.
  private static boolean ends(byte[] png) {
    for (int i = png.length - END.length; i >= 0; i--) {
      if (Arrays.equals(png, i, i + END.length, END, 0, END.length)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Unpacker picture() {
    return unpacker;
  }

  @Override
  public long dueNanos() {
    return -1;
  }

  @Override
  public String where() {
    return next == 0 ? "" : PictureFolder.name(files.get(next - 1));
  }

  @Override
  public void close() {
    unpacker.close();
    av_packet_free(packet);
  }
}
