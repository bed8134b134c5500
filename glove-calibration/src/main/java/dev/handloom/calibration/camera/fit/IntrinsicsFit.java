package dev.handloom.calibration.camera.fit;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardBundle;
import dev.handloom.calibration.camera.board.BoardPose;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.equations.ArrowSystem;
import dev.handloom.calibration.equations.LevenbergMarquardt;
import dev.handloom.device.space.Pose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Finds the camera that explains all views of a board best.
public final class IntrinsicsFit {
  /// Three poses at different tilts are the least that tell a focal length; one more, that they
  /// agree.
  public static final int LEAST_VIEWS = 4;

  /// Corners in a view that shows enough of the board to count.
  public static final int LEAST_CORNERS = 6;

  /// Bounds are so many standard deviations. Two would do for 95 cases in 100 if corners were found
  /// without any habit; a detector has some.
  private static final double BOUND = 2.7;

  /// What no number of views shows, as a share of the focal length, one standard deviation: corners
  /// of squares that a wide lens curves are all found a little too near to its axis, or too far.
  private static final double HABIT = 4e-4;

  /// A corner so many spreads off is a mistake.
  private static final double MISTAKE = 4.5;

  /// A view so many times as far off as the others is a mistake.
  private static final double STRANGE_VIEW = 4;

  /// A distortion that is not larger than this many of its own standard deviations is left at zero.
  private static final double LEAST_EVIDENCE = 1;

  /// From spread of absolute values to standard deviation.
  private static final double MEDIAN_TO_SIGMA = 1.4826;

  private static final int ROUNDS = 4;

  private final List<BoardView> views;
  private final boolean[] used;
  private final boolean[][] kept;
  private BoardBundle bundle;
  private double noise = Double.POSITIVE_INFINITY;

  private IntrinsicsFit(List<BoardView> views, BoardBundle begin) {
    this.views = views;
    used = new boolean[views.size()];
    Arrays.fill(used, true);
    kept = new boolean[views.size()][];
    for (int v = 0; v < kept.length; v++) {
      kept[v] = new boolean[views.get(v).count()];
      Arrays.fill(kept[v], true);
    }
    bundle = begin;
  }

  /// Which of the views show enough of the board.
  public static List<BoardView> usable(List<BoardView> views) {
    return views.stream().filter(v -> v.count() >= LEAST_CORNERS).toList();
  }

  /// @throws CameraRefusal where the views say too little
  public static Intrinsics of(LensKind kind, int width, int height, List<BoardView> all)
      throws CameraRefusal {
    List<BoardView> views = usable(all);
    if (views.size() < LEAST_VIEWS) {
      throw new CameraRefusal(
          "A camera needs "
              + LEAST_VIEWS
              + " views of the board with at least "
              + LEAST_CORNERS
              + " corners; there are "
              + views.size()
              + ". Take more, with the board tilted differently in each.");
    }
    IntrinsicsFit best = null;
    for (CameraModel begin : FirstGuess.of(kind, width, height, views)) {
      IntrinsicsFit fit = new IntrinsicsFit(views, FirstGuess.bundle(begin, new int[0], views, 8));
      fit.settle();
      best = best == null || fit.robustCost() < best.robustCost() ? fit : best;
    }
    if (best == null || !sound(best.bundle.camera())) {
      throw new CameraRefusal(
          "The views do not fit a "
              + kind.words()
              + " camera. Are the board's size and number of squares right?");
    }
    return best.result(true);
  }

  private static boolean sound(CameraModel camera) {
    for (double p : camera.parameters()) {
      if (!Double.isFinite(p)) {
        return false;
      }
    }
    return camera.fx() > 1 && camera.fy() > 1;
  }

  private static int[] all(CameraModel camera) {
    return IntStream.range(0, camera.names().length).toArray();
  }

  /// Fits, looks what does not belong, fits again.
  private void settle() {
    // The centre and the higher distortions join when the rest stands about right.
    run(new int[] {0, 1, CameraModel.PLAIN}, 8);
    run(new int[] {0, 1, 2, 3, CameraModel.PLAIN, CameraModel.PLAIN + 1}, 8);
    int[] free = all(bundle.camera());
    run(free, 8);
    for (int round = 0; round < ROUNDS; round++) {
      noise = Math.max(1e-6, MEDIAN_TO_SIGMA * medianAway());
      run(free, round < ROUNDS - 1 ? 2 * noise : Double.POSITIVE_INFINITY);
      if (round < ROUNDS - 1 && !judge() && round > 0) {
        run(free, Double.POSITIVE_INFINITY);
        break;
      }
    }
  }

