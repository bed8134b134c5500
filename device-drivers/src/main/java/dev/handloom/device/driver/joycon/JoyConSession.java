package dev.handloom.device.driver.joycon;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import dev.handloom.device.link.HidLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.stream.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Greets a controller, publishes what it sends, and tells it what to do.
final class JoyConSession implements DriverSession {
  private static final int WAIT_MILLIS = 100;
  private static final int GREETING_WAIT_MILLIS = 20;
  private static final int REPORT_BYTES = 512;

  /// From one sample of the motion sensor to the next in the same report.
  private static final long MOTION_NANOS = 5_000_000;

  /// After so long without a full report the controller is greeted anew.
  private static final long QUIET_NANOS = 2_000_000_000L;

  /// Motors that are not reminded come to rest.
  private static final long REMIND_NANOS = 40_000_000L;

  private static final long NO_RUMBLE = Long.MIN_VALUE;
  private static final int LOW_BATTERY = 2;
  private static final double FULL_BATTERY = 8;

  private final HidLink link;
  private final JoyModel model;
  private final StreamWriter sticks;
  private final StreamWriter buttons;
  private final StreamWriter raw;
  private final StreamWriter motion;
  private final JoyOrders orders;
  private final JoyGreeting greeting;
  private final JoyReport joy = new JoyReport();
  private final byte[] report = new byte[REPORT_BYTES];
  private long fullNanos;
  private long rumbleEndNanos = NO_RUMBLE;
  private long rumbledNanos;
  private int battery = -1;
  private boolean greeted;
  private DeviceReport said = DeviceReport.NOTHING;

  JoyConSession(HidLink link, JoyModel model, boolean cable, List<StreamWriter> streams) {
    this.link = link;
    this.model = model;
    sticks = streams.get(0);
    buttons = streams.get(1);
    raw = streams.get(2);
    motion = streams.get(3);
    orders = new JoyOrders(link);
    greeting = new JoyGreeting(orders, cable);
    fullNanos = StudioClock.now();
  }

  @Override
  public void pump() throws IOException {
    greeting.tick(StudioClock.now());
    boolean busy = !greeting.done() || rumbleEndNanos != NO_RUMBLE;
    int got = link.read(report, busy ? GREETING_WAIT_MILLIS : WAIT_MILLIS);
    long arrival = link.arrivalNanos();
    if (got > 0) {
      switch (joy.accept(report, got)) {
        case FULL -> {
          fullNanos = arrival;
          full(arrival);
        }
        case ANSWER -> greeting.answered(joy);
        case CABLE -> greeting.heardOfCable(report);
        case SIMPLE -> {}
        case BAD -> sticks.bad(report, 0, got, arrival);
      }
    }
    if (greeting.done() && arrival - fullNanos > QUIET_NANOS) {
      fullNanos = arrival;
      greeting.again();
    }
    if (greeting.done() != greeted) {
      greeted = greeting.done();
      describe();
    }
    rumble(StudioClock.now());
  }

  private void full(long arrival) {
    if (joy.batteryLevel() != battery) {
      battery = joy.batteryLevel();
      describe();
    }
    double[] values = sticks.values();
    int at = 0;
    if (model.hasLeft()) {
      values[at++] = joy.stickX(true);
      values[at++] = joy.stickY(true);
    }
    if (model.hasRight()) {
      values[at++] = joy.stickX(false);
      values[at++] = joy.stickY(false);
    }
    values[at] = joy.timer();
    double[] switches = buttons.values();
    List<JoyModel.Button> all = model.buttons();
    for (int i = 0; i < all.size(); i++) {
      switches[i] = joy.button(all.get(i).bit()) ? 1 : 0;
    }
    sticks.publish(Sample.NO_TICKS, arrival);
    buttons.publishBeside(sticks);
    for (int which = 0; which < JoyReport.MOTIONS; which++) {
      double[] counts = raw.values();
      double[] units = motion.values();
      for (int axis = 0; axis < JoyReport.MOTION_AXES; axis++) {
        counts[axis] = joy.motion(which, axis);
        units[axis] = greeting.scale().apply(axis, joy.motion(which, axis));
      }
      long before = (JoyReport.MOTIONS - 1 - which) * MOTION_NANOS;
      raw.publishBefore(sticks, before);
      motion.publishBefore(sticks, before);
    }
  }

  private void rumble(long now) throws IOException {
    if (rumbleEndNanos == NO_RUMBLE) {
      return;
    }
    if (now > rumbleEndNanos) {
      rumbleEndNanos = NO_RUMBLE;
      orders.rumble(0, 0);
    } else if (now - rumbledNanos > REMIND_NANOS) {
      rumbledNanos = now;
      orders.rumble();
    }
  }

  private void describe() {
    List<Concern> concerns = new ArrayList<>();
    if (greeting.type() != 0 && greeting.type() != model.type()) {
      concerns.add(
          new Concern(
              "It is another controller than the rig file says (it says type "
                  + greeting.type()
                  + ", \"model\" "
                  + model.word()
                  + " is type "
                  + model.type()
                  + ")",
              "Set \"model\" to what it is: left (1), right (2) or pro (3)."));
    }
    for (JoyGreeting.Step step : greeting.missing()) {
      concerns.add(
          new Concern(
              "It did not answer to: " + step.what(),
              "Switch it off and on; a Pro Controller on a cable needs the setting \"cable\"."));
    }
    if (greeting.done() && !greeting.scale().measured()) {
      concerns.add(
          new Concern(
              "Its motion calibration makes no sense; motion is in the units of a usual sensor",
              "Reckon with some percent of error."));
    }
    boolean charging = battery % 2 == 1;
    int level = battery - (charging ? 1 : 0);
    if (battery >= 0 && level <= LOW_BATTERY && !charging) {
      concerns.add(new Concern("Its battery is nearly empty", "Charge it."));
    }
    said =
        new DeviceReport(
            link.port().title(),
            greeting.firmware(),
            greeting.address(),
            battery < 0 ? Double.NaN : level / FULL_BATTERY,
            concerns);
  }

  @Override
  public void obey(Command command) throws IOException {
    double[] values = command.values();
    if (command.id().equals("player-lights")) {
      orders.order(JoyOrders.PLAYER_LIGHTS, (int) Math.round(values[0]));
      return;
    }
    orders.rumble(values[0], values[1]);
    rumbledNanos = StudioClock.now();
    rumbleEndNanos = rumbledNanos + (long) (values[2] * 1e9);
  }

  @Override
  public DeviceReport report() {
    return said;
  }

  @Override
  public void end() throws IOException {
    if (rumbleEndNanos != NO_RUMBLE) {
      orders.rumble(0, 0);
    }
  }
}
