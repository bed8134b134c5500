package dev.handloom.test.bench.lens;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.capture.LensRun;
import dev.handloom.calibration.camera.fit.Intrinsics;
import dev.handloom.calibration.camera.fit.IntrinsicsFit;
import dev.handloom.calibration.camera.sim.BoardArtist;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.mark.MarkFamily;
import dev.handloom.test.bench.Benchmarks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// Planted cameras, pinhole and fisheye: how far off the numbers are that come out, whether the
/// stated bounds hold, what a fit costs. First from corners with noise, then from drawn pictures of
/// boards that the detector has to find; then cameras beside each other and on trackers, and hands
/// on a sheet.
///
/// `--cameras N`, `--drawn N`, `--people N`, `--seed S`. The seeds are none that thresholds were
/// tuned on.
public final class LensBenchmark implements Benchmarks.Benchmark {
  private static final long SEED = 12_001;
  private static final int CAMERAS = 100;
  private static final int DRAWN = 25;
  private static final int PEOPLE = 40;
  private static final int VIEWS = 20;
  private static final double NOISE = 0.3;

  /// What a bound promises, and how far off a number may be.
  private static final double PROMISED = 0.95;

  private static final double GOAL = 0.01;

  private static final Board BOARD = new Board(MarkFamily.of("4X4_100"), 10, 7, 24, 18);

  @Override
  public int run(List<String> options) {
    int cameras = (int) option(options, "--cameras", CAMERAS);
    int drawn = (int) option(options, "--drawn", DRAWN);
    long seed = option(options, "--seed", SEED);
    int code = 0;
    System.out.printf(
        Locale.ROOT,
        "  corners with %.1f px of noise, %d views of 54, seeds %d to %d%n",
        NOISE,
        VIEWS,
        seed,
        seed + cameras - 1);
    for (LensKind kind : LensKind.values()) {
      code = Math.max(code, corners(kind, cameras, seed));
    }
    System.out.printf(
        Locale.ROOT,
        "  drawn pictures 640 wide, %d views, blur 0.5 to 1 px, noise 1 to 4 of 255, seeds %d to %d%n",
        VIEWS,
        seed,
        seed + drawn - 1);
    for (LensKind kind : LensKind.values()) {
      code = Math.max(code, pictures(kind, drawn, seed));
    }
    code = Math.max(code, RigTrials.run(cameras, seed));
    return Math.max(code, HandTrials.run((int) option(options, "--people", PEOPLE), seed));
  }

  private static long option(List<String> options, String name, long otherwise) {
    int at = options.indexOf(name);
    return at < 0 || at + 1 >= options.size() ? otherwise : Long.parseLong(options.get(at + 1));
  }

  private static int corners(LensKind kind, int cameras, long seed) {
    Tally tally = new Tally();
    for (long s = seed; s < seed + cameras; s++) {
      PlantedCamera planted = PlantedCamera.drawn(kind, s);
      tally.fit(kind, planted.truth(), planted.views(VIEWS, NOISE), s);
    }
    return tally.print(kind);
  }

  private static int pictures(LensKind kind, int cameras, long seed) {
    Tally tally = new Tally();
    for (long s = seed; s < seed + cameras; s++) {
      CameraModel planted = PlantedCamera.drawn(kind, s).truth();
      CameraModel truth = planted.scaledTo(640, 640 * planted.height() / planted.width());
      tally.fit(kind, truth, filmed(truth, s, tally), s);
    }
    int code = tally.print(kind);
    System.out.printf(
        Locale.ROOT,
        "             %.0f ms to find a board in a picture%n",
        tally.lookedNanos / 1e6 / Math.max(1, tally.looked));
    return code;
  }

  private static List<BoardView> filmed(CameraModel truth, long seed, Tally tally) {
    PlantedCamera world =
        new PlantedCamera(
            truth, BOARD.columns() + 1, BOARD.rows() + 1, BOARD.squareMm() / 1000, seed);
    BoardArtist artist = new BoardArtist(truth, BOARD, 3);
    Random random = new Random(seed);
    LensRun run = new LensRun(BOARD, truth.width(), truth.height(), Optional.empty());
    for (int tries = 0; tries < 6 * VIEWS && run.views().size() < VIEWS; tries++) {
      BoardArtist.Light light =
          new BoardArtist.Light(0.5 + 0.5 * random.nextDouble(), 1 + 3 * random.nextDouble(), 0.4);
      byte[] picture = artist.draw(world.pose(), light, random);
      long begin = System.nanoTime();
      run.judge(new GreyPicture(picture, truth.width(), truth.height()));
      tally.lookedNanos += System.nanoTime() - begin;
      tally.looked++;
    }
    return run.views();
  }

  /// What came out.
  private static final class Tally {
    private final List<String> refused = new ArrayList<>();
    private final List<Double> millis = new ArrayList<>();
    private int[] inside = new int[0];
    private String[] names = new String[0];
    private int fitted;
    private double worstFocal;
    private double worstCentre;
    private double rms;
    private double bound;
    private long lookedNanos;
    private int looked;

    void fit(LensKind kind, CameraModel truth, List<BoardView> views, long seed) {
      long begin = System.nanoTime();
      Intrinsics found;
      try {
        found = IntrinsicsFit.of(kind, truth.width(), truth.height(), views);
      } catch (CameraRefusal e) {
        refused.add(seed + ": " + e.getMessage());
        return;
      }
      millis.add((System.nanoTime() - begin) / 1e6);
      double[] t = truth.parameters();
      double[] f = found.camera().parameters();
      if (inside.length == 0) {
        inside = new int[t.length];
        names = truth.names();
      }
      for (int k = 0; k < t.length; k++) {
        inside[k] += Math.abs(f[k] - t[k]) <= found.bounds()[k] ? 1 : 0;
      }
      fitted++;
      double focal = Math.max(Math.abs(f[0] / t[0] - 1), Math.abs(f[1] / t[1] - 1));
      double centre = Math.max(Math.abs(f[2] - t[2]), Math.abs(f[3] - t[3])) / truth.width();
      worstFocal = Math.max(worstFocal, focal);
      worstCentre = Math.max(worstCentre, centre);
      rms += found.rmsPixels();
      bound += found.focalShare();
    }

    int print(LensKind kind) {
      refused.forEach(why -> System.out.println("    refused " + why));
      StringBuilder held = new StringBuilder();
      boolean kept = refused.isEmpty();
      for (int k = 0; k < inside.length; k++) {
        double share = (double) inside[k] / fitted;
        held.append(String.format(Locale.ROOT, " %s %.0f", names[k], 100 * share));
        kept &= share >= PROMISED || inside[k] >= fitted - 1;
      }
      millis.sort(null);
      boolean near = worstFocal <= GOAL && worstCentre <= GOAL;
      System.out.printf(
          Locale.ROOT,
          "    %-8s focal length off by %.2f %% at most, stated ±%.2f %% on average; centre %.2f %% of"
              + " the width%s%n             bound holds, %% of cameras:%s%s%n             corners"
              + " %.2f px off, %.0f ms a fit (median)%n",
          kind.words(),
          100 * worstFocal,
          100 * bound / Math.max(1, fitted),
          100 * worstCentre,
          near ? "" : "  MISSES 1 %",
          held,
          kept ? "" : "  MISSES 95 %",
          rms / Math.max(1, fitted),
          millis.isEmpty() ? Double.NaN : millis.get(millis.size() / 2));
      return near && kept ? 0 : 1;
    }
  }
}
