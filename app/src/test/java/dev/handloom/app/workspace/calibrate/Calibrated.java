package dev.handloom.app.workspace.calibrate;

import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.hand.HandMeasure;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.quality.Calibration;
import dev.handloom.calibration.run.GuidedRun;
import dev.handloom.calibration.run.RunRecording;
import dev.handloom.calibration.run.StepPlan;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.PlantedFault;
import dev.handloom.device.sim.wearer.Wearer;
import dev.handloom.device.sim.wearer.WornGlove;
import dev.handloom.device.sim.wearer.WornSession;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A profile as a run of a simulated person makes it.
final class Calibrated {
  private static final long SEED = 71;
  private static final double MOST_SECONDS = 400;

  private Calibrated() {}

  static Profile profile(String person, Instant taken, Set<Finger> fingers) {
    return profile(person, taken, fingers, null);
  }

  static Profile profile(
      String person, Instant taken, Set<Finger> fingers, @Nullable PlantedFault fault) {
    Wearer wearer = new Wearer(SEED);
    WornGlove glove = new WornGlove(WornGlove.Kind.COUNTS, wearer.side(), SEED + 1, fault);
    WornSession session = new WornSession(wearer, glove, SEED + 2);
    GloveReader reader = GloveReader.of(glove.spec(), wearer.side());
    GuidedRun run =
        new GuidedRun(
            StepPlan.of(reader.channels(), fingers),
            reader,
            new RunRecording(glove.spec().channels().size()),
            glove.spec().nominalHz());
    int done = -1;
    while (!run.finished() && session.seconds() < MOST_SECONDS) {
      if (done != run.done()) {
        done = run.done();
        session.ask(Asked.valueOf(String.valueOf(run.wanted())));
      }
      session.next();
      run.see(session.nanos(), session.values());
    }
    Profile.Wearing wearing =
        new Profile.Wearing(
            person,
            "left <glove> 7",
            wearer.side(),
            HandMeasure.byRuler(wearer.rulerLength(), wearer.rulerBreadth()),
            fingers);
    Calibration made =
        Calibration.of(reader.channels(), run.holds(), wearing.side(), wearing.size(), fingers);
    return Profile.of(
        wearing, taken, "1.2", reader.channels(), made.model(), made.quality(), run.holds());
  }
}
