package dev.handloom.calibration.camera.rig;

import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.board.BoardPose;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.equations.ArrowSystem;
import dev.handloom.calibration.equations.LevenbergMarquardt;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds how cameras stand to each other from moments in which two or more saw one board.
public final class RigFit {
  /// Moments in which a camera must see the board together with another.
  public static final int LEAST_MOMENTS = 3;

  /// Corners in a view that tell a pose reliably.
  private static final int LEAST_CORNERS = 6;

  private static final double MEDIAN_TO_SIGMA = 1.4826;
  private static final double MISTAKE = 4.5;

  /// No corner so near is a mistake, however sharp the others are.
  private static final double NEAR_PIXELS = 0.5;

  private static final int ROUNDS = 3;

  private final List<RigCamera> cameras;
  private final List<Map<Integer, BoardView>> moments = new ArrayList<>();
  private final List<Map<Integer, Pose>> poses = new ArrayList<>();

  private RigFit(List<RigCamera> cameras, List<Map<Integer, BoardView>> given) {
    this.cameras = cameras;
    for (Map<Integer, BoardView> moment : given) {
      Map<Integer, BoardView> seen = new TreeMap<>();
      Map<Integer, Pose> where = new TreeMap<>();
      for (Map.Entry<Integer, BoardView> each : moment.entrySet()) {
        BoardView view = each.getValue();
        Optional<BoardPose> pose =
            view.count() < LEAST_CORNERS
                ? Optional.empty()
                : BoardPose.of(cameras.get(each.getKey()).camera(), view);
        if (pose.isPresent()) {
          seen.put(each.getKey(), view);
          where.put(each.getKey(), pose.get().board());
        }
      }
      if (seen.size() > 1) {
        moments.add(seen);
        poses.add(where);
      }
    }
  }

  /// @param moments what each camera saw at one time, by its place in the list of cameras
  /// @throws CameraRefusal where some camera is not tied to the others
  public static RigPoses of(List<RigCamera> cameras, List<Map<Integer, BoardView>> moments)
      throws CameraRefusal {
    return new RigFit(cameras, moments).solve();
  }

  private RigPoses solve() throws CameraRefusal {
    Pose[] places = chain();
    Pose[] boards = new Pose[moments.size()];
    for (int m = 0; m < boards.length; m++) {
      Map.Entry<Integer, Pose> seen = poses.get(m).entrySet().iterator().next();
      boards[m] = places[seen.getKey()].inverse().then(seen.getValue());
    }
    RigBundle bundle = new RigBundle(cameras, moments, places, boards);
    ArrowSystem system = bundle.system();
    int leftOut = 0;
    for (int round = 0; round < ROUNDS; round++) {
      LevenbergMarquardt.solve(bundle, system);
      leftOut += judge(bundle);
    }
    LevenbergMarquardt.solve(bundle, system);
    return result(bundle, system, leftOut);
  }

  /// Goes from the first camera to those that shared a board with it, and on from them.
  private Pose[] chain() throws CameraRefusal {
    Pose[] places = new Pose[cameras.size()];
    boolean[] known = new boolean[places.length];
    Arrays.fill(places, Pose.IDENTITY);
    known[0] = true;
    for (int n = 1; n < places.length; n++) {
      int to = -1;
      List<Pose> most = List.of();
      int from = 0;
      for (int a = 0; a < places.length; a++) {
        for (int b = 0; known[a] && b < places.length; b++) {
          List<Pose> together = known[b] ? List.of() : together(a, b);
          if (together.size() > most.size()) {
            most = together;
            from = a;
            to = b;
          }
        }
      }
      if (most.size() < LEAST_MOMENTS) {
        throw new CameraRefusal(apart(known));
      }
      places[to] = middle(most).then(places[from]);
      known[to] = true;
    }
    return places;
  }

