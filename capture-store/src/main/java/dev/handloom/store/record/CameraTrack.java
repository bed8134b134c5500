package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.video.Packet;
import dev.handloom.store.video.PacketEncoder;
import dev.handloom.store.video.VideoEncoder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A camera on its way into its video, on a thread of its own, perhaps through memory. What is
/// recorded of the pictures goes its own way, through [CameraRecords].
final class CameraTrack {
  private static final Logger LOG = LoggerFactory.getLogger(CameraTrack.class);
  private static final String ENCODER_SLOW = "Its encoder did not come to an end";
  private static final String DISK_SLOW = "The disk did not take its pictures in time";
  private static final long POLL_NANOS = 3_000_000L;

  /// Of packed pictures that are kept before the take begins.
  static final long MOST_HELD_BYTES = 128L << 20;

  /// Where the pictures go once the take has begun.
  private record Target(Disk disk, Bundle bundle, Window window) {}

  /// A picture that came, on its way through the encoder.
  ///
  /// @param pixels false when they were overwritten before the encoder came to them
  private record Taken(Picture picture, boolean pixels) {}

  private final LiveStream stream;
  private final String fileName;
  private final FrameFormat format;
  private final VideoEncoder.Opener encoders;
  private final Incidents incidents;
  private final RingReader reader;
  private final Sample sample;
  private final CameraRecords records;
  private final PacketSpool spool;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Target target;
  private volatile @Nullable VideoParts video;
  private volatile boolean discarded;
  private volatile String codec = "";
  private volatile String encoderTitle = "";
  private final ArrayDeque<Taken> taken = new ArrayDeque<>();
  private volatile String trouble = "";
  private volatile boolean gaveUp;

  /// What the thread of the camera waits for, in the words of [#giveUp].
  private volatile String slow = "Its encoder did not open in time: no picture was stored";

  private int channel;
  private long overrunsSeen;
  private final VideoTimes encoded = new VideoTimes();
  private final VideoTimes written = new VideoTimes();
  private boolean interrupted;
  private long frames;

  /// @param keepNanos how much of the past can be asked for; 0 for none
  CameraTrack(
      LiveStream stream,
      String fileName,
      long keepNanos,
      VideoEncoder.Opener encoders,
      Incidents incidents) {
    this.stream = stream;
    this.encoders = encoders;
    this.fileName = fileName;
    this.incidents = incidents;
    FrameFormat frame = stream.spec().frame();
    if (frame == null) {
      throw new IllegalArgumentException(stream.spec().name() + " has no pictures");
    }
    format = frame;
    reader = keepNanos > 0 ? stream.ring().reader() : stream.ring().readerFromOldest();
    sample = new Sample(stream.spec());
    records = new CameraRecords(stream.spec(), incidents);
    spool = new PacketSpool(keepNanos, MOST_HELD_BYTES);
  }

  void open(EpisodeLog log) throws IOException {
    channel = log.stream(stream.spec(), fileName);
  }

  /// Begins to encode, into memory until [#begin].
  void start() {
    Thread.ofPlatform().name("encode " + stream.spec().name()).daemon(true).start(this::run);
  }

  /// From here on pictures go to the disk, those first that are in memory and belong to the take.
  void begin(Disk disk, Bundle bundle, Window window) {
    target = new Target(disk, bundle, window);
  }

  /// Nobody wants the pictures any more.
  void discard() {
    discarded = true;
  }

