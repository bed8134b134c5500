package dev.handloom.device.driver.xrobotoolkit;

import dev.handloom.device.driver.headset.HeadsetPart;
import dev.handloom.device.driver.json.WireJson.Unexpected;
import dev.handloom.device.hand.HandJoint;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a tracking message says, part by part. Reused; belongs to one thread.
final class XRobotTracking {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PLACE = 7;
  private static final int SEEN =
      HeadsetPart.ORIENTATION_VALID
          | HeadsetPart.POSITION_VALID
          | HeadsetPart.ORIENTATION_TRACKED
          | HeadsetPart.POSITION_TRACKED;

  private final Map<HeadsetPart, double[]> values = new EnumMap<>(HeadsetPart.class);
  private final Map<HeadsetPart, Boolean> said = new EnumMap<>(HeadsetPart.class);
  private long nanos;

  XRobotTracking() {
    for (HeadsetPart part : HeadsetPart.values()) {
      values.put(part, new double[part.count()]);
    }
  }

  /// Takes a function message apart.
  ///
  /// @return whether it tracks anything; other functions are none of ours
  boolean read(byte[] bytes, int offset, int length) throws Unexpected {
    try {
      JsonNode call = JSON.readTree(bytes, offset, length);
      if (!call.path("functionName").asString("").equals("Tracking")) {
        return false;
      }
      JsonNode tracking = JSON.readTree(call.path("value").asString(""));
      said.clear();
      nanos = whole(tracking.path("timeStampNs"));
      head(tracking.path("Head"));
      controller(HeadsetPart.LEFT_CONTROLLER, tracking.path("Controller").path("left"));
      controller(HeadsetPart.RIGHT_CONTROLLER, tracking.path("Controller").path("right"));
      hand(HeadsetPart.LEFT_HAND, tracking.path("Hand").path("leftHand"));
      hand(HeadsetPart.RIGHT_HAND, tracking.path("Hand").path("rightHand"));
      return true;
    } catch (JacksonException e) {
      throw new Unexpected("it is no JSON");
    }
  }

  /// The headset's time of the message.
  long nanos() {
    return nanos;
  }

  /// The values of a part; null if the message has none.
  double @Nullable [] of(HeadsetPart part) {
    return said.containsKey(part) ? values.get(part) : null;
  }

  private static long whole(JsonNode node) throws Unexpected {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
      throw new Unexpected("it has no time");
    }
    return node.asLong();
  }

  private double[] fresh(HeadsetPart part) {
    double[] into = values.get(part);
    if (into == null) {
      throw new IllegalStateException("No room for " + part);
    }
    Arrays.fill(into, 0);
    said.put(part, true);
    return into;
  }

  private void head(JsonNode head) throws Unexpected {
    double[] into = fresh(HeadsetPart.HEAD);
    boolean there = place(head.path("pose"), into, 0);
    // 0 is lost; higher states say more than that it turns.
    int status = head.path("status").asInt(3);
    into[PLACE] = !there || status == 0 ? 0 : SEEN;
  }

  private void controller(HeadsetPart part, JsonNode controller) throws Unexpected {
    if (controller.isMissingNode() || controller.isNull()) {
      return;
    }
    double[] into = fresh(part);
    boolean there = place(controller.path("pose"), into, 1);
    into[0] = there ? 1 : 0;
    into[1 + PLACE] = there ? SEEN : 0;
    int at = 1 + HeadsetPart.LOCATION;
    System.arraycopy(into, 1, into, at, HeadsetPart.LOCATION);
    at += HeadsetPart.LOCATION;
    into[at] = number(controller.path("trigger"));
    into[at + 1] = number(controller.path("grip"));
    into[at + 2] = number(controller.path("axisX"));
    into[at + 3] = number(controller.path("axisY"));
    into[at + 4] = flag(controller.path("primaryButton"));
    into[at + 5] = flag(controller.path("secondaryButton"));
    into[at + 6] = flag(controller.path("menuButton"));
    into[at + 7] = flag(controller.path("axisClick"));
  }

  private void hand(HeadsetPart part, JsonNode hand) throws Unexpected {
    if (hand.isMissingNode() || hand.isNull()) {
      return;
    }
    JsonNode joints = hand.path("HandJointLocations");
    boolean active = flag(hand.path("isActive")) != 0;
    if (active && joints.size() != HandJoint.COUNT) {
      throw new Unexpected("a hand has " + joints.size() + " joints");
    }
    double[] into = fresh(part);
    into[0] = active ? 1 : 0;
    if (!active) {
      return;
    }
    into[1] = 1;
    for (int j = 0; j < HandJoint.COUNT; j++) {
      JsonNode joint = joints.get(j);
      int at = 2 + j * HeadsetPart.JOINT;
      boolean there = place(joint.path("p"), into, at);
      into[at + PLACE] = number(joint.path("r"));
      into[at + PLACE + 1] = there ? number(joint.path("s")) : 0;
    }
  }

  /// Seven numbers in a text.
  private static boolean place(JsonNode text, double[] into, int at) throws Unexpected {
    String words = text.asString("");
    if (words.isEmpty()) {
      return false;
    }
    String[] parts = words.split(",", -1);
    if (parts.length != PLACE) {
      throw new Unexpected("a place has " + parts.length + " numbers");
    }
    double length = 0;
    for (int i = 0; i < PLACE; i++) {
      try {
        into[at + i] = Double.parseDouble(parts[i].strip());
      } catch (NumberFormatException e) {
        throw new Unexpected("a place has something that is no number");
      }
      if (!Double.isFinite(into[at + i])) {
        throw new Unexpected("a place has a number that is none");
      }
      length += i < 3 ? 0 : into[at + i] * into[at + i];
    }
    // A rotation of zeros: the app knows nothing yet.
    return length > 0.5;
  }

  private static double number(JsonNode node) throws Unexpected {
    double value = node.isMissingNode() || node.isNull() ? 0 : node.asDouble(Double.NaN);
    if (!Double.isFinite(value)) {
      throw new Unexpected("something is no number");
    }
    return value;
  }

  private static double flag(JsonNode node) {
    return node.asBoolean(false) || node.asInt(0) != 0 ? 1 : 0;
  }
}
