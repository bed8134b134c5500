package dev.handloom.calibration.quality;

import dev.handloom.calibration.fit.HoldTable;
import dev.handloom.calibration.fit.OwnPose;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.quality.GloveFault.Kind;
import dev.handloom.calibration.run.Hold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whether the same pose says something else later in the run: all at once, as when the glove slips
/// on the hand, or little by little, as when it warms up.
final class WanderFinder {
  /// A jump or a creep of one channel, in degrees over the run.
  private static final double MUCH = 8;

  /// Of what a channel's repetitions differ, the share that the jump or the creep explains.
  private static final double EXPLAINED = 0.6;

  /// A jump fits this much better than a creep.
  private static final double BETTER = 0.8;

  /// All channels together: median creep over the run, as a share of the channel's own travel …
  private static final double ALL_SHARE = 0.045;

  /// … and the share of them that creep the same way.
  private static final double SAME_WAY = 0.75;

  private static final int LEAST_HOLDS = 9;

  /// Not closer to either end of the run than so many holds.
  private static final int MARGIN = 4;

  private final List<SensedChannel> channels;
  private final List<Hold> holds;
  private final HoldTable table;
  private final ChannelScale scale;

  WanderFinder(
      List<SensedChannel> channels, List<Hold> holds, HoldTable table, ChannelScale scale) {
    this.channels = channels;
    this.holds = holds;
    this.table = table;
    this.scale = scale;
  }

  List<GloveFault> find(boolean[] dead) {
    List<GloveFault> faults = new ArrayList<>();
    if (holds.size() < LEAST_HOLDS) {
      return faults;
    }
    double[] times = centred(times());
    double[] creeps = new double[channels.size()];
    int count = 0;
    int up = 0;
    for (int c = 0; c < channels.size(); c++) {
      double travel = ChannelScale.travel(channels.get(c));
      double degrees = scale.degrees(c);
      if (dead[c] || travel == 0 || Double.isNaN(degrees)) {
        continue;
      }
      double[] rest = rest(c, degrees);
      double creep = along(rest, times) * (last().seconds() - holds.getFirst().seconds());
      double share = creep / travel * way(c);
      creeps[count++] = share;
      up += share > 0 ? 1 : 0;
      one(c, rest, times, creep, faults);
    }
    double[] sorted = Arrays.copyOf(creeps, count);
    Arrays.sort(sorted);
    double median = count == 0 ? 0 : sorted[count / 2];
    double same = count == 0 ? 0 : Math.max(up, count - up) / (double) count;
    if (Math.abs(median) > ALL_SHARE && same >= SAME_WAY) {
      faults.removeIf(fault -> fault.kind() == Kind.DRIFTING);
      faults.add(
          new GloveFault(
              Kind.DRIFTING,
              -1,
              -1,
              "The whole glove wandered by "
                  + Math.round(100 * Math.abs(median))
                  + " % of its range. Let it warm up for some minutes and calibrate again"));
    }
    return faults;
  }

  private Hold last() {
    return holds.getLast();
  }

  /// Which way the channel runs when the joint bends.
  private double way(int c) {
    return Math.signum(table.response(OwnPose.of(channels.get(c)), c));
  }

  private void one(int c, double[] rest, double[] times, double creep, List<GloveFault> faults) {
    double all = squares(rest);
    double lineLeft = all - gain(rest, times);
    double jumpLeft = all;
    double jump = 0;
    for (int split = MARGIN; split <= rest.length - MARGIN; split++) {
      double[] after = new double[rest.length];
      Arrays.fill(after, split, after.length, 1);
      after = centred(after);
      double left = all - gain(rest, after);
      if (left < jumpLeft) {
        jumpLeft = left;
        jump = along(rest, after);
      }
    }
    String name = channels.get(c).words();
    if (Math.abs(jump) > MUCH && all - jumpLeft > EXPLAINED * all && jumpLeft < BETTER * lineLeft) {
      String words =
          " jumped by "
              + Math.round(Math.abs(jump))
              + "° in the run. Tighten the glove and begin again";
      faults.add(new GloveFault(Kind.SLIPPED, c, -1, name + words));
    } else if (Math.abs(creep) > MUCH && all - lineLeft > EXPLAINED * all) {
      String words = " wandered by " + Math.round(Math.abs(creep)) + "° in the run";
      faults.add(new GloveFault(Kind.DRIFTING, c, -1, name + words));
    }
  }

  private double[] times() {
    double[] times = new double[holds.size()];
    for (int h = 0; h < times.length; h++) {
      times[h] = holds.get(h).seconds();
    }
    return times;
  }

  /// What is left of a channel when each pose's own mean is taken off, in degrees.
  private double[] rest(int c, double degrees) {
    double[] rest = new double[holds.size()];
    for (int h = 0; h < rest.length; h++) {
      double mean = holds.get(h).mean()[c];
      rest[h] = Double.isNaN(mean) ? 0 : degrees * mean;
    }
    return centred(rest);
  }

  /// Takes the mean of each pose off.
  private double[] centred(double[] values) {
    double[] out = values.clone();
    for (int h = 0; h < values.length; h++) {
      double sum = 0;
      int count = 0;
      for (int o = 0; o < values.length; o++) {
        if (holds.get(o).step() == holds.get(h).step()) {
          sum += values[o];
          count++;
        }
      }
      out[h] -= sum / count;
    }
    return out;
  }

  private static double squares(double[] values) {
    return dot(values, values);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double along(double[] rest, double[] shape) {
    double size = squares(shape);
    return size == 0 ? 0 : dot(rest, shape) / size;
  }

  private static double gain(double[] rest, double[] shape) {
    double size = squares(shape);
    double with = dot(rest, shape);
    return size == 0 ? 0 : with * with / size;
  }
}
