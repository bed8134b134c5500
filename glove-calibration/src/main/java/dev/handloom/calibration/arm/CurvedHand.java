package dev.handloom.calibration.arm;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;

/// An exoskeleton's live stream in, joint targets of the robot's hand out, within its limits. Runs
/// on the exoskeleton's thread and allocates nothing per sample.
public final class CurvedHand implements Processor {
  /// Version of the arithmetic; a derived stream names it so that it can be made again.
  static final int VERSION = 1;

  private final StreamSpec output;
  private final ArmModel.Predictor predictor;
  private final CurvesProfile curves;
  private final double[] angles;

  /// @throws IllegalArgumentException where the profiles do not go with the stream or each other
  public CurvedHand(StreamSpec input, String outputName, ArmProfile profile, CurvesProfile curves) {
    if (!profile.fits(input) || !curves.fits(profile)) {
      throw new IllegalArgumentException(
          "The curves " + curves.id() + " were matched with another calibration");
    }
    List<Channel> channels = new ArrayList<>();
    var joints = curves.result().curves().joints();
    for (int j = 0; j < joints.size(); j++) {
      Unit unit = curves.slides()[j] ? Unit.METRE : Unit.RADIAN;
      channels.add(new Channel(joints.get(j).name(), unit, curves.low()[j], curves.high()[j]));
    }
    output =
        new StreamSpec(
            outputName,
            StreamKind.SIGNAL,
            channels,
            input.nominalHz(),
            null,
            null,
            "exo-curves " + VERSION + " " + curves.id() + " arm-profile " + profile.id());
    predictor = profile.model().predictor();
    this.curves = curves;
    angles = new double[profile.model().joints().size()];
  }

  @Override
  public StreamSpec output() {
    return output;
  }

  @Override
  public boolean process(Sample in, Sample out) {
    predictor.angles(in.values, angles);
    for (double angle : angles) {
      if (Double.isNaN(angle)) {
        return false;
      }
    }
    curves.result().curves().at(angles, out.values);
    for (int j = 0; j < out.values.length; j++) {
      out.values[j] = Math.clamp(out.values[j], curves.low()[j], curves.high()[j]);
    }
    return true;
  }
}
