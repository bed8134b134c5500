package dev.handloom.device.driver.dualsense;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.link.HidLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads reports, publishes all that is in one, and tells the controller what to do.
final class DualSenseSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;
  private static final int REPORT_BYTES = 128;

  /// A controller on Bluetooth that was not asked yet is asked again so often.
  private static final long ASK_NANOS = 1_000_000_000L;

  private static final int FIRMWARE = 0x20;
  private static final int FIRMWARE_BYTES = 64;
  private static final int FIRMWARE_AT = 28;
  private static final int ADDRESS = 0x09;
  private static final int ADDRESS_BYTES = 20;
  private static final int LOW_TENTHS = 1;
  private static final int FULL = 2;
  private static final int CHARGE_FAULT = 10;

  private final HidLink link;
  private final List<StreamWriter> streams;
  private final PadReport pad = new PadReport();
  private final PadOutput output = new PadOutput();
  private final SonyCrc crc = new SonyCrc();
  private final byte[] report = new byte[REPORT_BYTES];
  private final byte[] calibration = new byte[REPORT_BYTES];
  private int calibrationLength;
  private MotionScale scale = MotionScale.nominal();
  private boolean began;
  private boolean isShort;
  private long askedNanos;
  private long rumbleEndNanos = Long.MAX_VALUE;
  private boolean forceGiven;
  private long sequence;
  private int lastCount;
  private int battery = -1;
  private int charge = -1;
  private String firmware = "";
  private String address = "";
  private DeviceReport said = DeviceReport.NOTHING;

  DualSenseSession(HidLink link, List<StreamWriter> streams) {
    this.link = link;
    this.streams = streams;
    ask(StudioClock.now());
  }

  /// Asks for the calibration, after which a controller on Bluetooth sends whole reports.
  private void ask(long now) {
    askedNanos = now;
    calibrationLength = feature(MotionScale.NUMBER, calibration);
  }

  /// A controller of another maker may lack one; if it is gone, the next reading will say so.
  private int feature(int number, byte[] into) {
    try {
      return link.feature(number, into);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void pump() throws IOException {
    int got = link.read(report, WAIT_MILLIS);
    long arrival = link.arrivalNanos();
    if (got > 0) {
      switch (pad.accept(report, got)) {
        case WHOLE -> whole(arrival);
        case SHORT -> tooShort(arrival);
        case BAD -> streams.getFirst().bad(report, 0, got, arrival);
      }
    }
    if (arrival > rumbleEndNanos) {
      rumbleEndNanos = Long.MAX_VALUE;
      send(output.rumble(pad.bluetooth(), 0, 0));
    }
  }

  private void tooShort(long arrival) {
    if (!isShort) {
      isShort = true;
      describe();
    }
    if (arrival - askedNanos > ASK_NANOS) {
      ask(arrival);
    }
  }

  private void whole(long arrival) {
    if (!began || isShort) {
      began = true;
      isShort = false;
      learn();
    }
    if (pad.batteryTenths() != battery || pad.chargeState() != charge) {
      battery = pad.batteryTenths();
      charge = pad.chargeState();
      describe();
    }
    fill();
    StreamWriter first = streams.getFirst();
    if (pad.bluetooth()) {
      // Whether the radio leaves out counted reports on purpose is not known.
      first.publish(pad.ticks(), arrival);
    } else {
      sequence += (pad.count() - lastCount) & 0xFF;
      lastCount = pad.count();
      first.publish(pad.ticks(), arrival, sequence);
    }
    for (int i = 1; i < streams.size(); i++) {
      streams.get(i).publishBeside(first);
    }
  }

  private void fill() {
    double[] sticks = streams.get(0).values();
    for (int i = 0; i < PadReport.ANALOGUES; i++) {
      sticks[i] = pad.analogue(i);
    }
    double[] buttons = streams.get(1).values();
    int directions = DualSenseDriver.DIRECTIONS.length;
    for (int i = 0; i < directions; i++) {
      buttons[i] = pad.direction(i) ? 1 : 0;
    }
    for (int i = 0; i < DualSenseDriver.BUTTONS.length; i++) {
      buttons[directions + i] = pad.button(i) ? 1 : 0;
    }
    double[] raw = streams.get(2).values();
    double[] motion = streams.get(3).values();
    for (int i = 0; i < PadReport.MOTION_AXES; i++) {
      raw[i] = pad.motion(i);
      motion[i] = scale.apply(i, pad.motion(i));
    }
    if (streams.size() > 4) {
      double[] touch = streams.get(4).values();
      for (int finger = 0; finger < 2; finger++) {
        touch[3 * finger] = pad.touched(finger) ? 1 : 0;
        touch[3 * finger + 1] = pad.touchX(finger);
        touch[3 * finger + 2] = pad.touchY(finger);
      }
    }
  }

  /// What the first whole report lets us understand: by which bus it came, and so how what it said
  /// of itself is checked.
  private void learn() {
    lastCount = pad.count();
    sequence = lastCount;
    if (intact(calibration, calibrationLength)) {
      scale = MotionScale.of(calibration, calibrationLength);
    }
    byte[] answer = new byte[REPORT_BYTES];
    int length = feature(FIRMWARE, answer);
    if (length >= FIRMWARE_BYTES && answer[0] == FIRMWARE && intact(answer, length)) {
      firmware =
          "%02x%02x%02x%02x"
              .formatted(
                  answer[FIRMWARE_AT + 3],
                  answer[FIRMWARE_AT + 2],
                  answer[FIRMWARE_AT + 1],
                  answer[FIRMWARE_AT]);
    }
    length = feature(ADDRESS, answer);
    if (length >= ADDRESS_BYTES && answer[0] == ADDRESS && intact(answer, length)) {
      StringBuilder text = new StringBuilder();
      for (int i = 6; i >= 1; i--) {
        text.append("%02x".formatted(answer[i])).append(i > 1 ? ":" : "");
      }
      address = text.toString();
    }
    describe();
  }

  private boolean intact(byte[] feature, int length) {
    return length > 0 && (!pad.bluetooth() || crc.good(SonyCrc.FEATURE, feature, length));
  }

  private void describe() {
    List<Concern> concerns = new ArrayList<>();
    if (isShort) {
      concerns.add(
          new Concern(
              "It sends only short reports, without motion and time",
              "Wait some seconds; if it stays so, switch it off and on, or use its cable."));
    } else if (began && !scale.measured()) {
      concerns.add(
          new Concern(
              "Its own calibration could not be read; motion is in the units of a usual sensor",
              "Connect it anew, or reckon with some percent of error."));
    }
    if (charge == 0 && battery >= 0 && battery <= LOW_TENTHS) {
      concerns.add(
          new Concern(
              "Its battery is below " + 10 * (battery + 1) + " %", "Charge it, or use its cable."));
    }
    if (charge >= CHARGE_FAULT) {
      concerns.add(
          new Concern(
              "It does not charge (state " + charge + ")",
              "Let it cool down or warm up, and try another cable."));
    }
    double level = battery < 0 ? Double.NaN : charge == FULL ? 1 : battery / 10.0;
    said = new DeviceReport(link.port().title(), firmware, address, level, concerns);
  }

  @Override
  public void obey(Command command) throws IOException {
    double[] values = command.values();
    boolean bluetooth = pad.bluetooth();
    switch (command.id()) {
      case "rumble" -> {
        send(output.rumble(bluetooth, byteOf(values[0]), byteOf(values[1])));
        rumbleEndNanos = StudioClock.now() + (long) (values[2] * 1e9);
      }
      case "left-trigger" -> trigger(true, values);
      case "right-trigger" -> trigger(false, values);
      case "light" ->
          send(output.light(bluetooth, byteOf(values[0]), byteOf(values[1]), byteOf(values[2])));
      case "player-lights" -> send(output.players(bluetooth, (int) Math.round(values[0])));
      default -> throw new IOException("The device knows no command " + command.id());
    }
  }

  private void trigger(boolean left, double[] values) throws IOException {
    forceGiven = true;
    send(output.trigger(pad.bluetooth(), left, byteOf(values[0]), byteOf(values[1])));
  }

  private static int byteOf(double share) {
    return (int) Math.round(255 * share);
  }

  private void send(byte[] bytes) throws IOException {
    link.write(bytes, output.length());
  }

  @Override
  public DeviceReport report() {
    return said;
  }

  @Override
  public void end() throws IOException {
    if (rumbleEndNanos != Long.MAX_VALUE) {
      send(output.rumble(pad.bluetooth(), 0, 0));
    }
    if (forceGiven) {
      send(output.letGo(pad.bluetooth()));
    }
  }
}
