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
import org.jspecify.annotations.Nullable;

/// Packs the pictures of one camera without writing them: they can be kept in memory, and written
/// into any number of [VideoFile]s. Belongs to one thread.
public final class PacketEncoder implements Closeable {
  private final Held held = new Held();
  private final VideoEncoder encoder;

  /// @param nominalHz for the bit rate only
  public PacketEncoder(VideoEncoder.Opener encoders, FrameFormat format, double nominalHz)
      throws IOException {
    try {
      encoder = encoders.open(format, nominalHz, held);
    } catch (IOException | RuntimeException | LinkageError e) {
      held.free();
      throw e;
    }
  }

  /// Packs a picture; [#poll] gives it back.
  ///
  /// @param ptsMicros above that of the picture before; only the encoder sees it
  public void encode(MemorySegment picture, int length, long ptsMicros) throws IOException {
    encoder.encode(picture, length, ptsMicros);
  }

  /// The next packed picture, in the order of [#encode]; null when there is none yet.
  public @Nullable Packet poll() {
    PackedPicture next = encoder.poll();
    if (next == null) {
      return null;
    }
    return next.lost() ? Packet.LOST : held.packets.removeFirst();
  }

  /// Asks that the next picture can be decoded without those before it. An encoder that cannot do
  /// it goes on as it would have.
  public void keyFrameNext() {
    encoder.keyFrameNext();
  }

  /// Nothing more will come: what is held back can be polled now.
  public void finish() throws IOException {
    encoder.finish();
  }

  /// How the pictures are packed.
  public VideoCodec codec() {
    return encoder.codec();
  }

  /// What packs the pictures, for a person.
  public String title() {
    return encoder.title();
  }

  /// Why another encoder had to take over; empty as long as none had.
  public String changed() {
    return encoder.changed();
  }

  /// A new video that takes this encoder's packets.
  ///
  /// @param file written from its start; stays open when the video closes
  /// @param beginMicros 0, or the time of its first picture when it continues another video
  public VideoFile newFile(DiskFile file, long beginMicros) throws IOException {
    return new VideoFile(file, Objects.requireNonNull(held.parameters), beginMicros);
  }

  @Override
  public void close() {
    encoder.close();
    held.free();
  }

  /// Keeps packets until somebody takes them.
  private static final class Held extends VideoTarget implements VideoTarget.Sink {
    private @Nullable AVCodecParameters parameters;
    private final ArrayDeque<Packet> packets = new ArrayDeque<>();

    @Override
    Sink open(AVCodecParameters from) throws IOException {
      Ffmpeg.load();
      AVCodecParameters copy = avcodec_parameters_alloc();
      parameters = copy;
      Ffmpeg.check(avcodec_parameters_copy(copy, from), "No memory for an encoder");
      return this;
    }

    @Override
    public PackedPicture write(AVPacket packet, long ptsMicros) {
      byte[] bytes = new byte[packet.size()];
      packet.data().capacity(packet.size()).asByteBuffer().get(bytes);
      boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
      packets.addLast(new Packet(bytes, key));
      return new PackedPicture(ptsMicros, key, -1, bytes.length, 0, false);
    }

    @Override
    public void finish() {
      // Nothing waits here.
    }

    @Override
    public void close() {
      // The parameters are needed for as long as files can be opened.
    }

    void free() {
      AVCodecParameters copy = parameters;
      if (copy != null) {
        avcodec_parameters_free(copy);
        parameters = null;
      }
    }
  }
}
