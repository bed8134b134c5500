package dev.handloom.calibration.quality;

import dev.handloom.calibration.fit.GloveFit;
import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.run.Hold;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a run leads to: a model, and how good it is.
public record Calibration(GloveModel model, Quality quality) {
  /// Looks for faults, fits around them, and measures the result.
  ///
  /// @param fingers those that the person has
  public static Calibration of(
      List<SensedChannel> channels,
      List<Hold> holds,
      HandSide side,
      HandSize size,
      Set<Finger> fingers) {
    List<GloveFault> faults =
        FaultFinder.find(channels, holds).stream()
            .filter(
                fault -> fault.channel() < 0 || concerns(channels.get(fault.channel()), fingers))
            .toList();
    Set<Integer> unusable = new HashSet<>();
    for (GloveFault fault : faults) {
      if (fault.kind() == GloveFault.Kind.DEAD) {
        unusable.add(fault.channel());
      }
    }
    GloveModel model = GloveFit.fit(channels, holds, side, size, fingers, unusable);
    return new Calibration(
        model, QualityJudge.judge(channels, holds, model, side, size, fingers, faults));
  }

  /// The empty finger of a glove does not move: no fault of the glove's.
  private static boolean concerns(SensedChannel channel, Set<Finger> fingers) {
    return channel.finger() == null || fingers.contains(channel.finger());
  }
}
