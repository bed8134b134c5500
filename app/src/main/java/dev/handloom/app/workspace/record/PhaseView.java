package dev.handloom.app.workspace.record;

import dev.handloom.app.run.Run;
import dev.handloom.app.run.RunOfTakes;
import dev.handloom.app.run.RunPhase;
import dev.handloom.app.take.TakePhase;
import dev.handloom.app.take.TakeWords;
import dev.handloom.app.take.Takes;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Keeps the banner true: the phase, what the person does next, what the button does.
final class PhaseView {
  private final PhaseBanner banner;
  private final Takes takes;
  private final TakeWords words;
  private final RunOfTakes runs;

  PhaseView(PhaseBanner banner, Takes takes, TakeWords words, RunOfTakes runs) {
    this.banner = banner;
    this.takes = takes;
    this.words = words;
    this.runs = runs;
  }

  /// @param live whether a take can be stopped
  void show(@Nullable Run run, TakePhase now, boolean growing, boolean live) {
    face(run, now, growing);
    button(run, live);
  }

  private void face(@Nullable Run run, TakePhase now, boolean growing) {
    if (run == null) {
      banner.show(
          PhaseBanner.of(now, growing, takes.savedCount() > 0), words.elapsed(), words.detail());
      return;
    }
    RunPhase phase = runs.phaseProperty().get();
    PhaseBanner.Face face = PhaseBanner.of(phase, now, growing, runs.warned(), runs.secondsLeft());
    boolean taking = phase == RunPhase.RECORDING;
    banner.show(face, taking ? words.elapsed() : "", taking ? words.detail() : next(run, phase));
  }

  /// What the person does next.
  private String next(Run run, RunPhase phase) {
    return switch (phase) {
      case READY ->
          runs.warned()
              ? "Press again to start anyway; it is written into the episode."
              : run.complete()
                  ? "All takes are done. More may be added."
                  : "Press when you are set.";
      case COUNTDOWN -> "Press to call it off.";
      case RECORDING -> "";
      case SAVED -> words.detail();
      case RESET ->
          run.complete()
              ? "All takes are done. Press to record one more."
              : "Put the scene back, then press for the next take.";
    };
  }

  private void button(@Nullable Run run, boolean live) {
    if (live) {
      banner.button("Stop", Feather.SQUARE, false, "Stop the take and save it");
    } else if (run == null) {
      banner.button("Record", Feather.CIRCLE, true, "Start a take");
    } else {
      switch (runs.phaseProperty().get()) {
        case COUNTDOWN -> banner.button("Call off", Feather.X, false, "Call the countdown off");
        case SAVED -> banner.button("Go on", Feather.CHEVRONS_RIGHT, true, "Begin the reset");
        case RESET -> banner.button("Next take", Feather.CIRCLE, true, "Start the next take");
        default ->
            banner.button(
                runs.warned() ? "Start anyway" : "Start", Feather.CIRCLE, true, "Start a take");
      }
    }
  }
}
