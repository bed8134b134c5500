package dev.handloom.device.driver.spacemouse;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.hid.Beat;
import dev.handloom.device.link.HidLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.List;

/// Reads reports and publishes motions; with each go the buttons that hold.
final class SpaceMouseSession implements DriverSession {
  static final String LIGHT = "light";

  private static final int REPORT_BYTES = 128;
  private static final byte LIGHT_REPORT = 4;

  /// A cap that has said nothing for so long rests, whatever it said last.
  private static final double QUIET_MILLIS = 50;

  /// A turn follows its push at once; after so long it was lost.
  private static final int HALF_MILLIS = 8;

  private final HidLink link;
  private final StreamWriter motion;
  private final StreamWriter buttons;
  private final ButtonLayout layout;
  private final Beat beat;
  private final MotionDecoder decoder = new MotionDecoder();
  private final byte[] report = new byte[REPORT_BYTES];
  private final DeviceReport said;
  private long halfNanos;

  SpaceMouseSession(
      HidLink link, StreamWriter motion, StreamWriter buttons, ButtonLayout layout, double hz) {
    this.link = link;
    this.motion = motion;
    this.buttons = buttons;
    this.layout = layout;
    beat = new Beat(hz, QUIET_MILLIS);
    said =
        new DeviceReport(
            link.port().title(), "", link.port().serialNumber(), Double.NaN, List.of());
  }

  @Override
  public void pump() throws IOException {
    int wait = decoder.half() ? HALF_MILLIS : beat.waitMillis(StudioClock.now());
    int got = link.read(report, wait);
    long arrival = link.arrivalNanos();
    if (got == 0) {
      quiet(arrival);
      return;
    }
    switch (decoder.accept(report, got)) {
      case HALF -> halfNanos = arrival;
      case HALF_AFTER_HALF -> {
        publish(1, 0, halfNanos);
        halfNanos = arrival;
      }
      case MOTION -> publish(1, 0, arrival);
      case BUTTONS -> {
        if (decoder.half()) {
          decoder.takeHalf();
          publish(1, 0, halfNanos);
        }
        publish(0, 1, arrival);
      }
      case OTHER -> {}
      case BAD -> motion.bad(report, 0, got, arrival);
    }
  }

  private void quiet(long now) {
    if (decoder.half()) {
      decoder.takeHalf();
      publish(1, 0, halfNanos);
    } else if (beat.due(now)) {
      decoder.rest();
      publish(0, 0, now);
    }
  }

  private void publish(int moved, int pressed, long arrival) {
    double[] values = motion.values();
    for (int i = 0; i < MotionDecoder.AXES; i++) {
      values[i] = decoder.axis(i);
    }
    values[MotionDecoder.AXES] = moved;
    double[] switches = buttons.values();
    List<ButtonLayout.Key> keys = layout.keys();
    for (int i = 0; i < keys.size(); i++) {
      switches[i] = decoder.pressed(keys.get(i).bit()) ? 1 : 0;
    }
    switches[keys.size()] = pressed;
    motion.publish(Sample.NO_TICKS, arrival);
    buttons.publishBeside(motion);
    if (moved + pressed > 0) {
      beat.said(arrival);
    }
  }

  @Override
  public void obey(Command command) throws IOException {
    byte on = (byte) (command.values()[0] >= 0.5 ? 1 : 0);
    link.write(new byte[] {LIGHT_REPORT, on}, 2);
  }

  @Override
  public DeviceReport report() {
    return said;
  }
}
