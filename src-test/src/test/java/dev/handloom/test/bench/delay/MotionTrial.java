package dev.handloom.test.bench.delay;

import dev.handloom.device.delay.ChannelMotion;
import dev.handloom.device.delay.ImageMotion;
import dev.handloom.device.delay.MotionMatch;
import dev.handloom.device.delay.MotionTrace;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.sim.person.Moment;
import dev.handloom.device.sim.person.ScriptedPerson;
import dev.handloom.device.sim.scene.SceneArtist;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.sync.MotionVerdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// What a take of the scripted person would hold: a camera's pictures and a device's values, of
/// which the latter's times are wrong by a planted amount.
final class MotionTrial {
  private static final long MOST_NANOS = 600_000_000L;
  private static final long ALLOWED_NANOS = 112_000_000L;
  private static final double LEAST_LIKENESS = 0.1;
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final double HEAD_VIEW = 1.22;

  private final ImageMotion image = new ImageMotion(WIDTH, HEIGHT);
  private final Map<String, List<double[]>> values = new LinkedHashMap<>();
  private final long start;

  MotionTrial(long seed, double seconds) {
    this(seed, seconds, false);
  }

  /// The hands lie on the table; they tremble, and the head sways.
  static MotionTrial atRest(long seed, double seconds) {
    return new MotionTrial(seed, seconds, true);
  }

  private MotionTrial(long seed, double seconds, boolean resting) {
    Random random = new Random(seed);
    ScriptedPerson person = new ScriptedPerson(seed);
    start = (long) (random.nextDouble() * 60e9);
    SceneArtist artist = new SceneArtist(WIDTH, HEIGHT, HEAD_VIEW);
    byte[] bgra = new byte[WIDTH * HEIGHT * 4];
    for (int i = 0; i < seconds * 30; i++) {
      long at = start + Math.round(i * 1e9 / 30);
      Moment moment = at(person, at, resting);
      artist.draw(moment, moment.head(), bgra, 0);
      image.add(at, ByteBuffer.wrap(bgra));
    }
    for (int i = 0; i < seconds * 100; i++) {
      Moment moment = at(person, start + i * 10_000_000L, resting);
      add("left-glove", moment.angles(HandSide.LEFT));
      add("right-glove", moment.angles(HandSide.RIGHT));
      add("gripper", new double[] {20 * moment.gripperWidthMetres()});
    }
  }

  /// At rest everything is as it was at the start but for the head and the tremor of the fingers.
  private static Moment at(ScriptedPerson person, long nanos, boolean resting) {
    Moment now = person.at(nanos);
    if (!resting) {
      return now;
    }
    Moment first = person.at(0);
    double[] left = first.leftAngles();
    double[] right = first.rightAngles();
    for (int i = 0; i < left.length; i++) {
      double turn = 2 * Math.PI * (9 + 0.13 * i) * nanos / 1e9 + i;
      left[i] += 0.004 * Math.sin(turn);
      right[i] += 0.004 * Math.cos(turn);
    }
    return new Moment(
        left,
        right,
        first.leftWrist(),
        first.rightWrist(),
        now.head(),
        first.gripper(),
        first.gripperWidthMetres(),
        first.cup(),
        first.block(),
        0);
  }

  private void add(String name, double[] sample) {
    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(sample.clone());
  }

  /// What is said of gloves whose times are too late by so much.
  MotionVerdict verdict(long laterNanos) {
    List<String> gloves = List.of("left-glove", "right-glove");
    return MotionVerdict.of(
        "head-camera",
        gloves,
        MotionMatch.of(
            image.trace(),
            gloves.stream().map(name -> trace(name, laterNanos)).toList(),
            MOST_NANOS,
            ALLOWED_NANOS),
        LEAST_LIKENESS,
        ALLOWED_NANOS);
  }

  private MotionTrace trace(String device, long laterNanos) {
    List<double[]> samples = Objects.requireNonNull(values.get(device), device);
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < samples.getFirst().length; i++) {
      channels.add(new Channel("c" + i, Unit.RADIAN, -1.6, 1.6));
    }
    ChannelMotion motion =
        new ChannelMotion(StreamSpec.signal(device + "/values", channels, 100, null));
    for (int i = 0; i < samples.size(); i++) {
      motion.add(start + i * 10_000_000L + laterNanos, samples.get(i));
    }
    return motion.trace();
  }
}
