package dev.handloom.calibration.fit;

import dev.handloom.calibration.glove.Sense;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.hand.JointSource;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import java.util.ArrayList;
import java.util.List;

/// Which channels of a glove show an angle: its own, else the nearest that bend along with it.
///
/// @param channels indexes
/// @param sense of those channels
record Wiring(JointSource source, Sense sense, List<Integer> channels) {
  /// For each angle of the thumb and of the others, the senses that show it, best first.
  private static final Sense[][] THUMB = {
    {Sense.OPPOSITION, Sense.CURL, Sense.SPREAD, Sense.MCP},
    {Sense.SPREAD, Sense.OPPOSITION},
    {Sense.MCP, Sense.CURL, Sense.DIP, Sense.OPPOSITION},
    {Sense.DIP, Sense.CURL, Sense.MCP}
  };

  private static final Sense[][] FINGER = {
    {Sense.MCP, Sense.CURL, Sense.PIP, Sense.DIP},
    {Sense.SPREAD},
    {Sense.PIP, Sense.DIP, Sense.CURL, Sense.MCP},
    {Sense.DIP, Sense.PIP, Sense.CURL, Sense.MCP}
  };

  private static final Sense[] THUMB_OWN = {Sense.OPPOSITION, Sense.SPREAD, Sense.MCP, Sense.DIP};
  private static final Sense[] FINGER_OWN = {Sense.MCP, Sense.SPREAD, Sense.PIP, Sense.DIP};

  /// @param span NaN for channels that cannot be used
  static Wiring of(List<SensedChannel> channels, double[] span, Finger finger, int angle) {
    boolean thumb = finger == Finger.THUMB;
    for (Sense sense : (thumb ? THUMB : FINGER)[angle]) {
      List<Integer> found = new ArrayList<>();
      for (int c = 0; c < channels.size(); c++) {
        SensedChannel channel = channels.get(c);
        if (channel.finger() == finger && channel.sense() == sense && !Double.isNaN(span[c])) {
          found.add(c);
        }
      }
      if (!found.isEmpty()) {
        return new Wiring(
            sense == own(finger, angle) ? JointSource.MEASURED : JointSource.INFERRED,
            sense,
            found);
      }
    }
    return new Wiring(JointSource.ASSUMED, Sense.OTHER, List.of());
  }

  /// The sense that an angle has for itself.
  static Sense own(Finger finger, int angle) {
    return (finger == Finger.THUMB ? THUMB_OWN : FINGER_OWN)[angle];
  }

  static final int ANGLES = HandAngles.PER_FINGER;
}
