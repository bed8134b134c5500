package dev.handloom.calibration;

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
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A simulated person going through runs with a simulated glove.
public final class WornRun {
  private static final double MOST_SECONDS = 400;

  public final Wearer wearer;
  public final WornGlove glove;
  public final WornSession session;
  public final GloveReader reader;
  public final Set<Finger> fingers = EnumSet.allOf(Finger.class);

  public WornRun(WornGlove.Kind kind, long seed) {
    this(kind, seed, null);
  }

  public WornRun(WornGlove.Kind kind, long seed, @Nullable PlantedFault fault) {
    wearer = new Wearer(seed);
    glove = new WornGlove(kind, wearer.side(), seed + 1, fault);
    session = new WornSession(wearer, glove, seed + 2);
    reader = GloveReader.of(glove.spec(), wearer.side());
  }

  public StepPlan plan() {
    return StepPlan.of(reader.channels(), fingers);
  }

  public GuidedRun run(StepPlan plan) {
    GuidedRun run = begin(plan);
    go(run);
    return run;
  }

  public GuidedRun begin(StepPlan plan) {
    RunRecording recording = new RunRecording(glove.spec().channels().size());
    return new GuidedRun(plan, reader, recording, glove.spec().nominalHz());
  }

  /// Does what is asked until the run is over.
  public void go(GuidedRun run) {
    double most = session.seconds() + MOST_SECONDS;
    int done = -1;
    while (!run.finished()) {
      if (done != run.done()) {
        done = run.done();
        session.ask(Asked.valueOf(String.valueOf(run.wanted())));
      }
      session.next();
      run.see(session.nanos(), session.values());
      if (session.seconds() > most) {
        throw new AssertionError("The run hangs at " + run.wanted());
      }
    }
  }

  public Profile.Wearing wearing() {
    return new Profile.Wearing(
        "Ada",
        "left glove 7",
        wearer.side(),
        HandMeasure.byRuler(wearer.rulerLength(), wearer.rulerBreadth()),
        fingers);
  }

  public Profile profile(Instant taken) {
    GuidedRun run = run(plan());
    Profile.Wearing wearing = wearing();
    Calibration made =
        Calibration.of(reader.channels(), run.holds(), wearing.side(), wearing.size(), fingers);
    return Profile.of(
        wearing, taken, "test", reader.channels(), made.model(), made.quality(), run.holds());
  }
}
