package dev.handloom.app.lens;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.store.episode.StreamSamples;
import java.util.List;
import java.util.Optional;

/// Where something tracked was in an episode.
public final class PoseTrack {
  private static final List<String> PARTS = List.of("x", "y", "z", "qx", "qy", "qz", "qw");

  /// Between samples further apart nobody knows the way.
  private static final long MOST_GAP_NANOS = 100_000_000L;

  private final StreamSamples samples;
  private final int[] channels;

  private PoseTrack(StreamSamples samples, int[] channels) {
    this.samples = samples;
    this.channels = channels;
  }

  /// The first pose among a stream's channels; empty where there is none.
  public static Optional<PoseTrack> of(StreamSamples samples) {
    List<String> names = samples.spec().channels().stream().map(Channel::name).toList();
    for (String name : names) {
      if (name.endsWith("qw")) {
        String words = name.substring(0, name.length() - 2);
        int[] channels = PARTS.stream().mapToInt(part -> names.indexOf(words + part)).toArray();
        boolean whole = true;
        for (int channel : channels) {
          whole &= channel >= 0;
        }
        if (whole) {
          return Optional.of(new PoseTrack(samples, channels));
        }
      }
    }
    return Optional.empty();
  }

  /// Between the samples before and after a time.
  public Optional<Pose> at(long captureNanos) {
    int index = samples.indexAt(captureNanos);
    if (index < 0 || index + 1 >= samples.size()) {
      return Optional.empty();
    }
    long from = samples.captureNanos(index);
    long to = samples.captureNanos(index + 1);
    if (to <= from || to - from > MOST_GAP_NANOS) {
      return Optional.empty();
    }
    double share = (double) (captureNanos - from) / (to - from);
    Pose pose = sample(index).towards(sample(index + 1), share);
    Quat q = pose.rotation();
    double sum = pose.position().length() + q.x() + q.y() + q.z() + q.w();
    return Double.isFinite(sum) ? Optional.of(pose) : Optional.empty();
  }

  private Pose sample(int index) {
    double[] v = new double[channels.length];
    for (int k = 0; k < v.length; k++) {
      v[k] = samples.value(index, channels[k]);
    }
    return new Pose(new Vec3(v[0], v[1], v[2]), new Quat(v[3], v[4], v[5], v[6]).unit());
  }
}
