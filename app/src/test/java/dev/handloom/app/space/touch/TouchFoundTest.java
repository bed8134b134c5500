package dev.handloom.app.space.touch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TouchFoundTest {
  private static final Pose CAMERA_FROM_HEADSET =
      new Pose(new Vec3(0.3, 0.2, 0.9), Quat.about(new Vec3(1, 0.2, 0.1), 2.4));
  private static final Pose CAMERA_FROM_BOARD =
      new Pose(new Vec3(-0.2, -0.1, 0.7), Quat.about(new Vec3(1, 0.3, 0), 0.4));
  private static final double RADIUS = 0.008;

  @Test
  void aFingertipLiesAboveTheBoardByItsThickness() throws Exception {
    TouchFound found = TouchFound.of(points(new int[] {0, 1, 2, 3}, RADIUS));
    assertEquals(0, found.alignment().heldOutMetres(), 1e-9);
    Vec3 anywhere = new Vec3(0.1, 0.4, -0.6);
    assertEquals(
        0, found.alignment().apply(anywhere).distance(CAMERA_FROM_HEADSET.apply(anywhere)), 1e-9);
    // Without it all would be off by as much, and no residual would tell.
    TouchFound thin = TouchFound.of(points(new int[] {0, 1, 2, 3}, 0));
    assertEquals(0, thin.alignment().heldOutMetres(), 1e-9);
    assertEquals(
        RADIUS,
        thin.alignment().apply(anywhere).distance(CAMERA_FROM_HEADSET.apply(anywhere)),
        1e-6);
  }

  @Test
  void cornersThatWereTouchedTheWrongWayRoundAreRefused() {
    AlignmentRefusal e =
        assertThrows(
            AlignmentRefusal.class, () -> TouchFound.of(points(new int[] {1, 0, 3, 2}, RADIUS)));
    assertTrue(String.valueOf(e.getMessage()).contains("wrong way round"), e.getMessage());
  }

  @Test
  void threeCornersAreTooFew() {
    assertThrows(AlignmentRefusal.class, () -> TouchFound.of(points(new int[] {0, 1, 2}, RADIUS)));
  }

  @Test
  void aBoardWithTwoRowsHasNoFourCorners() {
    Board narrow = new Board(Board.UMI.family(), 8, 2, 50, 30);
    assertEquals(List.of(), TouchCorner.of(narrow));
    assertEquals(4, TouchCorner.of(Board.UMI).size());
  }

  /// @param touched which corner was, where each of the four was asked for
  /// @param believed how thick the fingertip is said to be
  private static List<TouchPoint> points(int[] touched, double believed) {
    List<TouchCorner> corners = TouchCorner.of(Board.UMI);
    List<TouchPoint> points = new ArrayList<>();
    Pose headsetFromBoard = CAMERA_FROM_HEADSET.inverse().then(CAMERA_FROM_BOARD);
    for (int i = 0; i < touched.length; i++) {
      TouchCorner there = corners.get(touched[i]);
      Vec3 tip = headsetFromBoard.apply(new Vec3(there.xMetres(), there.yMetres(), -RADIUS));
      Vec3 wrist = headsetFromBoard.apply(new Vec3(there.xMetres(), there.yMetres() + 0.1, -0.12));
      points.add(new TouchPoint(0, i, corners.get(i), CAMERA_FROM_BOARD, tip, wrist, believed));
    }
    return points;
  }
}
