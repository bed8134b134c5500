package dev.handloom.calibration.arm;

import dev.handloom.calibration.arm.ArmFault.Kind;
import dev.handloom.calibration.exo.SineCosine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Looks through a run for joints that do not do what they should.
final class ArmFaults {
  /// A joint that goes less than this in its own sweep stands still, in radians.
  private static final double STILL = Math.toRadians(6);

  /// What moved in its place went at least this far …
  private static final double MOVED = Math.toRadians(20);

  /// … and so many times as far.
  private static final double TIMES = 4;

  /// Moves along, as a share of the joint that was asked for.
  private static final double ALONG = 0.6;

  /// Too little to tell a joint by.
  private static final double LITTLE = Math.toRadians(25);

  private static final double NOISY = Math.toRadians(1.2);

  /// Readings at the very end of the channel's range in a sweep; passing by gives one or two.
  private static final int CLIPPED = 8;

  private static final int JUMPS = 3;
  private static final double SLIPPED = Math.toRadians(6);

  /// A slip is so many times as large as what the zero pose differs by besides.
  private static final double SLIP_TIMES = 3;

  private final ArmFit fit;
  private final ArmModel model;
  private final List<Encoder> encoders;
  private final List<ArmFault> faults = new ArrayList<>();

  private ArmFaults(ArmFit fit, ArmModel model) {
    this.fit = fit;
    this.model = model;
    encoders = fit.encoders;
  }

  static List<ArmFault> find(ArmFit fit, ArmModel model) {
    return new ArmFaults(fit, model).find();
  }

  private List<ArmFault> find() {
    int n = encoders.size();
    int[] mover = new int[n];
    boolean[] explained = new boolean[n];
    for (int j = 0; j < n; j++) {
      mover[j] = mover(j);
    }
    for (int j = 0; j < n; j++) {
      int other = mover[j];
      if (other > j && mover[other] == j) {
        explained[j] = true;
        explained[other] = true;
        add(
            Kind.SWAPPED,
            j,
            other,
            name(j)
                + " moves when the "
                + encoders.get(other).words()
                + " is asked for, and the other way round. Change their ids or plugs over");
      }
    }
    for (int j = 0; j < n; j++) {
      if (!explained[j]) {
        moves(j, mover[j]);
      }
      // In readings of another joint scales mean nothing.
      if (mover[j] >= 0 && !explained[j]) {
        sensor(j);
      }
    }
    return faults;
  }

  private void add(Kind kind, int joint, int other, String words) {
    faults.add(new ArmFault(kind, joint, other, words));
  }

