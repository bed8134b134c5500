package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.disk.WriteBehind;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.Tally;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.payload.RecordedFrame;
import dev.handloom.store.video.VideoEncoder;
import java.io.IOException;
import java.util.Objects;
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

  /// Of video that waits for a slow disk: half a minute of what a camera makes, as a rule. Its ring
  /// holds a second.
  private static final long MOST_WAITING_BYTES = 32L << 20;

  /// A picture with its record, how many were overwritten before it, and how much of the video must
  /// be in the file before the record may be.
  private record Written(RecordedFrame frame, long overrun, long videoBytes) {}

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
  private volatile @Nullable WriteBehind file;
  private volatile String codec = "";
  private volatile String trouble = "";
  private int channel;
  private long overrunsSeen;
  private long frames;
  private long firstCapture;
  private long lastPts = -1;

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

  void start(Disk disk, Bundle bundle, Window window, Incidents incidents) {
    Thread.ofPlatform()
        .name("encode " + stream.spec().name())
        .daemon(true)
        .start(() -> run(disk, bundle, window, incidents));
  }

  private void run(Disk disk, Bundle bundle, Window window, Incidents incidents) {
    try {
      WriteBehind made =
          new WriteBehind(
              disk.create(bundle.video(fileName)),
              "video " + stream.spec().name(),
              MOST_WAITING_BYTES);
      file = made;
      try (VideoEncoder encoder = VideoEncoder.open(format, stream.spec().nominalHz(), made)) {
        codec = encoder.codec().id();
        opened.countDown();
        encodeAll(encoder, window);
        encoder.finish();
      }
      if (!made.settle()) {
        made.force();
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
              notInFile(),
              "The pictures cannot be stored any more: " + trouble));
    } finally {
      opened.countDown();
      ended.countDown();
    }
  }

  /// Pictures that were encoded and never reached the file.
  private long notInFile() {
    WriteBehind video = file;
    long reached = video == null ? 0 : video.inFile();
    return written.stream().filter(w -> w.videoBytes() > reached).count();
  }

  private void encodeAll(VideoEncoder encoder, Window window) throws IOException {
    while (true) {
      boolean over = window.overAt(StudioClock.now());
      if (!reader.poll(sample)) {
        if (over) {
          return;
        }
        LockSupport.parkNanos(POLL_NANOS);
      } else if (window.before(sample)) {
        overrunsSeen = reader.overruns();
      } else if (window.after(sample)) {
        return;
      } else {
        encode(encoder);
      }
    }
  }

  private void encode(VideoEncoder encoder) throws IOException {
    if (frames == 0) {
      firstCapture = sample.captureNanos;
    }
    // Two pictures never share a time in the file, even if their capture times do.
    long pts = Math.max(lastPts + 1, (sample.captureNanos - firstCapture) / 1000);
    encoder.encode(sample.payload, sample.payloadLength, pts);
    lastPts = pts;
    FrameRow row =
        new FrameRow(pts, frames++, encoder.wasKeyFrame(), encoder.lastBytes(), encoder.lastCrc());
    long overrun = reader.overruns() - overrunsSeen;
    overrunsSeen += overrun;
    written.add(
        new Written(
            new RecordedFrame(
                sample.captureNanos,
                sample.boundNanos,
                sample.arrivalNanos,
                sample.deviceTicks,
                sample.sequence,
                sample.values.clone(),
                row),
            overrun,
            Objects.requireNonNull(file).accepted()));
  }

  /// Writes the records of pictures that are in the file. The writer thread only.
  void drain(EpisodeLog log, Incidents incidents) throws IOException {
    WriteBehind video = file;
    Written next;
    while ((next = written.peek()) != null
        && video != null
        && video.inFile() >= next.videoBytes()) {
      written.remove();
      RecordedFrame frame = next.frame();
      incidents.count(
          tally, frame.sequence(), frame.captureNanos(), frame.boundNanos(), next.overrun());
      log.frame(channel, frame);
      progress.written(tally.samples());
    }
  }

  boolean awaitOpened(long nanos) throws InterruptedException {
    return opened.await(nanos, TimeUnit.NANOSECONDS);
  }

  boolean ended() {
    return ended.getCount() == 0;
  }

  /// Forces the video to the disk, as far as its records may be in the log. A write that failed is
  /// told by the thread that encodes, and does not end the take.
  void force() throws IOException {
    WriteBehind video = file;
    if (video != null && trouble.isEmpty() && video.settle()) {
      video.force();
    }
  }

  /// Bytes in the video's file.
  long bytes() {
    WriteBehind video = file;
    return video == null ? 0 : video.sizeOnDisk();
  }

  /// The encoder did not end in time: its video stays as a crash would leave it.
  void giveUp() {
    trouble = "The encoder did not come to an end";
  }

  @Nullable WriteBehind file() {
    return file;
  }

  String fileName() {
    return fileName;
  }

  Tally tally() {
    return tally;
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
    return new Manifest.CameraEntry(
        stream.spec().name(),
        fileName,
        codec,
        format.width(),
        format.height(),
        tally.samples(),
        bytes(),
        trouble);
  }
}
