package dev.handloom.calibration.quality;

import dev.handloom.calibration.fit.HoldTable;
import dev.handloom.calibration.fit.OwnPose;
import dev.handloom.calibration.glove.Sense;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.device.hand.Finger;
import java.util.List;

/// What a channel's numbers mean in degrees of the joint that it feels, roughly: good enough to say
/// whether a flicker or a jump matters.
final class ChannelScale {
  /// Less travel than this in its own pose gives no scale.
  private static final double LEAST_SHARE = 0.01;

  private final List<SensedChannel> channels;
  private final HoldTable holds;

  ChannelScale(List<SensedChannel> channels, HoldTable holds) {
    this.channels = channels;
    this.holds = holds;
  }

  /// Degrees per unit of a channel, positive; NaN where nothing gives a scale.
  double degrees(int c) {
    SensedChannel channel = channels.get(c);
    if (channel.angle()) {
      return Math.toDegrees(1);
    }
    double travel = travel(channel);
    double response = Math.abs(holds.response(OwnPose.of(channel), c));
    boolean moved = response > LEAST_SHARE * (channel.high() - channel.low());
    return travel > 0 && moved ? travel / response : Double.NaN;
  }

  /// Degrees that the joint of a channel goes in its own pose; 0 where it hardly does.
  static double travel(SensedChannel channel) {
    if (!channel.useful() || middleSpread(channel)) {
      return 0;
    }
    return Math.toDegrees(OwnPose.travel(channel));
  }

  /// The middle finger stays where it is when the hand spreads.
  static boolean middleSpread(SensedChannel channel) {
    return channel.finger() == Finger.MIDDLE && channel.sense() == Sense.SPREAD;
  }
}
