package dev.handloom.calibration.retarget;

import dev.handloom.calibration.urdf.Drives;
import dev.handloom.calibration.urdf.JointKind;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Processor;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import java.util.ArrayList;
import java.util.List;

/// A hand of 26 joints in; joint targets of a robot's hand out, and how far each fingertip is off.
/// Runs on the stream's thread and allocates nothing per sample.
public final class RetargetedJoints implements Processor {
  /// Farther off than this is not a hand's error any more.
  private static final double MOST_OFF_METRES = 1;

  private final StreamSpec output;
  private final Retargeter retargeter;
  private final int targets;

  /// @param input a stream of hands
  public RetargetedJoints(StreamSpec input, String outputName, Retargeter retargeter) {
    if (input.kind() != StreamKind.HAND || input.channels().size() != HandPose.VALUES) {
      throw new IllegalArgumentException("There is no hand in " + input.name());
    }
    this.retargeter = retargeter;
    RobotHand hand = retargeter.hand();
    Drives drives = hand.drives();
    targets = hand.used().size();
    List<Channel> channels = new ArrayList<>();
    for (int d : hand.used()) {
      boolean slides = drives.joint(d).kind() == JointKind.PRISMATIC;
      channels.add(
          new Channel(
              drives.joint(d).name(),
              slides ? Unit.METRE : Unit.RADIAN,
              hand.lower(d),
              hand.upper(d)));
    }
    for (String name : retargeter.errorNames()) {
      channels.add(new Channel(name, Unit.METRE, 0, MOST_OFF_METRES));
    }
    output =
        new StreamSpec(
            outputName,
            StreamKind.SIGNAL,
            channels,
            input.nominalHz(),
            null,
            null,
            RetargetMaker.of(retargeter).text());
  }

  @Override
  public StreamSpec output() {
    return output;
  }

  @Override
  public boolean process(Sample in, Sample out) {
    if (!retargeter.solve(in.values, in.captureNanos)) {
      return false;
    }
    retargeter.targets(out.values, 0);
    retargeter.errors(out.values, targets);
    return true;
  }
}
