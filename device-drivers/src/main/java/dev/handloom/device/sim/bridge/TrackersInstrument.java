package dev.handloom.device.sim.bridge;

import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// A room's base station that follows trackers on the head, both wrists and the gripper, as a
/// bridge program sends it on: all poses in the room's own frame.
public final class TrackersInstrument implements Instrument {
  private static final int PACKET = 1400;

  /// As optical trackers of rooms shiver.
  private static final double SHIVER_METRES = 0.0003;

  private static final double SHIVER_RADIANS = Math.toRadians(0.04);
  private static final List<String> TRACKERS = List.of("head", "left", "right", "gripper");
  private static final List<String> PARTS = List.of("x", "y", "z", "qx", "qy", "qz", "qw");

  private final ScriptedPerson person;
  private final Random random;

  public TrackersInstrument(ScriptedPerson person, long seed) {
    this.person = person;
    random = new Random(seed);
  }

  /// The names that it sends, a tracker after the other.
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String tracker : TRACKERS) {
      PARTS.forEach(part -> names.add(tracker + "_" + part));
    }
    return names;
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
    Moment moment = person.at(sinceStartNanos);
    StringBuilder text = new StringBuilder(PACKET);
    text.append("{\"v\":1,\"seq\":").append(count).append(",\"t_us\":").append(deviceMicros);
    text.append(",\"values\":");
    String between = "{";
    List<Pose> poses =
        List.of(moment.head(), moment.leftWrist(), moment.rightWrist(), moment.gripper());
    for (int tracker = 0; tracker < poses.size(); tracker++) {
      double[] told = told(poses.get(tracker));
      for (int part = 0; part < told.length; part++) {
        text.append(between).append('"').append(TRACKERS.get(tracker)).append('_');
        text.append(PARTS.get(part)).append("\":");
        text.append(String.format(Locale.ROOT, "%.6f", told[part]));
        between = ",";
      }
    }
    byte[] bytes = text.append("}}").toString().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, into, 0, bytes.length);
    return bytes.length;
  }

  private double[] told(Pose true_) {
    Vec3 off =
        new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
            .times(SHIVER_METRES);
    Quat turned =
        Quat.about(
            new Vec3(random.nextGaussian(), random.nextGaussian(), 1 + random.nextGaussian()),
            SHIVER_RADIANS * random.nextGaussian());
    Pose pose = true_.then(new Pose(off, turned));
    Vec3 at = pose.position();
    Quat q = pose.rotation();
    return new double[] {at.x(), at.y(), at.z(), q.x(), q.y(), q.z(), q.w()};
  }
}
