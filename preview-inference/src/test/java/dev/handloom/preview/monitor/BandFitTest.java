package dev.handloom.preview.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Limits keep what they promise.
final class BandFitTest {
  private static final long SEED = 20261122;
  private static final int MOMENTS = 40;

  private final Random random = new Random(SEED);

  /// An episode of numbers of quite different kinds, some of which go together.
  private EpisodeTrace episode(int number, double off) {
    List<EpisodeTrace.Moment> moments = new ArrayList<>();
    double mood = random.nextGaussian();
    for (int i = 0; i < MOMENTS; i++) {
      Map<TrustPart, Double> values = new HashMap<>();
      values.put(new TrustPart(Trust.DREAM, "0.27 s"), 0.4 + 0.05 * mood + draw(0.1));
      values.put(new TrustPart(Trust.DREAM, "0.53 s"), 0.5 + 0.05 * mood + draw(0.15));
      values.put(TrustPart.whole(Trust.PLAN), Math.exp(draw(1)));
      values.put(TrustPart.whole(Trust.FAMILIAR), 2 + off + draw(0.05));
      if (i % 3 == 0) {
        values.put(TrustPart.whole(Trust.MOTION), Math.abs(draw(0.3)));
      }
      moments.add(new EpisodeTrace.Moment(i * 0.27, values));
    }
    return new EpisodeTrace("e" + number, moments, Map.of("head +0.27 s", List.of(0.1, 0.2, 0.3)));
  }

  private double draw(double spread) {
    return spread * random.nextGaussian();
  }

  private List<EpisodeTrace> episodes(int count, double off) {
    List<EpisodeTrace> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(episode(i, off));
    }
    return all;
  }

  private static int episodes(AlarmCount count, Trust trust) {
    return count.byTrust().getOrDefault(trust, new AlarmCount.Of(0, 0, 0)).episodes();
  }

  @Test
  void ofAllMonitorsTogetherNoMoreThanTheStatedShareOfSoundEpisodesAlarms() {
    for (double stated : new double[] {0.05, 0.2}) {
      int count = BandFit.needed(stated) + 12;
      int alarmed = 0;
      int tested = 0;
      for (int round = 0; round < 150; round++) {
        Bands bands = BandFit.fit(episodes(count, 0), stated).orElseThrow();
        AlarmCount sound = AlarmCount.of(bands, episodes(10, 0));
        alarmed += sound.alarmed();
        tested += sound.episodes();
      }
      double rate = alarmed / (double) tested;
      // Each calibration is another draw: over 150 of them the mean is within a third of it.
      assertTrue(rate <= stated * 1.33, "seed " + SEED + ": " + rate + " of " + stated);
      assertTrue(rate >= stated * 0.3, "seed " + SEED + ": " + rate + " of " + stated);
    }
  }

  @Test
  void whatIsOffInOneNumberAlarmsAndTheOthersDoNot() {
    Bands bands = BandFit.fit(episodes(40, 0), 0.05).orElseThrow();
    AlarmCount off = AlarmCount.of(bands, episodes(20, 2));
    assertEquals(20, off.alarmed());
    assertEquals(20, episodes(off, Trust.FAMILIAR));
    assertTrue(episodes(off, Trust.DREAM) < 6, "seed " + SEED);
    assertTrue(off.delaySeconds() < 3, "after " + off.delaySeconds());
    assertTrue(off.low() > 0.8 && off.high() > 0.999);
    Band band = Objects.requireNonNull(bands.of(TrustPart.whole(Trust.FAMILIAR)));
    assertTrue(band.usual() <= band.limit());
    assertEquals(TrustLevel.UNKNOWN, band.level(Double.NaN));
    assertEquals(TrustLevel.USUAL, band.level(band.usual()));
    assertEquals(TrustLevel.ALARM, band.level(band.limit() + 1e-9));
  }

  @Test
  void tooFewEpisodesSayNothing() {
    assertEquals(27, BandFit.needed(0.05));
    assertFalse(BandFit.fit(episodes(26, 0), 0.05).isPresent());
    assertTrue(BandFit.fit(episodes(27, 0), 0.05).isPresent());
    assertEquals(17, BandFit.needed(0.1));
  }

  @Test
  void aPictureIsUsualAsNineteenOfTwentyAre() {
    Bands bands = BandFit.fit(episodes(30, 0), 0.05).orElseThrow();
    assertEquals(TrustLevel.USUAL, bands.level("head", 4 / 15.0, 0.3));
    assertEquals(TrustLevel.UNUSUAL, bands.level("head", 4 / 15.0, 0.31));
    assertEquals(TrustLevel.UNCALIBRATED, bands.level("wrist", 4 / 15.0, 0.1));
    assertEquals(TrustLevel.UNKNOWN, bands.level("head", 4 / 15.0, Double.NaN));
  }

  @Test
  void aShareHasItsInterval() {
    // By hand, after Wilson: 2 of 40.
    assertEquals(0.0138, AlarmCount.wilson(2, 40, -1), 5e-4);
    assertEquals(0.1650, AlarmCount.wilson(2, 40, 1), 5e-4);
    assertEquals(0, AlarmCount.wilson(0, 40, -1));
    assertTrue(Double.isNaN(AlarmCount.wilson(0, 0, 1)));
  }
}
