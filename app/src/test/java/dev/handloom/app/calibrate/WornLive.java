package dev.handloom.app.calibrate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.Wearer;
import dev.handloom.device.sim.wearer.WornGlove;
import dev.handloom.device.sim.wearer.WornSession;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.SampleRing;
import dev.handloom.device.stream.StreamHealth;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A simulated person with a glove on, faster than real time: a live stream that goes on as soon as
/// the run has seen what came.
final class WornLive implements AutoCloseable {
  /// Samples that come at once.
  private static final int AT_ONCE = 12;

  private static final long PATIENCE_NANOS = 180_000_000_000L;

  private final Workplace workplace;
  private final Wearer wearer;
  private final WornSession session;
  private final LiveStream stream;
  private final Sample sample;
  private volatile @Nullable Step wanted;
  private @Nullable Step asked;
  private long count;
  private long away;
  final RigGlove glove;

  WornLive(WornGlove.Kind kind, long seed) throws Exception {
    this(kind, seed, new Wearer(seed));
  }

  /// The same person another day: the wearer goes on, the glove too.
  WornLive(WornGlove.Kind kind, long seed, Wearer wearer) throws Exception {
    this.wearer = wearer;
    WornGlove worn = new WornGlove(kind, wearer.side(), seed + 1, null);
    session = new WornSession(wearer, worn, seed + 2);
    workplace =
        Workplace.open(
            new RigFile("One glove", seed, List.of(SimulatedRig.config("left-glove"))),
            DelayBook.EMPTY);
    Device device = workplace.rig().devices().getFirst();
    stream = new LiveStream(worn.spec(), new SampleRing(worn.spec(), 1 << 12), new StreamHealth());
    sample = new Sample(worn.spec());
    glove = new RigGlove(device, stream, wearer.side(), "a glove", "the glove", "glove");
  }

  Profile.Wearing wearing() {
    return new Profile.Wearing(
        "Ann",
        glove.name(),
        wearer.side(),
        HandMeasure.byRuler(wearer.rulerLength(), wearer.rulerBreadth()),
        EnumSet.allOf(Finger.class));
  }

  void ask(@Nullable Step step) {
    wanted = step;
  }

  double[] truth() {
    return session.truth().clone();
  }

  /// The glove is away so many seconds of its own time.
  void away(double seconds) {
    away += Math.round(seconds * 1e9);
  }

  /// The person goes on until something is so.
  void until(LiveRun run, String what, BooleanSupplier reached) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!reached.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> what + "; now " + run.look());
      Step step = wanted;
      if (step != null && step != asked) {
        asked = step;
        session.ask(Asked.valueOf(step.name()));
      }
      RunState state = run.look().state();
      if (state == RunState.WORKING_OUT || state.over()) {
        LockSupport.parkNanos(1_000_000);
        continue;
      }
      long seen = run.seen() + AT_ONCE;
      for (int n = 0; n < AT_ONCE; n++) {
        one();
      }
      while (run.seen() < seen
          && System.nanoTime() < end
          && !reached.getAsBoolean()
          && !run.look().state().over()) {
        LockSupport.parkNanos(200_000);
      }
    }
  }

  private void one() {
    session.next();
    sample.sequence = count;
    sample.captureNanos = session.nanos() + away;
    sample.arrivalNanos = StudioClock.now();
    System.arraycopy(session.values(), 0, sample.values, 0, sample.values.length);
    count++;
    stream.ring().publish(sample);
  }

  void publish(double value) {
    session.next();
    sample.captureNanos = session.nanos() + away;
    sample.arrivalNanos = StudioClock.now();
    java.util.Arrays.fill(sample.values, value);
    count++;
    stream.ring().publish(sample);
  }

  /// Root mean square error of the angles of everyday poses, in degrees.
  double error(Profile profile) {
    asked = null;
    var reader = dev.handloom.calibration.glove.GloveReader.of(glove.spec(), profile.side());
    var predictor = profile.model().predictor();
    double[] read = new double[reader.channels().size()];
    double[] angles = new double[HandAngles.COUNT];
    double sum = 0;
    int poses = 40;
    for (int p = 0; p < poses; p++) {
      session.go(wearer.everyday());
      for (int n = 0; n < 120; n++) {
        session.next();
      }
      reader.read(session.values(), read);
      predictor.angles(read, angles);
      for (int i = 0; i < angles.length; i++) {
        double off = Math.toDegrees(angles[i] - session.truth()[i]);
        sum += off * off / angles.length / poses;
      }
    }
    return Math.sqrt(sum);
  }

  @Override
  public void close() {
    workplace.close();
  }
}
