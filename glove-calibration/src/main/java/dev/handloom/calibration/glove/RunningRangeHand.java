package dev.handloom.calibration.glove;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import java.util.List;

/// A hand from a glove that nobody has calibrated: each finger's curl is its share of the range
/// seen so far, and the joints of a finger bend together. Good enough to see that the glove works
/// and which hand it is on; a guided calibration replaces it.
public final class RunningRangeHand implements Processor {
  /// Written into the derived stream: what made it, and its version.
  public static final String MAKER = "uncalibrated-running-range 1";

  private static final int NONE = -1;

  /// Of a fully curled finger, in radians: knuckle, middle joint, end joint.
  private static final double[] CURLED = {1.4, 1.65, 0.95};

  /// Of a fully curled thumb: opposition, abduction, knuckle, end joint.
  private static final double[] THUMB_CURLED = {0.7, 0.15, 0.65, 0.9};

  /// A full splay to one side, in radians.
  private static final double SPLAYED = 0.3;

  private final StreamSpec output;
  private final int[] curl = new int[Finger.values().length];
  private final int[] splay = new int[Finger.values().length];
  private final RunningRange[] ranges;
  private final double[] middles;
  private final double[] angles = new double[HandAngles.COUNT];
  private final ForwardKinematics kinematics;

  /// @param input the glove's finger stream
  /// @param outputName what the hand stream is called
  public RunningRangeHand(StreamSpec input, String outputName, HandSide side, HandSize size) {
    output = HandPose.spec(outputName, input.nominalHz(), MAKER);
    kinematics = new ForwardKinematics(side, size);
    List<Channel> channels = input.channels();
    ranges = new RunningRange[channels.size()];
    middles = new double[channels.size()];
    for (int i = 0; i < ranges.length; i++) {
      Channel channel = channels.get(i);
      ranges[i] = new RunningRange(channel.low(), channel.high());
      middles[i] = (channel.low() + channel.high()) / 2;
    }
    for (Finger finger : Finger.values()) {
      curl[finger.ordinal()] = find(channels, finger, "curl");
      splay[finger.ordinal()] = find(channels, finger, "splay");
    }
  }

  /// Whether a stream looks like the fingers of a glove: it has a curl for at least four of them.
  public static boolean fits(StreamSpec spec) {
    int found = 0;
    for (Finger finger : Finger.values()) {
      found += find(spec.channels(), finger, "curl") == NONE ? 0 : 1;
    }
    return !spec.derived() && found >= 4;
  }

  private static int find(List<Channel> channels, Finger finger, String what) {
    for (int i = 0; i < channels.size(); i++) {
      String name = channels.get(i).name();
      if (name.contains(finger.word()) && name.contains(what)) {
        return i;
      }
    }
    return NONE;
  }

  @Override
  public StreamSpec output() {
    return output;
  }

  @Override
  public boolean process(Sample in, Sample out) {
    for (int i = 0; i < ranges.length; i++) {
      if (!Double.isNaN(in.values[i])) {
        ranges[i].see(in.values[i]);
      }
    }
    for (int f = 0; f < curl.length; f++) {
      double bent = share(in, curl[f]);
      double apart = lean(in, splay[f]);
      int a = f * HandAngles.PER_FINGER;
      if (f == Finger.THUMB.ordinal()) {
        for (int k = 0; k < THUMB_CURLED.length; k++) {
          angles[a + k] = bent * THUMB_CURLED[k];
        }
        angles[a + 1] += apart;
      } else {
        angles[a] = bent * CURLED[0];
        angles[a + 1] = apart * (1 - bent);
        angles[a + 2] = bent * CURLED[1];
        angles[a + 3] = bent * CURLED[2];
      }
    }
    kinematics.solve(angles, out.values);
    return true;
  }

  private double share(Sample in, int channel) {
    return channel == NONE || Double.isNaN(in.values[channel])
        ? 0
        : ranges[channel].share(in.values[channel]);
  }

  /// Splay sensors rest in the middle of their range.
  private double lean(Sample in, int channel) {
    if (channel == NONE || Double.isNaN(in.values[channel]) || !ranges[channel].known()) {
      return 0;
    }
    return SPLAYED * (in.values[channel] - middles[channel]) / middles[channel];
  }
}
