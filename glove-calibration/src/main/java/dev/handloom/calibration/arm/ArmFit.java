package dev.handloom.calibration.arm;

import dev.handloom.calibration.exo.SineCosine;
import dev.handloom.calibration.run.RunRecording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Works each joint out from a run.
final class ArmFit {
  /// A right angle as people bend it, one standard deviation, as a share of it.
  private static final double RIGHT_ANGLE = 0.05;

  /// The same where the joint came to its end: it may have ended before.
  private static final double AT_END = 0.10;

  /// What a gripper's lever goes from open to closed, where its counts do not tell, and how far
  /// levers differ in that.
  private static final double LEVER = Math.toRadians(72);

  private static final double LEVER_SPREAD = 0.2;

  /// Of an encoder whose turn is a turn.
  private static final double TURN = 0.004;

  /// Counts that differ so much from a right angle's are not those of a turn.
  static final double OTHER_SCALE = 0.15;

  /// Joints are bent at least so far to tell their sign, in radians.
  static final double LEAST_BEND = Math.toRadians(12);

  /// A zero pose that is set by eye may be off as a whole, one standard deviation in radians.
  private static final double BY_EYE = Math.toRadians(1.0);

  /// What magnets beside their axis and teeth of gears leave, one standard deviation in radians.
  private static final double ENCODER = Math.toRadians(0.4);

  private static final double SHORT_ARC = Math.toRadians(10);

  final List<Encoder> encoders;
  final ArmPlan plan;
  final RunRecording recording;
  final Stretches stretches;
  final JointTrack[] tracks;
  final Ellipses[] ellipses;
  final List<Integer> zeros = new ArrayList<>();
  final int[] sweeps;
  final int[] bends;

  ArmFit(List<Encoder> encoders, ArmPlan plan, RunRecording recording) {
    this.encoders = encoders;
    this.plan = plan;
    this.recording = recording;
    stretches = new Stretches(recording, plan.steps().size());
    int n = encoders.size();
    tracks = new JointTrack[n];
    ellipses = new Ellipses[n];
    sweeps = new int[n];
    bends = new int[n];
    for (int j = 0; j < n; j++) {
      Encoder encoder = encoders.get(j);
      @Nullable SineCosine ellipse = null;
      if (encoder.paired()) {
        ellipses[j] = Ellipses.of(encoder, recording);
        ellipse = ellipses[j].fitted();
      } else {
        ellipses[j] = new Ellipses(null, Double.NaN);
      }
      tracks[j] = new JointTrack(encoder, ellipse, recording, stretches);
    }
    for (int s = 0; s < plan.steps().size(); s++) {
      ArmStep step = plan.steps().get(s);
      switch (step.kind()) {
        case ZERO -> zeros.add(s);
        case SWEEP -> sweeps[step.joint()] = s;
        case BEND -> bends[step.joint()] = s;
      }
    }
  }

  /// How far a joint's readings went in a step, in radians; 0 where nothing came.
  double moved(int joint, int step) {
    Encoder encoder = encoders.get(joint);
    double range;
    if (encoder.paired() && ellipses[joint].fitted() == null) {
      // Without an ellipse, by what the two channels went: a part of a turn at most.
      double whole = encoder.high() - encoder.low();
      range = Math.max(raw(encoder.channel(), step), raw(encoder.cosine(), step)) / whole * 2;
    } else {
      range = encoder.usualGain() * tracks[joint].range(step);
    }
    return Double.isNaN(range) ? 0 : range;
  }