  /// The equations at the place where the search ended.
  private ArrowSystem run(int[] free, double mistaken) {
    List<BoardView> good = new ArrayList<>();
    for (int v = 0; v < views.size(); v++) {
      good.add(used[v] ? views.get(v).only(kept[v]) : new BoardView(List.of()));
    }
    BoardBundle next = new BoardBundle(bundle.camera(), free, good, bundle.poses(), mistaken);
    ArrowSystem system = new ArrowSystem(free.length, views.size(), BoardBundle.OWN);
    LevenbergMarquardt.solve(next, system);
    bundle = new BoardBundle(next.camera(), free, views, next.poses(), mistaken);
    return system;
  }

  /// Which corners and views belong; whether that has changed.
  private boolean judge() {
    boolean changed = false;
    double[] spread = new double[views.size()];
    for (int v = 0; v < spread.length; v++) {
      double[] away = bundle.residuals(v);
      spread[v] = MEDIAN_TO_SIGMA * median(absolute(away));
      for (int i = 0; i < kept[v].length; i++) {
        double far = Math.hypot(away[2 * i], away[2 * i + 1]);
        boolean keep = far <= MISTAKE * Math.max(noise, 0.02);
        changed |= keep != kept[v][i];
        kept[v][i] = keep;
      }
    }
    double usual = median(spread);
    for (int v = 0; v < spread.length; v++) {
      int left = 0;
      for (boolean each : kept[v]) {
        left += each ? 1 : 0;
      }
      boolean good =
          spread[v] <= STRANGE_VIEW * Math.max(usual, 0.02)
              && left >= Math.max(LEAST_CORNERS, kept[v].length / 2);
      changed |= good != used[v];
      used[v] = good;
    }
    return changed;
  }

