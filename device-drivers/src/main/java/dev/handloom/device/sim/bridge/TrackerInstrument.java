package dev.handloom.device.sim.bridge;

import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/// A tracker of a room on some part of the scripted person: where it is and how it is turned.
final class TrackerInstrument implements Instrument {
  private static final int PACKET = 512;

  /// As optical trackers of rooms shiver.
  private static final double SHIVER_METRES = 0.0003;

  private static final double SHIVER_RADIANS = Math.toRadians(0.04);

  private final ScriptedPerson person;
  private final Function<Moment, Pose> worn;
  private final Random random;

  TrackerInstrument(ScriptedPerson person, Function<Moment, Pose> worn, long seed) {
    this.person = person;
    this.worn = worn;
    random = new Random(seed);
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public boolean text() {
    return true;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    Pose told = worn.apply(person.at(sinceStartNanos)).then(shiver());
    Vec3 at = told.position();
    Quat turned = told.rotation();
    byte[] line =
        String.format(
                Locale.ROOT,
                "{\"v\":1,\"seq\":%d,\"t_us\":%d,\"values\":{\"x\":%.6f,\"y\":%.6f,\"z\":%.6f,"
                    + "\"qx\":%.7f,\"qy\":%.7f,\"qz\":%.7f,\"qw\":%.7f}}",
                count,
                deviceMicros,
                at.x(),
                at.y(),
                at.z(),
                turned.x(),
                turned.y(),
                turned.z(),
                turned.w())
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(line, 0, into, 0, line.length);
    return line.length;
  }

  private Pose shiver() {
    return new Pose(
        new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
            .times(SHIVER_METRES),
        Quat.about(
            new Vec3(random.nextGaussian(), random.nextGaussian(), 1 + random.nextGaussian()),
            SHIVER_RADIANS * random.nextGaussian()));
  }
}
