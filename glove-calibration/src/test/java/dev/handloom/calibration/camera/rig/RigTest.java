package dev.handloom.calibration.camera.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardPose;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.board.Turn;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RigTest {
  private static final double NOISE = 0.3;

  private static Quat turn(Random random, double spread) {
    return Turn.by(
        spread * random.nextGaussian(),
        spread * random.nextGaussian(),
        spread * random.nextGaussian());
  }

  private static Vec3 place(Random random, double spread) {
    return new Vec3(
        spread * random.nextGaussian(),
        spread * random.nextGaussian(),
        spread * random.nextGaussian());
  }

  /// A camera on a tracker before a board, the tracker off by a millimetre and a tenth of a degree;
  /// some moments lost altogether.
  private static List<HandEye.Moment> moments(Pose camera, Pose board, long seed, double lost) {
    Random random = new Random(seed);
    PlantedCamera planted = PlantedCamera.drawn(LensKind.PINHOLE, seed);
    List<HandEye.Moment> moments = new ArrayList<>();
    while (moments.size() < 25) {
      Pose before = planted.pose();
      BoardView view = planted.view(before, NOISE);
      if (view.count() < 27) {
        continue;
      }
      Pose seen = BoardPose.of(planted.truth(), view).orElseThrow().board();
      Pose tracker = board.then(before.inverse()).then(camera.inverse());
      boolean jump = random.nextDouble() < lost;
      Pose told =
          new Pose(
              tracker.position().plus(place(random, jump ? 0.05 : 0.001)),
              turn(random, jump ? 0.1 : 0.002).times(tracker.rotation()).unit());
      moments.add(new HandEye.Moment(told, seen));
    }
    return moments;
  }

  @Test
  void aCameraIsFoundOnItsTracker() throws CameraRefusal {
    for (double lost : new double[] {0, 0.15}) {
      for (long seed = 9001; seed <= 9005; seed++) {
        Random random = new Random(seed);
        Pose camera = new Pose(place(random, 0.1), turn(random, 1));
        Pose board = new Pose(place(random, 0.5), turn(random, 1));
        HandEye found = HandEye.of(moments(camera, board, seed, lost));
        double away = found.trackerFromCamera().position().distance(camera.position());
        double turned = found.trackerFromCamera().rotation().angleTo(camera.rotation());
        assertTrue(away <= found.bound().metres(), seed + ": " + away + " of " + found.bound());
        assertTrue(turned <= found.bound().radians(), seed + ": " + turned);
        assertTrue(found.bound().metres() < 0.006, found.bound().toString());
        assertTrue(found.residualMetres() < 0.006, "residual " + found.residualMetres());
      }
    }
  }

  @Test
  void aBoardThatIsCarriedTellsWhereTheCameraStands() throws CameraRefusal {
    Random random = new Random(3);
    Pose camera = new Pose(place(random, 0.5), turn(random, 1));
    Pose carried = new Pose(place(random, 0.05), turn(random, 1));
    PlantedCamera planted = PlantedCamera.drawn(LensKind.PINHOLE, 3);
    List<HandEye.Moment> moments = new ArrayList<>();
    for (int n = 0; n < 12; n++) {
      Pose seen = planted.pose();
      // The board is on the tracked thing: tracker = camera · seen · carried⁻¹.
      Pose tracker = camera.then(seen).then(carried.inverse());
      moments.add(new HandEye.Moment(tracker, seen).boardCarried());
    }
    HandEye found = HandEye.of(moments);
    assertEquals(0, found.trackerFromCamera().position().distance(camera.position()), 1e-6);
    assertEquals(0, found.worldFromBoard().position().distance(carried.position()), 1e-6);
  }

  @Test
  void aMotionAboutOneAxisIsRefusedWithWords() {
    Pose camera = new Pose(new Vec3(0.1, 0, 0.05), Quat.about(new Vec3(1, 2, 3), 0.5));
    List<HandEye.Moment> panned = new ArrayList<>();
    List<HandEye.Moment> moved = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      Pose seen = new Pose(new Vec3(0.02 * n, 0, 0.5), Quat.about(new Vec3(0, 1, 0), 0.05 * n));
      panned.add(new HandEye.Moment(seen.inverse().then(camera.inverse()), seen));
      Pose shifted = new Pose(new Vec3(0.02 * n, 0.01 * n * n, 0.5), Quat.IDENTITY);
      moved.add(new HandEye.Moment(shifted.inverse().then(camera.inverse()), shifted));
    }
    CameraRefusal why = assertThrows(CameraRefusal.class, () -> HandEye.of(panned));
    assertTrue(String.valueOf(why.getMessage()).contains("panning"), why.getMessage());
    why = assertThrows(CameraRefusal.class, () -> HandEye.of(moved));
    assertTrue(String.valueOf(why.getMessage()).contains("hardly turned"), why.getMessage());
  }

  @Test
  void severalCamerasAreFoundBesideEachOther() throws CameraRefusal {
    for (long seed = 9001; seed <= 9003; seed++) {
      Random random = new Random(seed);
      List<PlantedCamera> planted = new ArrayList<>();
      List<RigCamera> cameras = new ArrayList<>();
      List<Pose> places = new ArrayList<>();
      for (int c = 0; c < 3; c++) {
        LensKind kind = c == 2 ? LensKind.FISHEYE : LensKind.PINHOLE;
        planted.add(PlantedCamera.drawn(kind, 10 * seed + c));
        cameras.add(RigCamera.asItIs("camera " + c, planted.get(c).truth()));
        places.add(
            c == 0 ? Pose.IDENTITY : new Pose(new Vec3(0.1 * c, 0.01, 0), turn(random, 0.1)));
      }
      List<Map<Integer, BoardView>> moments = new ArrayList<>();
      while (moments.size() < 15) {
        Pose board = planted.getFirst().pose();
        Map<Integer, BoardView> seen = new TreeMap<>();
        for (int c = 0; c < 3; c++) {
          BoardView view = planted.get(c).view(places.get(c).inverse().then(board), NOISE);
          if (view.count() > 20) {
            seen.put(c, view);
          }
        }
        moments.add(seen);
      }
      RigPoses found = RigFit.of(cameras, moments);
      for (int c = 1; c < 3; c++) {
        RigPoses.Placed placed = found.cameras().get(c);
        double away = placed.firstFromThis().position().distance(places.get(c).position());
        double turned = placed.firstFromThis().rotation().angleTo(places.get(c).rotation());
        assertTrue(away <= placed.bound().metres(), seed + ": " + away + " of " + placed.bound());
        assertTrue(turned <= placed.bound().radians(), seed + ": " + turned);
        assertTrue(placed.bound().metres() < 0.002, placed.bound().toString());
      }
    }
  }

  @Test
  void aCameraThatSharesNoBoardIsNamed() {
    PlantedCamera planted = PlantedCamera.drawn(LensKind.PINHOLE, 1);
    List<RigCamera> cameras =
        List.of(
            RigCamera.asItIs("head", planted.truth()),
            RigCamera.asItIs("left wrist", planted.truth()));
    List<Map<Integer, BoardView>> apart = new ArrayList<>();
    planted.views(6, NOISE).forEach(view -> apart.add(Map.of(0, view)));
    planted.views(6, NOISE).forEach(view -> apart.add(Map.of(1, view)));
    CameraRefusal why = assertThrows(CameraRefusal.class, () -> RigFit.of(cameras, apart));
    assertTrue(String.valueOf(why.getMessage()).contains("left wrist"), why.getMessage());
  }
}
