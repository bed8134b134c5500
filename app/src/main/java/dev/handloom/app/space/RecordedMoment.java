package dev.handloom.app.space;

import dev.handloom.app.ui.space.SpaceThing.Kind;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.StreamSamples;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A moment of an episode.
///
/// @param nanos studio time
/// @param sameSince since when every space has the origin that it has at the moment
record RecordedMoment(Map<String, StreamSamples> streams, long nanos, long sameSince)
    implements SceneMoment {
  /// So many samples may be missing before a thing counts as not seen, within the bounds beneath.
  private static final double FRESH_SAMPLES = 6;

  private static final long LEAST_FRESH_NANOS = 100_000_000L;

  /// What is older tells nothing of the moment: it is left out.
  private static final long OLDEST_NANOS = 500_000_000L;

  private static final long TRAIL_NANOS = 1_000_000_000L;
  private static final long TRAIL_STEP_NANOS = 33_000_000L;
  private static final Set<Kind> TRAILED =
      EnumSet.of(Kind.HEAD, Kind.LEFT_HAND, Kind.RIGHT_HAND, Kind.CONTROLLER, Kind.GRIPPER);

  @Override
  public Age read(StreamSpec stream, double[] into) {
    StreamSamples samples = streams.get(stream.name());
    int index = samples == null ? -1 : samples.indexAt(nanos);
    if (samples == null || index < 0) {
      return Age.NONE;
    }
    long age = nanos - samples.captureNanos(index);
    if (age > OLDEST_NANOS) {
      return Age.NONE;
    }
    samples.values(index, into);
    return age > fresh(stream) ? Age.BEFORE : Age.NOW;
  }

  private static long fresh(StreamSpec stream) {
    return Math.clamp(
        Math.round(FRESH_SAMPLES * 1e9 / stream.nominalHz()), LEAST_FRESH_NANOS, OLDEST_NANOS);
  }

  @Override
  public boolean expected(SceneSource source) {
    return true;
  }

  @Override
  public List<Vec3> trail(SceneSource source) {
    StreamSamples samples = streams.get(source.stream().name());
    if (samples == null || !TRAILED.contains(source.kind())) {
      return List.of();
    }
    List<Vec3> trail = new ArrayList<>();
    double[] values = new double[source.stream().channels().size()];
    long gap = TRAIL_STEP_NANOS + fresh(source.stream());
    long first = Math.max(nanos - TRAIL_NANOS, sameSince);
    long before = nanos;
    for (long at = nanos; at >= first; at -= TRAIL_STEP_NANOS) {
      int index = samples.indexAt(at);
      if (index < 0 || before - samples.captureNanos(index) > gap) {
        break;
      }
      before = samples.captureNanos(index);
      samples.values(index, values);
      Pose pose = before < first ? null : source.pose(values).orElse(null);
      if (pose == null || !source.seen(values)) {
        break;
      }
      trail.add(pose.position());
    }
    return trail.reversed();
  }
}
