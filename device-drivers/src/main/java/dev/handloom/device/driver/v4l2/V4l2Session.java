package dev.handloom.device.driver.v4l2;

import dev.handloom.device.clock.KernelClock;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.picture.JpegTables;
import dev.handloom.device.link.CameraPort;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes a camera's pictures out of the kernel's buffers and publishes them with the kernel's
/// stamps.
final class V4l2Session implements DriverSession {
  static final int WAIT_MILLIS = 100;

  /// Slow cameras take two seconds to their first picture.
  static final long NOTHING_NANOS = 5_000_000_000L;

  /// An automatic exposure and white balance have come to rest after so long.
  private static final long SETTLED_NANOS = 2_000_000_000L;

  /// So often the rate is looked at.
  private static final long JUDGE_NANOS = 3_000_000_000L;

  /// Fewer than this share of the pictures asked for are said aloud.
  private static final double TOO_SLOW = 0.9;

  private static final int KEPT_OF_BAD = 64;

  private static final Path HARDWARE_STAMPS =
      Path.of("/sys/module/uvcvideo/parameters/hwtimestamps");

  private final CameraPort port;
  private final OpenCamera open;
  private final Camera camera;
  private final StreamWriter stream;
  private final KernelClock clock;
  private final @Nullable PathDelay measured;
  private final KernelTime time;
  private final @Nullable Unpacker unpacker;
  private final byte[] head = new byte[KEPT_OF_BAD];
  private boolean lockWanted;
  private boolean refusedLock;
  private boolean stampsKnown;
  private boolean timeless;
  private long begunNanos;
  private long lastNanos;
  private long judgeFrom;
  private long counted;
  private long notBelieved;
  private final List<Concern> standing = new ArrayList<>();
  private @Nullable Concern slow;
  private DeviceReport said = DeviceReport.NOTHING;

  /// @param measured the lag from the rig file; null where nobody has measured
  V4l2Session(OpenCamera open, StreamWriter stream, boolean lock, @Nullable PathDelay measured) {
    this.open = open;
    this.stream = stream;
    this.measured = measured;
    port = open.port();
    camera = open.camera();
    lockWanted = lock;
    clock = stream.clock(KernelClock.class);
    time = KernelTime.measure();
    unpacker = open.layout().pixels().packed() ? null : new Unpacker(open.layout());
    begunNanos = StudioClock.now();
    lastNanos = begunNanos;
    judgeFrom = begunNanos;
    said = describe();
  }

  @Override
  public void pump() throws IOException {
    try {
      read();
    } catch (Refusal e) {
      open.close();
      throw Trouble.words(e, port);
    } catch (IOException | RuntimeException e) {
      // Nobody calls us again, and the camera must not stay taken.
      open.close();
      throw e;
    }
  }

  private void read() throws IOException {
    if (!camera.take(WAIT_MILLIS)) {
      if (StudioClock.now() - lastNanos > NOTHING_NANOS) {
        throw new IOException(
            "The camera is there and gives no pictures; it is being started again. If that does not"
                + " help, plug it into another port, without a hub, or choose a smaller picture. "
                + port.title()
                + ": "
                + port.path());
      }
      return;
    }
    lastNanos = camera.arrivalNanos;
    try {
      accept();
    } finally {
      camera.giveBack(camera.index);
    }
    tend(lastNanos);
  }

  private void accept() {
    if (!stampsKnown) {
      learnStamps();
    }
    MemorySegment picture = camera.picture();
    int used = (int) Math.min(Integer.toUnsignedLong(camera.used), picture.byteSize());
    int length = camera.damaged() ? -1 : unpack(picture, used);
    if (length < 0) {
      int kept = Math.min(used, KEPT_OF_BAD);
      MemorySegment.copy(picture, ValueLayout.JAVA_BYTE, 0, head, 0, kept);
      stream.bad(head, 0, kept, camera.arrivalNanos);
      return;
    }
    counted++;
    stream.sample().payloadLength = length;
    long ticks = camera.monotonic() ? camera.stampMicros : Sample.NO_TICKS;
    stream.publish(ticks, camera.arrivalNanos, camera.sequence);
  }

