package dev.handloom.app.studio;

import dev.handloom.app.calibrate.Wardrobe;
import dev.handloom.app.run.Run;
import dev.handloom.app.run.RunOfTakes;
import dev.handloom.app.run.RunPlan;
import dev.handloom.app.take.Takes;
import org.jspecify.annotations.Nullable;

/// A collector is named once: whoever a run names wears the gloves, and whoever wears the gloves is
/// named in the takes. On the JavaFX thread.
final class OnePerson {
  private final RunOfTakes runs;
  private final Takes takes;
  private final Wardrobe wardrobe;

  private OnePerson(RunOfTakes runs, Takes takes, Wardrobe wardrobe) {
    this.runs = runs;
    this.takes = takes;
    this.wardrobe = wardrobe;
  }

  static void follow(RunOfTakes runs, Takes takes, Wardrobe wardrobe) {
    OnePerson one = new OnePerson(runs, takes, wardrobe);
    wardrobe.personProperty().addListener((_, _, _) -> one.worn());
    runs.runProperty().addListener((_, _, now) -> one.run(now));
    one.run(runs.runProperty().get());
  }

  private static String of(@Nullable Run run) {
    return run == null ? "" : run.plan().person();
  }

  private void run(@Nullable Run now) {
    if (of(now).isEmpty()) {
      takes.namePerson(wardrobe.personProperty().get());
    } else {
      wardrobe.name(of(now));
    }
  }

  /// Somebody else put the gloves on: from here on the run is theirs.
  private void worn() {
    String who = wardrobe.personProperty().get();
    Run now = runs.runProperty().get();
    if (now == null || of(now).isEmpty()) {
      takes.namePerson(who);
    } else if (!of(now).equals(who) && !who.isEmpty()) {
      RunPlan plan = now.plan();
      runs.change(
          new RunPlan(
              plan.task(),
              plan.instruction(),
              plan.picture(),
              plan.target(),
              who,
              plan.countdownSeconds()));
    }
  }
}
