package dev.handloom.device.sim.airexo;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.arm.LedArm;
import dev.handloom.device.sim.arm.ObedientArm;
import dev.handloom.device.sim.instrument.AnsweringInstrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/// An arm of an AirExo on a USB adapter.
final class AirExoInstrument implements AnsweringInstrument {
  private static final int STEPS = 4096;
  private static final double TRIGGER_RADIANS = 0.7;

  /// 15 bytes at 115200 baud and the encoder's turn-round.
  private static final long WIRE_NANOS = 1_500_000;

  private static final long USB_NANOS = 900_000;

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final EncoderBus bus;
  private final double[] zero;
  private final double[] eccentricity;
  private final double[] joints;
  private final ObedientArm arm;
  private final double[] now = new double[LedArm.TRIGGER + 1];

  AirExoInstrument(ScriptedPerson person, long seed, Map<String, String> settings) {
    this.person = person;
    random = new Random(seed);
    String ids = settings.getOrDefault("ids", "1,2,3,4,5,6,7,8");
    bus = new EncoderBus(Arrays.stream(ids.split(",")).mapToInt(Integer::parseInt).toArray());
    zero = new double[bus.size()];
    eccentricity = new double[bus.size()];
    joints = new double[bus.size()];
    arm = new ObedientArm(person, joints.length, true);
    for (int i = 0; i < zero.length; i++) {
      // A magnet is glued in at any angle, and never quite in the middle.
      zero[i] = random.nextInt(STEPS);
      eccentricity[i] = 2 + 5 * random.nextDouble();
    }
  }

  @Override
  public int packetBytes() {
    return bus.answer().length;
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    LedArm.at(person.at(sinceStartNanos), HandSide.RIGHT, now);
    for (int i = 0; i < bus.size(); i++) {
      boolean trigger = i == bus.size() - 1;
      joints[i] = trigger ? TRIGGER_RADIANS * now[LedArm.TRIGGER] : now[i % LedArm.JOINTS];
    }
    arm.over(joints, sinceStartNanos);
    for (int i = 0; i < bus.size(); i++) {
      double radians = joints[i];
      double counts =
          zero[i]
              + radians * STEPS / (2 * Math.PI)
              + eccentricity[i] * Math.sin(radians)
              + 0.5 * random.nextGaussian();
      bus.turn(i, Math.floorMod(Math.round(counts), STEPS));
    }
    int answered = bus.hear(bytes, length);
    if (answered > 0) {
      reply.send(bus.answer(), answered, WIRE_NANOS + random.nextLong(USB_NANOS));
    }
  }

  @Override
  public void restarted() {
    bus.restarted();
  }
}
