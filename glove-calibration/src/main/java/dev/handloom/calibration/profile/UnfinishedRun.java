package dev.handloom.calibration.profile;

import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.run.Hold;
import dev.handloom.calibration.run.Step;
import dev.handloom.calibration.run.StepPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that has not come to its end: as much as it takes to go on with it after a crash.
///
/// @param stream of the glove
/// @param begun when it was
/// @param channels what the glove's reader gave
/// @param rawChannels of the stream itself
/// @param holds what lies behind, null for one that was left out
/// @param nanos since the run began, of its newest sample
/// @param samples how many of those in the recording belong to the holds
public record UnfinishedRun(
    int format,
    Profile.Wearing wearing,
    String stream,
    Instant begun,
    String software,
    List<SensedChannel> channels,
    int rawChannels,
    List<Step> steps,
    int rounds,
    List<@Nullable Hold> holds,
    long nanos,
    int samples) {
  public static final int FORMAT = 1;

  public UnfinishedRun {
    channels = List.copyOf(channels);
    steps = List.copyOf(steps);
    holds = Collections.unmodifiableList(new ArrayList<>(holds));
  }

  public StepPlan plan() {
    return new StepPlan(steps, rounds);
  }

  /// Whether it can go on with a glove that has these channels.
  public boolean fits(List<SensedChannel> others) {
    return SensedChannel.sameNames(channels, others);
  }
}
