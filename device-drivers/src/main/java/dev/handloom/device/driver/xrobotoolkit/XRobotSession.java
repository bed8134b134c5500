package dev.handloom.device.driver.xrobotoolkit;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.driver.headset.HeadsetSamples;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Takes what the app says and publishes it.
final class XRobotSession implements DriverSession, XRobotFrames.Sink {
  private static final int WAIT_MILLIS = 100;

  /// The app takes a computer that says nothing for twenty seconds for gone.
  private static final long BEAT_NANOS = 5_000_000_000L;

  private final ByteLink link;
  private final StreamWriter head;
  private final HeadsetSamples samples;
  private final XRobotFrames frames = new XRobotFrames(this);
  private final XRobotTracking tracking = new XRobotTracking();
  private final byte[] piece = new byte[1 << 16];
  private long number;
  private long beatNanos = StudioClock.now();
  private DeviceReport report = DeviceReport.NOTHING;

  XRobotSession(ByteLink link, List<StreamWriter> streams) {
    this.link = link;
    head = streams.getFirst();
    samples = new HeadsetSamples(streams);
  }

  @Override
  public void pump() throws IOException {
    int got = link.read(piece, 0, piece.length, WAIT_MILLIS);
    if (got > 0) {
      frames.accept(piece, 0, got);
    }
    long now = StudioClock.now();
    if (now - beatNanos > BEAT_NANOS) {
      beatNanos = now;
      byte[] beat =
          XRobotFrames.toHeadset(XRobotFrames.HEARTBEAT, new byte[0], System.currentTimeMillis());
      link.write(beat, 0, beat.length);
    }
  }

  @Override
  public DeviceReport report() {
    return report;
  }

  @Override
  public void frame(int command, byte[] bytes, int offset, int length) {
    switch (command) {
      case XRobotFrames.CONNECT, XRobotFrames.VERSION ->
          identity(command, text(bytes, offset, length));
      case XRobotFrames.FUNCTION -> function(bytes, offset, length);
      default -> {
        // Heartbeats, and what is for programs of theirs.
      }
    }
  }

  private static String text(byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, Math.min(length, 200), StandardCharsets.UTF_8);
    return text.replaceAll("\\p{Cntrl}", " ").strip();
  }

  private void identity(int command, String words) {
    String[] parts = words.split("\\|", -1);
    String firmware =
        command == XRobotFrames.VERSION && parts.length > 2 ? parts[2] : report.firmware();
    report = new DeviceReport("XRoboToolkit app", firmware, parts[0], Double.NaN, List.of());
  }

  private void function(byte[] bytes, int offset, int length) {
    try {
      if (!tracking.read(bytes, offset, length)) {
        return;
      }
    } catch (Unexpected e) {
      head.bad(bytes, offset, Math.min(length, 64), link.arrivalNanos());
      return;
    }
    double[] place = tracking.of(HeadsetPart.HEAD);
    if (place == null) {
      return;
    }
    samples.head(number, tracking.nanos(), link.arrivalNanos(), 0, place);
    for (HeadsetPart part : HeadsetPart.values()) {
      double[] values = part == HeadsetPart.HEAD ? null : tracking.of(part);
      if (values != null) {
        samples.beside(part, number, values);
      }
    }
    number++;
  }

  @Override
  public void bad(byte[] bytes, int offset, int length) {
    head.bad(bytes, offset, length, link.arrivalNanos());
  }
}
