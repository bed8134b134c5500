package dev.handloom.app.retarget;

import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.retarget.RetargetMaker;
import dev.handloom.calibration.retarget.RetargetSettings;
import dev.handloom.calibration.retarget.RetargetedJoints;
import dev.handloom.calibration.retarget.Retargeter;
import dev.handloom.calibration.retarget.RobotHand;
import dev.handloom.calibration.retarget.RobotHands;
import dev.handloom.calibration.urdf.UrdfException;
import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.derive.DerivedFile;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Joint targets of an episode, made again or made for another robot, into a file of their own.
///
/// Where the same was made live, what is made now is compared with it to the last bit. Targets
/// depend on those before them, and live there were samples before the take: so the first sample of
/// the take, and the first behind a gap, are taken over from what was recorded, and every other one
/// is made.
public final class Derivation {
  private final EpisodeReader episode;
  private final List<Job> jobs = new ArrayList<>();

  /// A stream of hands, the robot that follows it, and the targets that were recorded live; made
  /// again as they were, any that differ are a finding.
  private record Job(
      StreamSamples hand,
      RobotHand robot,
      RetargetSettings settings,
      @Nullable StreamSamples live,
      boolean again) {}

  /// What came of one stream.
  ///
  /// @param live how many samples were recorded live by the same maker; 0 where none were
  /// @param same of those, how many are the same to the last bit
  /// @param taken of those, how many began a stretch and were taken over
  /// @param meanErrors per fingertip, in metres; NaN where it was never wanted
  public record Made(
      String stream,
      String hand,
      String maker,
      int samples,
      int live,
      int same,
      int taken,
      List<String> errorNames,
      double[] meanErrors) {
    /// Whether nothing contradicts what was recorded live.
    public boolean good() {
      return same == live;
    }
  }

  private Derivation(EpisodeReader episode) {
    this.episode = episode;
  }

  /// Everything that was retargeted live, as it was.
  ///
  /// @throws UrdfException where nothing was, or the robot's description is not the one of then
  public static Derivation asLive(EpisodeReader episode) throws IOException, UrdfException {
    Derivation all = new Derivation(episode);
    for (StreamSamples robot : episode.signals().values()) {
      RetargetMaker maker = maker(robot.spec()).orElse(null);
      StreamSamples hand = maker == null ? null : all.handOf(robot.spec().name());
      if (maker == null || hand == null) {
        continue;
      }
      if (!RobotHands.shipped().contains(maker.hand())) {
        throw new UrdfException(
            "The targets "
                + robot.spec().name()
                + " are of the robot hand "
                + maker.hand()
                + ". Name its file: --hand FILE.");
      }
      all.jobs.add(
          new Job(hand, RobotHands.find(maker.hand()).hand(), maker.settings(), robot, true));
    }
    if (all.jobs.isEmpty()) {
      throw new UrdfException(
          "Nothing was retargeted in this take. Name a robot hand: --hand "
              + String.join("|", RobotHands.shipped())
              + "|FILE.urdf.");
    }
    return all;
  }

  /// Every hand of the take, for a robot.
  ///
  /// @param settings null for those of the live targets, or the usual ones
  public static Derivation of(
      EpisodeReader episode, RobotHand robot, @Nullable RetargetSettings settings)
      throws UrdfException {
    Derivation all = new Derivation(episode);
    for (StreamSamples hand : episode.hands()) {
      StreamSamples live =
          episode.signals().values().stream()
              .filter(s -> maker(s.spec()).isPresent())
              .filter(s -> hand.equals(all.handOf(s.spec().name())))
              .findFirst()
              .orElse(null);
      RetargetSettings then =
          live == null ? null : maker(live.spec()).map(RetargetMaker::settings).orElse(null);
      RetargetSettings used = settings != null ? settings : then;
      all.jobs.add(new Job(hand, robot, used == null ? RetargetSettings.USUAL : used, live, false));
    }
    if (all.jobs.isEmpty()) {
      throw new UrdfException("There is no hand in this take that a robot could follow.");
    }
    return all;
  }

  private static Optional<RetargetMaker> maker(StreamSpec spec) {
    return spec.maker() == null ? Optional.empty() : RetargetMaker.parse(spec.maker());
  }

  /// The hand that targets follow: their name tells.
  private @Nullable StreamSamples handOf(String robot) {
    if (!robot.endsWith(RigRobot.PART)) {
      return null;
    }
    String before = robot.substring(0, robot.length() - RigRobot.PART.length());
    for (StreamSamples hand : episode.hands()) {
      String name = hand.spec().name();
      if (name.equals(before) || name.equals(before + "/hand")) {
        return hand;
      }
    }
    return null;
  }

  private static String robotOf(String hand) {
    return (hand.endsWith("/hand") ? hand.substring(0, hand.length() - "/hand".length()) : hand)
        + RigRobot.PART;
  }

