package dev.handloom.device.sim.doglove;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.dynamixel.DynamixelBus;
import dev.handloom.device.sim.dynamixel.DynamixelServo;
import dev.handloom.device.sim.instrument.AnsweringInstrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Five servos at the roots of the fingers on their bus. One that holds gives way only as far as
/// its current cannot hold; one that hears nothing for too long lets go.
final class ServoInstrument implements AnsweringInstrument {
  private static final int SERVOS = 5;
  private static final int MODEL_XL330_M288 = 1200;
  private static final int FIRMWARE = 52;
  private static final int BAUD = 3_000_000;
  private static final double STEPS_PER_RADIAN = 4096 / (2 * Math.PI);
  private static final double VELOCITY_PER_STEP = 60.0 / 4096 / 0.229;

  /// Where the servos stand with the hand flat; they turn back as a finger bends.
  private static final double[] ZERO_DEGREES = {182.2, 165.2, 150.29, 151.44, 145.9};

  private static final int MODE = 11;
  private static final int TORQUE = 64;
  private static final int WATCHDOG = 98;
  private static final int STOPPED = 255;
  private static final int GOAL_CURRENT = 102;
  private static final int GOAL_POSITION = 116;
  private static final int HOLDS = 5;
  private static final long WATCHDOG_STEP_NANOS = 20_000_000;

  /// So stiff is the position loop.
  private static final double MILLIAMPERES_PER_STEP = 2.5;

  private final HandSide side;
  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final DynamixelBus bus;
  private final double[] zero = new double[SERVOS];
  private final double[] last = new double[SERVOS];
  private long lastNanos = Long.MIN_VALUE;

  ServoInstrument(HandSide side, ScriptedPerson person, long seed) {
    this.side = side;
    this.person = person;
    random = new Random(seed);
    List<DynamixelServo> servos = new ArrayList<>();
    for (int id = 0; id < SERVOS; id++) {
      servos.add(new DynamixelServo(id, MODEL_XL330_M288, FIRMWARE));
      zero[id] = ZERO_DEGREES[id] / 360 * 4096 + 15 * random.nextGaussian();
    }
    bus = new DynamixelBus(servos, true, BAUD);
  }

  @Override
  public int packetBytes() {
    return bus.answers().length;
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    if (lastNanos != Long.MIN_VALUE) {
      bus.servos().forEach(servo -> watch(servo, sinceStartNanos - lastNanos));
    }
    turn(sinceStartNanos);
    int answered = bus.hear(bytes, length);
    if (answered > 0) {
      reply.send(bus.answers(), answered, bus.nanos() + random.nextLong(1_000_000));
    }
  }

  private static void watch(DynamixelServo servo, long silentNanos) {
    int watchdog = servo.get(WATCHDOG);
    if (servo.torque()
        && watchdog > 0
        && watchdog != STOPPED
        && silentNanos > watchdog * WATCHDOG_STEP_NANOS) {
      servo.set(WATCHDOG, STOPPED);
    }
  }

  private void turn(long nanos) {
    double[] angles = person.at(nanos).angles(side);
    double seconds = Math.max(1e-3, (nanos - lastNanos) / 1e9);
    for (int f = 0; f < SERVOS; f++) {
      DynamixelServo servo = bus.servos().get(f);
      double share = f == 0 ? 0.5 : 1;
      double bend = share * angles[HandAngles.index(Finger.values()[f], 0)];
      double free = zero[f] - bend * STEPS_PER_RADIAN;
      double current = current(servo, free);
      double steps = free - current / MILLIAMPERES_PER_STEP;
      double speed = lastNanos == Long.MIN_VALUE ? 0 : (steps - last[f]) / seconds;
      last[f] = steps;
      servo.measured(
          (int) Math.round(steps + 0.3 * random.nextGaussian()),
          (int) Math.clamp(Math.round(speed * VELOCITY_PER_STEP), -1000L, 1000L),
          (int) Math.round(-current + 1.5 * random.nextGaussian()));
    }
    lastNanos = nanos;
  }

  /// What it holds against: as much as the finger pulls, but no more than it was allowed.
  private static double current(DynamixelServo servo, double free) {
    if (!servo.torque() || servo.get(MODE) != HOLDS || servo.get(WATCHDOG) == STOPPED) {
      return 0;
    }
    double limit = servo.get(GOAL_CURRENT) | servo.get(GOAL_CURRENT + 1) << 8;
    double goal = servo.get(GOAL_POSITION) | servo.get(GOAL_POSITION + 1) << 8;
    return Math.clamp((free - goal) * MILLIAMPERES_PER_STEP, -limit, limit);
  }

  @Override
  public void restarted() {
    bus.servos().forEach(servo -> servo.set(TORQUE, 0).set(WATCHDOG, 0));
    lastNanos = Long.MIN_VALUE;
  }
}
