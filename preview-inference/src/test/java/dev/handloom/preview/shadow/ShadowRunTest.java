package dev.handloom.preview.shadow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.example.DrawnEpisode;
import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.nearest.NearestEpisode;
import dev.handloom.preview.session.AskedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ShadowRunTest {
  private static final long SEED = 4;

  /// One that knows what comes and is off by what it is told.
  private record Knowing(List<EpisodeRows> episodes, double off, Random random) implements Model {
    @Override
    public Papers papers() {
      return new Papers("Knowing", List.of(), List.of(), 1 / 15.0, List.of(-2, 0), false, Map.of());
    }

    @Override
    public Prediction ask(Observation observation) {
      for (EpisodeRows rows : episodes) {
        if (rows.episode().text().equals(observation.session())) {
          int row = (int) Math.round((observation.capturedNanos() - rows.grid().nanos(0)) * 15e-9);
          float[][] plan = rows.chunk(row);
          for (float[] step : plan) {
            for (int c = 0; c < step.length; c++) {
              step[c] += (float) (off * random.nextGaussian());
            }
          }
          List<Dream> dreams = new ArrayList<>();
          for (int ahead : rows.wants().horizons()) {
            dreams.add(new Dream("head/video", ahead / 15.0, rows.picture(0, row + ahead)));
          }
          return new Prediction(
              observation.capturedNanos(),
              0,
              1_000_000,
              plan,
              List.of(),
              1 / 15.0,
              dreams,
              List.of(),
              new float[0],
              Double.NaN,
              1,
              Map.of());
        }
      }
      throw new IllegalStateException("An episode it does not know");
    }

    @Override
    public void forget() {}

    @Override
    public void close() {}
  }

  @Test
  void oneThatKnowsWhatComesIsBetterThanTheNearestEpisodeAndTheReportSaysSo() throws Exception {
    List<EpisodeRows> episodes = new ArrayList<>();
    Random random = new Random(SEED);
    for (int i = 0; i < 6; i++) {
      episodes.add(DrawnEpisode.of(i, 6 * random.nextDouble()));
    }
    NearestEpisode nearest = new NearestEpisode(DrawnEpisode.wants(), episodes);
    Knowing knowing = new Knowing(episodes, 0.01, random);
    AskedModel asked =
        new AskedModel(knowing, "Knowing", DrawnEpisode.wants(), "1", "abcd", "CPU", false);
    ShadowRun run = new ShadowRun(List.of(asked), nearest, 4);
    for (EpisodeRows rows : episodes) {
      assertTrue(run.judge(List.of(rows, rows), () -> false));
    }
    assertFalse(run.judge(List.of(episodes.getFirst(), episodes.getFirst()), () -> true));
    ShadowReport report =
        run.report("2026-11-21T00:00:00Z", "test", "", "d", false, "yes", List.of(), List.of());

    ShadowReport.ModelScore best = report.models().getFirst();
    assertEquals("abcd", best.digest());
    // Off by 0.01 m in a spread of 0.2 m.
    assertEquals(
        0.05,
        best.plan().stream().mapToDouble(at -> at.error().mean()).average().orElseThrow(),
        0.003,
        "seed " + SEED);
    assertEquals(
        0.01 * Math.sqrt(2 / Math.PI),
        best.channels().getFirst().error().get(3).error().mean(),
        2e-3);
    assertEquals(1, best.dream().getFirst().movingSkill().mean(), 1e-9);
    assertEquals(1, best.dream().getFirst().alike().mean(), 1e-6);
    ShadowReport.ModelScore baseline = report.models().getLast();
    assertEquals("Nearest episode", baseline.name());
    assertTrue(baseline.plan().getLast().error().mean() > 0.06, "seed " + SEED);
    assertTrue(baseline.dream().getFirst().movingSkill().mean() < 1);
    ShadowReport.Comparison comparison = report.comparisons().getFirst();
    assertEquals("better", comparison.dream());
    assertTrue(comparison.planDifference().mean() < 0);
    assertEquals(6, report.teach().size());
    assertTrue(report.teach().getFirst().score() >= report.teach().getLast().score());
    // What is not known stays out of the file.
    assertTrue(ShadowFile.json(report).at("/comparisons/0/planDifference/mean").isNumber());
    assertFalse(ShadowFile.json(report).toString().contains("NaN"));
  }

  @Test
  void intervalsAreOverEpisodes() {
    double[] above = new double[40];
    double[] below = new double[40];
    Random random = new Random(SEED);
    for (int i = 0; i < 40; i++) {
      below[i] = 10;
      above[i] = 10 * (3 + random.nextGaussian());
    }
    Interval interval = Interval.ofQuotients(above, below);
    double half = 1.96 / Math.sqrt(40);
    assertEquals(3, interval.mean(), 3 * half / 1.96);
    assertEquals(interval.mean() - half, interval.low(), 0.1, "seed " + SEED);
    assertEquals(interval.mean() + half, interval.high(), 0.1, "seed " + SEED);
    assertTrue(Double.isNaN(Interval.ofQuotients(new double[] {1}, new double[] {2}).low()));
    Interval none = Interval.ofDifferences(above, below, above, below);
    assertEquals(0, none.low(), 1e-12);
  }
}
