package dev.handloom.test.bench.calibration;

import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.quality.Calibration;
import dev.handloom.calibration.run.GuidedRun;
import dev.handloom.calibration.run.RunRecording;
import dev.handloom.calibration.run.Step;
import dev.handloom.calibration.run.StepPlan;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.PlantedFault;
import dev.handloom.device.sim.wearer.Wearer;
import dev.handloom.device.sim.wearer.WornGlove;
import dev.handloom.device.sim.wearer.WornSession;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One person with one glove: a guided run, a fit, and what came of it on poses that were not in
/// it.
final class Trial {
  /// Long enough to reach a pose from any other and come to rest.
  private static final int SAMPLES_A_POSE = 90;

  /// A run that takes longer than this has hung.
  private static final double MOST_SECONDS = 400;

  final Wearer wearer;
  final WornGlove glove;
  final WornSession session;
  final GloveReader reader;
  final GuidedRun run;
  final Calibration calibration;
  final HandSize size;

  Trial(WornGlove.Kind kind, long seed, @Nullable PlantedFault fault) {
    wearer = new Wearer(seed);
    glove = new WornGlove(kind, wearer.side(), seed + 7919, fault);
    session = new WornSession(wearer, glove, seed + 104_729);
    reader = GloveReader.of(glove.spec(), wearer.side());
    Set<Finger> fingers = EnumSet.allOf(Finger.class);
    StepPlan plan = StepPlan.of(reader.channels(), fingers);
    run =
        new GuidedRun(
            plan,
            reader,
            new RunRecording(glove.spec().channels().size()),
            glove.spec().nominalHz());
    Step asked = null;
    int done = -1;
    while (!run.finished()) {
      Step wanted = run.wanted();
      if (wanted != asked || done != run.done()) {
        asked = wanted;
        done = run.done();
        session.ask(Asked.valueOf(String.valueOf(wanted)));
      }
      session.next();
      run.see(session.nanos(), session.values());
      if (session.seconds() > MOST_SECONDS) {
        throw new IllegalStateException("Seed " + seed + " hangs at " + wanted);
      }
    }
    size = HandMeasure.byRuler(wearer.rulerLength(), wearer.rulerBreadth());
    calibration = Calibration.of(reader.channels(), run.holds(), wearer.side(), size, fingers);
  }

  /// What came of it on everyday poses.
  ///
  /// @param before as the glove is without a calibration
  record Judged(Outcome before, Outcome after) {}

  Judged judge(int poses) {
    return judge(poses, calibration.model());
  }

  /// The same, as if the ruler had been misread.
  ///
  /// @param size what was read, as a share of what it is
  Judged judge(int poses, double size) {
    HandSize wrong = HandMeasure.byRuler(size * wearer.rulerLength(), size * wearer.rulerBreadth());
    Set<Finger> fingers = EnumSet.allOf(Finger.class);
    return judge(
        poses,
        Calibration.of(reader.channels(), run.holds(), wearer.side(), wrong, fingers).model());
  }

  private Judged judge(int poses, GloveModel model) {
    Judged judged = new Judged(new Outcome(), new Outcome());
    Uncalibrated uncalibrated = new Uncalibrated(glove, run.holds());
    GloveModel.Predictor predictor = model.predictor();
    double[] read = new double[reader.channels().size()];
    double[] found = new double[HandAngles.COUNT];
    double[] bounds = new double[HandAngles.COUNT];
    double[] none = new double[HandAngles.COUNT];
    for (int n = 0; n < poses; n++) {
      session.go(wearer.everyday());
      for (int i = 0; i < SAMPLES_A_POSE; i++) {
        session.next();
      }
      reader.read(session.values(), read);
      predictor.angles(read, found);
      predictor.bounds(bounds);
      judged.after().see(session.truth(), found, bounds);
      uncalibrated.angles(read, found);
      judged.before().see(session.truth(), found, none);
    }
    return judged;
  }
}
