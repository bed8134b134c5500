package dev.handloom.calibration.arm;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What tells of one joint: a channel, or two where an encoder gives a sine and a cosine.
///
/// @param name of the joint
/// @param channel index in the stream; of the sine where there are two
/// @param cosine index of the cosine, or −1
/// @param period after which the reading begins again, in its unit; NaN where it does not
/// @param radians whether the reading is an angle already
/// @param low end of the channel's range
/// @param high end of the channel's range
public record Encoder(
    String name, int channel, int cosine, double period, boolean radians, double low, double high) {
  private static final String SINE = "_sin";
  private static final String COSINE = "_cos";

  /// Readings that nobody has named, and those of fingertips, are no joints.
  private static final Pattern OTHER = Pattern.compile("(adc|fsr|force|reference).*");

  /// A potentiometer turns about so far over its range, in radians; good enough to say whether a
  /// joint moved.
  private static final double USUAL_RANGE = Math.toRadians(270);

  /// The joints of a stream; empty where it tells of none.
  public static List<Encoder> of(StreamSpec spec) {
    List<Encoder> found = new ArrayList<>();
    List<Channel> channels = spec.channels();
    for (int c = 0; c < channels.size(); c++) {
      Channel channel = channels.get(c);
      String name = channel.name();
      boolean tells = channel.unit() == Unit.COUNT || channel.unit() == Unit.RADIAN;
      if (!tells || OTHER.matcher(name).matches() || name.endsWith(COSINE)) {
        continue;
      }
      if (name.endsWith(SINE)) {
        String joint = name.substring(0, name.length() - SINE.length());
        int cosine = index(channels, joint + COSINE);
        if (cosine >= 0) {
          found.add(
              new Encoder(joint, c, cosine, 2 * Math.PI, true, channel.low(), channel.high()));
        }
        continue;
      }
      boolean angle = channel.unit() == Unit.RADIAN;
      double period = angle ? 2 * Math.PI : turn(channel);
      found.add(new Encoder(name, c, -1, period, angle, channel.low(), channel.high()));
    }
    return found;
  }

  /// The counts of a turn, where the range is one turn, or one with as many more to either side.
  private static double turn(Channel channel) {
    long counts = Math.round(channel.low() + channel.high() + 1);
    return counts >= 256 && Long.bitCount(counts) == 1 ? counts : Double.NaN;
  }

  private static int index(List<Channel> channels, String name) {
    for (int c = 0; c < channels.size(); c++) {
      if (channels.get(c).name().equals(name)) {
        return c;
      }
    }
    return -1;
  }

  public boolean paired() {
    return cosine >= 0;
  }

  /// Radians a unit, if a turn is a turn.
  public double usualGain() {
    return radians ? 1 : Double.isNaN(period) ? USUAL_RANGE / (high - low) : 2 * Math.PI / period;
  }

  /// Whether it is a hand's own lever, which nobody asks for a right angle.
  public boolean lever() {
    String word = name.toLowerCase(Locale.ROOT);
    return word.contains("gripper") || word.contains("trigger");
  }

  /// The same where readings do not begin again: counts that are not those of a turn.
  Encoder endless() {
    return new Encoder(name, channel, cosine, Double.NaN, radians, low, high);
  }

  /// As said to people.
  public String words() {
    return name.replace('_', ' ');
  }
}
