package dev.handloom.device.driver.doglove;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.StreamWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// Reads the servos as any bus is read, and between two readings tells them what to hold. Orders go
/// to many servos at once, because those are not answered, so they do not disturb the reading;
/// whether they were obeyed shows in the servos' state, which the bus asks for anyway.
final class DoGloveServoSession implements DriverSession {
  private static final int SERVOS = GloveJoint.SERVOS.size();
  private static final long NEVER = Long.MAX_VALUE;

  /// After so long without a word from us a servo stops by itself, in its steps of 20 ms.
  private static final int WATCHDOG = 500 / 20;

  /// Current-based position control: goes to a position with no more than a current.
  private static final int HOLDING_MODE = 5;

  /// The mode is kept in EEPROM, which takes its time.
  private static final long EEPROM_NANOS = 30_000_000;

  /// An order is not answered.
  private static final int TIMES_RELEASED = 2;

  private final ByteLink link;
  private final DriverSession bus;
  private final StreamWriter positions;
  private final long[] releaseNanos = new long[SERVOS];
  private boolean begun;
  private boolean prepared;

  DoGloveServoSession(ByteLink link, DriverSession bus, StreamWriter positions) {
    this.link = link;
    this.bus = bus;
    this.positions = positions;
    Arrays.fill(releaseNanos, NEVER);
  }

  @Override
  public void pump() throws IOException {
    if (!begun) {
      begun = true;
      // Whoever was here before may have gone while a finger was held.
      release();
    }
    long now = StudioClock.now();
    for (int finger = 0; finger < SERVOS; finger++) {
      if (now >= releaseNanos[finger]) {
        releaseNanos[finger] = NEVER;
        for (int time = 0; time < TIMES_RELEASED; time++) {
          order(ServoOrder.to(ServoOrder.TORQUE, 1, 0, finger));
        }
      }
    }
    bus.pump();
  }

  @Override
  public void obey(Command command) throws IOException {
    switch (command.id()) {
      case DoGloveServoDriver.HOLD -> {
        double[] with = command.values();
        hold((int) Math.round(with[0]), (int) Math.round(with[1]), with[2]);
      }
      case DoGloveServoDriver.RELEASE -> {
        release();
        bus.obey(command);
      }
      default -> DriverSession.super.obey(command);
    }
  }

  private void hold(int finger, int milliamperes, double seconds) throws IOException {
    if (positions.sample().arrivalNanos == 0) {
      // Where the finger is nobody knows yet.
      return;
    }
    if (!prepared) {
      release();
      order(ServoOrder.to(ServoOrder.MODE, 1, HOLDING_MODE, everybody()));
      LockSupport.parkNanos(this, EEPROM_NANOS);
      prepared = true;
    }
    order(ServoOrder.to(ServoOrder.TORQUE, 1, 0, finger));
    // A servo that its watchdog has stopped takes no goals until that is taken back.
    order(ServoOrder.to(ServoOrder.WATCHDOG, 1, 0, finger));
    order(ServoOrder.to(ServoOrder.GOAL_CURRENT, 2, milliamperes, finger));
    int position = (int) positions.values()[finger];
    order(ServoOrder.to(ServoOrder.GOAL_POSITION, 4, position, finger));
    order(ServoOrder.to(ServoOrder.WATCHDOG, 1, WATCHDOG, finger));
    order(ServoOrder.to(ServoOrder.TORQUE, 1, 1, finger));
    releaseNanos[finger] = StudioClock.now() + (long) (seconds * 1e9);
  }

  private void release() throws IOException {
    Arrays.fill(releaseNanos, NEVER);
    order(ServoOrder.to(ServoOrder.TORQUE, 1, 0, everybody()));
    order(ServoOrder.to(ServoOrder.WATCHDOG, 1, 0, everybody()));
  }

  private static int[] everybody() {
    int[] ids = new int[SERVOS];
    Arrays.setAll(ids, id -> id);
    return ids;
  }

  private void order(byte[] packet) throws IOException {
    link.write(packet, 0, packet.length);
  }

  @Override
  public DeviceReport report() {
    return bus.report();
  }

  @Override
  public void end() throws IOException {
    release();
    // Torque off once more, this time with an answer.
    bus.end();
  }
}
