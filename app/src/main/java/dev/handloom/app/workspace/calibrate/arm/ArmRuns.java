package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.arm.LiveArmRun;
import dev.handloom.app.arm.RigArm;
import dev.handloom.app.calibrate.RunState;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.workspace.calibrate.RunKeys;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.profile.ArmShelf;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// The run that is open, if any: how it begins, what keys do in it, where it leads.
final class ArmRuns implements RunKeys.Run, AutoCloseable {
  private final ArmsPage.Surroundings around;
  private final Consumer<ArmProfile> made;
  private final Runnable stopped;
  private @Nullable LiveArmRun run;
  private @Nullable ArmRunPage page;

  ArmRuns(ArmsPage.Surroundings around, Consumer<ArmProfile> made, Runnable stopped) {
    this.around = around;
    this.made = made;
    this.stopped = stopped;
  }

  boolean open() {
    return run != null;
  }

  /// Begins a run; empty, and a notice, where that cannot be.
  Optional<Node> begin(RigArm arm, String person) {
    Workplace workplace = around.current().workplaceProperty().get();
    ArmShelf shelf = around.rack().shelf().orElse(null);
    if (workplace == null || shelf == null) {
      around
          .notices()
          .accept(
              Notice.warning(
                  "The run cannot begin", "No library is open. Choose one under Library."));
      return Optional.empty();
    }
    end();
    LiveArmRun next =
        LiveArmRun.start(arm, person, shelf, Version.text(), LiveArmRun.mover(workplace, arm));
    run = next;
    ArmRunPage shown = new ArmRunPage(next, around.keys(), around.cues(), () -> over(next));
    page = shown;
    around.keys().lead(this);
    return Optional.of(shown.content());
  }

  void focus() {
    ArmRunPage shown = page;
    if (shown != null) {
      around.keys().lead(this);
      shown.focus();
    }
  }

  private void over(LiveArmRun ended) {
    Optional<ArmProfile> profile = ended.made();
    end();
    around.rack().fit();
    profile.ifPresentOrElse(made, stopped);
  }

  /// Puts the run away; its thread ends elsewhere.
  private void end() {
    LiveArmRun before = run;
    ArmRunPage shown = page;
    run = null;
    page = null;
    if (shown != null) {
      shown.end();
    }
    if (before != null) {
      around.keys().open(false);
      before.stop();
      BackgroundTask.of(
              "Putting the run away",
              _ -> {
                before.close();
                return before;
              })
          .startOn(around.tasks());
    }
  }

  /// The arm is not there any more: another rig was opened.
  void rigGone() {
    if (run != null) {
      end();
      around
          .notices()
          .accept(
              Notice.info(
                  "The calibration was stopped",
                  "Another rig was opened. Nothing was kept of it; the profile in use stays."));
    }
  }

  void pause(boolean on) {
    LiveArmRun now = run;
    if (now != null) {
      now.pause(on);
    }
  }

  @Override
  public void pauseOrGoOn() {
    LiveArmRun now = run;
    if (now != null) {
      now.pause(now.look().state() != RunState.PAUSED);
    }
  }

  @Override
  public void again() {
    LiveArmRun now = run;
    if (now != null) {
      now.again();
    }
  }

  @Override
  public void leaveOut() {
    LiveArmRun now = run;
    if (now != null) {
      now.leaveOut();
    }
  }

  @Override
  public void stop() {
    LiveArmRun now = run;
    if (now == null) {
      return;
    }
    boolean some = now.look().done() > 0;
    end();
    stopped.run();
    if (some) {
      around
          .notices()
          .accept(
              Notice.info(
                  "The calibration is stopped",
                  "Nothing was kept of it; the profile in use stays as it is."));
    }
  }

  @Override
  public void close() {
    LiveArmRun now = run;
    run = null;
    if (now != null) {
      now.close();
    }
  }
}
