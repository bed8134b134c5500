package dev.handloom.device.driver.pedal;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.driver.hid.Beat;
import dev.handloom.device.driver.pedal.PedalDriver.Pedal;
import dev.handloom.device.link.HidLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads reports and publishes which pedals are down.
final class PedalSession implements DriverSession {
  private static final int REPORT_BYTES = 128;

  private final HidLink link;
  private final StreamWriter stream;
  private final int[] keys;
  private final KeyHold hold;
  private final Beat beat = new Beat(PedalDriver.BEAT_HZ, 1000 / PedalDriver.BEAT_HZ);
  private final KeyboardReport keyboard = new KeyboardReport();
  private final byte[] report = new byte[REPORT_BYTES];

  /// A key that no pedal was said to send; 0 if there was none.
  private int strangerKey;

  private int wrongLength;
  private @Nullable Concern holdConcern;
  private DeviceReport said = DeviceReport.NOTHING;

  PedalSession(HidLink link, StreamWriter stream, List<Pedal> pedals, KeyHold hold) {
    this.link = link;
    this.stream = stream;
    this.hold = hold;
    keys = pedals.stream().mapToInt(Pedal::key).toArray();
    holdConcern = hold.concern();
    said = describe();
  }

  @Override
  public void pump() throws IOException {
    int got;
    try {
      got = link.read(report, beat.waitMillis(StudioClock.now()));
    } catch (IOException | RuntimeException e) {
      // Nobody calls us again, and the keys must not stay away.
      hold.close();
      throw e;
    }
    long arrival = link.arrivalNanos();
    if (got == 0) {
      hold.tend(arrival);
      if (beat.due(arrival)) {
        publish(0, arrival);
      }
    } else if (keyboard.accept(report, got)) {
      look();
      publish(1, arrival);
      beat.said(arrival);
    } else {
      stream.bad(report, 0, got, arrival);
      if (got != KeyboardReport.BYTES && got != wrongLength) {
        wrongLength = got;
        said = describe();
      }
    }
    if (!Objects.equals(holdConcern, hold.concern())) {
      holdConcern = hold.concern();
      said = describe();
    }
  }

  private void publish(int reported, long arrival) {
    double[] values = stream.values();
    for (int i = 0; i < keys.length; i++) {
      values[i] = keyboard.down(keys[i]) ? 1 : 0;
    }
    values[keys.length] = reported;
    stream.publish(Sample.NO_TICKS, arrival);
  }

  /// Notes a key that belongs to no pedal.
  private void look() {
    for (int place = 0; place < keyboard.places(); place++) {
      int key = keyboard.key(place);
      if (key != 0 && key != strangerKey && !known(key)) {
        strangerKey = key;
        said = describe();
      }
    }
  }

  private boolean known(int key) {
    for (int known : keys) {
      if (known == key) {
        return true;
      }
    }
    return false;
  }

  private DeviceReport describe() {
    List<Concern> concerns = new ArrayList<>();
    if (holdConcern != null) {
      concerns.add(holdConcern);
    }
    if (strangerKey != 0) {
      concerns.add(
          new Concern(
              "A pedal sent the key " + Keys.name(strangerKey) + ", which is no pedal's here",
              "Name it in the setting \"pedals\" of the rig file, as right="
                  + Keys.name(strangerKey)
                  + "."));
    }
    if (wrongLength != 0) {
      concerns.add(
          new Concern(
              "It sends reports of " + wrongLength + " bytes, which are no keys",
              "Open its keyboard interface (usually #0 in the address), and give its pedals keys"
                  + " rather than mouse buttons with its maker's program."));
    }
    return new DeviceReport(
        link.port().title(), "", link.port().serialNumber(), Double.NaN, concerns);
  }

  @Override
  public DeviceReport report() {
    return said;
  }

  @Override
  public void end() {
    hold.close();
  }
}
