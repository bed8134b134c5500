package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.Tally;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.payload.RecordedFrame;
import dev.handloom.store.video.PackedPicture;
import dev.handloom.store.video.VideoEncoder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A camera on its way into its video, on a thread of its own. Its records go to the writer thread
/// through a queue, each after its picture is in the file.
final class CameraTrack {
  private static final Logger LOG = LoggerFactory.getLogger(CameraTrack.class);
  private static final long POLL_NANOS = 3_000_000L;

  /// So often at most an event tells of pictures that the encoder did not get to.
  private static final long TELL_EVERY_NANOS = 1_000_000_000L;

  /// A picture with its record, and how many were overwritten before it.
  private record Written(RecordedFrame frame, long overrun) {}

  /// A picture that came, on its way through the encoder.
  ///
  /// @param pixels false when they were overwritten before the encoder came to them
  private record Taken(RecordedFrame frame, long overrun, boolean pixels) {}

  private final LiveStream stream;
  private final String fileName;
  private final RingReader reader;
  private final Sample sample;
  private final Tally tally;
  private final TrackProgress progress = new TrackProgress();
  private final Queue<Written> written = new ConcurrentLinkedQueue<>();
  private final CountDownLatch opened = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final FrameFormat format;
  private volatile @Nullable DiskFile file;
  private volatile String codec = "";
  private volatile String encoderTitle = "";
  private final ArrayDeque<Taken> taken = new ArrayDeque<>();
  private volatile String trouble = "";
  private volatile boolean gaveUp;
  private int channel;
  private long overrunsSeen;
  private long frames;
  private long firstCapture;
  private long lastPts = -1;

  // Of the writer thread.
  private long notEncodedTold;
  private long nextTell;

  CameraTrack(LiveStream stream, String fileName) {
    this.stream = stream;
    this.fileName = fileName;
    FrameFormat frame = stream.spec().frame();
    if (frame == null) {
      throw new IllegalArgumentException(stream.spec().name() + " has no pictures");
    }
    format = frame;
    reader = stream.ring().readerFromOldest();
    sample = new Sample(stream.spec());
    tally = new Tally(stream.spec());
  }

  void open(EpisodeLog log) throws IOException {
    channel = log.stream(stream.spec(), fileName);
  }

  void start(RecorderOptions options, Bundle bundle, Window window, Incidents incidents) {
    Thread.ofPlatform()
        .name("encode " + stream.spec().name())
        .daemon(true)
        .start(() -> run(options, bundle, window, incidents));
  }

