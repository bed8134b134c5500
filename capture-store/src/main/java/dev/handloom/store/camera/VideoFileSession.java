package dev.handloom.store.camera;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.link.Place;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

  private static final Concern NOT_LIVE =
      new Concern(
          "These pictures are replayed: nothing in them happens now", "Nothing needs to be done");

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
  private @Nullable Concern wrong;
  private DeviceReport report = DeviceReport.NOTHING.with(List.of(NOT_LIVE));

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
          say(
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
      say(PictureSize.other(format, picture.width(), picture.height()));
      return;
    }
    any = true;
    say(null);
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
    if (any) {
      say(new Concern("The last picture was shown", "Set loop to true to have it begin anew"));
    } else if (wrong == null) {
      say(
          new Concern(
              "There is no picture in it that can be shown",
              "Look whether another program plays it"));
    }
  }

  private void say(@Nullable Concern concern) {
    if (!Objects.equals(concern, wrong)) {
      wrong = concern;
      List<Concern> all = new ArrayList<>();
      if (concern != null) {
        all.add(concern);
      }
      all.add(NOT_LIVE);
      report = DeviceReport.NOTHING.with(all);
    }
  }

  @Override
  public DeviceReport report() {
    return report;
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
