package dev.handloom.calibration.camera.same;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.PinholeCamera;
import dev.handloom.calibration.camera.fit.Intrinsics;
import dev.handloom.calibration.camera.fit.IntrinsicsFit;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import org.junit.jupiter.api.Test;

class CameraComparisonTest {
  private static final CameraModel CAMERA =
      new PinholeCamera(1280, 720, 900, 900, 640, 360, 0.05, -0.02, 0, 0, 0);

  @Test
  void aCameraIsTheSameAsItselfInAnotherSize() throws CameraRefusal {
    CameraComparison same = CameraComparison.of(CAMERA, CAMERA.scaledTo(640, 360), 0);
    assertEquals(CameraComparison.Verdict.SAME, same.verdict());
    assertEquals(0, same.maxPixels(), 1e-9);
    assertEquals(0, same.maxRadians(), 1e-7);
    assertTrue(same.scaled());
  }

  @Test
  void differencesAreTheOnesThatWerePlanted() throws CameraRefusal {
    double[] moved = CAMERA.parameters();
    moved[2] += 6;
    CameraComparison close = CameraComparison.of(CAMERA, CAMERA.with(moved), 0);
    assertEquals(6, close.meanPixels(), 1e-9);
    assertEquals(6, close.regions()[8], 1e-9);
    assertEquals(6 / 900.0, close.maxRadians(), 1e-3);
    assertEquals(CameraComparison.Verdict.CLOSE, close.verdict());
    double[] longer = CAMERA.parameters();
    longer[0] *= 1.3;
    longer[1] *= 1.3;
    CameraComparison other = CameraComparison.of(CAMERA, CAMERA.with(longer), 0);
    assertEquals(CameraComparison.Verdict.DIFFERENT, other.verdict());
    assertTrue(other.firstFieldOfView() > other.secondFieldOfView());
  }

  @Test
  void picturesOfDifferentShapesAreNotLaidOverEachOther() {
    assertThrows(
        CameraRefusal.class, () -> CameraComparison.of(CAMERA, CAMERA.sized(1280, 960), 0));
  }

  @Test
  void aFitIsAsFarFromTheTruthAsItSaysAtMost() throws CameraRefusal {
    for (LensKind kind : LensKind.values()) {
      PlantedCamera planted = PlantedCamera.drawn(kind, 9001);
      CameraModel truth = planted.truth();
      Intrinsics found =
          IntrinsicsFit.of(kind, truth.width(), truth.height(), planted.views(20, 0.3));
      double doubt = Doubt.pixels(found.camera(), found.covariance());
      CameraComparison same = CameraComparison.of(found.camera(), truth, doubt);
      assertTrue(same.maxPixels() <= doubt, same.words());
      assertTrue(doubt < 0.02 * truth.width(), doubt + " px");
    }
  }
}
