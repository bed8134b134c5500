package dev.handloom.preview.local;

import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.pack.GoldenSamples;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.Manifest.Camera;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.pack.Manifest.Fit;
import dev.handloom.preview.pack.ManifestFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Packs around the graphs that `make_graphs.py` made: small enough to be computed by hand.
public final class SmallPack {
  private static final int WIDTH = 4;
  private static final int HEIGHT = 6;
  private static final int STEPS = 4;
  private static final int ACTIONS = 2;

  private SmallPack() {}

  /// Two cameras, of 4×4 and 4×2; a relative action and an absolute one.
  public static Manifest whole() {
    return new Manifest(
        "small",
        "1",
        "make_graphs.py",
        "CC0-1.0",
        "whole.onnx",
        0.1,
        STEPS,
        List.of(-2, 0),
        List.of(2, 4),
        List.of(new Camera("head", 4, 4, Fit.FILL), new Camera("wrist", 4, 2, Fit.STRETCH)),
        List.of(
            new Channel("glove.index", "rad", false, 0.5, 0.25),
            new Channel("gripper.width", "m", false, 0.04, 0.02),
            new Channel("glove.thumb", "rad", false, 0, 1)),
        List.of(
            new Channel("glove.index", "rad", true, 0.01, 0.1),
            new Channel("gripper.width", "m", false, 0.04, 0.02)),
        Map.of(
            "images", List.of(1, 2, 3, HEIGHT, WIDTH),
            "state", List.of(1, 3),
            "action_in", List.of(1, STEPS, ACTIONS),
            "mode", List.of(1)),
        Map.of(
            "actions", List.of(1, STEPS, ACTIONS),
            "frames", List.of(1, 2, 3, HEIGHT, WIDTH),
            "future_state", List.of(1, 2, 3),
            "changes", List.of(1, 2, 1, HEIGHT, WIDTH),
            "embedding", List.of(1, 3)),
        new Manifest.Training("", 0, 0, Map.of()),
        GoldenSamples.FILE);
  }

  /// No camera and no dream; refuses to imagine.
  public static Manifest policy() {
    Manifest whole = whole();
    return new Manifest(
        "policy",
        "1",
        whole.producer(),
        whole.licence(),
        "policy.onnx",
        whole.stepSeconds(),
        whole.steps(),
        List.of(0),
        List.of(),
        List.of(),
        whole.state(),
        whole.actions(),
        Map.of("state", List.of(1, 3)),
        Map.of("actions", List.of(1, STEPS, ACTIONS)),
        whole.training(),
        whole.golden());
  }

  /// Writes graph, papers and golden samples, whose answers are computed here by hand.
  public static Path write(Path folder, Manifest manifest) throws IOException {
    Files.createDirectories(folder);
    try (InputStream graph =
        Objects.requireNonNull(SmallPack.class.getResourceAsStream(manifest.weights()))) {
      Files.write(folder.resolve(manifest.weights()), graph.readAllBytes());
    }
    ManifestFile.write(manifest, folder);
    GoldenSamples.write(folder.resolve(manifest.golden()), samples(manifest));
    return folder;
  }

  static List<GoldenSamples.Sample> samples(Manifest manifest) {
    boolean whole = manifest.inputs().containsKey("images");
    return java.util.stream.Stream.of(0.1f, 0.3f, 0.7f)
        .map(x -> whole ? wholeSample(x) : policySample(x))
        .toList();
  }

  private static GoldenSamples.Sample policySample(float x) {
    float[] roots = chunk(x, 2 * x);
    for (int i = 0; i < roots.length; i++) {
      roots[i] = (float) Math.sqrt(roots[i]);
    }
    return new GoldenSamples.Sample(
        Map.of("state", NumberArray.of(new float[] {x, 2 * x, 0}, 1, 3)),
        Map.of("actions", NumberArray.of(roots, 1, STEPS, ACTIONS)));
  }

  private static GoldenSamples.Sample wholeSample(float x) {
    int plane = 3 * HEIGHT * WIDTH;
    float[] images = new float[2 * plane];
    for (int i = 0; i < images.length; i++) {
      images[i] = i % 7 / 10f;
    }
    float[] own = chunk(x, -x);
    float[] frames = new float[2 * plane];
    float[] changes = new float[2 * HEIGHT * WIDTH];
    float[] future = new float[6];
    for (int f = 0; f < 2; f++) {
      float first = own[(2 * f + 1) * ACTIONS];
      for (int i = 0; i < plane; i++) {
        frames[f * plane + i] = images[plane + i] + first;
      }
      Arrays.fill(changes, f * HEIGHT * WIDTH, (f + 1) * HEIGHT * WIDTH, first);
      future[3 * f] = x + first;
      future[3 * f + 1] = -x - first;
      future[3 * f + 2] = 1;
    }
    return new GoldenSamples.Sample(
        Map.of(
            "images", NumberArray.of(images, 1, 2, 3, HEIGHT, WIDTH),
            "state", NumberArray.of(new float[] {x, -x, 1}, 1, 3),
            "action_in", NumberArray.of(new float[STEPS * ACTIONS], 1, STEPS, ACTIONS),
            "mode", NumberArray.of(new float[1], 1)),
        Map.of(
            "actions", NumberArray.of(own, 1, STEPS, ACTIONS),
            "frames", NumberArray.of(frames, 1, 2, 3, HEIGHT, WIDTH),
            "future_state", NumberArray.of(future, 1, 2, 3),
            "changes", NumberArray.of(changes, 1, 2, 1, HEIGHT, WIDTH),
            "embedding", NumberArray.of(new float[] {3 * x, -3 * x, 3}, 1, 3)));
  }

  /// The graphs' own plan: a ramp of a tenth of the state a step.
  private static float[] chunk(float first, float second) {
    float[] chunk = new float[STEPS * ACTIONS];
    for (int k = 0; k < STEPS; k++) {
      chunk[k * ACTIONS] = first * (k + 1) / 10;
      chunk[k * ACTIONS + 1] = second * (k + 1) / 10;
    }
    return chunk;
  }
}