  private String apart(boolean[] known) {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < known.length; c++) {
      if (!known[c]) {
        names.add(cameras.get(c).name());
      }
    }
    return "Not tied to the other cameras: "
        + String.join(", ", names)
        + ". Hold the board in "
        + LEAST_MOMENTS
        + " places or more where both it and another camera see it.";
  }

  /// From one camera's frame into another's, as each shared moment says.
  private List<Pose> together(int from, int to) {
    List<Pose> all = new ArrayList<>();
    for (Map<Integer, Pose> moment : poses) {
      @Nullable Pose a = moment.get(from);
      @Nullable Pose b = moment.get(to);
      if (a != null && b != null) {
        all.add(b.then(a.inverse()));
      }
    }
    return all;
  }

  /// The pose that is nearest to all others.
  private static Pose middle(List<Pose> all) {
    Pose best = all.getFirst();
    double least = Double.MAX_VALUE;
    for (Pose one : all) {
      double sum = 0;
      for (Pose other : all) {
        sum += one.position().distance(other.position()) + one.rotation().angleTo(other.rotation());
      }
      if (sum < least) {
        least = sum;
        best = one;
      }
    }
    return best;
  }

  /// Learns each camera's spread, and takes corners out that are too far off for it.
  private int judge(RigBundle bundle) {
    List<List<double[]>> each = new ArrayList<>();
    cameras.forEach(c -> each.add(new ArrayList<>()));
    for (int m = 0; m < moments.size(); m++) {
      for (Map.Entry<Integer, BoardView> seen : moments.get(m).entrySet()) {
        each.get(seen.getKey()).add(bundle.residuals(m, seen.getKey(), seen.getValue()));
      }
    }
    for (int c = 0; c < each.size(); c++) {
      double[] away =
          each.get(c).stream().flatMapToDouble(Arrays::stream).map(Math::abs).sorted().toArray();
      if (away.length > 0) {
        bundle.noise(c, Math.max(1e-4, MEDIAN_TO_SIGMA * away[away.length / 2]));
      }
    }
    int leftOut = 0;
    for (int m = 0; m < moments.size(); m++) {
      for (Map.Entry<Integer, BoardView> seen : moments.get(m).entrySet()) {
        double[] away = bundle.residuals(m, seen.getKey(), seen.getValue());
        double most = Math.max(NEAR_PIXELS, MISTAKE * bundle.noise(seen.getKey()));
        boolean[] keep = new boolean[seen.getValue().count()];
        for (int i = 0; i < keep.length; i++) {
          keep[i] = Math.hypot(away[2 * i], away[2 * i + 1]) <= most;
          leftOut += keep[i] ? 0 : 1;
        }
        seen.setValue(seen.getValue().only(keep));
      }
    }
    return leftOut;
  }

  private RigPoses result(RigBundle bundle, ArrowSystem system, int leftOut) {
    double[] squares = new double[cameras.size()];
    int[] corners = new int[cameras.size()];
    int[] views = new int[cameras.size()];
    double chi = 0;
    int all = 0;
    for (int m = 0; m < moments.size(); m++) {
      for (Map.Entry<Integer, BoardView> seen : moments.get(m).entrySet()) {
        int c = seen.getKey();
        for (double r : bundle.residuals(m, c, seen.getValue())) {
          squares[c] += r * r;
          chi += r * r / (bundle.noise(c) * bundle.noise(c));
        }
        corners[c] += seen.getValue().count();
        all += seen.getValue().count();
        views[c]++;
      }
    }
    int free = 2 * all - RigBundle.SIX * (moments.size() + cameras.size() - 1);
    double stretch = Math.max(1, chi / Math.max(1, free));
    double[][] covariance = system.covariance();
    List<RigPoses.Placed> placed = new ArrayList<>();
    for (int c = 0; c < squares.length; c++) {
      placed.add(
          new RigPoses.Placed(
              cameras.get(c).name(),
              bundle.place(c).inverse(),
              c == 0 ? new PoseBound(0, 0) : bound(covariance, c, stretch, bundle.place(c)),
              Math.sqrt(squares[c] / Math.max(1, corners[c])),
              views[c]));
    }
    return new RigPoses(List.copyOf(placed), moments.size(), leftOut);
  }

  /// The search tells how sure it is of the way into the camera's frame. The camera itself also
  /// moves when that is turned: by t × w, besides by the move.
  private static PoseBound bound(double[][] covariance, int camera, double stretch, Pose place) {
    int at = RigBundle.SIX * (camera - 1);
    Vec3 t = place.position();
    double[][] change = new double[6][6];
    for (int i = 0; i < 6; i++) {
      change[i][i] = 1;
    }
    change[3][1] = -t.z();
    change[3][2] = t.y();
    change[4][0] = t.z();
    change[4][2] = -t.x();
    change[5][0] = -t.y();
    change[5][1] = t.x();
    double[][] changed = new double[6][6];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        for (int a = 0; a < 6; a++) {
          for (int b = 0; b < 6; b++) {
            changed[i][j] += stretch * change[i][a] * covariance[at + a][at + b] * change[j][b];
          }
        }
      }
    }
    return PoseBound.of(changed);
  }
}
