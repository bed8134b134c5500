package dev.handloom.store.conform;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandExercise;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.store.conform.Conformance.Worn;
import dev.handloom.store.conform.ConformanceReport.Hand;
import dev.handloom.store.conform.ConformanceReport.Reason;
import dev.handloom.store.conform.ConformanceReport.Step;
import dev.handloom.store.conform.ConformanceReport.Verdict;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether what was moved is what was asked for: the hand, and the finger.
///
/// A person does not bend the ring finger alone, so a neighbour that comes along contradicts
/// nothing; a finger two places away that moves instead does.
final class HandJudge {
  /// A hand that bends and stretches takes its channels through more of their range than this.
  private static final double MOVED = 0.15;

  /// The hand that was asked for moved by less than this share of what the other one did.
  private static final double HARDLY = 0.25;

  /// A finger that was asked for moved by less than this share of what another one did.
  private static final double LESS = 0.5;

  /// One finger that does not follow may be a broken channel, or a person who mistook it.
  private static final int FEWEST_WRONG = 2;

  /// A channel that never goes through more than this share of its range says nothing of its
  /// finger.
  private static final double DEAD = 0.05;

  /// Until a person does what was said.
  private static final double REACTION_SECONDS = 1;

  private static final double REACTION_SHARE = 0.2;
  private static final int FEWEST_SAMPLES = 8;

  private record Window(HandExercise what, long fromNanos, long toNanos) {}

  /// The bend of a finger.
  record Bend(Finger finger, Channel spec, ChannelJudge.Column column) {
    double range() {
      return spec.high() - spec.low();
    }
  }

  private final long startNanos;
  private final long stopNanos;
  private final List<Window> windows;
  private final List<Reason> reasons = new ArrayList<>();

  HandJudge(long startNanos, long stopNanos, List<Step> steps) {
    this.startNanos = startNanos;
    this.stopNanos = stopNanos;
    windows = windows(steps);
  }

  List<Reason> reasons() {
    return reasons;
  }

  private List<Window> windows(List<Step> steps) {
    List<Window> all = new ArrayList<>();
    double whole = (stopNanos - startNanos) / 1e9;
    for (int i = 0; i < steps.size(); i++) {
      double from = steps.get(i).fromSeconds();
      double to = i + 1 < steps.size() ? steps.get(i + 1).fromSeconds() : whole;
      double begun = from + Math.min(REACTION_SECONDS, REACTION_SHARE * (to - from));
      HandExercise.named(steps.get(i).gesture())
          .ifPresent(what ->
              all.add(
                  new Window(
                      what, startNanos + (long) (begun * 1e9), startNanos + (long) (to * 1e9))));
    }
    return all;
  }

  /// @param others of what is worn on the other hand
  /// @return null where nothing can be said: no channels of fingers, or no hand was asked for
  @Nullable Hand judge(String device, Worn worn, List<Bend> own, List<Bend> others) {
    if (own.isEmpty() || windows.stream().noneMatch(window -> window.what().bends())) {
      return null;
    }
    if (worn.contradictory()) {
      reasons.add(
          new Reason(
              Verdict.USABLE,
              device,
              "Its role says one hand and its setting \"side\" the other",
              "Make both say the same in the rig file."));
    }
    String other = worn.other();
    double moved = moved(own);
    double otherMoved = other == null ? 0 : moved(others);
    String hand = hand(device, worn, moved, otherMoved);
    String fingers = moved < MOVED ? "says nothing" : fingers(device, own);
    return new Hand(worn.side().word(), moved, other, otherMoved, hand, fingers);
  }

  private String hand(String device, Worn worn, double moved, double otherMoved) {
    if (worn.other() == null || Math.max(moved, otherMoved) < MOVED) {
      return "says nothing";
    }
    if (moved < HARDLY * otherMoved) {
      reasons.add(
          new Reason(
              Verdict.UNFIT,
              device,
              "The " + worn.side().word() + " hand was asked for, and " + worn.other() + " moved",
              "Swap the two, on the hands or in the rig file; or take it again and move the "
                  + worn.side().word()
                  + " hand alone."));
      return "contradicts";
    }
    return otherMoved < HARDLY * moved ? "agrees" : "says nothing";
  }