  private String name(int joint) {
    String words = encoders.get(joint).words();
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String degrees(double radians) {
    return Math.round(Math.toDegrees(radians)) + "°";
  }

  /// Who moved in a joint's own sweep: itself, another in its place, or −1 for nobody.
  private int mover(int joint) {
    int step = fit.sweeps[joint];
    double own = fit.moved(joint, step);
    int most = joint;
    for (int k = 0; k < encoders.size(); k++) {
      most = fit.moved(k, step) > fit.moved(most, step) ? k : most;
    }
    double its = fit.moved(most, step);
    if (most != joint && its > MOVED && its > TIMES * own) {
      return most;
    }
    return own < STILL ? -1 : joint;
  }

  private void moves(int j, int mover) {
    int step = fit.sweeps[j];
    if (fit.stretches.end(step) == fit.stretches.begin(step)) {
      add(Kind.STUCK, j, -1, name(j) + " was left out, so nothing is known of it");
    } else if (mover < 0) {
      add(
          Kind.STUCK,
          j,
          -1,
          name(j) + " did not move in its sweep. Look at its cable and its magnet, or repeat it");
    } else if (mover != j) {
      add(
          Kind.WRONG_JOINT,
          j,
          mover,
          name(j)
              + " stood still in its sweep, and "
              + encoders.get(mover).words()
              + " moved. Look at ids and plugs, or repeat it");
    } else {
      moved(j, step);
    }
  }

  private void moved(int j, int step) {
    double own = fit.moved(j, step);
    for (int k = 0; k < encoders.size(); k++) {
      double its = fit.moved(k, step);
      if (k != j && its > MOVED && its > ALONG * own) {
        add(
            Kind.MOVES_ALONG,
            j,
            k,
            name(k)
                + " went "
                + degrees(its)
                + " while the "
                + encoders.get(j).words()
                + " was swept. Hold the others still and repeat it");
        return;
      }
    }
    if (own < LITTLE && !clipped(j)) {
      add(
          Kind.LITTLE_SWEPT,
          j,
          -1,
          name(j) + " was swept over " + degrees(own) + " only. Repeat it from end to end");
    }
    if (!(Math.abs(fit.bend(j)) * encoders.get(j).usualGain() > ArmFit.LEAST_BEND)) {
      add(
          Kind.NOT_BENT,
          j,
          -1,
          name(j) + " was not bent when it was asked for, so its sign is not known. Repeat it");
    }
  }

  private void sensor(int j) {
    Encoder encoder = encoders.get(j);
    JointTrack track = fit.tracks[j];
    SineCosine ellipse = fit.ellipses[j].fitted();
    double noise = 0;
    for (int step : fit.zeros) {
      double its = track.noise(step);
      noise += Double.isNaN(its) ? 0 : its * its / fit.zeros.size();
    }
    boolean clipped = clipped(j);
    double flicker = gain(j) * Math.sqrt(noise);
    // What stands at an end of its range spoils the rest, and is named alone.
    boolean noisy = flicker > NOISY && !clipped;
    if (noisy) {
      add(
          Kind.NOISY,
          j,
          -1,
          name(j) + " flickers by " + degrees(flicker) + " at rest. Look for a loose plug");
    }
    if (encoder.paired() && !noisy && !clipped) {
      ellipse(j, ellipse);
    }
    if (clipped) {
      add(
          Kind.CLIPPED,
          j,
          -1,
          name(j)
              + " comes to the end of its counts before the joint does. Mount it with its middle in"
              + " the middle of its range");
    }
    if (track.glitches >= JUMPS && !noisy && !clipped) {
      add(
          Kind.JUMPS,
          j,
          -1,
          name(j)
              + " jumps for single readings, "
              + track.glitches
              + " in the run. Look for a loose cable");
    }
    if (!clipped) {
      slipped(j);
    }
  }

  /// Radians a unit, as found.
  private double gain(int joint) {
    return Math.abs(model.joints().get(joint).gain());
  }

  private void ellipse(int j, @Nullable SineCosine ellipse) {
    if (ellipse == null || ellipse.residual() >= SineCosine.MOST_RESIDUAL) {
      add(
          Kind.NO_ELLIPSE,
          j,
          -1,
          name(j) + ": sine and cosine lie on no ellipse. Look at the magnet and both sensors");
    } else if (!ellipse.sound()) {
      add(
          Kind.LITTLE_SWEPT,
          j,
          -1,
          name(j)
              + " was swept over "
              + degrees(ellipse.covered())
              + ", too little to be sure of its ellipse. If it goes farther, repeat it");
    }
  }

  private boolean clipped(int j) {
    int step = fit.sweeps[j];
    Encoder encoder = encoders.get(j);
    int[] channels =
        encoder.paired()
            ? new int[] {encoder.channel(), encoder.cosine()}
            : new int[] {encoder.channel()};
    double margin = encoder.radians() && !encoder.paired() ? 1e-9 : 0.5;
    for (int channel : channels) {
      int at = 0;
      double last = Double.NaN;
      boolean wraps = false;
      for (int s = fit.stretches.begin(step); s < fit.stretches.end(step); s++) {
        double value = fit.recording.value(s, channel);
        at += value <= encoder.low() + margin || value >= encoder.high() - margin ? 1 : 0;
        wraps |= Math.abs(value - last) > 0.6 * (encoder.high() - encoder.low());
        last = value;
      }
      if (at >= CLIPPED && !wraps) {
        return true;
      }
    }
    return false;
  }

  private void slipped(int j) {
    double[] poses = fit.zeroPoses(j);
    double gain = gain(j);
    double most = 0;
    double besides = 0;
    for (int split = 1; split < poses.length; split++) {
      double[] before = Arrays.copyOfRange(poses, 0, split);
      double[] after = Arrays.copyOfRange(poses, split, poses.length);
      double step = gain * Math.abs(ArmFit.mean(after) - ArmFit.mean(before));
      if (step > most) {
        most = step;
        double a = ArmFit.deviation(before);
        double b = ArmFit.deviation(after);
        int freedoms = poses.length - 2;
        besides =
            freedoms <= 0
                ? 0
                : gain
                    * Math.sqrt(
                        (a * a * (before.length - 1) + b * b * (after.length - 1)) / freedoms);
      }
    }
    if (most > SLIPPED && most > SLIP_TIMES * besides) {
      add(
          Kind.SLIPPED,
          j,
          -1,
          name(j)
              + " stands "
              + degrees(most)
              + " elsewhere in the zero pose since the middle of the run. Tighten its horn or its"
              + " magnet and begin again");
    }
  }
}