  private double medianAway() {
    List<double[]> parts = new ArrayList<>();
    int count = 0;
    for (int v = 0; v < views.size(); v++) {
      if (used[v]) {
        double[] away = absolute(bundle.residuals(v));
        parts.add(away);
        count += away.length;
      }
    }
    double[] joined = new double[count];
    int at = 0;
    for (double[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return median(joined);
  }

  private double robustCost() {
    double middle = medianAway();
    return Double.isNaN(middle) ? Double.MAX_VALUE : middle;
  }

  private static double[] absolute(double[] values) {
    double[] away = new double[values.length];
    for (int i = 0; i < away.length; i++) {
      away[i] = Math.abs(values[i]);
    }
    return away;
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private Intrinsics result(boolean holdOut) throws CameraRefusal {
    int[] full = all(bundle.camera());
    ArrowSystem system = run(full, Double.POSITIVE_INFINITY);
    Sums sums = sums();
    int unknowns = full.length + BoardBundle.OWN * sums.views;
    if (sums.views < LEAST_VIEWS || 2 * sums.corners <= unknowns) {
      throw new CameraRefusal(
          "Of "
              + views.size()
              + " views only "
              + sums.views
              + " agree with each other. Is the board flat and its size right? Take more views.");
    }
    double variance = sums.squares / (2 * sums.corners - unknowns);
    double[][] covariance = system.covariance();
    double leaning = Math.max(1, system.leaning(covariance) / variance);
    double[] focal = {HABIT * bundle.camera().fx(), HABIT * bundle.camera().fy()};
    double[] bounds = new double[full.length];
    for (int i = 0; i < full.length; i++) {
      for (int j = 0; j < full.length; j++) {
        covariance[i][j] *= leaning * variance;
        covariance[i][j] += i < 2 && j < 2 ? focal[i] * focal[j] : 0;
      }
      bounds[i] = BOUND * Math.sqrt(covariance[i][i]);
    }
    List<String> fixed = leaveOut(covariance);
    if (!fixed.isEmpty()) {
      sums = sums();
    }
    List<Intrinsics.View> each = new ArrayList<>();
    for (int v = 0; v < views.size(); v++) {
      each.add(new Intrinsics.View(bundle.poses()[v], BoardPose.rms(bundle.residuals(v)), used[v]));
    }
    return new Intrinsics(
        bundle.camera(),
        covariance,
        bounds,
        Math.sqrt(variance),
        Math.sqrt(sums.squares / sums.corners),
        sums.regions.errors(),
        List.copyOf(each),
        sums.leftOut,
        holdOut ? heldOut() : Double.NaN,
        fixed);
  }

  /// Sets the highest distortions to zero that the views say nothing of. Bounds stay those of the
  /// full camera: what is left out has not become better known.
  private List<String> leaveOut(double[][] covariance) {
    CameraModel camera = bundle.camera();
    String[] names = camera.names();
    int[] highest =
        LensKind.of(camera) == LensKind.PINHOLE ? new int[] {8, 5} : new int[] {7, 6, 5};
    List<String> fixed = new ArrayList<>();
    boolean[] out = new boolean[names.length];
    ArrowSystem system = null;
    for (int k : highest) {
      double[] p = bundle.camera().parameters();
      double sigma = system == null ? Math.sqrt(covariance[k][k]) : noise(system, freeOf(out), k);
      if (Math.abs(p[k]) > LEAST_EVIDENCE * sigma) {
        break;
      }
      out[k] = true;
      p[k] = 0;
      bundle =
          new BoardBundle(
              bundle.camera().with(p), new int[0], views, bundle.poses(), Double.POSITIVE_INFINITY);
      system = run(freeOf(out), Double.POSITIVE_INFINITY);
      fixed.add(names[k]);
    }
    return List.copyOf(fixed);
  }

  private double noise(ArrowSystem system, int[] free, int parameter) {
    Sums sums = sums();
    int unknowns = free.length + BoardBundle.OWN * sums.views;
    double variance = sums.squares / (2 * sums.corners - unknowns);
    for (int i = 0; i < free.length; i++) {
      if (free[i] == parameter) {
        return Math.sqrt(variance * system.covariance()[i][i]);
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static int[] freeOf(boolean[] out) {
    return IntStream.range(0, out.length).filter(i -> !out[i]).toArray();
  }

  /// Sums over the corners that count.
  private static final class Sums {
    private final RegionErrors.Sum regions = new RegionErrors.Sum();
    private double squares;
    private int corners;
    private int views;
    private int leftOut;
  }

  private Sums sums() {
    Sums sums = new Sums();
    CameraModel camera = bundle.camera();
    for (int v = 0; v < views.size(); v++) {
      double[] away = bundle.residuals(v);
      sums.views += used[v] ? 1 : 0;
      for (int i = 0; i < kept[v].length; i++) {
        if (!used[v] || !kept[v][i]) {
          sums.leftOut++;
          continue;
        }
        double square = away[2 * i] * away[2 * i] + away[2 * i + 1] * away[2 * i + 1];
        BoardView.Corner corner = views.get(v).corners().get(i);
        sums.squares += square;
        sums.corners++;
        sums.regions.add(
            RegionErrors.of(corner.u(), corner.v(), camera.width(), camera.height()), square);
      }
    }
    return sums;
  }

  /// Fits to every other view, twice, and looks how far off the corners of the rest lie.
  private double heldOut() {
    List<Integer> good = IntStream.range(0, views.size()).filter(v -> used[v]).boxed().toList();
    if (good.size() < 2 * LEAST_VIEWS) {
      return Double.NaN;
    }
    double squares = 0;
    int count = 0;
    for (int half = 0; half < 2; half++) {
      CameraModel camera = withoutHalf(good, half);
      for (int i = half; i < good.size(); i += 2) {
        int v = good.get(i);
        BoardView view = views.get(v).only(kept[v]);
        BoardPose pose = BoardPose.refine(camera, view, bundle.poses()[v]);
        squares += pose.rmsPixels() * pose.rmsPixels() * view.count();
        count += view.count();
      }
    }
    return Math.sqrt(squares / count);
  }

  private CameraModel withoutHalf(List<Integer> good, int half) {
    List<BoardView> others = new ArrayList<>();
    List<Pose> poses = new ArrayList<>();
    for (int i = 1 - half; i < good.size(); i += 2) {
      int v = good.get(i);
      others.add(views.get(v).only(kept[v]));
      poses.add(bundle.poses()[v]);
    }
    int[] free = all(bundle.camera());
    BoardBundle rest =
        new BoardBundle(
            bundle.camera(), free, others, poses.toArray(Pose[]::new), Double.POSITIVE_INFINITY);
    LevenbergMarquardt.solve(rest, new ArrowSystem(free.length, others.size(), BoardBundle.OWN));
    return rest.camera();
  }
}
