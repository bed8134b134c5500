package dev.handloom.preview.tiny;

import dev.handloom.preview.example.ManifestProposal;
import dev.handloom.preview.example.TrainingEpisodes;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.learn.Kernel;
import dev.handloom.preview.learn.Lane;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.pack.GoldenSamples;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.ManifestFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A trained model as an ordinary pack: papers, graph, golden samples, card, curves.
public final class TinyPack {
  static final String WEIGHTS = "model.onnx";
  static final String CARD = "card.md";
  static final String CURVES = "curves.svg";
  private static final int GOLDEN = 8;
  private static final double SECONDS_PER_HOUR = 3600;

  private TinyPack() {}

  /// What a person calls it, and under which terms it may be used.
  public record Label(String name, String version, String producer, String licence) {}

  /// @param folder an empty one
  public static void write(Trained trained, Label label, Path folder) throws IOException {
    TinyNet net = trained.net();
    TrainingSet set = trained.lessons().set();
    Files.write(folder.resolve(WEIGHTS), TinyGraph.write(net, label.producer(), label.version()));
    GoldenSamples.write(folder.resolve(GoldenSamples.FILE), golden(trained.lessons(), net));
    Files.writeString(folder.resolve(CURVES), Curves.svg(trained), StandardCharsets.UTF_8);
    TrainingEpisodes.write(
        folder, trained.lessons().known().stream().map(rows -> rows.episode().text()).toList());
    Files.writeString(folder.resolve(CARD), Card.text(trained, label), StandardCharsets.UTF_8);
    Manifest manifest =
        ManifestProposal.manifest(
            set.wants(),
            label.name(),
            label.version(),
            label.producer(),
            label.licence(),
            WEIGHTS,
            GoldenSamples.FILE,
            TinyGraph.inputs(net.shape()),
            TinyGraph.outputs(net),
            new Manifest.Training(
                set.digest(), set.episodes().size(), hours(set), figures(trained)));
    ManifestFile.write(manifest, folder);
  }

  static double hours(TrainingSet set) {
    return set.examples() * set.wants().stepSeconds() / SECONDS_PER_HOUR;
  }

  private static Map<String, Double> figures(Trained trained) {
    Map<String, Double> figures = new LinkedHashMap<>();
    Scores scores = trained.scores();
    figures.put("held-out examples", (double) scores.examples());
    figures.put("action error", scores.actionError());
    figures.put("action error of standing still", scores.standStill());
    figures.put("action error of the nearest episode", trained.nearest().actionError());
    List<Integer> horizons = trained.lessons().set().wants().horizons();
    for (int h = 0; h < horizons.size(); h++) {
      figures.put("skill on moving pixels at " + horizons.get(h), scores.skill()[h]);
      figures.put("the same, told what was done, at " + horizons.get(h), scores.skillTold()[h]);
      figures.put(
          "the same of the nearest episode at " + horizons.get(h), trained.nearest().skill()[h]);
    }
    figures.put("minutes", trained.minutes());
    figures.values().removeIf(value -> !Double.isFinite(value));
    return figures;
  }

  /// Held-out examples and what the network says of them here: half by its own plan, half told.
  static List<GoldenSamples.Sample> golden(Lessons lessons, TinyNet net) {
    Lane lane = net.network().lane(Kernel.best());
    net.furnish(lane);
    List<GoldenSamples.Sample> samples = new ArrayList<>();
    Lessons.Part by = lessons.judging();
    int count = Math.min(GOLDEN, by.size());
    for (int i = 0; i < count; i++) {
      Lesson lesson = lessons.lesson(by, by.spread(i, count));
      samples.add(sample(net, lane, lesson, i % 2 == 1));
    }
    return samples;
  }

  static GoldenSamples.Sample sample(TinyNet net, Lane lane, Lesson lesson, boolean told) {
    TinyShape shape = net.shape();
    int pixels = shape.pixels();
    float[] images = new float[3 * shape.frames() * pixels];
    for (int f = 0; f < shape.frames(); f++) {
      net.show(lane, f, lesson.seen()[f]);
      for (int i = 0; i < 3 * pixels; i++) {
        images[(3 * f + i % 3) * pixels + i / 3] = (lesson.seen()[f][i] & 0xFF) / 255f;
      }
    }
    net.glance(lane, lesson.seen());
    net.tell(lane, lesson.state(), lesson.earlier());
    net.give(lane, told ? lesson.chunk() : null);
    net.network().forward(lane);
    Map<String, NumberArray> in = new LinkedHashMap<>();
    Map<String, int[]> shapes = new LinkedHashMap<>();
    TinyGraph.inputs(shape).forEach((name, sizes) -> shapes.put(name, array(sizes)));
    TinyGraph.outputs(net).forEach((name, sizes) -> shapes.put(name, array(sizes)));
    in.put("images", NumberArray.of(images, at(shapes, "images")));
    in.put("state", NumberArray.of(lesson.state(), at(shapes, "state")));
    if (shape.frames() > 1) {
      float[] past = new float[shape.past()];
      for (int f = 0; f < lesson.earlier().length; f++) {
        System.arraycopy(lesson.earlier()[f], 0, past, f * shape.state(), shape.state());
      }
      in.put("earlier", NumberArray.of(past, at(shapes, "earlier")));
    }
    in.put(
        "action_in",
        NumberArray.of(told ? lesson.chunk() : new float[shape.chunk()], at(shapes, "action_in")));
    in.put("mode", NumberArray.of(new float[] {told ? 1 : 0}, 1));
    Map<String, NumberArray> out = new LinkedHashMap<>();
    float[] frames = new float[shape.horizons() * 3 * pixels];
    float[] changes = new float[shape.horizons() * pixels];
    float[] states = new float[shape.horizons() * shape.state()];
    float[] dreamt = new float[3 * pixels];
    for (int h = 0; h < shape.horizons(); h++) {
      net.dream(lane, h, dreamt);
      System.arraycopy(dreamt, 0, frames, h * dreamt.length, dreamt.length);
      net.changes(lane, h, changes, h * pixels);
      for (int s = 0; s < shape.state(); s++) {
        states[h * shape.state() + s] = net.future(lane, h, s);
      }
    }
    out.put("actions", NumberArray.of(net.plan(lane), at(shapes, "actions")));
    out.put("frames", NumberArray.of(frames, at(shapes, "frames")));
    out.put("future_state", NumberArray.of(states, at(shapes, "future_state")));
    out.put("changes", NumberArray.of(changes, at(shapes, "changes")));
    out.put("embedding", NumberArray.of(net.thought(lane), at(shapes, "embedding")));
    return new GoldenSamples.Sample(in, out);
  }

  private static int[] at(Map<String, int[]> shapes, String name) {
    return Objects.requireNonNull(shapes.get(name), name);
  }

  private static int[] array(List<Integer> sizes) {
    return sizes.stream().mapToInt(Integer::intValue).toArray();
  }
}