  /// @return bytes of the payload; -1 if the picture is not whole
  private int unpack(MemorySegment picture, int used) {
    Camera.Layout layout = open.layout();
    MemorySegment payload = stream.sample().payload;
    if (unpacker == null) {
      return JpegTables.copy(picture, used, payload);
    }
    if (used < layout.pixels().bytes(layout.stride(), layout.height())) {
      return -1;
    }
    unpacker.unpack(picture, payload);
    return layout.width() * layout.height() * 4;
  }

  /// The kernel says with the pictures what it stamps, and says the same of all.
  private void learnStamps() {
    stampsKnown = true;
    long period = (long) (1e9 / open.fps());
    Stamps stamps =
        Stamps.of(
            open.identity().driver(),
            camera.startOfExposure(),
            hardwareStamps(),
            period,
            open.controls().exposureNanos());
    PathDelay lag = stamps.lag(measured);
    clock.means(
        "the kernel's stamp of " + stamps.what(), lag, time::toStudioNanos, time.doubtNanos());
    stream.stampedBy(camera.monotonic() ? stamps.source() : StampSource.ARRIVAL);
    if (!camera.monotonic() && !timeless) {
      timeless = true;
      standing.add(
          new Concern(
              "The kernel's driver \"" + open.identity().driver() + "\" gives no usable times",
              "Times are of arrival; use another camera where times matter."));
      said = describe();
    }
  }

  private static boolean hardwareStamps() {
    try {
      String word = Files.readString(HARDWARE_STAMPS).strip();
      return word.equals("1") || word.equals("Y");
    } catch (IOException e) {
      return false;
    }
  }

  /// What is seen to now and then.
  private void tend(long now) {
    if (lockWanted && now - begunNanos > SETTLED_NANOS) {
      lockWanted = false;
      hold();
    }
    long since = now - judgeFrom;
    if (since > JUDGE_NANOS) {
      double hz = counted * 1e9 / since;
      judgeFrom = now;
      counted = 0;
      boolean tooSlow = hz < TOO_SLOW * open.fps();
      if (tooSlow || slow != null) {
        slow = tooSlow ? slow(hz) : null;
        said = describe();
      }
      if (clock.disbelieved() > notBelieved) {
        notBelieved = Long.MAX_VALUE;
        standing.add(
            new Concern(
                "The kernel stamps this camera's pictures by another clock",
                "Set the option \"clock\" of the kernel's module uvcvideo to CLOCK_MONOTONIC."));
        said = describe();
      }
    }
  }

  private Concern slow(double hz) {
    return new Concern(
        "It gives %.1f pictures a second, not %.1f".formatted(hz, open.fps()),
        "More light, a shorter exposure (exposure_ms), mjpeg instead of uncoded pictures, or another"
            + " USB port.");
  }

  @Override
  public void obey(Command command) throws IOException {
    if (command.id().equals(V4l2Driver.HOLD.id())) {
      hold();
    } else if (command.id().equals(V4l2Driver.RELEASE.id())) {
      lockWanted = false;
      open.controls().release();
      learnAnew();
    }
  }

  private void hold() {
    if (!open.controls().hold() && !refusedLock) {
      refusedLock = true;
      standing.add(
          new Concern(
              "This camera's exposure and white balance cannot be locked",
              "Keep the light as it is during a take."));
    }
    // With a known exposure the bound is narrower.
    learnAnew();
    said = describe();
  }

  private void learnAnew() {
    // Before the first picture nothing is known of its stamps.
    if (stampsKnown) {
      learnStamps();
    }
  }

  private DeviceReport describe() {
    List<Concern> concerns = new ArrayList<>(standing);
    if (slow != null) {
      concerns.add(slow);
    }
    return new DeviceReport(open.identity().card(), "", port.serialNumber(), Double.NaN, concerns);
  }

  @Override
  public DeviceReport report() {
    return said;
  }

  @Override
  public void end() {
    open.close();
  }
}
