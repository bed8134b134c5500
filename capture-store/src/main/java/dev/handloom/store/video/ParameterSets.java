package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_copy_props;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.Pointer;

/// Puts the parameter sets of an H.264 encoder in front of its key frames, where it does not do so
/// itself.
final class ParameterSets implements AutoCloseable {
  /// ITU-T H.264, table 7-1.
  private static final int SEQUENCE_SET = 7;

  private final byte[] sets;
  private final AVPacket joined = av_packet_alloc();

  /// @param sets each behind a start code; may be empty
  ParameterSets(byte[] sets) {
    this.sets = sets.clone();
  }

  /// The packet with the sets in front; good until the next call.
  AVPacket inFrontOf(AVPacket packet) throws VideoException {
    if (sets.length == 0 || hasSets(packet)) {
      return packet;
    }
    av_packet_unref(joined);
    int size = packet.size();
    Ffmpeg.check(av_new_packet(joined, sets.length + size), "No memory for a picture");
    Ffmpeg.check(av_packet_copy_props(joined, packet), "No memory for a picture");
    joined.data().capacity(sets.length).put(sets, 0, sets.length);
    Pointer.memcpy(joined.data().getPointer(sets.length), packet.data(), size);
    return joined;
  }

  /// Whether one stands before the picture itself.
  private static boolean hasSets(AVPacket packet) {
    var bytes = packet.data().capacity(packet.size()).asByteBuffer();
    for (int i = 0; i + 3 < bytes.limit(); i++) {
      if (bytes.get(i) == 0 && bytes.get(i + 1) == 0 && bytes.get(i + 2) == 1) {
        int type = bytes.get(i + 3) & 0x1F;
        if (type == SEQUENCE_SET) {
          return true;
        }
        // 1 to 5 are slices.
        if (type >= 1 && type <= 5) {
          return false;
        }
      }
    }
    return false;
  }

  @Override
  public void close() {
    av_packet_free(joined);
  }
}