  /// Makes everything and writes it.
  public List<Made> write(Path file, String software) throws IOException {
    Map<String, String> provenance = new LinkedHashMap<>();
    List<HandSource> sources = new ArrayList<>();
    provenance.put("episode", episode.manifest().id());
    for (Job job : jobs) {
      try {
        sources.add(HandSource.of(episode, job.hand()));
      } catch (ProfileException e) {
        throw new IOException(e.getMessage(), e);
      }
      provenance.put(robotOf(job.hand().spec().name()), "from " + sources.getLast().words());
    }
    List<Made> made = new ArrayList<>();
    try (DerivedFile out = DerivedFile.begin(file, episode.manifest(), software, provenance)) {
      for (int j = 0; j < jobs.size(); j++) {
        if (sources.get(j).again()) {
          made.add(hands(sources.get(j), out));
        }
        made.add(robot(jobs.get(j), sources.get(j), out));
      }
      out.keep();
    }
    return made;
  }

  /// The calibrated hands themselves.
  private static Made hands(HandSource source, DerivedFile out) throws IOException {
    int stream = out.stream(source.spec());
    Beside beside = new Beside(source.recorded());
    Sample hand = new Sample(source.spec());
    int samples = 0;
    for (int n = 0; n < source.size(); n++) {
      if (source.read(n, hand)) {
        beside.find(hand);
        beside.compare(hand);
        out.sample(stream, hand);
        samples++;
      }
    }
    return new Made(
        source.spec().name(),
        source.words(),
        String.valueOf(source.spec().maker()),
        samples,
        source.recorded().size(),
        beside.same,
        0,
        List.of(),
        new double[0]);
  }

  private static Made robot(Job job, HandSource source, DerivedFile out) throws IOException {
    StreamSpec spec = source.spec();
    Retargeter retargeter = new Retargeter(job.robot().wornOn(side(job.hand())), job.settings());
    RetargetedJoints joints = new RetargetedJoints(spec, robotOf(spec.name()), retargeter);
    StreamSpec output = joints.output();
    StreamSamples live = job.live();
    Beside beside = new Beside(live != null && live.spec().equals(output) ? live : null);
    int stream = out.stream(output);
    Sample in = new Sample(spec);
    Sample result = new Sample(output);
    int targets = retargeter.hand().used().size();
    double[] sums = new double[retargeter.errorNames().size()];
    int[] counts = new int[sums.length];
    int samples = 0;
    int taken = 0;
    long before = Long.MIN_VALUE;
    for (int n = 0; n < source.size(); n++) {
      boolean there = source.read(n, in);
      boolean gap = n == 0 || in.sequence != before + 1;
      before = in.sequence;
      if (!there) {
        continue;
      }
      boolean found = beside.find(in);
      stamp(in, result);
      boolean makes = joints.process(in, result);
      if (gap && found) {
        retargeter.resume(beside.values, 0, in.captureNanos);
        System.arraycopy(beside.values, 0, result.values, 0, result.values.length);
        taken++;
        makes = true;
      }
      if (!makes) {
        continue;
      }
      beside.compare(result);
      samples++;
      out.sample(stream, result);
      for (int e = 0; e < sums.length; e++) {
        double error = result.values[targets + e];
        if (!Double.isNaN(error)) {
          sums[e] += error;
          counts[e]++;
        }
      }
    }
    for (int e = 0; e < sums.length; e++) {
      sums[e] /= counts[e];
    }
    return new Made(
        output.name(),
        source.words(),
        String.valueOf(output.maker()),
        samples,
        live != null && (job.again() || beside.live != null) ? live.size() : 0,
        beside.same,
        taken,
        retargeter.errorNames(),
        sums);
  }

  /// What was recorded live, gone through beside what is made.
  private static final class Beside {
    private final @Nullable StreamSamples live;
    private final double[] values;
    private int at;
    private boolean found;
    private int same;

    Beside(@Nullable StreamSamples live) {
      this.live = live;
      values = new double[live == null ? 0 : live.spec().channels().size()];
    }

    /// Looks for the live sample of the same moment.
    boolean find(Sample of) {
      found = false;
      StreamSamples all = live;
      for (int n = at;
          all != null && n < all.size() && all.captureNanos(n) <= of.captureNanos;
          n++) {
        if (all.sequence(n) == of.sequence && all.captureNanos(n) == of.captureNanos) {
          all.values(n, values);
          at = n + 1;
          found = true;
          break;
        }
      }
      return found;
    }

    void compare(Sample made) {
      same += found && identical(values, made.values) ? 1 : 0;
    }
  }

  private static void stamp(Sample in, Sample out) {
    out.sequence = in.sequence;
    out.deviceTicks = in.deviceTicks;
    out.arrivalNanos = in.arrivalNanos;
    out.captureNanos = in.captureNanos;
    out.boundNanos = in.boundNanos;
  }

  private static boolean identical(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Double.doubleToLongBits(a[i]) != Double.doubleToLongBits(b[i])) {
        return false;
      }
    }
    return true;
  }

  /// Which hand it is: the thumb tells, or the order of the knuckles.
  private static HandSide side(StreamSamples hands) {
    int x = HandPose.PER_JOINT;
    double across = 0;
    for (int n = 0; n < Math.min(hands.size(), 100); n++) {
      double thumb = hands.value(n, HandJoint.THUMB_METACARPAL.ordinal() * x);
      double index = hands.value(n, HandJoint.INDEX_PROXIMAL.ordinal() * x);
      double little = hands.value(n, HandJoint.LITTLE_PROXIMAL.ordinal() * x);
      double order = Double.isNaN(index - little) ? thumb : index - little;
      across += Double.isNaN(order) ? 0 : order;
    }
    return across < 0 ? HandSide.RIGHT : HandSide.LEFT;
  }
}
