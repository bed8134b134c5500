package dev.handloom.store.resample;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;

/// How the values of a stream are mixed between two samples: rotations on the shortest arc, angles
/// of a full turn the shorter way, switches not at all, everything else on a line.
final class Mixing {
  private enum Way {
    LINE,
    TURN,
    HOLD,
    /// The first of the four parts of a rotation.
    ROTATION,
    /// The other three.
    WITH_ROTATION
  }

  private static final String[] PARTS = {"qx", "qy", "qz", "qw"};
  private static final double FULL_TURN = 2 * Math.PI;
  private static final double NEARLY = 1e-3;

  /// Rotations nearer than this are mixed on a line: the arc's formula divides by almost nothing.
  private static final double NEARLY_ALIKE = 0.9995;

  private final List<Way> ways = new ArrayList<>();

  Mixing(StreamSpec spec) {
    List<Channel> channels = spec.channels();
    for (int c = 0; c < channels.size(); c++) {
      if (rotation(channels, c)) {
        ways.add(Way.ROTATION);
        ways.addAll(List.of(Way.WITH_ROTATION, Way.WITH_ROTATION, Way.WITH_ROTATION));
        c += PARTS.length - 1;
        continue;
      }
      Channel channel = channels.get(c);
      ways.add(
          switch (channel.unit()) {
            case SWITCH, NONE -> Way.HOLD;
            case RADIAN ->
                Math.abs(channel.high() - channel.low() - FULL_TURN) < NEARLY ? Way.TURN : Way.LINE;
            default -> Way.LINE;
          });
    }
  }

  private static boolean rotation(List<Channel> channels, int first) {
    if (first + PARTS.length > channels.size()) {
      return false;
    }
    for (int i = 0; i < PARTS.length; i++) {
      Channel channel = channels.get(first + i);
      if (channel.unit() != Unit.NONE || !channel.name().endsWith(PARTS[i])) {
        return false;
      }
    }
    return true;
  }

  /// Whether all its values hold until the next.
  boolean holds() {
    return ways.stream().allMatch(way -> way == Way.HOLD);
  }

  /// @param share of the way from before to after
  void mix(double[] before, double[] after, double share, double[] into) {
    for (int c = 0; c < into.length; c++) {
      switch (ways.get(c)) {
        case LINE -> into[c] = before[c] + share * (after[c] - before[c]);
        case TURN -> {
          double way = Math.IEEEremainder(after[c] - before[c], FULL_TURN);
          into[c] = before[c] + share * way;
        }
        case HOLD -> into[c] = before[c];
        case ROTATION -> {
          arc(before, after, share, c, into);
          c += PARTS.length - 1;
        }
        case WITH_ROTATION -> throw new IllegalStateException("A rotation begins with its qx");
      }
    }
  }

  private static void arc(double[] before, double[] after, double share, int at, double[] into) {
    double cosine = 0;
    for (int i = at; i < at + PARTS.length; i++) {
      cosine += before[i] * after[i];
    }
    // Both signs say the same rotation; the nearer one is meant.
    double sign = cosine < 0 ? -1 : 1;
    cosine *= sign;
    double first = 1 - share;
    double second = share;
    if (cosine < NEARLY_ALIKE) {
      double angle = Math.acos(cosine);
      first = Math.sin((1 - share) * angle) / Math.sin(angle);
      second = Math.sin(share * angle) / Math.sin(angle);
    }
    double length = 0;
    for (int i = at; i < at + PARTS.length; i++) {
      into[i] = first * before[i] + second * sign * after[i];
      length += into[i] * into[i];
    }
    length = Math.sqrt(length);
    for (int i = at; i < at + PARTS.length; i++) {
      into[i] /= length;
    }
  }
}
