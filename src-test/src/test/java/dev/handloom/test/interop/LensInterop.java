package dev.handloom.test.interop;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.board.Turn;
import dev.handloom.calibration.camera.file.IntrinsicsFile;
import dev.handloom.calibration.camera.fit.Intrinsics;
import dev.handloom.calibration.camera.fit.IntrinsicsFit;
import dev.handloom.calibration.camera.rig.HandEye;
import dev.handloom.calibration.camera.rig.RigCamera;
import dev.handloom.calibration.camera.rig.RigFit;
import dev.handloom.calibration.camera.rig.RigPoses;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import dev.handloom.test.bench.lens.RigTrials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/// Our side of the check against OpenCV: `solve DIR SEED COUNT` writes corner sets and what we make
/// of them, and files of cameras; `read FILE WIDTH HEIGHT` says what we read in a file.
public final class LensInterop {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final double NOISE = 0.3;

  /// Fits before one is timed: a compiler needs to have seen the code.
  private static final int WARM = 5;

  private LensInterop() {}

  public static void main(String[] args) throws IOException, CameraRefusal {
    if (args[0].equals("read")) {
      CameraModel camera =
          IntrinsicsFile.read(
                  Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]))
              .camera();
      System.out.println(
          JSON.writeValueAsString(
              Map.of(
                  "kind",
                  LensKind.of(camera).words(),
                  "size",
                  new int[] {camera.width(), camera.height()},
                  "parameters",
                  camera.parameters())));
      return;
    }
    Path folder = Path.of(args[1]);
    long seed = Long.parseLong(args[2]);
    int count = Integer.parseInt(args[3]);
    Map<String, Object> all = new LinkedHashMap<>();
    List<Object> cameras = new ArrayList<>();
    List<Object> pairs = new ArrayList<>();
    List<Object> trackers = new ArrayList<>();
    for (long s = seed; s < seed + count; s++) {
      for (LensKind kind : LensKind.values()) {
        cameras.add(camera(kind, s, folder));
      }
      pairs.add(pair(s));
      trackers.add(tracker(s));
    }
    all.put("cameras", cameras);
    all.put("pairs", pairs);
    all.put("trackers", trackers);
    Files.write(folder.resolve("sets.json"), JSON.writeValueAsBytes(all));
  }

  private static Object camera(LensKind kind, long seed, Path folder)
      throws CameraRefusal, IOException {
    PlantedCamera planted = PlantedCamera.drawn(kind, seed);
    CameraModel truth = planted.truth();
    List<BoardView> views = planted.views(20, NOISE);
    for (int n = 0; n < WARM; n++) {
      IntrinsicsFit.of(kind, truth.width(), truth.height(), views);
    }
    long begin = System.nanoTime();
    Intrinsics found = IntrinsicsFit.of(kind, truth.width(), truth.height(), views);
    double seconds = (System.nanoTime() - begin) / 1e9;
    String name = kind.words() + "-" + seed;
    Files.writeString(
        folder.resolve(name + ".yaml"),
        IntrinsicsFile.yaml(found.camera(), IntrinsicsFile.Format.OPENCV, name));
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", name);
    one.put("kind", kind.words());
    one.put("size", new int[] {truth.width(), truth.height()});
    one.put("truth", truth.parameters());
    one.put("ours", found.camera().parameters());
    one.put("bounds", found.bounds());
    one.put("rms", found.rmsPixels());
    one.put("leftOut", found.leftOut());
    one.put("fixed", found.fixed());
    one.put("seconds", seconds);
    one.put("views", views.stream().map(LensInterop::rows).toList());
    return one;
  }

  private static List<double[]> rows(BoardView view) {
    return view.corners().stream()
        .map(c -> new double[] {c.boardX(), c.boardY(), c.u(), c.v()})
        .toList();
  }

  /// Two cameras that see the same corners.
  private static Object pair(long seed) throws CameraRefusal {
    Random random = new Random(seed);
    PlantedCamera left = PlantedCamera.drawn(LensKind.PINHOLE, 10 * seed);
    PlantedCamera right = PlantedCamera.drawn(LensKind.PINHOLE, 10 * seed + 1);
    Pose place = new Pose(new Vec3(0.1, 0.005, -0.01), RigTrials.turn(random, 0.08));
    List<Map<Integer, BoardView>> moments = new ArrayList<>();
    for (Map<Integer, BoardView> seen :
        RigTrials.moments(List.of(left, right), List.of(Pose.IDENTITY, place))) {
      BoardView a = seen.get(0);
      BoardView b = seen.get(1);
      if (a != null && b != null) {
        BoardView bothA = only(a, b);
        if (bothA.count() >= 12) {
          moments.add(Map.of(0, bothA, 1, only(b, a)));
        }
      }
    }
    long begin = System.nanoTime();
    RigPoses found =
        RigFit.of(
            List.of(
                RigCamera.asItIs("left", left.truth()), RigCamera.asItIs("right", right.truth())),
            moments);
    double seconds = (System.nanoTime() - begin) / 1e9;
    RigPoses.Placed placed = found.cameras().get(1);
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("left", left.truth().parameters());
    one.put("right", right.truth().parameters());
    one.put("truth", matrix(place));
    one.put("ours", matrix(placed.firstFromThis()));
    one.put("boundMetres", placed.bound().metres());
    one.put("boundRadians", placed.bound().radians());
    one.put("seconds", seconds);
    one.put(
        "moments",
        moments.stream().map(m -> m.values().stream().map(LensInterop::rows).toList()).toList());
    one.put("order", moments.stream().map(m -> List.copyOf(m.keySet())).toList());
    return one;
  }

  private static BoardView only(BoardView view, BoardView other) {
    List<Integer> ids = other.corners().stream().map(BoardView.Corner::id).toList();
    return new BoardView(
        view.corners().stream().filter(corner -> ids.contains(corner.id())).toList());
  }

  private static Object tracker(long seed) throws CameraRefusal {
    Random random = new Random(seed);
    Pose camera = new Pose(RigTrials.place(random, 0.1), RigTrials.turn(random, 1));
    List<HandEye.Moment> moments = RigTrials.moments(camera, seed, 0);
    long begin = System.nanoTime();
    HandEye found = HandEye.of(moments);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("truth", matrix(camera));
    one.put("ours", matrix(found.trackerFromCamera()));
    one.put("boundMetres", found.bound().metres());
    one.put("boundRadians", found.bound().radians());
    one.put("seconds", seconds);
    one.put("trackers", moments.stream().map(m -> matrix(m.worldFromTracker())).toList());
    one.put("boards", moments.stream().map(m -> matrix(m.cameraFromBoard())).toList());
    return one;
  }

  private static double[][] matrix(Pose pose) {
    double[] m = Turn.matrix(pose.rotation());
    Vec3 p = pose.position();
    return new double[][] {
      {m[0], m[1], m[2], p.x()},
      {m[3], m[4], m[5], p.y()},
      {m[6], m[7], m[8], p.z()},
      {0, 0, 0, 1}
    };
  }
}