  private void run() {
    try (PacketEncoder encoder = new PacketEncoder(encoders, format, stream.spec().nominalHz())) {
      codec = encoder.codec().id();
      encoderTitle = encoder.title();
      slow = ENCODER_SLOW;
      follow(encoder);
      encoder.finish();
      settle(encoder);
      VideoParts made = video;
      if (made != null) {
        slow = DISK_SLOW;
        made.finish();
        made.close();
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      fail(e);
    } finally {
      opened.countDown();
      ended.countDown();
    }
  }

  /// One bad camera never ends a take.
  private void fail(Throwable e) {
    // First: a log that is forced from here on no longer promises pictures.
    records.progress().freeze();
    trouble = String.valueOf(e.getMessage());
    LOG.error("The pictures of {} cannot be stored any more", stream.spec().name(), e);
    incidents.now(
        EventKind.CAMERA_FAILED,
        stream.spec().name(),
        "The pictures cannot be stored any more: " + trouble);
    VideoParts made = video;
    if (made != null) {
      try {
        made.close();
      } catch (IOException closing) {
        e.addSuppressed(closing);
      }
    }
    opened.countDown();
    withoutPictures();
    timesOnly();
  }

  /// What never reached the file is recorded as not encoded.
  private void withoutPictures() {
    records.withoutPictures();
    taken.forEach(each -> records.notInVideo(each.picture()));
    taken.clear();
  }

  /// The camera goes on after its encoder: what comes is recorded as not encoded.
  private void timesOnly() {
    while (!discarded) {
      Target now = target;
      boolean over = now != null && now.window().overAt(StudioClock.now());
      if (!reader.pollEach(sample)) {
        if (over) {
          return;
        }
        LockSupport.parkNanos(POLL_NANOS);
        continue;
      }
      long overrun = reader.overruns() - overrunsSeen;
      overrunsSeen += overrun;
      if (now != null && now.window().after(sample)) {
        return;
      }
      if (now != null && !now.window().before(sample) && !now.window().leftOut(sample)) {
        records.notInVideo(Picture.of(sample, stream.stampSource(), overrun));
      }
    }
  }

  private void follow(PacketEncoder encoder) throws IOException {
    while (!discarded) {
      Target now = target;
      if (now != null && video == null) {
        writeHeld(now, encoder);
      }
      boolean over = now != null && now.window().overAt(StudioClock.now());
      if (!reader.pollEach(sample)) {
        if (over) {
          return;
        }
        VideoParts made = video;
        if (made != null) {
          made.look();
        }
        LockSupport.parkNanos(POLL_NANOS);
        continue;
      }
      long overrun = reader.overruns() - overrunsSeen;
      overrunsSeen += overrun;
      if (now == null) {
        encode(encoder, overrun);
      } else if (now.window().after(sample)) {
        return;
      } else if (now.window().leftOut(sample)) {
        interrupted = true;
      } else if (frames > 0 || !now.window().before(sample)) {
        // Behind the first picture nothing is left out: the next ones build upon it.
        encode(encoder, overrun);
      }
    }
  }

  private void writeHeld(Target now, PacketEncoder encoder) throws IOException {
    List<PacketSpool.Held> held = spool.takeFrom(now.window().startNanos());
    int next = 0;
    try {
      video =
          new VideoParts(
              now.disk(), now.bundle(), fileName, stream.spec().name(), encoder, incidents);
      opened.countDown();
      while (next < held.size()) {
        write(held.get(next++));
      }
    } catch (IOException e) {
      held.subList(next, held.size()).forEach(each -> records.notInVideo(each.picture()));
      throw e;
    }
  }

  private void encode(PacketEncoder encoder, long overrun) throws IOException {
    boolean pixels = sample.payloadLength > 0;
    taken.addLast(new Taken(Picture.of(sample, stream.stampSource(), overrun), pixels));
    if (pixels) {
      if (interrupted) {
        // A pause lies before it: it should stand by itself.
        encoder.keyFrameNext();
        interrupted = false;
      }
      long pts = encoded.next(sample.captureNanos);
      encoded.taken(pts);
      long begun = StudioClock.now();
      encoder.encode(sample.payload, sample.payloadLength, pts);
      records.progress().busy(StudioClock.now() - begun);
      if (!encoder.changed().isEmpty() && !encoderTitle.equals(encoder.title())) {
        encoderTitle = encoder.title();
        incidents.now(EventKind.ENCODER_CHANGED, stream.spec().name(), encoder.changed());
      }
    }
    settle(encoder);
  }

  /// Takes what has come through the encoder, in the order in which it came.
  private void settle(PacketEncoder encoder) throws IOException {
    Taken first;
    while ((first = taken.peek()) != null) {
      Packet packet = null;
      if (first.pixels()) {
        packet = encoder.poll();
        if (packet == null) {
          return;
        }
      }
      taken.remove();
      PacketSpool.Held held =
          new PacketSpool.Held(first.picture(), packet == null || packet.lost() ? null : packet);
      if (video == null) {
        spool.add(held, StudioClock.now());
      } else {
        write(held);
      }
    }
  }

  private void write(PacketSpool.Held held) throws IOException {
    VideoParts made = video;
    if (made == null) {
      throw new IllegalStateException("No file is open");
    }
    Picture picture = held.picture();
    Packet packet = held.packet();
    if (packet == null) {
      records.notInVideo(picture);
      return;
    }
    long pts = written.next(picture.captureNanos());
    VideoParts.Kept kept;
    try {
      slow = DISK_SLOW;
      kept = made.write(packet, pts);
      slow = ENCODER_SLOW;
    } catch (IOException e) {
      records.notInVideo(picture);
      throw e;
    }
    written.taken(pts);
    records.add(picture.in(kept.row(frames++)), picture.overrun(), kept);
  }

  /// Writes the records of pictures that are in the file. The writer thread only.
  void drain(EpisodeLog log) throws IOException {
    Target now = target;
    records.drain(log, channel, now == null ? null : now.window(), ended() || gaveUp);
  }

  /// What is in memory. Any thread may ask.
  PacketSpool spool() {
    return spool;
  }

  boolean awaitOpened(long nanos) throws InterruptedException {
    return opened.await(nanos, TimeUnit.NANOSECONDS);
  }

  boolean ended() {
    return ended.getCount() == 0;
  }

  /// Forces the video to the disk. A failure is told by the thread that encodes, and does not end
  /// the take.
  ///
  /// @return whether all that is recorded of it is on the disk, as far as this camera still counts
  boolean force() {
    VideoParts made = video;
    return made == null || ended() || !trouble.isEmpty() || made.force();
  }

  /// Bytes in the video's files.
  long bytes() {
    VideoParts made = video;
    return made == null ? 0 : made.bytes();
  }

  /// How many files its video is in.
  int parts() {
    VideoParts made = video;
    return made == null ? 1 : made.count();
  }

  /// The camera did not end in time: its video stays as a crash would leave it.
  void giveUp() {
    gaveUp = true;
    records.progress().freeze();
    trouble = slow;
  }

  /// What packs the pictures, for a person; empty before it is open.
  String encoder() {
    return encoderTitle;
  }

  String fileName() {
    return fileName;
  }

  CameraRecords records() {
    return records;
  }

  long behind() {
    return reader.behind();
  }

  String trouble() {
    return trouble;
  }

  /// @param bytes of the whole video, as it lies in the bundle
  Manifest.CameraEntry entry(long bytes) {
    return new Manifest.CameraEntry(
        stream.spec().name(),
        fileName,
        codec,
        format.width(),
        format.height(),
        records.tally().samples(),
        bytes,
        trouble,
        encoderTitle,
        records.tally().notEncoded());
  }
}
