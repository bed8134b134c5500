package dev.handloom.device.sim.dynamixel;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.arm.LedArm;
import dev.handloom.device.sim.arm.ObedientArm;
import dev.handloom.device.sim.instrument.AnsweringInstrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/// A leader arm of Dynamixel servos on a USB adapter whose latency timer is set to 1 ms.
final class DynamixelArmInstrument implements AnsweringInstrument {
  private static final int STEPS = 4096;

  /// Of a trigger, pulled all the way.
  private static final double TRIGGER_RADIANS = 0.8;

  private static final long USB_NANOS = 1_000_000;
  private static final double LATE_SHARE = 0.003;
  private static final long LATE_NANOS = 5_000_000;

  /// A velocity is in steps of 0.229 rpm.
  private static final double VELOCITY_PER_COUNT = 60.0 / STEPS / 0.229;

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final DynamixelBus bus;
  private final double[] zero;
  private final double[] last;
  private final double[] joints;
  private final ObedientArm arm;
  private final double[] now = new double[LedArm.TRIGGER + 1];
  private long lastNanos = Long.MIN_VALUE;

  DynamixelArmInstrument(
      ScriptedPerson person,
      long seed,
      Map<String, String> settings,
      int model,
      int firmware,
      int baud) {
    this.person = person;
    random = new Random(seed);
    String[] ids = settings.getOrDefault("ids", "1,2,3,4,5,6,7,8").split(",");
    List<DynamixelServo> servos = new ArrayList<>();
    for (String id : ids) {
      servos.add(new DynamixelServo(Integer.parseInt(id), model, firmware));
    }
    bus = new DynamixelBus(servos, true, baud);
    zero = new double[ids.length];
    last = new double[ids.length];
    joints = new double[ids.length];
    arm = new ObedientArm(person, ids.length, true);
    for (int i = 0; i < ids.length; i++) {
      // A horn is put on at one of four places, never quite straight.
      zero[i] = 1024 + 1024 * random.nextInt(3) + 30 * random.nextGaussian();
    }
  }

  @Override
  public int packetBytes() {
    return bus.answers().length;
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    turnShafts(sinceStartNanos);
    int answered = bus.hear(bytes, length);
    if (answered > 0) {
      long late = random.nextDouble() < LATE_SHARE ? random.nextLong(LATE_NANOS) : 0;
      reply.send(bus.answers(), answered, bus.nanos() + random.nextLong(USB_NANOS) + late);
    }
  }

  private void turnShafts(long nanos) {
    LedArm.at(person.at(nanos), HandSide.RIGHT, now);
    List<DynamixelServo> servos = bus.servos();
    for (int i = 0; i < servos.size(); i++) {
      boolean trigger = i == servos.size() - 1;
      joints[i] = trigger ? TRIGGER_RADIANS * now[LedArm.TRIGGER] : now[i % LedArm.JOINTS];
    }
    arm.over(joints, nanos);
    for (int i = 0; i < servos.size(); i++) {
      double counts = zero[i] + joints[i] * STEPS / (2 * Math.PI);
      double seconds = Math.max(1e-3, (nanos - lastNanos) / 1e9);
      double speed = lastNanos == Long.MIN_VALUE ? 0 : (counts - last[i]) / seconds;
      last[i] = counts;
      servos
          .get(i)
          .measured(
              (int) Math.round(counts + 0.3 * random.nextGaussian()),
              (int) Math.clamp(Math.round(speed * VELOCITY_PER_COUNT), -1000L, 1000L),
              (int) Math.round(2 * random.nextGaussian()));
    }
    lastNanos = nanos;
  }

  @Override
  public void restarted() {
    bus.restarted();
  }
}
