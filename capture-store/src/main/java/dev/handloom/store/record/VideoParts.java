package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.WriteBehind;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.video.PackedPicture;
import dev.handloom.store.video.Packet;
import dev.handloom.store.video.PacketEncoder;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A camera's video on the disk: one file, or several if one fails. What is not known to be on the
/// disk is kept in memory and written again into the next file.
final class VideoParts {
  private static final Logger LOG = LoggerFactory.getLogger(VideoParts.class);

  /// Of video that waits for a slow disk: half a minute of what a camera makes, as a rule. Its ring
  /// holds a second.
  private static final long MOST_WAITING_BYTES = 32L << 20;

  /// Of packets that are not known to be on the disk: several seconds, and a sync comes each
  /// second.
  private static final long MOST_KEPT_BYTES = 16L << 20;

  /// Where a packet is: in which file, and how much of that file must be there for it.
  private record Place(VideoPart part, long mark) {}

  /// A packet until it is known to be on the disk.
  static final class Kept {
    private final Packet packet;
    private final long ptsMicros;
    private volatile @Nullable Place place;
    private @Nullable PackedPicture packed;

    private Kept(Packet packet, long ptsMicros) {
      this.packet = packet;
      this.ptsMicros = ptsMicros;
    }

    /// Whether the operating system has it.
    boolean inFile() {
      Place now = place;
      return now != null && now.part().inFile(now.mark());
    }

    /// How it stands in the file.
    FrameRow row(long index) {
      PackedPicture written = packed;
      if (written == null) {
        throw new IllegalStateException("It was not written");
      }
      return new FrameRow(
          ptsMicros,
          index,
          written.keyFrame(),
          written.bytes(),
          written.crc(),
          written.byteOffset(),
          true);
    }

    private boolean onDisk() {
      Place now = place;
      return now != null && now.part().onDisk(now.mark());
    }
  }

  private final Disk disk;
  private final Bundle bundle;
  private final String fileName;
  private final String stream;
  private final PacketEncoder encoder;
  private final Incidents incidents;
  private final ArrayDeque<Kept> kept = new ArrayDeque<>();
  private volatile VideoPart part;
  private volatile long earlierBytes;
  private long keptBytes;
  private long forgotten;
  private long endMicros;

  VideoParts(
      Disk disk,
      Bundle bundle,
      String fileName,
      String stream,
      PacketEncoder encoder,
      Incidents incidents)
      throws IOException {
    this.disk = disk;
    this.bundle = bundle;
    this.fileName = fileName;
    this.stream = stream;
    this.encoder = encoder;
    this.incidents = incidents;
    part = open(1, 0);
  }

  private VideoPart open(int number, long beginMicros) throws IOException {
    WriteBehind file =
        new WriteBehind(
            disk.create(bundle.part(fileName, number)), "video " + stream, MOST_WAITING_BYTES);
    try {
      return new VideoPart(number, file, encoder, beginMicros);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// Writes a packet, into a new file if this one has failed.
  Kept write(Packet packet, long ptsMicros) throws IOException {
    Kept next = new Kept(packet, ptsMicros);
    endMicros = ptsMicros + 1;
    kept.addLast(next);
    keptBytes += packet.bytes().length;
    if (!look()) {
      put(next);
    }
    trim();
    return next;
  }

  private void put(Kept next) throws IOException {
    try {
      write(part, next);
    } catch (IOException e) {
      goOn(e);
    }
  }

  private static void write(VideoPart part, Kept each) throws IOException {
    PackedPicture written = part.write(each.packet, each.ptsMicros);
    if (each.packed == null) {
      each.packed = part.number() == 1 ? written : written.somewhere();
    }
    each.place = new Place(part, part.accepted());
  }

  /// Forgets what is on the disk, but for the group that is still growing.
  private void trim() {
    while (endOfFirstGroup() != null && (allOfFirstGroupOnDisk() || keptBytes > MOST_KEPT_BYTES)) {
      Kept end = endOfFirstGroup();
      while (kept.peekFirst() != end) {
        Kept old = kept.removeFirst();
        keptBytes -= old.packet.bytes().length;
        if (!old.onDisk()) {
          forgotten++;
        }
      }
    }
    if (keptBytes == 0) {
      forgotten = 0;
    }
  }

  private @Nullable Kept endOfFirstGroup() {
    boolean first = true;
    for (Kept each : kept) {
      if (!first && each.packet.key()) {
        return each;
      }
      first = false;
    }
    return null;
  }

  private boolean allOfFirstGroupOnDisk() {
    boolean first = true;
    for (Kept each : kept) {
      if (!first && each.packet.key()) {
        return true;
      }
      if (!each.onDisk()) {
        return false;
      }
      first = false;
    }
    return true;
  }

  /// Goes on in a new file if this one failed since; true if it did.
  boolean look() throws IOException {
    IOException failed = part.failure();
    if (failed == null) {
      return false;
    }
    goOn(failed);
    return true;
  }

  /// A file that failed is never written or forced again. A new one that fails before anything of
  /// it was on the disk means that the disk is gone.
  private void goOn(IOException cause) throws IOException {
    VideoPart failed = part;
    if (failed.number() == LogPart.MOST || (failed.number() > 1 && !failed.everSynced())) {
      throw cause;
    }
    LOG.error(
        "The video {} failed and is continued in part {}", fileName, failed.number() + 1, cause);
    long before = earlierBytes;
    earlierBytes = before + failed.bytes();
    try {
      failed.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    Kept first = kept.peekFirst();
    VideoPart next = open(failed.number() + 1, first == null ? endMicros : first.ptsMicros);
    part = next;
    for (Kept each : kept) {
      write(next, each);
    }
    incidents.add(
        new EpisodeEvent(
            StudioClock.now(),
            EventKind.NEW_PART,
            stream,
            forgotten,
            "The file "
                + fileName
                + " failed ("
                + cause.getMessage()
                + ") and was continued in a new one"));
    forgotten = 0;
  }

  /// Ends the video on the disk.
  void finish() throws IOException {
    look();
    try {
      part.finish();
    } catch (IOException e) {
      goOn(e);
      part.finish();
    }
  }

  /// Forces what is in the file. Any thread.
  boolean force() {
    return part.force();
  }

  int count() {
    return part.number();
  }

  /// In all its files.
  long bytes() {
    return earlierBytes + part.bytes();
  }

  void close() throws IOException {
    part.close();
  }
}
