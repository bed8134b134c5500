package dev.handloom.test.bench.model;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.local.LocalModel;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.pack.GoldenSamples;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.Manifest.Camera;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.pack.Manifest.Fit;
import dev.handloom.preview.tiny.TinyGraph;
import dev.handloom.preview.tiny.TinyNet;
import dev.handloom.preview.tiny.TinyShape;
import dev.handloom.test.bench.Benchmarks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Answers a second of the small model that is trained here, untrained, and what the studio adds
/// around the runtime that computes it: pictures and numbers in, actions, dreams and forecasts out.
/// Beside it a loop that computes as long as the studio does and nothing else: what that takes at
/// worst is what the machine's other work adds to anything.
public final class ModelsBenchmark implements Benchmarks.Benchmark {
  private static final long SEED = 20261122;
  private static final int WARM = 40;
  private static final int ROUNDS = 400;
  private static final int SIDE = 64;
  private static final int CHANNELS = 40;
  private static final long TRIED_TURNS = 100_000;
  private static final double GOAL_RATE = 30;
  private static final double GOAL_ADDED_MILLIS = 5;

  @Override
  public int run(List<String> options) throws Exception {
    int rounds = options.isEmpty() ? ROUNDS : Integer.parseInt(options.getFirst());
    System.out.printf(
        Locale.ROOT,
        "seed %d, %d answers each after %d to warm up, %d channels, 16 steps, dreams at 4 horizons%n",
        SEED,
        rounds,
        WARM,
        CHANNELS);
    Path folder = Files.createTempDirectory("handloom-models");
    try {
      for (int cameras = 1; cameras <= 2; cameras++) {
        Manifest manifest = manifest(cameras);
        TinyNet net = new TinyNet(TinyShape.of(manifest));
        net.network().use(net.network().begin(SEED));
        Files.write(
            folder.resolve(manifest.weights()), TinyGraph.write(net, "handloom bench", "1"));
        int cores = Runtime.getRuntime().availableProcessors();
        for (int threads : cores == 1 ? new int[] {1} : new int[] {1, cores}) {
          measure(folder, manifest, threads, rounds);
        }
      }
      return 0;
    } finally {
      Files.deleteIfExists(folder.resolve("model.onnx"));
      Files.delete(folder);
    }
  }

  private static void measure(Path folder, Manifest manifest, int threads, int rounds)
      throws Exception {
    Random random = new Random(SEED);
    double[] added = new double[rounds];
    double[] whole = new double[rounds];
    double[] idle = new double[rounds];
    long turns = 0;
    double quickest = Double.POSITIVE_INFINITY;
    try (LocalModel model =
        LocalModel.open(
            folder, manifest, new Compute(Compute.Where.BEST, threads), StudioClock::now)) {
      for (int i = -WARM; i < rounds; i++) {
        Prediction answer = model.ask(observation(manifest, random));
        quickest = Math.min(quickest, answer.roundTripMillis() - answer.modelMillis());
        if (i == -1) {
          turns = turns(quickest);
        }
        if (i >= 0) {
          idle[i] = work(turns);
          whole[i] = answer.roundTripMillis();
          added[i] = answer.roundTripMillis() - answer.modelMillis();
        }
      }
      Arrays.sort(whole);
      Arrays.sort(added);
      Arrays.sort(idle);
      double rate = 1000 * rounds / Arrays.stream(whole).sum();
      System.out.printf(
          Locale.ROOT,
          "%d camera%s, %s: %.1f answers/s (goal %.0f), p50 %.1f ms, p95 %.1f ms; around the"
              + " runtime p50 %.3f ms, p95 %.3f ms (goal %.0f); a loop of as long beside it p95 %.3f"
              + " ms%n",
          manifest.cameras().size(),
          manifest.cameras().size() == 1 ? "" : "s",
          model.runsOn().device(),
          rate,
          GOAL_RATE,
          at(whole, 0.5),
          at(whole, 0.95),
          at(added, 0.5),
          at(added, 0.95),
          GOAL_ADDED_MILLIS,
          at(idle, 0.95));
    }
  }

  /// So many turns of the loop take about so long; the quickest of several tries says it.
  private static long turns(double millis) {
    double quickest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < WARM; i++) {
      quickest = Math.min(quickest, work(TRIED_TURNS));
    }
    return Math.round(TRIED_TURNS * millis / quickest);
  }

  private static double work(long turns) {
    long begun = System.nanoTime();
    double sum = 1;
    for (long i = 0; i < turns; i++) {
      sum += 1 / sum;
    }
    double millis = (System.nanoTime() - begun) / 1e6;
    // Asked for, so that the loop is not left out.
    return sum > 0 ? millis : Double.NaN;
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
  }

  private static Observation observation(Manifest manifest, Random random) {
    Map<String, List<Picture>> pictures = new LinkedHashMap<>();
    for (Camera camera : manifest.cameras()) {
      List<Picture> frames = new ArrayList<>();
      for (int i = 0; i < manifest.frames().size(); i++) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        random.nextBytes(rgb);
        frames.add(new Picture(SIDE, SIDE, rgb));
      }
      pictures.put(camera.name(), frames);
    }
    float[] state = new float[CHANNELS];
    for (int i = 0; i < CHANNELS; i++) {
      state[i] = (float) random.nextGaussian();
    }
    float[] earlier = state.clone();
    earlier[0] += 0.1f;
    return new Observation(
        StudioClock.now(),
        pictures,
        Map.of("state", state),
        Map.of("state", List.of(earlier)),
        "",
        "bench");
  }

  private static Manifest manifest(int cameras) {
    List<Channel> state =
        IntStream.range(0, CHANNELS)
            .mapToObj(i -> new Channel("glove.c" + i, "rad", false, 0, 1))
            .toList();
    List<Channel> actions =
        state.stream().map(c -> new Channel(c.name(), c.unit(), true, 0, 0.1)).toList();
    List<Camera> views =
        IntStream.range(0, cameras)
            .mapToObj(i -> new Camera("camera" + i, SIDE, SIDE, Fit.STRETCH))
            .toList();
    Manifest bare =
        new Manifest(
            "bench",
            "1",
            "handloom bench",
            "",
            "model.onnx",
            1.0 / 15,
            16,
            List.of(-2, 0),
            List.of(4, 8, 12, 16),
            views,
            state,
            actions,
            Map.of(),
            Map.of(),
            new Manifest.Training("", 0, 0, Map.of()),
            GoldenSamples.FILE);
    TinyShape shape = TinyShape.of(bare);
    return new Manifest(
        bare.name(),
        bare.version(),
        bare.producer(),
        bare.licence(),
        bare.weights(),
        bare.stepSeconds(),
        bare.steps(),
        bare.frames(),
        bare.horizons(),
        views,
        state,
        actions,
        TinyGraph.inputs(shape),
        TinyGraph.outputs(new TinyNet(shape)),
        bare.training(),
        bare.golden());
  }
}
