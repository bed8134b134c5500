package dev.handloom.calibration.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.sim.PlantedCamera;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CameraModelTest {
  @ParameterizedTest
  @EnumSource
  void whatAPixelLooksAtLiesAtThatPixel(LensKind kind) {
    for (long seed = 1; seed <= 100; seed++) {
      CameraModel camera = PlantedCamera.drawn(kind, seed).truth();
      Random random = new Random(seed);
      double[] ray = new double[3];
      double[] pixel = new double[2];
      for (int n = 0; n < 20; n++) {
        double u = random.nextDouble() * camera.width();
        double v = random.nextDouble() * camera.height();
        assertTrue(camera.unproject(u, v, ray), "seed " + seed);
        assertEquals(1, Math.hypot(Math.hypot(ray[0], ray[1]), ray[2]), 1e-12);
        assertTrue(camera.project(ray, pixel), "seed " + seed);
        assertEquals(u, pixel[0], 1e-9, "seed " + seed);
        assertEquals(v, pixel[1], 1e-9, "seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void slopesAreThoseOfSmallSteps(LensKind kind) {
    for (long seed = 1; seed <= 50; seed++) {
      CameraModel camera = PlantedCamera.drawn(kind, seed).truth();
      Random random = new Random(seed);
      double[] ray = new double[3];
      camera.unproject(
          random.nextDouble() * camera.width(), random.nextDouble() * camera.height(), ray);
      int count = camera.names().length;
      double[] byPoint = new double[6];
      double[] by = new double[2 * count];
      camera.project(ray, new double[2], byPoint, by);
      for (int k = 0; k < 3; k++) {
        double[] up = ray.clone();
        double[] down = ray.clone();
        up[k] += 1e-6;
        down[k] -= 1e-6;
        check(camera, up, camera, down, 2e-6, byPoint, 3, k, seed);
      }
      for (int k = 0; k < count; k++) {
        double step = k < CameraModel.PLAIN ? 1e-3 : 1e-6;
        double[] up = camera.parameters();
        double[] down = camera.parameters();
        up[k] += step;
        down[k] -= step;
        check(camera.with(up), ray, camera.with(down), ray, 2 * step, by, count, k, seed);
      }
    }
  }

  private static void check(
      CameraModel a,
      double[] pointA,
      CameraModel b,
      double[] pointB,
      double step,
      double[] slopes,
      int count,
      int k,
      long seed) {
    double[] up = new double[2];
    double[] down = new double[2];
    double[] unused = new double[2 * a.names().length];
    a.project(pointA, up, new double[6], unused);
    b.project(pointB, down, new double[6], unused);
    for (int row = 0; row < 2; row++) {
      double slope = (up[row] - down[row]) / step;
      assertEquals(slope, slopes[row * count + k], 1e-7 * a.fx(), "seed " + seed);
    }
  }

  @Test
  void aPointBehindAPinholeOrBeyondTheFoldIsNotShown() {
    CameraModel barrel = new PinholeCamera(640, 480, 400, 400, 320, 240, -0.3, 0, 0, 0, 0);
    double[] pixel = new double[2];
    assertFalse(barrel.project(new double[] {0, 0, -1}, pixel));
    assertTrue(barrel.project(new double[] {0.9, 0, 1}, pixel));
    // The radius grows no more beyond r² = 1 / 0.9.
    assertFalse(barrel.project(new double[] {1.2, 0, 1}, pixel));
    assertFalse(barrel.unproject(320 + 400 * 0.75, 240, new double[3]));
  }

  @Test
  void aFisheyeShowsWhatIsBesideAndBehindIt() {
    CameraModel wide = new FisheyeCamera(640, 480, 150, 150, 319.5, 239.5, 0, 0, 0, 0);
    double[] pixel = new double[2];
    assertTrue(wide.project(new double[] {1, 0, -0.2}, pixel));
    assertEquals(319.5 + 150 * Math.atan2(1, -0.2), pixel[0], 1e-9);
    assertEquals(Math.toDegrees(640 / 150.0), Math.toDegrees(wide.fieldOfView(true)), 1e-9);
  }

  @Test
  void inHalfTheSizeEverythingLiesAtHalfThePlace() {
    CameraModel camera = PlantedCamera.drawn(LensKind.PINHOLE, 3).truth();
    CameraModel half = camera.scaledTo(camera.width() / 2, camera.height() / 2);
    double[] ray = new double[3];
    double[] pixel = new double[2];
    camera.unproject(100, 60, ray);
    half.project(ray, pixel);
    assertEquals(49.75, pixel[0], 1e-9);
    assertEquals(29.75, pixel[1], 1e-9);
  }
}