  private double raw(int channel, int step) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int s = stretches.begin(step); s < stretches.end(step); s++) {
      double value = recording.value(s, channel);
      low = value < low ? value : low;
      high = value > high ? value : high;
    }
    return high < low ? 0 : high - low;
  }

  /// The zero poses of a joint as deviations from the first that there is, in its unit.
  double[] zeroPoses(int joint) {
    JointTrack track = tracks[joint];
    double first = Double.NaN;
    double[] found = new double[zeros.size()];
    int count = 0;
    for (int step : zeros) {
      double held = track.held(step);
      if (Double.isNaN(held)) {
        continue;
      }
      first = Double.isNaN(first) ? held : first;
      found[count++] = track.apart(held, first);
    }
    return Arrays.copyOf(found, count);
  }

  /// How far a joint was bent from its zero, in its unit; NaN where it was not asked.
  double bend(int joint) {
    JointTrack track = tracks[joint];
    double held = track.held(bends[joint]);
    double before = bends[joint] >= 2 ? track.held(bends[joint] - 2) : Double.NaN;
    return held - before;
  }

  ArmModel model() {
    boolean turns = mostTurn();
    List<ArmJoint> joints = new ArrayList<>();
    for (int j = 0; j < tracks.length; j++) {
      joints.add(joint(j, turns));
    }
    return new ArmModel(joints);
  }

  /// Whether right angles look like right angles if a turn is taken for a turn. One joint that does
  /// not may have been bent carelessly; of all of them that is not likely.
  private boolean mostTurn() {
    int with = 0;
    int against = 0;
    for (int j = 0; j < tracks.length; j++) {
      double off = rightAngleOff(j);
      with += off < OTHER_SCALE ? 1 : 0;
      against += off >= OTHER_SCALE ? 1 : 0;
    }
    return with >= against;
  }

  /// By what share that differs from one.
  double rightAngleOff(int joint) {
    return Math.abs(rightAngle(joint) - 1);
  }

  /// A bend as a share of a right angle if a turn is a turn; NaN where that is not asked.
  double rightAngle(int joint) {
    Encoder encoder = encoders.get(joint);
    double bent = Math.abs(bend(joint)) * encoder.usualGain();
    boolean asked =
        !encoder.radians()
            && !encoder.lever()
            && !Double.isNaN(encoder.period())
            && bent > LEAST_BEND
            && !atEnd(joint);
    return asked ? bent / (Math.PI / 2) : Double.NaN;
  }

  /// Whether the bend ended where the sweep did: the joint goes no farther.
  private boolean atEnd(int joint) {
    JointTrack track = tracks[joint];
    double[] ends = track.ends(sweeps[joint]);
    double held = track.held(bends[joint]);
    double near = 0.03 * (ends[1] - ends[0]);
    return Math.abs(held - ends[0]) < near || Math.abs(held - ends[1]) < near;
  }

  private ArmJoint joint(int j, boolean turns) {
    Encoder encoder = encoders.get(j);
    JointTrack track = tracks[j];
    double bend = bend(j);
    boolean bent = Math.abs(bend) * encoder.usualGain() > LEAST_BEND;
    double sign = bent && bend < 0 ? -1 : 1;
    Scale scale = scale(j, bend, bent, turns);
    double size = scale.size();
    double[] poses = zeroPoses(j);
    double zero = first(j) + mean(poses);
    double[] ends = track.ends(sweeps[j]);
    // The sweep began in the zero pose: its ends are measured from there, on whatever turn it was.
    double start = sweeps[j] > 0 ? track.held(sweeps[j] - 1) : Double.NaN;
    double down = size * (ends[0] - start);
    double up = size * (ends[1] - start);
    double low = sign > 0 ? down : -up;
    double high = sign > 0 ? up : -down;
    if (Double.isNaN(low) || Double.isNaN(high)) {
      low = 0;
      high = 0;
    }
    return new ArmJoint(
        scale.turns() ? encoder : encoder.endless(),
        ellipses[j].fitted(),
        zero,
        sign * size,
        Math.min(low, 0),
        Math.max(high, 0),
        spread(j, size, poses),
        scale.spread());
  }

  /// @param size radians a unit
  /// @param spread one standard deviation, as a share of it
  /// @param turns whether the readings begin again after a turn
  private record Scale(double size, double spread, boolean turns) {}

  private Scale scale(int j, double bend, boolean bent, boolean turns) {
    Encoder encoder = encoders.get(j);
    if (encoder.radians()) {
      return new Scale(1, 0, true);
    }
    boolean period = !Double.isNaN(encoder.period());
    if (period && (turns || rightAngleOff(j) < OTHER_SCALE)) {
      return new Scale(encoder.usualGain(), TURN, true);
    }
    if (encoder.lever()) {
      double range = tracks[j].range(sweeps[j]);
      return range > 0
          ? new Scale(LEVER / range, LEVER_SPREAD, false)
          : new Scale(encoder.usualGain(), 1, false);
    }
    return bent
        ? new Scale(Math.PI / 2 / Math.abs(bend), atEnd(j) ? AT_END : RIGHT_ANGLE, false)
        : new Scale(encoder.usualGain(), 1, false);
  }

  private double first(int joint) {
    for (int step : zeros) {
      double held = tracks[joint].held(step);
      if (!Double.isNaN(held)) {
        return held;
      }
    }
    return Double.NaN;
  }

  private double spread(int j, double size, double[] poses) {
    double again = size * deviation(poses) / Math.sqrt(Math.max(1, poses.length));
    SineCosine ellipse = ellipses[j].fitted();
    double shape = ellipse == null ? 0 : ellipse.residual();
    double halves = ellipse == null ? 0 : ellipses[j].heldOut();
    if (ellipse != null && ellipse.covered() < SineCosine.LEAST_COVERED) {
      // Of so little of an ellipse the rest is a guess.
      halves = Math.max(halves, SHORT_ARC);
    }
    return Math.sqrt(
        again * again + BY_EYE * BY_EYE + ENCODER * ENCODER + shape * shape + halves * halves / 4);
  }

  /// Error of each zero pose as the others have it, in radians; NaN with fewer than two.
  double leftOutZero(int joint, double size) {
    double[] poses = zeroPoses(joint);
    int n = poses.length;
    return n < 2 ? Double.NaN : size * deviation(poses) * Math.sqrt((double) n / (n - 1));
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  static double deviation(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return values.length < 2 ? 0 : Math.sqrt(sum / (values.length - 1));
  }
}
