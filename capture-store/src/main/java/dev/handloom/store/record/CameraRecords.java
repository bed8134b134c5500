package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Counted;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Tally;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.payload.RecordedFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// What is recorded of a camera's pictures, on its way from the thread that encodes to the thread
/// that writes: each after its picture is in the file.
final class CameraRecords {
  /// So often at most an event tells of pictures that the encoder did not get to.
  private static final long TELL_EVERY_NANOS = 1_000_000_000L;

  /// A picture's record, and its packet, which must be in the file before the record may be; none
  /// of a picture that is not in the video.
  private record Written(RecordedFrame frame, long overrun, VideoParts.@Nullable Kept packet) {
    private boolean inFile() {
      return packet == null || packet.inFile();
    }
  }

  private final String camera;
  private final Incidents incidents;
  private final Tally tally;
  private final Silence silence;
  private final TrackProgress progress = new TrackProgress();
  private final Queue<Written> written = new ConcurrentLinkedQueue<>();

  // Of the writer thread.
  private long notEncodedTold;
  private long nextTell;

  CameraRecords(StreamSpec camera, Incidents incidents) {
    this.camera = camera.name();
    this.incidents = incidents;
    tally = new Tally(camera);
    silence = new Silence(camera);
  }

  void add(RecordedFrame frame, long overrun, VideoParts.Kept packet) {
    written.add(new Written(frame, overrun, packet));
  }

  /// A picture that came, whose times are known, and that is not in the video.
  void notInVideo(Picture picture) {
    written.add(new Written(picture.in(FrameRow.NOT_ENCODED), picture.overrun(), null));
  }

  /// Nothing more will reach the file: what waits for it is recorded as not encoded.
  void withoutPictures() {
    synchronized (written) {
      List<Written> all = new ArrayList<>(written);
      written.clear();
      for (Written each : all) {
        written.add(
            each.inFile()
                ? each
                : new Written(each.frame().in(FrameRow.NOT_ENCODED), each.overrun(), null));
      }
    }
  }

  /// Writes the records of pictures that are in the file. The writer thread only.
  ///
  /// @param window of the take; null before it has begun
  /// @param last whether no more will come
  void drain(EpisodeLog log, int channel, @Nullable Window window, boolean last)
      throws IOException {
    Written next;
    while ((next = takeWritten()) != null) {
      if (window != null) {
        window.grant();
      }
      RecordedFrame frame = next.frame();
      tally.at(frame.captureNanos(), frame.boundNanos(), frame.arrivalNanos());
      silence.came(tally, frame.sequence(), frame.captureNanos(), incidents);
      // What was overwritten during a pause was not wanted.
      long missed = tally.afterPause() ? 0 : next.overrun();
      if (frame.row().encoded()) {
        incidents.count(tally, frame.sequence(), frame.captureNanos(), frame.boundNanos(), missed);
      } else {
        incidents.countNotEncoded(tally, frame.sequence(), frame.captureNanos(), missed);
      }
      log.frame(channel, frame);
      progress.written(tally.samples());
    }
    tellNotEncoded(last);
  }

  private @Nullable Written takeWritten() {
    synchronized (written) {
      Written next = written.peek();
      return next != null && next.inFile() ? written.remove() : null;
    }
  }

  /// After the records themselves, so that what a crash leaves never tells of more than there are.
  private void tellNotEncoded(boolean last) {
    long count = tally.notEncoded() - notEncodedTold;
    long now = StudioClock.now();
    if (count > 0 && (last || now >= nextTell)) {
      notEncodedTold += count;
      nextTell = now + TELL_EVERY_NANOS;
      incidents.add(
          new EpisodeEvent(
              now,
              EventKind.NOT_ENCODED,
              camera,
              count,
              Counted.of(count, "picture came and was", "pictures came and were")
                  + " not encoded"));
    }
  }

  Tally tally() {
    return tally;
  }

  Silence silence() {
    return silence;
  }

  TrackProgress progress() {
    return progress;
  }
}
