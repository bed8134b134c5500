package dev.handloom.device.driver.replay;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.picture.JpegWalker;
import dev.handloom.device.driver.picture.PictureSize;
import dev.handloom.device.driver.picture.ReplayReport;
import dev.handloom.device.link.Place;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Shows one picture after the other at its own pace.
final class ReplaySession implements DriverSession {
  /// A pump may take no longer.
  private static final long LONGEST_WAIT_NANOS = 100_000_000L;

  private final Place place;
  private final StreamWriter stream;
  private final FrameFormat format;
  private final boolean loop;
  private final long periodNanos;
  private final JpegWalker walker = new JpegWalker();
  private @Nullable PictureSource source;
  private long nextNanos = StudioClock.now();
  private boolean any;
  private boolean over;
  private final ReplayReport said = new ReplayReport();

  ReplaySession(Place place, StreamWriter stream, double hz, boolean loop) {
    this.place = place;
    this.stream = stream;
    this.loop = loop;
    format = Objects.requireNonNull(stream.spec().frame());
    periodNanos = Math.round(1e9 / hz);
  }

  @Override
  public void pump() throws IOException {
    PictureSource from = source;
    if (from == null) {
      from =
          place.scheme().equals("folder")
              ? FolderSource.of(place.path())
              : StreamSource.of(place.path(), format.capacity());
      source = from;
    }
    long now = StudioClock.now();
    if (over || now < nextNanos) {
      LockSupport.parkNanos(
          this, Math.min(LONGEST_WAIT_NANOS, over ? LONGEST_WAIT_NANOS : nextNanos - now));
      return;
    }
    // Places that were missed are left out, never made up for.
    nextNanos += periodNanos * Math.max(1, (now - nextNanos) / periodNanos);
    byte[] picture = from.next();
    if (picture == null && loop && any) {
      from.rewind();
      any = false;
      picture = from.next();
    }
    if (picture == null) {
      over = true;
      said.ended(
          any, "Only JPEG pictures are replayed so; the driver video-file plays videos and PNG");
      return;
    }
    show(from, picture);
  }

  private void show(PictureSource from, byte[] picture) {
    long now = StudioClock.now();
    walker.begin();
    int length = walker.accept(picture, 0, picture.length);
    boolean whole = walker.state() == JpegWalker.State.WHOLE && length <= format.capacity();
    if (whole && walker.width() == format.width() && walker.height() == format.height()) {
      any = true;
      said.say(null);
      MemorySegment.copy(picture, 0, stream.sample().payload, ValueLayout.JAVA_BYTE, 0, length);
      stream.sample().payloadLength = length;
      stream.publish(Sample.NO_TICKS, now);
      return;
    }
    // A folder of nothing else must not be gone through again and again as if it had something.
    stream.bad(picture, 0, picture.length, now);
    said.say(
        whole
            ? PictureSize.other(format, walker.width(), walker.height())
            : new Concern(
                "This is no whole JPEG: " + from.where(),
                "Look at the file; the others are shown"));
  }

  @Override
  public DeviceReport report() {
    return said.report();
  }

  @Override
  public void end() throws IOException {
    PictureSource from = source;
    if (from != null) {
      from.close();
    }
  }
}
