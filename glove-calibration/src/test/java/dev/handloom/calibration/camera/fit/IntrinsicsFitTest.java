package dev.handloom.calibration.camera.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntrinsicsFitTest {
  private static final double NOISE = 0.3;

  @ParameterizedTest
  @EnumSource
  void plantedNumbersAreFoundAndLieWithinTheirBounds(LensKind kind) throws CameraRefusal {
    int inside = 0;
    int all = 0;
    for (long seed = 9001; seed <= 9005; seed++) {
      PlantedCamera planted = PlantedCamera.drawn(kind, seed);
      CameraModel truth = planted.truth();
      Intrinsics found =
          IntrinsicsFit.of(kind, truth.width(), truth.height(), planted.views(20, NOISE));
      double[] t = truth.parameters();
      double[] f = found.camera().parameters();
      assertEquals(1, f[0] / t[0], 0.01, "seed " + seed);
      assertEquals(1, f[1] / t[1], 0.01, "seed " + seed);
      assertEquals(NOISE, found.noisePixels(), 0.05, "seed " + seed);
      for (int k = 0; k < t.length; k++) {
        inside += Math.abs(f[k] - t[k]) <= found.bounds()[k] ? 1 : 0;
        all++;
      }
    }
    assertTrue(inside >= 0.95 * all, inside + " of " + all);
  }

  @Test
  void mistakesAreFoundAndDoNotCount() throws CameraRefusal {
    PlantedCamera planted = PlantedCamera.drawn(LensKind.PINHOLE, 9101);
    CameraModel truth = planted.truth();
    Random random = new Random(5);
    List<BoardView> views = new ArrayList<>();
    int spoilt = 0;
    for (BoardView view : planted.views(20, NOISE)) {
      List<BoardView.Corner> corners = new ArrayList<>();
      for (BoardView.Corner c : view.corners()) {
        boolean wrong = random.nextDouble() < 0.03;
        spoilt += wrong ? 1 : 0;
        double off = wrong ? 10 + 20 * random.nextDouble() : 0;
        corners.add(new BoardView.Corner(c.id(), c.boardX(), c.boardY(), c.u() + off, c.v() - off));
      }
      views.add(new BoardView(corners));
    }
    // And one whole view of a board that was bent.
    views.set(7, bent(views.get(7)));
    Intrinsics found = IntrinsicsFit.of(LensKind.PINHOLE, truth.width(), truth.height(), views);
    assertFalse(found.views().get(7).used());
    assertTrue(found.leftOut() >= spoilt);
    assertEquals(truth.fx(), found.camera().fx(), 1.2 * found.bounds()[0]);
    assertEquals(truth.fx(), found.camera().fx(), 0.01 * truth.fx());
    assertEquals(NOISE, found.noisePixels(), 0.05);
  }

  private static BoardView bent(BoardView view) {
    List<BoardView.Corner> corners = new ArrayList<>();
    for (BoardView.Corner c : view.corners()) {
      double off = 3e4 * (c.boardX() - 0.12) * (c.boardX() - 0.12) / 14;
      corners.add(
          new BoardView.Corner(c.id(), c.boardX(), c.boardY(), c.u() + off, c.v() + off / 2));
    }
    return new BoardView(corners);
  }

  @Test
  void theLensIsRecognised() throws CameraRefusal {
    for (LensKind kind : LensKind.values()) {
      PlantedCamera planted = PlantedCamera.drawn(kind, 9201);
      CameraModel truth = planted.truth();
      LensChoice choice = LensChoice.of(truth.width(), truth.height(), planted.views(20, NOISE));
      assertEquals(kind, LensKind.of(choice.best().camera()), choice.why());
    }
  }

  @Test
  void boardsHeldAllAlikeLeaveWideBounds() throws CameraRefusal {
    CameraModel truth = LensKind.PINHOLE.plain(640, 480, Math.toRadians(60));
    PlantedCamera planted = new PlantedCamera(truth, 9, 6, 0.03, 1);
    List<BoardView> alike = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      Quat nearlyFlat = Quat.about(new Vec3(1, n - 4, 0), 0.03);
      alike.add(planted.view(new Pose(new Vec3(-0.12, -0.08, 0.4 + 0.01 * n), nearlyFlat), NOISE));
    }
    Intrinsics poor = IntrinsicsFit.of(LensKind.PINHOLE, 640, 480, alike);
    Intrinsics good = IntrinsicsFit.of(LensKind.PINHOLE, 640, 480, planted.views(8, NOISE));
    assertTrue(poor.focalShare() > 5 * good.focalShare(), poor.focalShare() + " alike");
    assertEquals(truth.fx(), poor.camera().fx(), poor.bounds()[0]);
  }

  @Test
  void tooFewViewsAreRefusedWithWords() {
    PlantedCamera planted = PlantedCamera.drawn(LensKind.PINHOLE, 9301);
    CameraRefusal why =
        assertThrows(
            CameraRefusal.class,
            () -> IntrinsicsFit.of(LensKind.PINHOLE, 640, 480, planted.views(3, NOISE)));
    assertTrue(String.valueOf(why.getMessage()).contains("there are 3"), why.getMessage());
  }
}
