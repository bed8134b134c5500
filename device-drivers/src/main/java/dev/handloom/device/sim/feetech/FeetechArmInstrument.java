package dev.handloom.device.sim.feetech;

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

/// A leader arm of Feetech servos on a USB adapter.
final class FeetechArmInstrument implements AnsweringInstrument {
  private static final int STS3215 = 777;
  private static final int SCS0009 = 1284;

  /// Of a trigger, pulled all the way.
  private static final double TRIGGER_RADIANS = 0.9;

  /// A USB adapter hands over in frames of 1 ms, and some are late.
  private static final long USB_NANOS = 900_000;

  private static final double LATE_SHARE = 0.003;
  private static final long LATE_NANOS = 5_000_000;

  private static final double LOAD_PER_SPEED = 0.02;

  /// Which of the led arm's joints a servo of an arm with six is on.
  private static final int[] SIX = {0, 1, 2, 4, 5, LedArm.TRIGGER};

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final FeetechBus bus;
  private final int steps;
  private final double[] zero;
  private final double[] now = new double[LedArm.TRIGGER + 1];
  private final double[] last;
  private final double[] joints;
  private final ObedientArm arm;
  private long lastNanos = Long.MIN_VALUE;

  FeetechArmInstrument(ScriptedPerson person, long seed, Map<String, String> settings) {
    this.person = person;
    random = new Random(seed);
    boolean scs = settings.getOrDefault("series", "sts").equals("scs");
    steps = scs ? 1024 : 4096;
    String[] ids = settings.getOrDefault("ids", "1,2,3,4,5,6").split(",");
    List<FeetechServo> servos = new ArrayList<>();
    for (String id : ids) {
      servos.add(new FeetechServo(Integer.parseInt(id), scs ? SCS0009 : STS3215, scs));
    }
    bus = new FeetechBus(servos, !scs);
    zero = new double[ids.length];
    last = new double[ids.length];
    joints = new double[ids.length];
    arm = new ObedientArm(person, ids.length, true);
    for (int i = 0; i < ids.length; i++) {
      // A hand puts the horn on, near the middle.
      zero[i] = steps / 2.0 + 0.02 * steps * (random.nextDouble() - 0.5);
    }
  }

  FeetechBus bus() {
    return bus;
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
      long usb = random.nextLong(USB_NANOS) + late;
      reply.send(bus.answers(), answered, bus.nanos() + usb);
    }
  }

  private void turnShafts(long nanos) {
    LedArm.at(person.at(nanos), HandSide.RIGHT, now);
    List<FeetechServo> servos = bus.servos();
    for (int i = 0; i < servos.size(); i++) {
      int joint = SIX[i % SIX.length];
      joints[i] = joint == LedArm.TRIGGER ? TRIGGER_RADIANS * now[joint] : now[joint];
    }
    arm.over(joints, nanos);
    for (int i = 0; i < servos.size(); i++) {
      double counts = zero[i] + joints[i] * steps / (2 * Math.PI);
      double seconds = (nanos - lastNanos) / 1e9;
      double speed = lastNanos == Long.MIN_VALUE ? 0 : (counts - last[i]) / Math.max(1e-3, seconds);
      last[i] = counts;
      double noisy = counts + 0.4 * random.nextGaussian();
      servos
          .get(i)
          .measured(
              (int) Math.clamp(Math.round(noisy), 0L, steps - 1L),
              (int) Math.clamp(Math.round(speed), -3000L, 3000L),
              (int) Math.clamp(Math.round(LOAD_PER_SPEED * speed), -200L, 200L));
    }
    lastNanos = nanos;
  }

  @Override
  public void restarted() {
    bus.restarted();
  }
}
