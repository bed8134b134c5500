package dev.handloom.calibration.quality;

import dev.handloom.calibration.fit.HoldTable;
import dev.handloom.calibration.fit.OwnPose;
import dev.handloom.calibration.glove.Sense;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.quality.GloveFault.Kind;
import dev.handloom.calibration.run.Hold;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.hand.Finger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Looks through the holds of a run for channels that do not do what they should.
public final class FaultFinder {
  /// A raw channel that moves less, as a share of its range, over all poses is dead.
  private static final double DEAD_SHARE = 0.02;

  /// An angle that moves less over all poses is dead, in degrees.
  private static final double DEAD_DEGREES = 5;

  /// A joint that goes less than this in its pose cannot be told from a dead one, in degrees.
  private static final double LEAST_TRAVEL = 12;

  /// While the hand is still, in degrees, one standard deviation.
  private static final double NOISY_DEGREES = 1.6;

  /// … and so many times its neighbours' median.
  private static final double NOISY_TIMES = 4;

  /// Noise below this share of the channel's usual one: the channel stands at a stop.
  private static final double STOPPED_NOISE = 0.1;

  /// Nobody comes back to a place within this share of a channel's movement, unless it is a stop.
  private static final double STOPPED_SHARE = 0.004;

  /// Fewer poses at a stop are chance.
  private static final int LEAST_STOPS = 3;

  /// By so much more of its way to the fist does a finger move in its own pinch than in another's,
  /// at least …
  private static final double PINCH_LEAD = 0.05;

  /// … and two fingers together.
  private static final double PINCH_LEADS = 0.25;

  /// The middle finger is the axis about which the others spread: it answers a spread hand less
  /// than this share of what they do …
  private static final double AXIS_MOST = 0.35;

  /// … and whoever has its plug answers as much as they do, at least this share.
  private static final double OTHERS_LEAST = 0.6;

  private final List<SensedChannel> channels;
  private final HoldTable table;
  private final List<Hold> holds;
  private final ChannelScale scale;
  private final List<GloveFault> faults = new ArrayList<>();

  private FaultFinder(List<SensedChannel> channels, List<Hold> holds) {
    this.channels = channels;
    this.holds = holds;
    table = new HoldTable(holds);
    scale = new ChannelScale(channels, table);
  }

  public static List<GloveFault> find(List<SensedChannel> channels, List<Hold> holds) {
    return new FaultFinder(channels, holds).find();
  }

  private List<GloveFault> find() {
    boolean[] dead = new boolean[channels.size()];
    for (int c = 0; c < dead.length; c++) {
      dead[c] = dead(c);
      if (dead[c]) {
        add(Kind.DEAD, c, -1, "did not move in any pose. Look at its plug and its sensor");
      }
    }
    double usualNoise = medianNoise(dead);
    for (int c = 0; c < dead.length; c++) {
      if (!dead[c] && channels.get(c).useful()) {
        noisy(c, usualNoise);
        saturated(c);
        inverted(c);
      }
    }
    swapped(dead);
    swappedSideways(dead);
    faults.addAll(new WanderFinder(channels, holds, table, scale).find(dead));
    return faults;
  }

  private void add(Kind kind, int channel, int other, String words) {
    faults.add(new GloveFault(kind, channel, other, channels.get(channel).words() + " " + words));
  }

  private boolean dead(int c) {
    SensedChannel channel = channels.get(c);
    if (!channel.useful()
        || ChannelScale.travel(channel) < LEAST_TRAVEL
        || !table.has(OwnPose.of(channel))) {
      return false;
    }
    double range = table.range(c);
    return channel.angle()
        ? Math.toDegrees(range) < DEAD_DEGREES
        : range < DEAD_SHARE * (channel.high() - channel.low());
  }

  private double medianNoise(boolean[] dead) {
    double[] all = new double[channels.size()];
    int count = 0;
    for (int c = 0; c < all.length; c++) {
      double degrees = noise(c);
      if (!dead[c] && channels.get(c).useful() && !Double.isNaN(degrees)) {
        all[count++] = degrees;
      }
    }
    Arrays.sort(all, 0, count);
    return count == 0 ? 0 : all[count / 2];
  }

  private double noise(int c) {
    return table.noise(c) * scale.degrees(c);
  }

  private void noisy(int c, double usual) {
    double degrees = noise(c);
    if (degrees > NOISY_DEGREES && degrees > NOISY_TIMES * usual) {
      add(
          Kind.NOISY,
          c,
          -1,
          "flickers by "
              + Math.round(10 * degrees) / 10.0
              + "° while the hand is still. Look for a loose plug");
    }
  }

