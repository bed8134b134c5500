package dev.handloom.app.studio;

import dev.handloom.app.cue.Cue;
import dev.handloom.app.workspace.calibrate.CalibrateWorkspace;
import dev.handloom.app.workspace.calibrate.GlovesPage;
import dev.handloom.app.workspace.calibrate.arm.ArmsPage;
import dev.handloom.app.workspace.calibrate.camera.CamerasPage;
import dev.handloom.app.workspace.calibrate.camera.HandSizePage;
import dev.handloom.app.workspace.calibrate.gripper.GrippersPage;
import dev.handloom.app.workspace.calibrate.robot.RobotsPage;
import dev.handloom.app.workspace.calibrate.space.SpacesPage;
import java.util.List;
import java.util.function.Consumer;

/// The pages of the Calibrate workspace.
final class CalibratePages implements AutoCloseable {
  private final GlovesPage gloves;
  private final ArmsPage arms;
  private final CamerasPage cameras;
  private final HandSizePage sizes;
  private final GrippersPage grippers;
  private final RobotsPage robots;
  private final SpacesPage spaces;

  CalibratePages(
      CalibrationDesk desk, GlovesPage.Surroundings around, RigActions rigs, Consumer<Cue> cues) {
    gloves = new GlovesPage(around);
    arms = desk.arms(around.sheets(), cues, rigs.all(), gloves.keys());
    cameras =
        new CamerasPage(
            around.current(), around.library(), around.tasks(), around.desktop(), desk.lenses());
    sizes = new HandSizePage(around.current(), desk.lenses(), gloves::measured);
    grippers = desk.page(around.actions(), around.sheets(), around.desktop());
    robots = new RobotsPage(around, rigs);
    spaces = new SpacesPage(around.current(), desk.spaces(), desk.lenses(), gloves.keys());
  }

  CalibrateWorkspace workspace() {
    return new CalibrateWorkspace(List.of(gloves, arms, cameras, grippers, robots, spaces, sizes));
  }

  @Override
  public void close() {
    gloves.close();
    arms.close();
    cameras.close();
    grippers.close();
    robots.close();
    spaces.close();
  }
}
