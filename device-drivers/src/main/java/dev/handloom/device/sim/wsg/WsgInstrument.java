package dev.handloom.device.sim.wsg;

import dev.handloom.device.sim.instrument.AnsweringInstrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import java.util.Random;
import java.util.random.RandomGenerator;

/// A gripper that follows the one in the person's hand.
final class WsgInstrument implements AnsweringInstrument {
  /// It answers once in its own cycle.
  private static final long CYCLE_NANOS = 2_000_000;

  private static final double NEWTON_PER_SPEED = 0.05;

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final WsgGripper gripper = new WsgGripper();
  private final double offsetMillimetres;
  private double last;
  private long lastNanos = -1;

  WsgInstrument(ScriptedPerson person, long seed) {
    this.person = person;
    random = new Random(seed);
    offsetMillimetres = 0.3 * random.nextDouble();
  }

  @Override
  public int packetBytes() {
    return gripper.answers().length;
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    double width = 1000 * person.at(sinceStartNanos).gripperWidthMetres() + offsetMillimetres;
    double seconds = Math.max(1e-3, (sinceStartNanos - lastNanos) / 1e9);
    double speed = lastNanos < 0 ? 0 : Math.clamp((width - last) / seconds, -400, 400);
    last = width;
    lastNanos = sinceStartNanos;
    gripper
        .measured(
            width + 0.01 * random.nextGaussian(),
            speed,
            NEWTON_PER_SPEED * speed + 0.1 * random.nextGaussian())
        .at(deviceMicros / 1e6 % 1e6);
    int answered = gripper.hear(bytes, length);
    if (answered > 0) {
      reply.send(gripper.answers(), answered, 300_000 + random.nextLong(CYCLE_NANOS));
    }
  }

  @Override
  public void restarted() {
    gripper.restarted();
  }
}
