package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.handloom.store.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/// A video that grows by packets. It can be read up to the last one after a crash, and is an
/// ordinary MP4 once it is finished. Belongs to one thread.
public final class VideoFile implements Closeable {
  private final Mp4Muxer muxer;
  private final AVPacket packet;

  VideoFile(DiskFile file, AVCodecParameters parameters, long beginMicros) throws IOException {
    muxer = new Mp4Muxer(file, parameters, beginMicros);
    packet = av_packet_alloc();
  }

  /// Appends a packed picture.
  ///
  /// @param ptsMicros its time since the start of the video; above that of the picture before
  public PackedPicture write(Packet picture, long ptsMicros) throws IOException {
    byte[] bytes = picture.bytes();
    Ffmpeg.check(av_new_packet(packet, bytes.length), "No memory for a picture");
    try {
      packet.data().capacity(bytes.length).asByteBuffer().put(bytes);
      packet.flags(picture.key() ? AV_PKT_FLAG_KEY : 0);
      return muxer.write(packet, ptsMicros);
    } finally {
      av_packet_unref(packet);
    }
  }

  /// Ends the file as an ordinary MP4. Without it the file stays what a crash would leave.
  public void finish() throws IOException {
    muxer.finish();
  }

  @Override
  public void close() {
    muxer.close();
    av_packet_free(packet);
  }
}
