package dev.handloom.preview.nearest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.example.DrawnEpisode;
import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.Example;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Prediction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NearestEpisodeTest {
  private final EpisodeRows first = DrawnEpisode.of(1, 0);
  private final EpisodeRows second = DrawnEpisode.of(2, 0.35);
  private final NearestEpisode nearest =
      new NearestEpisode(DrawnEpisode.wants(), List.of(first, second));

  @Test
  void whatItKnowsItAnswersWithWhatCameNext() throws Exception {
    Example example = first.example(25);
    Prediction prediction = nearest.ask(example.observation());
    assertEquals(0, nearest.strangeness(example.observation()), 1e-6);
    for (int step = 0; step < 16; step++) {
      assertArrayEquals(example.actions()[step], prediction.actions()[step], 1e-6f);
    }
    assertEquals(4, prediction.dreams().size());
    assertArrayEquals(first.picture(0, 25 + 8).rgb(), prediction.dreams().get(1).picture().rgb());
    assertArrayEquals(first.state(25 + 16), prediction.forecasts().getLast().state(), 1e-6f);
  }

  @Test
  void oneThatIsLeftOutIsNotLookedUp() throws Exception {
    NearestEpisode without = nearest.without(first.episode());
    Prediction prediction = without.ask(first.observation(25));
    assertTrue(without.strangeness(first.observation(25)) > 0.01);
    assertTrue(String.valueOf(prediction.besides().get("from")).startsWith("20261121-143002"));
    NearestEpisode alone =
        new NearestEpisode(DrawnEpisode.wants(), List.of(first)).without(first.episode());
    assertEquals(
        ModelException.Kind.REFUSED,
        assertThrows(ModelException.class, () -> alone.ask(first.observation(25))).kind());
  }

  @Test
  void aPlanGoesOnFromWhereTheBodyIs() throws Exception {
    Observation seen = first.observation(25);
    float[] moved = first.state(25);
    moved[0] += 0.01f;
    Observation shifted =
        new Observation(
            seen.capturedNanos(), seen.pictures(), Map.of("state", moved), seen.task(), "s");
    Prediction here = nearest.ask(seen);
    Prediction there = nearest.ask(shifted);
    assertEquals(here.actions()[7][0] + 0.01f, there.actions()[7][0], 1e-5);
    assertEquals(here.actions()[7][1], there.actions()[7][1], 1e-5);
  }

  @Test
  void forOtherActionsItFindsWhereThoseWereDone() throws Exception {
    // From the middle it goes either way, depending on the row.
    Example example = first.example(30);
    Prediction own = nearest.imagine(example.observation(), example.actions());
    assertArrayEquals(first.picture(0, 46).rgb(), own.dreams().getLast().picture().rgb());
    float[][] still = new float[16][];
    Arrays.setAll(still, i -> first.state(30));
    Prediction other = nearest.imagine(example.observation(), still);
    float[] told = first.state(30);
    float[] stayed = other.forecasts().getLast().state();
    float[] went = first.state(46);
    assertTrue(
        Math.hypot(stayed[0] - told[0], stayed[1] - told[1])
            < Math.hypot(went[0] - told[0], went[1] - told[1]));
  }
}
