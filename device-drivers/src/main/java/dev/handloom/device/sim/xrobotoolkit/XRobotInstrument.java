package dev.handloom.device.sim.xrobotoolkit;

import dev.handloom.device.driver.xrobotoolkit.XRobotFrames;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.instrument.Instrument;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.skeleton.WorldHand;
import dev.handloom.device.space.Pose;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Sends the person's head and hands as the app does; its controllers are switched off.
public final class XRobotInstrument implements Instrument {
  private static final int PACKET = 1 << 15;
  private static final int SEEN = 15;
  private static final double NOISE_METRES = 0.0008;

  private static final String OFF =
      "{\"axisX\":0,\"axisY\":0,\"axisClick\":false,\"grip\":0,\"trigger\":0,"
          + "\"primaryButton\":false,\"secondaryButton\":false,\"menuButton\":false,"
          + "\"pose\":\"0,0,0,0,0,0,0\"}";

  private final ScriptedPerson person;
  private final RandomGenerator random;
  private final WorldHand left = new WorldHand(HandSide.LEFT);
  private final WorldHand right = new WorldHand(HandSide.RIGHT);
  private final StringBuilder text = new StringBuilder();

  public XRobotInstrument(ScriptedPerson person, long seed) {
    this.person = person;
    random = new Random(seed);
  }

  @Override
  public int packetBytes() {
    return PACKET;
  }

  @Override
  public int measure(long sinceStartNanos, long deviceMicros, long count, byte[] into) {
    int length = 0;
    long millis = deviceMicros / 1000;
    if (count % 900 == 0) {
      length = add(XRobotFrames.CONNECT, "SIMULATED|-1", millis, into, length);
      length = add(XRobotFrames.VERSION, "SIMULATED|1.0|1.1.1", millis, into, length);
    }
    Moment moment = person.at(sinceStartNanos);
    text.setLength(0);
    text.append("{\"predictTime\":0,\"appState\":{\"focus\":true},\"Head\":{\"pose\":\"");
    pose(moment.head());
    text.append("\",\"status\":3},\"Controller\":{\"left\":").append(OFF);
    text.append(",\"right\":").append(OFF).append("},\"Hand\":{\"leftHand\":");
    hand(left, moment);
    text.append(",\"rightHand\":");
    hand(right, moment);
    text.append("},\"timeStampNs\":").append(deviceMicros * 1000).append("}");
    String value = text.toString().replace("\"", "\\\"");
    return add(
        XRobotFrames.FUNCTION,
        "{\"functionName\":\"Tracking\",\"value\":\"" + value + "\"}",
        millis,
        into,
        length);
  }

  private static int add(int command, String words, long millis, byte[] into, int length) {
    byte[] frame = XRobotFrames.ofHeadset(command, words.getBytes(StandardCharsets.UTF_8), millis);
    System.arraycopy(frame, 0, into, length, frame.length);
    return length + frame.length;
  }

  private void hand(WorldHand hand, Moment moment) {
    hand.at(moment);
    text.append("{\"isActive\":1,\"count\":26,\"scale\":1,\"HandJointLocations\":[");
    for (int j = 0; j < HandJoint.COUNT; j++) {
      text.append(j == 0 ? "" : ",").append("{\"p\":\"");
      pose(hand.joint(HandJoint.of(j)));
      text.append("\",\"s\":").append(SEEN).append(",\"r\":0.01}");
    }
    text.append("]}");
  }

  private void pose(Pose pose) {
    text.append(
        String.format(
            Locale.ROOT,
            "%.5f,%.5f,%.5f,%.5f,%.5f,%.5f,%.5f",
            pose.position().x() + NOISE_METRES * random.nextGaussian(),
            pose.position().y() + NOISE_METRES * random.nextGaussian(),
            pose.position().z() + NOISE_METRES * random.nextGaussian(),
            pose.rotation().x(),
            pose.rotation().y(),
            pose.rotation().z(),
            pose.rotation().w()));
  }
}
