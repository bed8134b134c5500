package dev.handloom.calibration.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.glove.Sense;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.run.GuidedRun;
import dev.handloom.calibration.run.Hold;
import dev.handloom.calibration.run.RunRecording;
import dev.handloom.calibration.run.StepPlan;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.Wearer;
import dev.handloom.device.sim.wearer.WornGlove;
import dev.handloom.device.sim.wearer.WornSession;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The middle finger is the axis about which the others spread: its sideways plug in another's
/// place is seen.
class SwappedSidewaysTest {
  private static final long SEED = 5100;
  private static final int PEOPLE = 8;
  private static final double MOST_SECONDS = 400;

  @Test
  void theMiddleFingersSidewaysPlugInAnothersPlaceIsNamedAndASoundGloveIsNot() {
    int named = 0;
    for (int p = 0; p < PEOPLE; p++) {
      long seed = SEED + 10L * p;
      Wearer wearer = new Wearer(seed);
      WornGlove glove = new WornGlove(WornGlove.Kind.COUNTS, wearer.side(), seed + 1, null);
      GloveReader reader = GloveReader.of(glove.spec(), wearer.side());
      List<Hold> holds = holds(wearer, glove, reader, seed + 2);
      assertEquals(0, swaps(reader, holds, -1), "a sound glove, seed " + seed);
      int middle = spread(reader, Finger.MIDDLE);
      int other = spread(reader, p % 2 == 0 ? Finger.INDEX : Finger.LITTLE);
      List<Hold> swapped = holds.stream().map(each -> swap(each, middle, other)).toList();
      named += swaps(reader, swapped, other);
    }
    assertTrue(named >= PEOPLE - 2, named + " of " + PEOPLE + " from seed " + SEED);
  }

  private static List<Hold> holds(Wearer wearer, WornGlove glove, GloveReader reader, long seed) {
    WornSession session = new WornSession(wearer, glove, seed);
    GuidedRun run =
        new GuidedRun(
            StepPlan.of(reader.channels(), EnumSet.allOf(Finger.class)),
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
    return run.holds();
  }

  private static int spread(GloveReader reader, Finger finger) {
    List<SensedChannel> channels = reader.channels();
    for (int c = 0; c < channels.size(); c++) {
      if (channels.get(c).sense() == Sense.SPREAD && channels.get(c).finger() == finger) {
        return c;
      }
    }
    throw new AssertionError("It does not feel how the " + finger.word() + " spreads");
  }

  private static int swaps(GloveReader reader, List<Hold> holds, int channel) {
    return (int)
        FaultFinder.find(reader.channels(), holds).stream()
            .filter(fault -> fault.kind() == GloveFault.Kind.SWAPPED)
            .filter(fault -> channel < 0 || fault.channel() == channel)
            .count();
  }

  private static Hold swap(Hold hold, int a, int b) {
    return new Hold(
        hold.step(),
        hold.round(),
        swapped(hold.mean(), a, b),
        swapped(hold.noise(), a, b),
        hold.samples(),
        hold.seconds());
  }

  private static double[] swapped(double[] values, int a, int b) {
    double[] swapped = values.clone();
    swapped[a] = values[b];
    swapped[b] = values[a];
    return swapped;
  }
}
