package dev.handloom.store.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;

import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.disk.DiskFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/// Packs the pictures of one camera without writing them: they can be kept in memory, and written
/// into any number of [VideoFile]s. Belongs to one thread.
public final class PacketEncoder implements Closeable {
  private final VideoEncoder encoder;
  private final Held held;

  private PacketEncoder(VideoEncoder encoder, Held held) {
    this.encoder = encoder;
    this.held = held;
  }

  /// Opens the best encoder for such pictures.
  ///
  /// @param nominalHz for the bit rate only
  public static PacketEncoder open(FrameFormat format, double nominalHz) throws IOException {
    Held[] made = new Held[1];
    VideoEncoder encoder =
        VideoEncoder.open(
            format,
            nominalHz,
            parameters -> {
              made[0] = new Held(parameters);
              return made[0];
            });
    return new PacketEncoder(encoder, Objects.requireNonNull(made[0]));
  }

  /// Packs a picture; [#poll] gives it back.
  ///
  /// @param ptsMicros above that of the picture before; only the encoder sees it
  public void encode(MemorySegment picture, int length, long ptsMicros) throws IOException {
    encoder.encode(picture, length, ptsMicros);
  }

  /// The next packed picture, in the order of [#encode]; null when there is none yet.
  public @Nullable Packet poll() {
    return held.packets.poll();
  }

  /// Nothing more will come: what is held back can be polled now.
  public void finish() throws IOException {
    encoder.finish();
  }

  /// Asks that the next picture can be decoded without those before it. An encoder that cannot do
  /// it goes on as it would have.
  public void keyFrameNext() {
    encoder.keyFrameNext();
  }

  /// How the pictures are packed.
  public VideoCodec codec() {
    return encoder.codec();
  }

  /// A new video that takes this encoder's packets.
  ///
  /// @param file written from its start; stays open when the video closes
  public VideoFile newFile(DiskFile file) throws IOException {
    return new VideoFile(file, held.parameters);
  }

  @Override
  public void close() {
    encoder.close();
    held.free();
  }

  /// Keeps packets until somebody takes them.
  private static final class Held implements PacketSink {
    private final AVCodecParameters parameters = avcodec_parameters_alloc();
    private final PacketChecksum checksum;
    private final ArrayDeque<Packet> packets = new ArrayDeque<>();
    private @Nullable Packet last;

    Held(AVCodecParameters from) throws VideoException {
      Ffmpeg.check(avcodec_parameters_copy(parameters, from), "No memory for an encoder");
      checksum = new PacketChecksum(from.codec_id() == avcodec.AV_CODEC_ID_H264);
    }

    @Override
    public void write(AVPacket packet, long ptsMicros) {
      byte[] bytes = new byte[packet.size()];
      packet.data().capacity(packet.size()).asByteBuffer().get(bytes);
      boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
      int crc = checksum.ofEncoded(packet.data().capacity(packet.size()).asByteBuffer());
      last = new Packet(bytes, key, crc);
      packets.add(last);
    }

    @Override
    public boolean lastKey() {
      return last != null && last.key();
    }

    @Override
    public int lastBytes() {
      return last == null ? 0 : last.bytes().length;
    }

    @Override
    public int lastCrc() {
      return last == null ? 0 : last.crc();
    }

    @Override
    public void finish() {
      // Nothing waits here.
    }

    @Override
    public void close() {
      // The parameters are still needed for files; the encoder's owner frees them.
    }

    void free() {
      avcodec_parameters_free(parameters);
    }
  }
}
