package dev.handloom.store.camera;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.driver.picture.ReplayReport;
import dev.handloom.device.link.Place;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Plays a video at its own times, or a folder at the rig file's rate.
final class VideoFileSession implements DriverSession {
  /// A pump may take no longer.
  private static final long LONGEST_WAIT_NANOS = 100_000_000L;

  /// A computer that is further behind has been busy; it goes on from there and makes up for
  /// nothing.
  private static final long LATE_NANOS = 250_000_000L;

  private final Place place;
  private final StreamWriter stream;
  private final FrameFormat format;
  private final boolean loop;
  private final long periodNanos;
  private @Nullable Frames frames;

  /// When the first picture of this round was due.
  private long beginNanos;

  private long lastDueNanos = StudioClock.now();
  private boolean held;
  private boolean any;
  private boolean over;
  private final ReplayReport said = new ReplayReport();

  VideoFileSession(Place place, StreamWriter stream, double hz, boolean loop) {
    this.place = place;
    this.stream = stream;
    this.loop = loop;
    format = Objects.requireNonNull(stream.spec().frame());
    periodNanos = Math.round(1e9 / hz);
  }

  @Override
  public void pump() throws IOException {
    if (over) {
      LockSupport.parkNanos(this, LONGEST_WAIT_NANOS);
      return;
    }
    try {
      play();
    } catch (IOException | RuntimeException e) {
      end();
      throw e;
    }
  }

  private void play() throws IOException {
    Frames from = frames;
    if (from == null) {
      from =
          place.scheme().equals("folder")
              ? new PngFrames(place.path())
              : new VideoFrames(place.path());
      frames = from;
      beginNanos = Math.max(StudioClock.now(), lastDueNanos + periodNanos);
      lastDueNanos = beginNanos - periodNanos;
      held = false;
    }
    if (!held) {
      switch (from.next()) {
        case PICTURE -> {
          held = true;
          lastDueNanos =
              from.dueNanos() < 0
                  ? lastDueNanos + periodNanos
                  : Math.max(lastDueNanos, beginNanos + from.dueNanos());
        }
        case DAMAGED -> {
          bad(from);
          said.say(
              new Concern(
                  "This cannot be unpacked: " + from.where(),
                  "Look at the file; what can be is shown"));
          return;
        }
        case END -> {
          ended();
          return;
        }
      }
    }
    long now = StudioClock.now();
    if (now < lastDueNanos) {
      LockSupport.parkNanos(this, Math.min(LONGEST_WAIT_NANOS, lastDueNanos - now));
      return;
    }
    if (now - lastDueNanos > LATE_NANOS) {
      beginNanos += now - lastDueNanos;
      lastDueNanos = now;
    }
    held = false;
    show(from, now);
  }

  private void show(Frames from, long now) {
    Unpacker picture = from.picture();
    if (picture.width() != format.width() || picture.height() != format.height()) {
      bad(from);
      said.say(PictureSize.other(format, picture.width(), picture.height()));
      return;
    }
    any = true;
    said.say(null);
    picture.write(stream.sample().payload);
    stream.sample().payloadLength = format.capacity();
    stream.publish(Sample.NO_TICKS, now);
  }

  private void bad(Frames from) {
    byte[] where = from.where().getBytes(StandardCharsets.UTF_8);
    stream.bad(where, 0, where.length, StudioClock.now());
  }

  private void ended() throws IOException {
    end();
    // What has nothing to show must not be gone through again and again.
    if (loop && any) {
      any = false;
      return;
    }
    over = true;
    said.ended(any, "Look whether another program plays it");
  }

  @Override
  public DeviceReport report() {
    return said.report();
  }

  @Override
  public void end() throws IOException {
    Frames from = frames;
    frames = null;
    if (from != null) {
      from.close();
    }
  }
}
