package dev.handloom.store.sync;

import dev.handloom.device.delay.ChannelMotion;
import dev.handloom.device.delay.ImageMotion;
import dev.handloom.device.delay.MotionMatch;
import dev.handloom.device.delay.MotionTrace;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds motion against motion: hands that were measured against the picture, gyroscope against
/// gyroscope. It finds gross faults of time; it refines nothing. Every picture is decoded.
public final class EpisodeMotion {
  private static final long MOST_LAG_NANOS = 600_000_000L;

  /// Hands seen by a camera: what fingers do comes before and after what the arm does, so the two
  /// never fit exactly.
  private static final long PICTURE_NANOS = 100_000_000L;

  private static final double PICTURE_LIKENESS = 0.1;

  /// Gyroscopes that turn together say the same.
  private static final long GYRO_NANOS = 20_000_000L;

  private static final double GYRO_LIKENESS = 0.7;

  /// Fewer channels are a gripper or a pedal: it moves when the hand rests.
  private static final int HAND_CHANNELS = 5;

  /// In shorter takes chance is as clear as motion.
  private static final double LEAST_SECONDS = 15;

  private EpisodeMotion() {}

  /// What came of it.
  ///
  /// @param verdicts one for each camera, and for each pair of gyroscopes; empty where nothing can
  ///   be held against anything
  /// @param unseenNanos where hands moved and no camera saw anything move: from and to, studio time
  public record Look(List<MotionVerdict> verdicts, List<long[]> unseenNanos) {
    public Look {
      verdicts = List.copyOf(verdicts);
      unseenNanos = List.copyOf(unseenNanos);
    }
  }

  /// The verdicts alone.
  public static List<MotionVerdict> of(Bundle bundle) throws IOException {
    return look(bundle).verdicts();
  }

  /// Looks at a take. Takes some seconds for each minute of video.
  public static Look look(Bundle bundle) throws IOException {
    EpisodeReader reader = EpisodeReader.open(bundle);
    Map<String, StreamSamples> hands = new LinkedHashMap<>();
    Map<String, StreamSamples> gyros = new LinkedHashMap<>();
    for (StreamSamples samples : reader.signals().values()) {
      StreamSpec spec = samples.spec();
      if (spec.kind() != StreamKind.SIGNAL || spec.derived() || samples.size() == 0) {
        continue;
      }
      if (ChannelMotion.turns(spec)) {
        gyros.put(spec.name(), samples);
      } else if (new ChannelMotion(spec).moving() >= HAND_CHANNELS) {
        hands.put(spec.name(), samples);
      }
    }
    List<MotionVerdict> verdicts = new ArrayList<>();
    List<MotionTrace> seen = new ArrayList<>();
    boolean longEnough = (reader.stopNanos() - reader.startNanos()) / 1e9 >= LEAST_SECONDS;
    for (Map.Entry<String, CameraFrames> camera : reader.cameras().entrySet()) {
      if (!hands.isEmpty()) {
        MotionTrace picture = image(camera.getValue());
        seen.add(picture);
        verdicts.add(
            longEnough
                ? camera(camera.getKey(), camera.getValue(), picture, hands)
                : MotionVerdict.of(
                    camera.getKey(),
                    List.copyOf(hands.keySet()),
                    MotionMatch.of(new MotionTrace(), List.of(), MOST_LAG_NANOS, PICTURE_NANOS),
                    PICTURE_LIKENESS,
                    PICTURE_NANOS));
      }
    }
    verdicts.addAll(gyros(gyros));
    List<MotionTrace> moved = hands.values().stream().map(EpisodeMotion::trace).toList();
    return new Look(
        verdicts,
        HandsUnseen.of(moved, seen).stream()
            .map(each -> new long[] {each.fromNanos(), each.toNanos()})
            .toList());
  }

  private static MotionVerdict camera(
      String name, CameraFrames frames, MotionTrace picture, Map<String, StreamSamples> hands) {
    long allowed = PICTURE_NANOS + usualBound(frames.times());
    List<MotionTrace> traces = new ArrayList<>();
    long widest = 0;
    for (StreamSamples samples : hands.values()) {
      traces.add(trace(samples));
      widest = Math.max(widest, usualBound(samples));
    }
    allowed = Math.min(MOST_LAG_NANOS, allowed + widest);
    MotionMatch match = MotionMatch.of(picture, traces, MOST_LAG_NANOS, allowed);
    return MotionVerdict.of(name, List.copyOf(hands.keySet()), match, PICTURE_LIKENESS, allowed);
  }

  private static List<MotionVerdict> gyros(Map<String, StreamSamples> gyros) {
    List<MotionVerdict> verdicts = new ArrayList<>();
    List<String> names = List.copyOf(gyros.keySet());
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        StreamSamples one = gyros.get(names.get(i));
        StreamSamples other = gyros.get(names.get(j));
        if (one == null || other == null || one.spec().device().equals(other.spec().device())) {
          continue;
        }
        long allowed = Math.min(MOST_LAG_NANOS, GYRO_NANOS + usualBound(one) + usualBound(other));
        MotionMatch match =
            MotionMatch.of(trace(one), List.of(trace(other)), MOST_LAG_NANOS, allowed);
        verdicts.add(
            MotionVerdict.of(names.get(i), List.of(names.get(j)), match, GYRO_LIKENESS, allowed));
      }
    }
    return verdicts;
  }

  private static MotionTrace trace(StreamSamples samples) {
    ChannelMotion motion = new ChannelMotion(samples.spec());
    double[] values = new double[samples.spec().channels().size()];
    for (int i = 0; i < samples.size(); i++) {
      samples.values(i, values);
      motion.add(samples.captureNanos(i), values);
    }
    return motion.trace();
  }

  private static MotionTrace image(CameraFrames frames) throws IOException {
    try (VideoReader video = frames.open()) {
      ImageMotion motion = new ImageMotion(video.width(), video.height());
      ByteBuffer bgra = ByteBuffer.allocateDirect(video.width() * video.height() * 4);
      for (int i = 0; i < frames.size(); i++) {
        int frame = video.frameAt(frames.row(i).ptsMicros());
        if (frame >= 0) {
          video.read(frame, bgra);
          motion.add(frames.times().captureNanos(i), bgra);
        }
      }
      return motion.trace();
    }
  }

  private static long usualBound(StreamSamples samples) {
    long[] bounds = new long[samples.size()];
    int known = 0;
    for (int i = 0; i < bounds.length; i++) {
      long bound = samples.boundNanos(i);
      if (bound != Sample.UNBOUNDED) {
        bounds[known++] = bound;
      }
    }
    if (known == 0) {
      // Nothing is stated, so nothing can be contradicted.
      return MOST_LAG_NANOS;
    }
    Arrays.sort(bounds, 0, known);
    return bounds[known / 2];
  }
}
