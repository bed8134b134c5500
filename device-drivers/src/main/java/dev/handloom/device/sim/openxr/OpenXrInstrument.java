package dev.handloom.device.sim.openxr;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.openxr.XrReader;
import dev.handloom.device.openxr.XrSetup;
import dev.handloom.device.openxr.XrWire;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.person.Table;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sees the person's head and hands. Its controllers lie on the table, switched off.
public final class OpenXrInstrument implements Instrument {
  private static final int PACKET = 3 * XrWire.MOST_SAMPLE_BYTES;
  private static final double HEAD_NOISE_METRES = 0.0003;
  private static final double HAND_NOISE_METRES = 0.0008;

  /// From the middle of the palm to the tips, in metres.
  private static final double[] RADII = {0.02, 0.018, 0.012, 0.010, 0.009, Table.TIP_RADIUS};

  private static final int ALL =
      HeadsetPart.ORIENTATION_VALID
          | HeadsetPart.POSITION_VALID
          | HeadsetPart.ORIENTATION_TRACKED
          | HeadsetPart.POSITION_TRACKED;

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final WorldHand left = new WorldHand(HandSide.LEFT);
  private final WorldHand right = new WorldHand(HandSide.RIGHT);
  private final double[] values = new double[HeadsetPart.MOST];
  private final byte[] message = new byte[XrWire.MOST_SAMPLE_BYTES];
  private long beganNanos = Long.MAX_VALUE;
  private @Nullable XrSetup setup;
  private @Nullable Reply reply;

  /// Where the space begins that everything is told in; null until it is known.
  private @Nullable Pose origin;

  private volatile boolean recentre;

  private final XrReader ears =
      new XrReader(
          new XrReader.Sink() {
            @Override
            public void sample(
                HeadsetPart part, long number, long at, long doubt, long ahead, double[] of) {
              // The studio says none.
            }

            @Override
            public void text(XrWire.Kind kind, String json) {
              if (kind == XrWire.Kind.SETUP) {
                begin(XrSetup.of(json));
              }
            }

            @Override
            public void bad(byte[] bytes, int offset, int length) {
              // A real child complains on a line that nobody reads.
            }
          });

  public OpenXrInstrument(ScriptedPerson person, long seed) {
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
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply answer) {
    reply = answer;
    ears.accept(bytes, 0, length);
  }

  private void begin(XrSetup wanted) {
    setup = wanted;
    origin = null;
    say(
        XrWire.text(
            XrWire.Kind.HELLO,
            "{\"runtime\":\"Simulated OpenXR\",\"version\":\"1.0.0\",\"system\":\"Simulated"
                + " headset\",\"extensions\":[\"XR_EXT_hand_tracking\"],\"space\":\"stage\","
                + "\"hands\":true,\"controllers\":true,\"gaze\":false,\"time\":\"timespec\","
                + "\"view\":\""
                + (wanted.draw() ? "black" : XrWire.VIEW_OTHERS)
                + "\"}"));
    say(XrWire.text(XrWire.Kind.STATE, "{\"state\":\"focused\"}"));
  }

  private void say(byte[] text) {
    Reply to = reply;
    if (to != null) {
      to.send(text, text.length, 0);
    }
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    XrSetup wanted = setup;
    if (wanted == null) {
      return 0;
    }
    // Its child runs on this machine, whose clock it reads.
    beganNanos = Math.min(beganNanos, StudioClock.now() - sinceStartNanos);
    Moment moment = person.at(sinceStartNanos - Math.round(wanted.backMillis() * 1e6));
    boolean elsewhere = settle(wanted, moment.head());
    long at = beganNanos + sinceStartNanos - Math.round(wanted.backMillis() * 1e6);
    int length = 0;
    if (elsewhere) {
      byte[] said = XrWire.text(XrWire.Kind.STATE, "{\"state\":\"focused\",\"recentred\":true}");
      System.arraycopy(said, 0, into, 0, said.length);
      length = said.length;
    }
    place(moment.head(), HEAD_NOISE_METRES, 0);
    length = add(HeadsetPart.HEAD, count, at, into, length);
    if (wanted.controllers()) {
      Arrays.fill(values, 0, HeadsetPart.LEFT_CONTROLLER.count(), 0);
      length = add(HeadsetPart.LEFT_CONTROLLER, count, at, into, length);
      length = add(HeadsetPart.RIGHT_CONTROLLER, count, at, into, length);
    }
    if (wanted.hands()) {
      hand(left, moment);
      length = add(HeadsetPart.LEFT_HAND, count, at, into, length);
      hand(right, moment);
      length = add(HeadsetPart.RIGHT_HAND, count, at, into, length);
    }
    return length;
  }

  /// The stage is the room; a local space begins where the head was when the session began, or when
  /// it was recentred, upright as the room is.
  ///
  /// @return whether it is recentred now
  private boolean settle(XrSetup wanted, Pose head) {
    boolean now = recentre;
    if (origin != null && !now) {
      return false;
    }
    recentre = false;
    if (wanted.space().equals("local")) {
      Vec3 ahead = head.rotation().rotate(new Vec3(0, 0, -1));
      double yaw = Math.atan2(-ahead.x(), -ahead.z());
      origin = new Pose(head.position(), Quat.about(new Vec3(0, 1, 0), yaw));
    } else {
      origin = Pose.IDENTITY;
    }
    return now;
  }

  /// The wearer presses the button that puts the origin where they are.
  @Override
  public boolean recentre() {
    recentre = true;
    return true;
  }

  private int add(HeadsetPart part, long count, long at, byte[] into, int length) {
    int more = XrWire.sample(message, part, (int) count, at, 1000, 0, values);
    System.arraycopy(message, 0, into, length, more);
    return length + more;
  }

  private void hand(WorldHand hand, Moment moment) {
    hand.at(moment);
    values[0] = 1;
    values[1] = 1;
    // All joints of a hand that is seen are off by the same.
    double dx = HAND_NOISE_METRES * random.nextGaussian();
    double dy = HAND_NOISE_METRES * random.nextGaussian();
    double dz = HAND_NOISE_METRES * random.nextGaussian();
    for (int j = 0; j < HandJoint.COUNT; j++) {
      int to = 2 + j * HeadsetPart.JOINT;
      put(hand.joint(HandJoint.of(j)), to, dx, dy, dz);
      values[to + 7] = RADII[Math.min(RADII.length - 1, j < 2 ? j : 1 + (j - 1) % 5)];
      values[to + 8] = ALL;
    }
  }

  private void place(Pose pose, double noise, int to) {
    put(
        pose,
        to,
        noise * random.nextGaussian(),
        noise * random.nextGaussian(),
        noise * random.nextGaussian());
    values[to + 7] = ALL;
  }

  private void put(Pose inRoom, int to, double dx, double dy, double dz) {
    Pose from = origin;
    Pose pose = from == null ? inRoom : from.inverse().then(inRoom);
    values[to] = pose.position().x() + dx;
    values[to + 1] = pose.position().y() + dy;
    values[to + 2] = pose.position().z() + dz;
    values[to + 3] = pose.rotation().x();
    values[to + 4] = pose.rotation().y();
    values[to + 5] = pose.rotation().z();
    values[to + 6] = pose.rotation().w();
  }
}
