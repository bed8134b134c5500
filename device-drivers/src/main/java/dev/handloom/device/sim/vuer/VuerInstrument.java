package dev.handloom.device.sim.vuer;

import dev.handloom.device.driver.headset.HandOf25;
import dev.handloom.device.driver.headset.PoseMatrix;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.driver.vuer.MessagePack;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends the person's head and hands as the page does, once the server has put hands and a camera
/// into the scene; it has no controllers. Head and hands come by turns.
public final class VuerInstrument implements Instrument {
  private static final int PACKET = 1 << 14;
  private static final double NOISE_METRES = 0.0008;

  /// The wall clock of the headset: some day in 2026.
  private static final double EPOCH_SECONDS = 1_790_000_000;

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final WorldHand left = new WorldHand(HandSide.LEFT);
  private final WorldHand right = new WorldHand(HandSide.RIGHT);
  private boolean wantsHands;
  private boolean wantsHead;

  public VuerInstrument(ScriptedPerson person, long seed) {
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
  public byte[] greeting() {
    return event(
        "INIT",
        null,
        EPOCH_SECONDS,
        Map.of(
            "client", "browser",
            "pkg", "@vuer-ai/vuer",
            "pkgVersion", "simulated",
            "userAgent", "Simulated headset",
            "timezone", "UTC",
            "timezoneOffset", 0));
  }

  private static byte[] event(String kind, @Nullable String key, double ts, Object value) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("ts", ts);
    event.put("etype", kind);
    if (key != null) {
      event.put("key", key);
    }
    event.put("value", value);
    return MessagePack.write(event);
  }

  @Override
  public void heard(
      byte[] bytes, int length, long sinceStartNanos, long deviceMicros, Reply reply) {
    try {
      if (MessagePack.read(bytes, length) instanceof Map<?, ?> event
          && event.get("data") instanceof Map<?, ?> data
          && data.get("nodes") instanceof List<?> nodes) {
        for (Object node : nodes) {
          if (node instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("stream"))) {
            wantsHands |= "Hands".equals(map.get("tag"));
            wantsHead |= "SceneCameraControl".equals(map.get("tag"));
          }
        }
      }
    } catch (Unexpected e) {
      // A page passes over what it does not understand.
    }
  }

  @Override
  public void restarted() {
    wantsHands = false;
    wantsHead = false;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    Moment moment = person.at(sinceStartNanos);
    // The page's clock has whole milliseconds.
    double ts = EPOCH_SECONDS + Math.floorDiv(deviceMicros, 1000L) / 1e3;
    byte[] message;
    if (count % 2 == 0) {
      if (!wantsHead) {
        return 0;
      }
      Map<String, @Nullable Object> camera = new LinkedHashMap<>();
      camera.put("matrix", matrix(noisy(moment.head())));
      camera.put("fov", 90);
      camera.put("aspect", 1.0);
      message = event("CAMERA_MOVE", "defaultCamera", ts, Map.of("camera", camera));
    } else {
      if (!wantsHands) {
        return 0;
      }
      Map<String, @Nullable Object> value = new LinkedHashMap<>();
      hand(left, moment, "left", value);
      hand(right, moment, "right", value);
      message = event("HAND_MOVE", "hands", ts, value);
    }
    System.arraycopy(message, 0, into, 0, message.length);
    return message.length;
  }

  private static double[] matrix(Pose pose) {
    double[] matrix = new double[PoseMatrix.COUNT];
    PoseMatrix.toColumns(pose, matrix, 0);
    return matrix;
  }

  private void hand(
      WorldHand hand, Moment moment, String side, Map<String, @Nullable Object> value) {
    hand.at(moment);
    double[] all = new double[HandOf25.COUNT * PoseMatrix.COUNT];
    for (int j = 0; j < HandOf25.COUNT; j++) {
      PoseMatrix.toColumns(noisy(hand.joint(HandJoint.of(j + 1))), all, j * PoseMatrix.COUNT);
    }
    value.put(side, all);
    double pinch =
        hand.local(HandJoint.THUMB_TIP)
            .position()
            .distance(hand.local(HandJoint.INDEX_TIP).position());
    double squeeze =
        hand.local(HandJoint.MIDDLE_TIP)
            .position()
            .distance(hand.local(HandJoint.MIDDLE_PROXIMAL).position());
    Map<String, @Nullable Object> state = new LinkedHashMap<>();
    // As the page has them: below a centimetre is a pinch and a tap, below seven a squeeze.
    state.put("pinch", pinch < 0.01);
    state.put("pinchValue", pinch);
    state.put("squeeze", squeeze < 0.07);
    state.put("squeezeValue", squeeze);
    state.put("tap", pinch < 0.01);
    state.put("tapValue", pinch);
    value.put(side + "State", state);
  }

  private Pose noisy(Pose pose) {
    Vec3 off = new Vec3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    return new Pose(pose.position().plus(off.times(NOISE_METRES)), pose.rotation());
  }
}