  private void saturated(int c) {
    double[] noises = new double[holds.size()];
    for (int h = 0; h < noises.length; h++) {
      noises[h] = holds.get(h).noise()[c];
    }
    Arrays.sort(noises);
    // Most poses do not reach the stop; the noisier half is the channel's own.
    double usual = noises[noises.length * 3 / 4];
    double range = table.range(c);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    int stopped = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Hold hold : holds) {
      double mean = hold.mean()[c];
      least = Math.min(least, mean);
      most = Math.max(most, mean);
      if (hold.noise()[c] < STOPPED_NOISE * usual) {
        stopped++;
        low = Math.min(low, mean);
        high = Math.max(high, mean);
      }
    }
    boolean oneplace = stopped >= LEAST_STOPS && high - low < STOPPED_SHARE * range;
    boolean end = high > most - STOPPED_SHARE * range || low < least + STOPPED_SHARE * range;
    if (oneplace && end) {
      add(Kind.SATURATED, c, -1, "stops before the joint does. Its sensor needs more room");
    }
  }

  private void inverted(int c) {
    SensedChannel channel = channels.get(c);
    if (channel.sense() == Sense.SPREAD || ChannelScale.travel(channel) < LEAST_TRAVEL) {
      return;
    }
    double response = table.response(OwnPose.of(channel), c);
    if (channel.angle()) {
      if (Math.toDegrees(response) < -DEAD_DEGREES) {
        add(Kind.INVERTED, c, -1, "runs backwards. The calibration turns it round");
      }
      return;
    }
    int with = 0;
    int against = 0;
    for (int o = 0; o < channels.size(); o++) {
      SensedChannel other = channels.get(o);
      boolean alike =
          o != c
              && (other.finger() == Finger.THUMB) == (channel.finger() == Finger.THUMB)
              && other.sense() != Sense.SPREAD
              && ChannelScale.travel(other) > LEAST_TRAVEL;
      if (alike) {
        double its = table.response(OwnPose.of(other), o);
        with += its * response > 0 ? 1 : 0;
        against += its * response < 0 ? 1 : 0;
      }
    }
    if (against > 2 * with && against >= 3) {
      add(Kind.INVERTED, c, -1, "runs against its neighbours. The calibration turns it round");
    }
  }

  private void swapped(boolean[] dead) {
    for (int a = 0; a < channels.size(); a++) {
      for (int b = a + 1; b < channels.size(); b++) {
        Finger one = channels.get(a).finger();
        Finger two = channels.get(b).finger();
        if (one == null || two == null) {
          continue;
        }
        boolean may =
            !dead[a]
                && !dead[b]
                && one != two
                && one != Finger.THUMB
                && channels.get(a).sense() == channels.get(b).sense()
                && channels.get(a).sense() != Sense.SPREAD
                && channels.get(a).useful();
        double first = may ? lead(a, two, one) : Double.NaN;
        double second = may ? lead(b, one, two) : Double.NaN;
        if (first > PINCH_LEAD && second > PINCH_LEAD && first + second > PINCH_LEADS) {
          add(
              Kind.SWAPPED,
              a,
              b,
              "answers the pinch of the "
                  + two.word()
                  + " finger, and "
                  + channels.get(b).words()
                  + " this one's. Change their plugs over");
        }
      }
    }
  }

  /// Of sideways channels only the middle finger's can be told: of the others no pose moves one
  /// alone.
  private void swappedSideways(boolean[] dead) {
    int axis = -1;
    List<Integer> others = new ArrayList<>();
    for (int c = 0; c < channels.size(); c++) {
      Finger finger = channels.get(c).finger();
      if (channels.get(c).sense() == Sense.SPREAD
          && channels.get(c).useful()
          && finger != null
          && finger != Finger.THUMB
          && !dead[c]) {
        if (finger == Finger.MIDDLE) {
          axis = c;
        } else {
          others.add(c);
        }
      }
    }
    if (axis < 0 || others.size() < 2) {
      return;
    }
    int least = others.getFirst();
    for (int c : others) {
      least = sideways(c) < sideways(least) ? c : least;
    }
    double usual = Double.POSITIVE_INFINITY;
    for (int c : others) {
      usual = c == least ? usual : Math.min(usual, sideways(c));
    }
    if (sideways(least) < AXIS_MOST * usual && sideways(axis) > OTHERS_LEAST * usual) {
      add(
          Kind.SWAPPED,
          least,
          axis,
          "stays where it is when the hand spreads, and "
              + channels.get(axis).words()
              + " does not. Change their plugs over");
    }
  }

  /// How far a channel goes when the hand spreads, as a share of what it could show.
  private double sideways(int channel) {
    double room = channels.get(channel).high() - channels.get(channel).low();
    return Math.abs(table.response(Step.SPREAD, channel)) / room;
  }

  /// How much farther a channel goes in one finger's pinch than in another's, as a share of its way
  /// to the fist.
  private double lead(int channel, Finger in, Finger than) {
    if (in == Finger.THUMB || than == Finger.THUMB) {
      return Double.NaN;
    }
    double way = table.response(Step.FIST, channel);
    return (table.mean(Step.pinch(in), channel) - table.mean(Step.pinch(than), channel)) / way;
  }
}
