package dev.handloom.test.bench.lens;

import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardPose;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.board.Turn;
import dev.handloom.calibration.camera.fit.IntrinsicsFit;
import dev.handloom.calibration.camera.rig.HandEye;
import dev.handloom.calibration.camera.rig.PoseBound;
import dev.handloom.calibration.camera.rig.RigCamera;
import dev.handloom.calibration.camera.rig.RigFit;
import dev.handloom.calibration.camera.rig.RigPoses;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// Cameras on trackers, and three cameras beside each other, all with intrinsics that were
/// calibrated first.
public final class RigTrials {
  private static final double NOISE = 0.3;
  private static final int MOMENTS = 25;
  private static final double PROMISED = 0.95;

  private RigTrials() {}

  static int run(int trials, long seed) {
    Score sound = new Score();
    Score jumpy = new Score();
    Score beside = new Score();
    for (long s = seed; s < seed + trials; s++) {
      onTracker(s, 0, sound);
      onTracker(s, 0.15, jumpy);
      beside(s, beside);
    }
    int code = sound.print("camera on a tracker that is off by 1 mm and 0.1°");
    code = Math.max(code, jumpy.print("the same, 15 % of moments off by 50 mm and 6°"));
    return Math.max(code, beside.print("three cameras beside each other"));
  }

  public static Quat turn(Random random, double spread) {
    return Turn.by(
        spread * random.nextGaussian(),
        spread * random.nextGaussian(),
        spread * random.nextGaussian());
  }

  public static Vec3 place(Random random, double spread) {
    return new Vec3(
        spread * random.nextGaussian(),
        spread * random.nextGaussian(),
        spread * random.nextGaussian());
  }

  private static void onTracker(long seed, double lost, Score score) {
    Random random = new Random(seed);
    Pose camera = new Pose(place(random, 0.1), turn(random, 1));
    try {
      HandEye found = HandEye.of(moments(camera, seed, lost));
      score.add(found.trackerFromCamera(), camera, found.bound());
    } catch (CameraRefusal e) {
      score.refused.add(seed + ": " + e.getMessage());
    }
  }

  /// What a tracker and a camera on it say of a board that stays.
  public static List<HandEye.Moment> moments(Pose camera, long seed, double lost) {
    Random random = new Random(seed + 1_000_000);
    Pose board = new Pose(place(random, 0.5), turn(random, 1));
    PlantedCamera planted = PlantedCamera.drawn(LensKind.PINHOLE, seed);
    List<HandEye.Moment> moments = new ArrayList<>();
    while (moments.size() < MOMENTS) {
      Pose before = planted.pose();
      BoardView view = planted.view(before, NOISE);
      Optional<BoardPose> seen =
          view.count() < 27 ? Optional.empty() : BoardPose.of(planted.truth(), view);
      if (seen.isPresent()) {
        Pose tracker = board.then(before.inverse()).then(camera.inverse());
        boolean jump = random.nextDouble() < lost;
        Pose told =
            new Pose(
                tracker.position().plus(place(random, jump ? 0.05 : 0.001)),
                turn(random, jump ? 0.1 : 0.0018).times(tracker.rotation()).unit());
        moments.add(new HandEye.Moment(told, seen.get().board()));
      }
    }
    return moments;
  }

  private static void beside(long seed, Score score) {
    Random random = new Random(seed);
    List<PlantedCamera> planted = new ArrayList<>();
    List<RigCamera> cameras = new ArrayList<>();
    List<Pose> places = new ArrayList<>();
    try {
      for (int c = 0; c < 3; c++) {
        LensKind kind = c == 2 ? LensKind.FISHEYE : LensKind.PINHOLE;
        PlantedCamera one = PlantedCamera.drawn(kind, 1000 * seed + c);
        planted.add(one);
        cameras.add(
            RigCamera.of(
                "camera " + c,
                IntrinsicsFit.of(
                    kind, one.truth().width(), one.truth().height(), one.views(MOMENTS, NOISE))));
        Vec3 at = new Vec3(0.1 * c, 0.02 * random.nextGaussian(), 0.02 * random.nextGaussian());
        places.add(c == 0 ? Pose.IDENTITY : new Pose(at, turn(random, 0.1)));
      }
      RigPoses found = RigFit.of(cameras, moments(planted, places));
      for (int c = 1; c < 3; c++) {
        RigPoses.Placed placed = found.cameras().get(c);
        score.add(placed.firstFromThis(), places.get(c), placed.bound());
      }
    } catch (CameraRefusal e) {
      score.refused.add(seed + ": " + e.getMessage());
    }
  }

  /// A board held before several cameras.
  public static List<Map<Integer, BoardView>> moments(
      List<PlantedCamera> planted, List<Pose> places) {
    List<Map<Integer, BoardView>> moments = new ArrayList<>();
    while (moments.size() < MOMENTS) {
      Pose board = planted.getFirst().pose();
      Map<Integer, BoardView> seen = new TreeMap<>();
      for (int c = 0; c < planted.size(); c++) {
        BoardView view = planted.get(c).view(places.get(c).inverse().then(board), NOISE);
        if (view.count() > 20) {
          seen.put(c, view);
        }
      }
      if (seen.size() > 1) {
        moments.add(seen);
      }
    }
    return moments;
  }

  /// How poses came out.
  private static final class Score {
    private final List<String> refused = new ArrayList<>();
    private int count;
    private int placesInside;
    private int turnsInside;
    private double metres;
    private double radians;
    private double worstMetres;
    private double worstRadians;

    void add(Pose found, Pose truth, PoseBound bound) {
      double away = found.position().distance(truth.position());
      double turned = found.rotation().angleTo(truth.rotation());
      count++;
      placesInside += away <= bound.metres() ? 1 : 0;
      turnsInside += turned <= bound.radians() ? 1 : 0;
      metres += bound.metres();
      radians += bound.radians();
      worstMetres = Math.max(worstMetres, away);
      worstRadians = Math.max(worstRadians, turned);
    }

    int print(String what) {
      System.out.println("  " + what);
      refused.forEach(why -> System.out.println("    refused " + why));
      boolean kept = refused.isEmpty() && Math.min(placesInside, turnsInside) >= PROMISED * count;
      System.out.printf(
          Locale.ROOT,
          "    at most %.2f mm and %.3f° off, stated ±%.2f mm and ±%.3f° on average; the bound holds"
              + " in %.0f %% and %.0f %% of %d%s%n",
          1000 * worstMetres,
          Math.toDegrees(worstRadians),
          1000 * metres / Math.max(1, count),
          Math.toDegrees(radians / Math.max(1, count)),
          100.0 * placesInside / Math.max(1, count),
          100.0 * turnsInside / Math.max(1, count),
          count,
          kept ? "" : "  MISSES 95 %");
      return kept ? 0 : 1;
    }
  }
}
