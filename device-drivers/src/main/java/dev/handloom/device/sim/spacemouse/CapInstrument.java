package dev.handloom.device.sim.spacemouse;

import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.person.Table;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.Arrays;

/// A cap that is pushed and turned as fast as the person's right hand moves; the left button is
/// held while the gripper is closed. At rest it is silent.
final class CapInstrument implements Instrument {
  private static final int PACKET = 13;
  private static final int AXES = 6;
  private static final int MOST = 350;

  /// What moves less is the hand's tremor, which the springs of the cap do not pass on.
  private static final int DEAD = 10;

  private static final double FULL_METRES_PER_SECOND = 0.8;
  private static final double FULL_RADIANS_PER_SECOND = 4;
  private static final long SPAN_NANOS = 20_000_000;

  private final ScriptedPerson person;
  private final boolean split;
  private final int[] axes = new int[AXES];
  private final int[] before = new int[AXES];
  private boolean turnIsDue;
  private boolean held;

  /// @param split whether push and turn go out in two reports; else they go out in one, and the
  ///   last before the rest says that all is zero
  CapInstrument(ScriptedPerson person, boolean split) {
    this.person = person;
    this.split = split;
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    if (turnIsDue) {
      turnIsDue = false;
      return numbers(into, 2, 3, 3);
    }
    boolean closed = person.at(sinceStartNanos).gripperWidthMetres() < 0.5 * Table.GRIPPER_OPEN;
    if (closed != held) {
      held = closed;
      into[0] = 3;
      into[1] = (byte) (closed ? 1 : 0);
      into[2] = 0;
      return 3;
    }
    System.arraycopy(axes, 0, before, 0, AXES);
    move(sinceStartNanos);
    boolean rests = still(axes);
    if (rests && (split || still(before))) {
      return 0;
    }
    if (!split) {
      return numbers(into, 1, 0, AXES);
    }
    turnIsDue = true;
    return numbers(into, 1, 0, 3);
  }

  private static boolean still(int[] axes) {
    for (int axis : axes) {
      if (axis != 0) {
        return false;
      }
    }
    return true;
  }

  private void move(long nanos) {
    Pose now = person.at(nanos).rightWrist();
    Pose then = person.at(Math.max(0, nanos - SPAN_NANOS)).rightWrist();
    double seconds = SPAN_NANOS / 1e9;
    Vec3 speed = now.position().minus(then.position()).times(1 / seconds);
    Quat turned = now.rotation().times(then.rotation().inverse());
    double sign = turned.w() < 0 ? -2 : 2;
    Vec3 turn = new Vec3(turned.x(), turned.y(), turned.z()).times(sign / seconds);
    // The world's y is up and its z comes to the person; the cap's y comes and its z is down.
    put(0, speed, MOST / FULL_METRES_PER_SECOND);
    put(3, turn, MOST / FULL_RADIANS_PER_SECOND);
  }

  private void put(int at, Vec3 vector, double scale) {
    axes[at] = count(vector.x() * scale);
    axes[at + 1] = count(vector.z() * scale);
    axes[at + 2] = count(-vector.y() * scale);
  }

  private static int count(double value) {
    int count = Math.clamp(Math.round(value), -MOST, MOST);
    return Math.abs(count) < DEAD ? 0 : count;
  }

  private int numbers(byte[] into, int report, int from, int many) {
    into[0] = (byte) report;
    for (int i = 0; i < many; i++) {
      into[1 + 2 * i] = (byte) axes[from + i];
      into[2 + 2 * i] = (byte) (axes[from + i] >> 8);
    }
    return 1 + 2 * many;
  }

  @Override
  public void restarted() {
    Arrays.fill(axes, 0);
    turnIsDue = false;
    held = false;
  }
}
