package dev.handloom.app.cue;

import dev.handloom.app.run.RunOfTakes;
import dev.handloom.app.run.RunPhase;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;

/// Lets a run be heard: each phase as it begins, and every second of the countdown. Belongs to the
/// JavaFX thread.
public final class RunCues {
  private final RunOfTakes runs;
  private final Cues cues;
  private final Timeline countdown;
  private int counted;
  private boolean warned;

  public RunCues(RunOfTakes runs, Cues cues) {
    this.runs = runs;
    this.cues = cues;
    countdown = new Timeline(new KeyFrame(Duration.millis(50), _ -> look()));
    countdown.setCycleCount(Animation.INDEFINITE);
  }

  /// From now on.
  public void follow() {
    runs.runProperty()
        .subscribe(run -> {
          if (run == null) {
            countdown.stop();
          } else {
            countdown.play();
          }
        });
    runs.phaseProperty().addListener((_, before, now) -> began(before, now));
  }

  private void began(RunPhase before, RunPhase phase) {
    counted = 0;
    switch (phase) {
      // A take that is on the disk leads over SAVED.
      case READY -> cues.play(before == RunPhase.RECORDING ? Cue.FAILED : Cue.READY);
      case COUNTDOWN -> look();
      case RECORDING -> cues.play(Cue.RECORDING);
      case SAVED -> cues.play(Cue.SAVED);
      case RESET -> cues.play(Cue.RESET);
    }
  }

  private void look() {
    if (runs.warned() && !warned) {
      cues.play(Cue.NOT_READY);
    }
    warned = runs.warned();
    int left = runs.secondsLeft();
    if (left > 0 && left != counted) {
      counted = left;
      cues.play(Cue.COUNT);
    }
  }
}
