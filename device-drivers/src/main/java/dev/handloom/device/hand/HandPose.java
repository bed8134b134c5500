package dev.handloom.device.hand;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The layout of a hand in a stream: 26 joints × (x, y, z, qx, qy, qz, qw).
public final class HandPose {
  public static final int PER_JOINT = 7;
  public static final int VALUES = HandJoint.COUNT * PER_JOINT;

  private static final String[] PARTS = {"x", "y", "z", "qx", "qy", "qz", "qw"};

  /// No joint of a wrist-relative hand is farther from the wrist.
  private static final double REACH_METRES = 0.4;

  private HandPose() {}

  /// The spec of a derived hand stream.
  public static StreamSpec spec(String name, double nominalHz, String maker) {
    List<Channel> channels = new ArrayList<>(VALUES);
    for (int j = 0; j < HandJoint.COUNT; j++) {
      String joint = HandJoint.of(j).name().toLowerCase(Locale.ROOT);
      for (int p = 0; p < PER_JOINT; p++) {
        channels.add(
            p < 3
                ? new Channel(joint + "_" + PARTS[p], Unit.METRE, -REACH_METRES, REACH_METRES)
                : new Channel(joint + "_" + PARTS[p], Unit.NONE, -1, 1));
      }
    }
    return new StreamSpec(name, StreamKind.HAND, channels, nominalHz, null, null, maker);
  }

  /// The distance between two joints of a hand, in metres.
  public static double distance(double[] hand, HandJoint a, HandJoint b) {
    int i = a.ordinal() * PER_JOINT;
    int j = b.ordinal() * PER_JOINT;
    double dx = hand[i] - hand[j];
    double dy = hand[i + 1] - hand[j + 1];
    double dz = hand[i + 2] - hand[j + 2];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
