package dev.handloom.app.live;

import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Where something tracked was in the last seconds, read with a cursor of its own. Belongs to one
/// thread.
public final class LivePoses {
  private static final List<String> PARTS = List.of("x", "y", "z", "qx", "qy", "qz", "qw");
  private static final long KEPT_NANOS = 2_000_000_000L;

  /// Nobody knows where it is when nothing has come for so long.
  private static final long OLDEST_NANOS = 300_000_000L;

  private record Told(long nanos, Pose pose) {}

  private final RingReader reader;
  private final Sample sample;
  private final int[] channels;
  private final Deque<Told> told = new ArrayDeque<>();

  private LivePoses(LiveStream stream, int[] channels) {
    this.channels = channels;
    reader = stream.ring().readerFromOldest();
    sample = new Sample(stream.spec());
  }

  /// The pose that certain channels tell.
  ///
  /// @param channels of x y z qx qy qz qw
  public static LivePoses of(LiveStream stream, List<Integer> channels) {
    return new LivePoses(stream, channels.stream().mapToInt(Integer::intValue).toArray());
  }

  /// Between what was told before and after a time; empty for what has not been told yet.
  public Optional<Pose> between(long captureNanos) {
    while (reader.poll(sample)) {
      add();
    }
    return told.isEmpty() || told.getLast().nanos < captureNanos
        ? Optional.empty()
        : at(captureNanos);
  }

  /// The first pose among a stream's channels; empty where there is none.
  public static Optional<LivePoses> of(LiveStream stream) {
    List<String> names = stream.spec().channels().stream().map(Channel::name).toList();
    for (String name : names) {
      if (name.endsWith("qw")) {
        String words = name.substring(0, name.length() - 2);
        int[] channels = PARTS.stream().mapToInt(part -> names.indexOf(words + part)).toArray();
        for (int channel : channels) {
          if (channel < 0) {
            return Optional.empty();
          }
        }
        return Optional.of(new LivePoses(stream, channels));
      }
    }
    return Optional.empty();
  }

  /// Between what was told before and after a time; the newest for what has not been told yet.
  public Optional<Pose> at(long captureNanos) {
    while (reader.poll(sample)) {
      add();
    }
    Told before = null;
    for (Told each : told) {
      if (each.nanos >= captureNanos) {
        if (before == null) {
          return each.nanos == captureNanos ? Optional.of(each.pose) : Optional.empty();
        }
        double share = (double) (captureNanos - before.nanos) / (each.nanos - before.nanos);
        return Optional.of(before.pose.towards(each.pose, share));
      }
      before = each;
    }
    return before == null || captureNanos - before.nanos > OLDEST_NANOS
        ? Optional.empty()
        : Optional.of(before.pose);
  }

  private void add() {
    double[] v = new double[channels.length];
    double sum = 0;
    for (int k = 0; k < v.length; k++) {
      v[k] = sample.values[channels[k]];
      sum += v[k];
    }
    boolean later = told.isEmpty() || sample.captureNanos > told.getLast().nanos;
    if (later && Double.isFinite(sum)) {
      Quat turned = new Quat(v[3], v[4], v[5], v[6]).unit();
      told.addLast(new Told(sample.captureNanos, new Pose(new Vec3(v[0], v[1], v[2]), turned)));
      while (told.getFirst().nanos < sample.captureNanos - KEPT_NANOS) {
        told.removeFirst();
      }
    }
  }
}
