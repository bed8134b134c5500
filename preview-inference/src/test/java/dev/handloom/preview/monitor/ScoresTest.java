package dev.handloom.preview.monitor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.model.Picture;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Scores of dreams and plans whose worth is known.
class ScoresTest {
  private static final int SIZE = 64;

  @Test
  void theTruthIsPerfectAndTheLastPictureIsWorthNothing() {
    Picture last = scene(20, 20, 1);
    Picture truth = scene(25, 22, 1);
    PictureScore perfect = PictureScore.of(last, truth, truth);
    assertEquals(Double.POSITIVE_INFINITY, perfect.psnr());
    assertEquals(1, perfect.ssim(), 1e-12);
    assertEquals(1, perfect.skill());
    assertEquals(1, perfect.movingSkill());
    assertEquals(1, perfect.overlap());
    PictureScore copy = PictureScore.of(last, last, truth);
    assertEquals(0, copy.skill());
    assertEquals(0, copy.movingSkill());
    assertEquals(0, copy.overlap());
    assertTrue(copy.ssim() < 1 && copy.ssim() > 0.5, "SSIM " + copy.ssim());
    // What never moves could be dreamed by anybody: no skill is stated.
    assertTrue(Double.isNaN(PictureScore.of(last, last, last).skill()));
    // Nearly there is worth something; the wrong way is worth less than nothing.
    assertTrue(PictureScore.of(last, scene(24, 22, 1), truth).movingSkill() > 0.2);
    assertTrue(PictureScore.of(last, scene(10, 40, 1), truth).skill() < 0);
  }

  @Test
  void evenNoiseHasThePsnrThatItMustHave() {
    byte[] rgb = new byte[3 * SIZE * SIZE];
    java.util.Arrays.fill(rgb, (byte) 100);
    byte[] off = rgb.clone();
    for (int i = 0; i < off.length; i++) {
      off[i] += (byte) (i % 2 == 0 ? 10 : -10);
    }
    PictureScore score =
        PictureScore.of(
            new Picture(SIZE, SIZE, rgb),
            new Picture(SIZE, SIZE, off),
            new Picture(SIZE, SIZE, rgb));
    assertEquals(20 * Math.log10(255 / 10.0), score.psnr(), 1e-9);
  }

  @Test
  void motionIsFollowed() {
    Picture last = scene(20, 20, 1);
    Picture truth = scene(26, 17, 1);
    MotionScore right = MotionScore.of(last, truth, truth);
    assertTrue(right.blocks() > 0);
    assertEquals(0, right.apart());
    assertEquals(1, right.alike(), 1e-12);
    MotionScore still = MotionScore.of(last, last, truth);
    assertEquals(Math.hypot(6, 3), still.apart(), 1);
    assertEquals(0, still.alike(), 0.2);
    assertTrue(MotionScore.of(last, scene(14, 23, 1), truth).alike() < -0.5);
    assertEquals(0, MotionScore.of(last, last, last).blocks());
  }

  @Test
  void plansAreComparedWhereTheySpeakOfTheSameTime() {
    float[][] line = new float[16][2];
    for (int row = 0; row < 16; row++) {
      line[row][0] = row;
      line[row][1] = 2 * row;
    }
    float[][] later = new float[16][2];
    for (int row = 0; row < 16; row++) {
      later[row][0] = row + 4.5f;
      later[row][1] = 2 * (row + 4.5f);
    }
    double[] spread = {1, 2};
    assertEquals(0, PlanScore.apart(line, later, 4.5, spread), 1e-6);
    assertEquals(1, PlanScore.apart(line, later, 3.5, spread), 1e-6);
    assertTrue(Double.isNaN(PlanScore.apart(line, later, 40, spread)));
    assertArrayEquals(new double[] {4.5, 9}, PlanScore.error(line, later, 8), 1e-6);
    assertEquals(
        Math.sqrt(0.5) * 4.5, PlanScore.disagreement(new float[][][] {line, later}, spread), 1e-6);
    assertEquals(0, PlanScore.trembling(line, spread, 0.1));
    float[][] shaking = new float[16][1];
    for (int row = 0; row < 16; row++) {
      shaking[row][0] = row % 2;
    }
    assertEquals(1, PlanScore.trembling(shaking, new double[] {1}, 0.1));
  }

  @Test
  void aBandAlarmsForNothingNoMoreOftenThanItSays() {
    long seed = 11;
    Random random = new Random(seed);
    assertTrue(ConformalBand.of(new double[18], 0.05).isEmpty());
    assertEquals(19, ConformalBand.needed(0.05));
    assertTrue(ConformalBand.of(new double[19], 0.05).isPresent());
    int alarms = 0;
    int trials = 4000;
    for (int trial = 0; trial < trials; trial++) {
      double[] worst = random.doubles(40).map(Math::sqrt).toArray();
      ConformalBand band = ConformalBand.of(worst, 0.1).orElseThrow();
      alarms += band.alarms(Math.sqrt(random.nextDouble())) ? 1 : 0;
    }
    double rate = alarms / (double) trials;
    assertTrue(rate < 0.115, "seed " + seed + ", rate " + rate);
    assertTrue(rate > 0.07, "seed " + seed + ", rate " + rate);
    assertFalse(ConformalBand.of(new double[] {Double.NaN, 1}, 0.5).isEmpty());
  }

  @Test
  void theTwoQuestionsAreReadTogether() {
    assertEquals(Reading.NOMINAL, Reading.of(true, true));
    assertEquals(Reading.PLAN_OFF, Reading.of(true, false));
    assertEquals(Reading.DREAM_OFF, Reading.of(false, true));
    assertEquals(Reading.BOTH_OFF, Reading.of(false, false));
  }

  /// A speckled square on a speckled ground.
  private static Picture scene(int x, int y, long seed) {
    Random ground = new Random(seed);
    byte[] rgb = new byte[3 * SIZE * SIZE];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (40 + ground.nextInt(12));
    }
    Random square = new Random(seed + 1);
    byte[] speckles = new byte[16 * 16 * 3];
    for (int i = 0; i < speckles.length; i++) {
      speckles[i] = (byte) (140 + square.nextInt(100));
    }
    for (int row = 0; row < 16; row++) {
      System.arraycopy(speckles, row * 48, rgb, 3 * ((y + row) * SIZE + x), 48);
    }
    return new Picture(SIZE, SIZE, rgb);
  }
}
