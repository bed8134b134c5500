package dev.handloom.calibration.quality;

import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.fit.HoldTable;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.run.Hold;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.ForwardKinematics;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Measures a model on the holds that it was made of.
public final class QualityJudge {
  private final List<SensedChannel> channels;
  private final HoldTable table;
  private final GloveModel.Predictor predictor;
  private final ForwardKinematics kinematics;
  private final Set<Finger> fingers;

  private QualityJudge(
      List<SensedChannel> channels,
      HoldTable table,
      GloveModel model,
      HandSide side,
      HandSize size,
      Set<Finger> fingers) {
    this.channels = channels;
    this.table = table;
    this.fingers = fingers;
    predictor = model.predictor();
    kinematics = new ForwardKinematics(side, size);
  }

  public static Quality judge(
      List<SensedChannel> channels,
      List<Hold> holds,
      GloveModel model,
      HandSide side,
      HandSize size,
      Set<Finger> fingers,
      List<GloveFault> faults) {
    HoldTable table = new HoldTable(holds);
    return new QualityJudge(channels, table, model, side, size, fingers).judge(holds, faults);
  }

  private Quality judge(List<Hold> holds, List<GloveFault> faults) {
    double repeatability = Math.toDegrees(repeatability());
    double bound = Math.toDegrees(bound(holds));
    double[] pinches = new double[4];
    for (int f = 1; f <= pinches.length; f++) {
      pinches[f - 1] = pinch(Finger.values()[f]);
    }
    double drift = Math.toDegrees(drift());
    Verdict verdict = new Verdict();
    verdict.faults(channels, faults);
    verdict.pinches(pinches, bound);
    verdict.repeatability(repeatability);
    verdict.drift(drift);
    verdict.bound(bound);
    return new Quality(
        verdict.grade(),
        repeatability,
        bound,
        pinches,
        rangeUsed(),
        noise(),
        drift,
        holds.isEmpty() ? 0 : holds.getLast().seconds(),
        faults,
        verdict.reasons(),
        verdict.advice());
  }

  private double[] angles(Hold hold) {
    double[] angles = new double[HandAngles.COUNT];
    predictor.angles(hold.mean(), angles);
    return angles;
  }

  private boolean there(int angle) {
    return fingers.contains(Finger.values()[angle / HandAngles.PER_FINGER]);
  }

  private double repeatability() {
    double sum = 0;
    int freedoms = 0;
    for (Step step : table.steps()) {
      List<Hold> rounds = table.of(step);
      if (rounds.size() < 2) {
        continue;
      }
      double[][] all = new double[rounds.size()][];
      for (int r = 0; r < all.length; r++) {
        all[r] = angles(rounds.get(r));
      }
      for (int i = 0; i < HandAngles.COUNT; i++) {
        if (there(i)) {
          double mean = 0;
          for (double[] one : all) {
            mean += one[i] / all.length;
          }
          for (double[] one : all) {
            sum += (one[i] - mean) * (one[i] - mean);
          }
          freedoms += all.length - 1;
        }
      }
    }
    return freedoms == 0 ? Double.NaN : Math.sqrt(sum / freedoms);
  }

  private double bound(List<Hold> holds) {
    double sum = 0;
    int count = 0;
    double[] bounds = new double[HandAngles.COUNT];
    for (Hold hold : holds) {
      angles(hold);
      predictor.bounds(bounds);
      for (int i = 0; i < bounds.length; i++) {
        if (there(i)) {
          sum += bounds[i] * bounds[i];
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : Math.sqrt(sum / count);
  }

  private double pinch(Finger finger) {
    List<Hold> rounds = table.of(Step.pinch(finger));
    if (rounds.isEmpty()) {
      return Double.NaN;
    }
    double[] joints = new double[HandPose.VALUES];
    double sum = 0;
    for (Hold hold : rounds) {
      kinematics.solve(angles(hold), joints);
      sum += 1000 * HandPose.distance(joints, Finger.THUMB.tip(), finger.tip());
    }
    return sum / rounds.size();
  }

  private double drift() {
    List<Hold> flats = table.of(Step.FLAT);
    if (flats.size() < 2) {
      return Double.NaN;
    }
    double[] first = angles(flats.getFirst());
    double[] last = angles(flats.getLast());
    double sum = 0;
    int count = 0;
    for (int i = 0; i < first.length; i++) {
      if (there(i)) {
        sum += (last[i] - first[i]) * (last[i] - first[i]);
        count++;
      }
    }
    return Math.sqrt(sum / Math.max(1, count));
  }

  private double[] rangeUsed() {
    double[] used = new double[channels.size()];
    for (int c = 0; c < used.length; c++) {
      SensedChannel channel = channels.get(c);
      double travel = Math.toRadians(ChannelScale.travel(channel));
      double whole = channel.angle() ? travel : channel.high() - channel.low();
      used[c] = whole > 0 ? table.range(c) / whole : Double.NaN;
    }
    return used;
  }

  private double[] noise() {
    ChannelScale scale = new ChannelScale(channels, table);
    double[] noise = new double[channels.size()];
    Arrays.fill(noise, Double.NaN);
    for (int c = 0; c < noise.length; c++) {
      double sum = 0;
      List<Hold> rests = new ArrayList<>(table.of(Step.REST));
      for (Hold hold : rests) {
        sum += hold.noise()[c] * hold.noise()[c];
      }
      if (!rests.isEmpty()) {
        noise[c] = scale.degrees(c) * Math.sqrt(sum / rests.size());
      }
    }
    return noise;
  }
}