  private String fingers(String device, List<Bend> bends) {
    List<String> wrong = new ArrayList<>();
    int right = 0;
    for (Window window : windows) {
      Finger asked = window.what().finger();
      if (asked == null) {
        continue;
      }
      double[] shares = new double[Finger.values().length];
      for (Bend bend : bends) {
        double whole = spread(bend, startNanos, stopNanos);
        if (whole > DEAD * bend.range()) {
          double here = spread(bend, window.fromNanos(), window.toNanos()) / whole;
          int f = bend.finger().ordinal();
          shares[f] = Math.max(shares[f], here);
        }
      }
      int most = 0;
      for (int f = 1; f < shares.length; f++) {
        most = shares[f] > shares[most] ? f : most;
      }
      if (shares[most] < LESS) {
        continue;
      }
      boolean far = Math.abs(most - asked.ordinal()) > 1;
      if (far && shares[asked.ordinal()] < LESS * shares[most]) {
        wrong.add(asked.word() + " was " + Finger.values()[most].word());
      } else {
        right++;
      }
    }
    if (wrong.size() < FEWEST_WRONG) {
      return right == 0 ? "says nothing" : "agrees";
    }
    reasons.add(
        new Reason(
            Verdict.UNFIT,
            device,
            "Other fingers moved than were asked for: " + String.join(", ", wrong),
            "Compare the order of its sensors with how it is built; or take it again and follow"
                + " what is asked."));
    return "contradicts";
  }

  /// Which share of its range the channel that went farthest took, in the middle of all exercises
  /// that bend fingers.
  private double moved(List<Bend> bends) {
    List<Double> all = new ArrayList<>();
    for (Window window : windows) {
      if (!window.what().bends()) {
        continue;
      }
      double most = 0;
      for (Bend bend : bends) {
        double here = spread(bend, window.fromNanos(), window.toNanos());
        most = Math.max(most, here / bend.range());
      }
      all.add(most);
    }
    all.sort(null);
    return all.isEmpty() ? 0 : all.get(all.size() / 2);
  }

  /// Those of a device in a take.
  static List<Bend> bends(EpisodeReader episode, String device) {
    List<Bend> bends = new ArrayList<>();
    for (StreamSamples samples : episode.signals().values()) {
      if (!samples.spec().device().equals(device)
          || samples.spec().derived()
          || samples.spec().kind() != StreamKind.SIGNAL) {
        continue;
      }
      List<Channel> channels = samples.spec().channels();
      for (int c = 0; c < channels.size(); c++) {
        Finger finger = bending(channels.get(c).name());
        if (finger != null) {
          bends.add(new Bend(finger, channels.get(c), new ChannelJudge.Of(samples, c)));
        }
      }
    }
    return bends;
  }

  /// The finger whose bend a channel measures; null for other things, spreading among them.
  private static @Nullable Finger bending(String channel) {
    String name = channel.toLowerCase(Locale.ROOT);
    if (name.contains("splay") || name.contains("spread") || name.contains("abd")) {
      return null;
    }
    for (Finger finger : Finger.values()) {
      if (name.contains(finger.word()) || (finger == Finger.LITTLE && name.contains("pinky"))) {
        return finger;
      }
    }
    return null;
  }

  /// Between the values that one in twenty lies below, and above.
  private static double spread(Bend bend, long fromNanos, long toNanos) {
    ChannelJudge.Column samples = bend.column();
    double[] values = new double[samples.size()];
    int n = 0;
    for (int i = 0; i < samples.size(); i++) {
      long at = samples.captureNanos(i);
      double value = samples.value(i);
      if (at >= fromNanos && at < toNanos && !Double.isNaN(value)) {
        values[n++] = value;
      }
    }
    if (n < FEWEST_SAMPLES) {
      return 0;
    }
    Arrays.sort(values, 0, n);
    return values[(int) (0.95 * (n - 1))] - values[(int) (0.05 * (n - 1))];
  }
}
