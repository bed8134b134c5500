package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.arm.LiveArmRun;
import dev.handloom.app.arm.RigArm;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.workspace.calibrate.OpenRun;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.profile.ArmShelf;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;

/// The run that is open, if any: how it begins, what keys do in it, where it leads.
final class ArmRuns implements AutoCloseable {
  private final ArmsPage.Surroundings around;
  private final Consumer<ArmProfile> made;
  private final Runnable stopped;
  private final OpenRun<LiveArmRun> open;

  ArmRuns(ArmsPage.Surroundings around, Consumer<ArmProfile> made, Runnable stopped) {
    this.around = around;
    this.made = made;
    this.stopped = stopped;
    open = new OpenRun<>(around.tasks(), this::stopped, () -> {});
  }

  boolean open() {
    return open.open();
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
    open.end();
    LiveArmRun next =
        LiveArmRun.start(arm, person, shelf, Version.text(), LiveArmRun.mover(workplace, arm));
    return Optional.of(
        open.show(
            next,
            new ArmRunPage(next, around.keys(), around.cues(), () -> over(next)).frame(),
            around.keys()));
  }

  void focus() {
    open.focus();
  }

  private void over(LiveArmRun ended) {
    Optional<ArmProfile> profile = ended.made();
    open.end();
    around.rack().fit();
    profile.ifPresentOrElse(made, stopped);
  }

  /// The arm is not there any more: another rig was opened.
  void rigGone() {
    if (open.open()) {
      open.end();
      around
          .notices()
          .accept(
              Notice.info(
                  "The calibration was stopped",
                  "Another rig was opened. Nothing was kept of it; the profile in use stays."));
    }
  }

  void pause(boolean on) {
    open.pause(on);
  }

  private void stopped(LiveArmRun ended) {
    stopped.run();
    if (ended.done() > 0) {
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
    open.close();
  }
}
