package dev.handloom.device.sim.visionpro;

import dev.handloom.device.driver.headset.HandOf25;
import dev.handloom.device.driver.headset.PoseMatrix;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.driver.visionpro.HandUpdate;
import dev.handloom.device.driver.visionpro.VisionProDriver;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Serves the person's head and hands as the app does: it looks 120 times a second, sends 200
/// times, foretells the hands by 33 ms, and blocks clients that are too old.
public final class VisionProInstrument implements Instrument {
  private static final int PACKET = 1 << 14;
  private static final long LOOK_NANOS = 1_000_000_000L / 120;
  private static final long AHEAD_NANOS = 33_000_000;
  private static final double HELLO = 888;
  private static final double OLDEST_CLIENT = 20_500;

  /// Every half a second, of 200 in one.
  private static final int BLOCKED_EVERY = 100;

  private static final double NOISE_METRES = 0.0008;

  /// The forearm's joints lie in its wrist and below it.
  private static final double FOREARM_METRES = 0.25;

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final CallServer server = new CallServer(VisionProDriver.METHOD);
  private final HandUpdate update = new HandUpdate();
  private final WorldHand left = new WorldHand(HandSide.LEFT);
  private final WorldHand right = new WorldHand(HandSide.RIGHT);
  private byte[] message = new byte[0];
  private long look = -1;
  private boolean blocked;

  public VisionProInstrument(ScriptedPerson person, long seed) {
    this.person = person;
    random = new Random(seed);
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public boolean listens() {
    return true;
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    boolean before = server.open();
    byte[] answer = server.hear(bytes, length);
    if (answer.length > 0) {
      reply.send(answer, answer.length, 0);
    }
    if (server.open() && !before) {
      blocked = tooOld(server.question());
    }
  }

  private static boolean tooOld(byte[] question) {
    HandUpdate hello = new HandUpdate();
    try {
      hello.read(question, question.length);
    } catch (Unexpected e) {
      return true;
    }
    return hello.head[0] != HELLO || hello.head[12] < OLDEST_CLIENT;
  }

  @Override
  public void restarted() {
    server.reset();
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    if (blocked) {
      return count % BLOCKED_EVERY == 0 ? server.message(new byte[0], into) : 0;
    }
    long now = sinceStartNanos / LOOK_NANOS;
    if (now != look) {
      look = now;
      look(now * LOOK_NANOS);
    }
    return server.message(message, into);
  }

  private void look(long at) {
    PoseMatrix.toRows(noisy(person.at(at).head()), update.head, 0);
    left.at(person.at(at + AHEAD_NANOS));
    right.at(person.at(at + AHEAD_NANOS));
    hand(left, HandSide.LEFT, update.left);
    hand(right, HandSide.RIGHT, update.right);
    message = update.write();
  }

  private void hand(WorldHand hand, HandSide side, HandUpdate.Hand into) {
    Quat turn = appleAxes(side);
    Pose wrist = turned(hand.joint(HandJoint.WRIST), turn);
    PoseMatrix.toRows(noisy(wrist), into.wrist, 0);
    into.count = HandUpdate.MOST_JOINTS;
    for (int j = 0; j < HandOf25.COUNT; j++) {
      Pose joint = turned(hand.joint(HandJoint.of(j + 1)), turn);
      PoseMatrix.toRows(wrist.inverse().then(joint), into.joints, j * PoseMatrix.COUNT);
    }
    int forearm = HandOf25.COUNT * PoseMatrix.COUNT;
    PoseMatrix.toRows(Pose.IDENTITY, into.joints, forearm);
    Vec3 below = turn.inverse().rotate(new Vec3(0, 0, FOREARM_METRES));
    PoseMatrix.toRows(new Pose(below, Quat.IDENTITY), into.joints, forearm + PoseMatrix.COUNT);
  }

  private static Pose turned(Pose pose, Quat turn) {
    return new Pose(pose.position(), pose.rotation().times(turn).unit());
  }

  /// Along the bone lies X: towards the tip on the left, away from it on the right.
  private static Quat appleAxes(HandSide side) {
    double sign = side == HandSide.LEFT ? 1 : -1;
    Vec3 x = new Vec3(0, 0, -sign);
    Vec3 y = new Vec3(0, sign, 0);
    return Quat.ofColumns(x, y, x.cross(y));
  }

  private Pose noisy(Pose pose) {
    Vec3 off = new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    return new Pose(pose.position().plus(off.times(NOISE_METRES)), pose.rotation());
  }
}
