package dev.handloom.store.importer.mcap;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.importer.EpisodeDraft.From;
import dev.handloom.store.importer.EpisodeDraft.Pictures;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.PictureMessage;
import dev.handloom.store.video.AnnexB;
import dev.handloom.store.video.PacketFile;
import dev.handloom.store.video.PacketFile.Coding;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A camera out of a file that we exported: its pictures are laid out as a video again, as they are
/// packed.
final class OwnCamera implements Closeable {
  private static final long MICRO_NANOS = 1000;

  private final StreamSpec spec;
  private final Path video;
  private final Kind kind;
  private final PictureMessage picture = new PictureMessage();
  private final PayloadReader row = new PayloadReader();
  private final OwnStamps stamps = new OwnStamps();
  private @Nullable PacketFile packets;
  private long lastMicros = -1;
  private long firstNanos;

  /// How the pictures are in the file.
  enum Kind {
    VIDEO,
    IMAGE,
    /// The whole video is attached.
    ATTACHED
  }

  /// @param video attached, or to be made
  OwnCamera(StreamSpec spec, Path video, Kind kind) {
    this.spec = spec;
    this.video = video;
    this.kind = kind;
  }

  void add(MemorySegment message) throws IOException {
    switch (kind) {
      case ATTACHED -> {
        row.read(Form.OWN, message);
        if (row.frame().encoded()) {
          stamps.add(row);
        }
      }
      case VIDEO -> {
        picture.read(message);
        pack(Coding.H264);
      }
      case IMAGE -> {
        picture.readImage(message);
        pack(Coding.MJPEG);
      }
    }
  }

  private void pack(Coding coding) throws IOException {
    byte[] bytes = picture.video().toArray(ValueLayout.JAVA_BYTE);
    PayloadReader read = picture.record();
    boolean key = coding == Coding.MJPEG || read.frame().keyFrame();
    PacketFile into = packets;
    if (into == null) {
      if (!key) {
        // Nobody could decode it: of a damaged file, what the first key frame was before is gone.
        return;
      }
      into = new PacketFile(video, coding, bytes);
      packets = into;
      firstNanos = read.captureNanos();
    }
    lastMicros = Math.max(lastMicros + 1, (read.captureNanos() - firstNanos) / MICRO_NANOS);
    into.add(
        coding == Coding.H264 ? AnnexB.asStored(bytes, read.frame().packetCrc()) : bytes,
        lastMicros,
        key);
    stamps.add(read);
  }

  Optional<Pictures> pictures() throws IOException {
    if (packets != null) {
      packets.finish();
    }
    return stamps.count() == 0
        ? Optional.empty()
        : Optional.of(
            new Pictures(
                spec.name(),
                spec.nominalHz(),
                stamps.captures(),
                false,
                new From.Video(video, 0),
                spec,
                stamps.stamps()));
  }

  @Override
  public void close() {
    if (packets != null) {
      packets.close();
    }
  }
}
