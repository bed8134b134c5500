package dev.handloom.preview.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.example.DrawnEpisode;
import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.monitor.Band;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.EpisodeTrace;
import dev.handloom.preview.monitor.Trust;
import dev.handloom.preview.monitor.TrustLevel;
import dev.handloom.preview.monitor.TrustPart;
import dev.handloom.preview.nearest.NearestEpisode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The numbers by which a model is watched.
final class EpisodeTrustTest {
  private final List<EpisodeRows> episodes = new ArrayList<>();
  private final NearestEpisode nearest;

  EpisodeTrustTest() {
    for (int i = 0; i < 5; i++) {
      episodes.add(DrawnEpisode.of(i, 0.3 * i));
    }
    nearest = new NearestEpisode(DrawnEpisode.wants(), episodes);
  }

  private static EpisodeTrace trace(EpisodeRows rows, NearestEpisode known) throws Exception {
    EpisodeTrace trace =
        EpisodeTrust.of(
            DrawnEpisode.wants(), known, rows, Familiarity.of(known, true), 4, share -> true);
    assertNotNull(trace);
    return trace;
  }

  @Test
  void everyNumberIsKnownInAnEpisodeAndOneThatIsKnownByHeartIsPerfect() throws Exception {
    EpisodeTrace trace = trace(episodes.getFirst(), nearest);
    Map<TrustPart, Double> worst = trace.worst();
    assertEquals(0, worst.getOrDefault(new TrustPart(Trust.DREAM, "1.07 s"), Double.NaN), 1e-9);
    assertEquals(0, worst.getOrDefault(new TrustPart(Trust.BODY, "0.27 s"), Double.NaN), 1e-5);
    assertEquals(0, worst.getOrDefault(TrustPart.whole(Trust.PERSON), Double.NaN), 1e-5);
    assertEquals(0, worst.getOrDefault(TrustPart.whole(Trust.FAMILIAR), Double.NaN), 1e-3);
    assertEquals(0, worst.getOrDefault(new TrustPart(Trust.FAMILIAR, "body"), Double.NaN), 1e-3);
    assertTrue(worst.getOrDefault(TrustPart.whole(Trust.SPREAD), Double.NaN) > 0, "others differ");
    for (Trust trust : Trust.values()) {
      assertTrue(
          trust == Trust.TIME || worst.keySet().stream().anyMatch(p -> p.trust() == trust),
          trust + " is not known");
    }
    EpisodeTrace other = trace(episodes.getFirst(), nearest.without(episodes.getFirst().episode()));
    assertTrue(
        other.worst().getOrDefault(TrustPart.whole(Trust.FAMILIAR), Double.NaN) > 0.05,
        "left out, it is strange");
    assertTrue(other.worst().getOrDefault(new TrustPart(Trust.DREAM, "0.27 s"), Double.NaN) > 0.1);
  }

  @Test
  void aPictureThatStandsStillWhileTheBodyMovesIsSeen() {
    EpisodeRows rows = episodes.getFirst();
    StillWatch watch = new StillWatch(DrawnEpisode.wants());
    double most = 0;
    for (int row = 10; row < 40; row++) {
      most = Math.max(most, watch.look(rows.observation(row)).getOrDefault("head/video", 9.0));
    }
    assertTrue(most < 0.2, "pictures go on: " + most);
    Picture frozen = rows.picture(0, 40);
    double before = 0;
    for (int row = 40; row < 55; row++) {
      Observation now = rows.observation(row);
      Observation stuck =
          new Observation(
              now.capturedNanos(),
              Map.of("head/video", List.of(frozen, frozen)),
              now.state(),
              "",
              "");
      before = watch.look(stuck).getOrDefault("head/video", 0.0);
    }
    assertTrue(before > 0.5, "it has moved half a spread: " + before);
  }

  @Test
  void somethingThatNeverLayThereIsStrangeInItsSpotAlone() throws Exception {
    Observation now = episodes.get(2).observation(30);
    Picture clean = now.pictures().getOrDefault("head/video", List.of()).getLast();
    byte[] rgb = clean.rgb().clone();
    for (int y = 24; y < 28; y++) {
      for (int x = 2; x < 6; x++) {
        rgb[3 * (y * clean.width() + x) + 2] = (byte) 250;
      }
    }
    Picture with = new Picture(clean.width(), clean.height(), rgb);
    Observation odd =
        new Observation(
            now.capturedNanos(), Map.of("head/video", List.of(with, with)), now.state(), "", "");
    Map<String, Double> sound = nearest.novelty(now).strange();
    Map<String, Double> strange = nearest.novelty(odd).strange();
    assertTrue(sound.getOrDefault("a spot of head/video", 9.0) < 0.1);
    assertTrue(strange.getOrDefault("a spot of head/video", 0.0) > 0.3, strange.toString());
    assertEquals(sound.get("body"), strange.get("body"));
  }

  @Test
  void aLevelRisesAtOnceAndFallsAfterASecond() {
    TrustPart plan = TrustPart.whole(Trust.PLAN);
    TreeMap<TrustPart, Band> parts = new TreeMap<>(Map.of(plan, new Band(0.2, 0.5, 1)));
    Bands bands = new Bands(0.05, 30, parts, new TreeMap<>());
    LevelHold hold = new LevelHold();
    long at = 0;
    double[] values = {0.1, 1.1, 0.4, 0.6, 1.2, 0.4, 0.4, 0.4, 0.4, 0.4};
    TrustLevel[] expected = {
      TrustLevel.USUAL,
      TrustLevel.ALARM,
      TrustLevel.ALARM,
      TrustLevel.ALARM,
      TrustLevel.ALARM,
      TrustLevel.ALARM,
      TrustLevel.ALARM,
      TrustLevel.USUAL,
      TrustLevel.USUAL,
      TrustLevel.USUAL
    };
    for (int i = 0; i < values.length; i++) {
      hold.look(bands, Map.of(plan, values[i]), at);
      assertEquals(expected[i], hold.of(plan), "at " + i);
      at += 400_000_000L;
    }
    hold.look(bands, Map.of(), at);
    assertEquals(TrustLevel.UNKNOWN, hold.of(plan), "what is not known is not usual");
    hold.look(Bands.NONE, Map.of(plan, 5.0), at);
    assertEquals(TrustLevel.UNCALIBRATED, hold.of(plan));
  }
}
