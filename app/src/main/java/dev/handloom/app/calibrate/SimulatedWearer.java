package dev.handloom.app.calibrate;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.run.Step;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A simulated glove is worn by a simulated person, who does as is asked.
public final class SimulatedWearer {
  private SimulatedWearer() {}

  /// Whom a run on this glove asks; nobody hears it where a real person wears the glove.
  public static Consumer<@Nullable Step> of(Workplace workplace, RigGlove glove) {
    if (!glove.device().config().simulated()) {
      return _ -> {};
    }
    return step ->
        workplace
            .simulation()
            .ifPresent(rig -> rig.hold(glove.side(), step == null ? null : step.name()));
  }
}