  private void run(RecorderOptions options, Bundle bundle, Window window, Incidents incidents) {
    try {
      DiskFile made = options.disk().create(bundle.video(fileName));
      file = made;
      try (VideoEncoder encoder =
          options.encoders().open(format, stream.spec().nominalHz(), made)) {
        codec = encoder.codec().id();
        encoderTitle = encoder.title();
        opened.countDown();
        encodeAll(encoder, window, incidents);
        encoder.finish();
        settle(encoder);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // One bad camera never ends a take.
      trouble = String.valueOf(e.getMessage());
      LOG.error("The pictures of {} cannot be stored any more", stream.spec().name(), e);
      incidents.add(
          new EpisodeEvent(
              StudioClock.now(),
              EventKind.CAMERA_FAILED,
              stream.spec().name(),
              0,
              "The pictures cannot be stored any more: " + trouble));
      timesOnly(window);
    } finally {
      opened.countDown();
      ended.countDown();
    }
  }

  private void encodeAll(VideoEncoder encoder, Window window, Incidents incidents)
      throws IOException {
    while (true) {
      boolean over = window.overAt(StudioClock.now());
      if (!reader.pollEach(sample)) {
        if (over) {
          return;
        }
        LockSupport.parkNanos(POLL_NANOS);
      } else if (window.before(sample)) {
        overrunsSeen = reader.overruns();
      } else if (window.after(sample)) {
        return;
      } else {
        take(encoder, incidents);
      }
    }
  }

  /// The camera goes on after its encoder: what comes is recorded as not encoded.
  private void timesOnly(Window window) {
    opened.countDown();
    taken.forEach(t -> written.add(new Written(t.frame(), t.overrun())));
    taken.clear();
    while (true) {
      boolean over = window.overAt(StudioClock.now());
      if (!reader.pollEach(sample)) {
        if (over) {
          return;
        }
        LockSupport.parkNanos(POLL_NANOS);
      } else if (window.before(sample)) {
        overrunsSeen = reader.overruns();
      } else if (window.after(sample)) {
        return;
      } else {
        long overrun = reader.overruns() - overrunsSeen;
        overrunsSeen += overrun;
        written.add(new Written(record(FrameRow.NOT_ENCODED), overrun));
      }
    }
  }

  private void take(VideoEncoder encoder, Incidents incidents) throws IOException {
    boolean pixels = sample.payloadLength > 0;
    long overrun = reader.overruns() - overrunsSeen;
    overrunsSeen += overrun;
    taken.add(new Taken(record(FrameRow.NOT_ENCODED), overrun, pixels));
    if (pixels) {
      if (lastPts < 0) {
        firstCapture = sample.captureNanos;
      }
      // Two pictures never share a time in the file, even if their capture times do.
      lastPts = Math.max(lastPts + 1, (sample.captureNanos - firstCapture) / 1000);
      encoder.encode(sample.payload, sample.payloadLength, lastPts);
      if (!encoder.changed().isEmpty() && !encoderTitle.equals(encoder.title())) {
        encoderTitle = encoder.title();
        incidents.add(
            new EpisodeEvent(
                StudioClock.now(),
                EventKind.ENCODER_CHANGED,
                stream.spec().name(),
                0,
                encoder.changed()));
      }
    }
    settle(encoder);
  }

  /// Makes records of what has come through the encoder, in the order in which it came.
  private void settle(VideoEncoder encoder) {
    Taken first;
    while ((first = taken.peek()) != null) {
      FrameRow row = FrameRow.NOT_ENCODED;
      if (first.pixels()) {
        PackedPicture packed = encoder.poll();
        if (packed == null) {
          return;
        }
        if (!packed.lost()) {
          row =
              new FrameRow(
                  packed.ptsMicros(),
                  frames++,
                  packed.keyFrame(),
                  packed.bytes(),
                  packed.crc(),
                  packed.byteOffset(),
                  true);
        }
      }
      taken.remove();
      written.add(new Written(first.frame().in(row), first.overrun()));
    }
  }

  private RecordedFrame record(FrameRow row) {
    return new RecordedFrame(
        sample.captureNanos,
        sample.boundNanos,
        sample.arrivalNanos,
        sample.deviceTicks,
        stream.spec().stampSource(),
        sample.sequence,
        sample.values.clone(),
        row);
  }

  /// Writes the records of pictures that are in the file. The writer thread only.
  void drain(EpisodeLog log, Incidents incidents) throws IOException {
    Written next;
    while ((next = written.poll()) != null) {
      RecordedFrame frame = next.frame();
      if (frame.row().encoded()) {
        incidents.count(
            tally, frame.sequence(), frame.captureNanos(), frame.boundNanos(), next.overrun());
      } else {
        incidents.countNotEncoded(tally, frame.sequence(), frame.captureNanos(), next.overrun());
      }
      log.frame(channel, frame);
      progress.written(tally.samples());
    }
    tellNotEncoded(incidents, ended() || gaveUp);
  }

  /// After the records themselves, so that what a crash leaves never tells of more than there are.
  private void tellNotEncoded(Incidents incidents, boolean last) {
    long count = tally.notEncoded() - notEncodedTold;
    long now = StudioClock.now();
    if (count > 0 && (last || now >= nextTell)) {
      notEncodedTold += count;
      nextTell = now + TELL_EVERY_NANOS;
      incidents.add(
          new EpisodeEvent(
              now,
              EventKind.NOT_ENCODED,
              stream.spec().name(),
              count,
              count + " pictures came and were not encoded"));
    }
  }

  boolean awaitOpened(long nanos) throws InterruptedException {
    return opened.await(nanos, TimeUnit.NANOSECONDS);
  }

  boolean ended() {
    return ended.getCount() == 0;
  }

  /// The encoder did not end in time: its video stays as a crash would leave it.
  void giveUp() {
    gaveUp = true;
    trouble = "The encoder did not come to an end";
  }

  @Nullable DiskFile file() {
    return file;
  }

  String fileName() {
    return fileName;
  }

  Tally tally() {
    return tally;
  }

  /// What packs the pictures, for a person; empty before it is open.
  String encoder() {
    return encoderTitle;
  }

  TrackProgress progress() {
    return progress;
  }

  long behind() {
    return reader.behind();
  }

  String trouble() {
    return trouble;
  }

  Manifest.CameraEntry entry() {
    DiskFile made = file;
    return new Manifest.CameraEntry(
        stream.spec().name(),
        fileName,
        codec,
        format.width(),
        format.height(),
        tally.samples(),
        made == null ? 0 : made.size(),
        trouble,
        encoderTitle,
        tally.notEncoded());
  }
}
