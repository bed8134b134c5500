package dev.handloom.calibration.arm;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;

/// A profile applied to the live stream of its arm: raw in, joint angles in radians out, and for
/// each the bound within which it lies 19 times in 20. Runs on the arm's thread and allocates
/// nothing per sample.
public final class ProfiledArm implements Processor {
  /// Version of the arithmetic; a derived stream names it so that it can be made again.
  static final int VERSION = 1;

  /// A joint may be moved so far beyond what was swept, in radians.
  private static final double BEYOND = Math.PI;

  private final StreamSpec output;
  private final ArmModel.Predictor predictor;
  private final double[] angles;
  private final double[] bounds;

  /// @throws IllegalArgumentException where the profile was made on another arm
  public ProfiledArm(StreamSpec input, String outputName, ArmProfile profile) {
    if (!profile.fits(input)) {
      throw new IllegalArgumentException(
          "The profile " + profile.id() + " was made on another arm than " + input.name());
    }
    List<Channel> channels = new ArrayList<>();
    for (ArmJoint joint : profile.model().joints()) {
      String name = joint.encoder().name();
      double low = joint.low() - BEYOND;
      channels.add(new Channel(name, Unit.RADIAN, low, joint.high() + BEYOND));
    }
    for (ArmJoint joint : profile.model().joints()) {
      channels.add(new Channel(joint.encoder().name() + "_bound", Unit.RADIAN, 0, Math.PI));
    }
    output =
        new StreamSpec(
            outputName,
            StreamKind.SIGNAL,
            channels,
            input.nominalHz(),
            null,
            null,
            "arm-profile " + VERSION + " " + profile.id());
    predictor = profile.model().predictor();
    angles = new double[profile.model().joints().size()];
    bounds = new double[angles.length];
  }

  @Override
  public StreamSpec output() {
    return output;
  }

  @Override
  public boolean process(Sample in, Sample out) {
    predictor.angles(in.values, angles);
    predictor.bounds(angles, bounds);
    boolean heard = false;
    for (int j = 0; j < angles.length; j++) {
      out.values[j] = angles[j];
      out.values[angles.length + j] = bounds[j];
      heard |= !Double.isNaN(angles[j]);
    }
    return heard;
  }
}
