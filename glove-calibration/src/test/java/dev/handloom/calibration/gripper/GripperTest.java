package dev.handloom.calibration.gripper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.gripper.sim.DrawnGripper;
import dev.handloom.calibration.gripper.sim.GripperMotion;
import dev.handloom.calibration.gripper.sim.Hindrance;
import dev.handloom.calibration.mark.Mark;
import dev.handloom.calibration.quality.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GripperTest {
  private static final long SEED = 31;
  private static final double CLOSED_APART = 30;

  /// Tags as a wide camera would place them, with a little noise; the left finger goes less far.
  private static TagView view(double seconds, double width, Random random) {
    double apart = CLOSED_APART + width;
    return new TagView(
        Math.round(seconds * 1e9),
        new TagPlace(1 - 0.48 * apart + 0.03 * random.nextGaussian(), 12, 72),
        new TagPlace(1 + 0.52 * apart + 0.03 * random.nextGaussian(), 12, 71.5));
  }

  private static GripperRun run(GripperMotion motion, Random random) {
    GripperRun run = new GripperRun(2);
    for (double t = 0; t < motion.seconds(); t += 1 / 30.0) {
      run.add(view(t, motion.widthAt(t), random));
    }
    return run;
  }

  @Test
  void aTagIsPlacedWhereItIs() {
    double[] pixel = new double[2];
    Random random = new Random(SEED);
    for (int n = 0; n < 200; n++) {
      double x = random.nextDouble(-50, 50);
      double y = random.nextDouble(-10, 30);
      double z = random.nextDouble(60, 90);
      double lean = random.nextDouble(-0.3, 0.3);
      double[] cornerX = new double[4];
      double[] cornerY = new double[4];
      for (int i = 0; i < 4; i++) {
        double a = i == 1 || i == 2 ? 8 : -8;
        double b = i >= 2 ? 8 : -8;
        double[] point = {x + a * Math.cos(lean), y + b, z + a * Math.sin(lean)};
        assertTrue(DrawnGripper.UMI_LENS.project(point, pixel));
        cornerX[i] = pixel[0];
        cornerY[i] = pixel[1];
      }
      TagPlace place =
          TagPlace.of(new Mark(0, cornerX, cornerY, 0), 16, DrawnGripper.UMI_LENS).orElseThrow();
      assertEquals(x, place.x(), 0.02, "seed " + SEED);
      assertEquals(y, place.y(), 0.02);
      assertEquals(z, place.z(), 0.02);
    }
  }

  @Test
  void aRunGoesOnByItselfAndKnowsItsEnds() throws GripperException {
    Random random = new Random(SEED);
    GripperRun run = run(GripperMotion.ends(random, 80, 2, 0.1), random);
    assertEquals(GripperRun.Stage.DONE, run.stage());
    GripperFit fit = run.finish(Double.NaN);
    assertEquals(80, fit.openMm(), 0.6, "seed " + SEED);
    assertEquals(Grade.GOOD, fit.quality().grade(), fit.quality()::toString);
    TagView half = view(0, 40, random);
    for (TagView seen :
        List.of(half, new TagView(0, half.left(), null), new TagView(0, null, half.right()))) {
      GripperWidth width = fit.model().width(seen);
      assertEquals(40, width.widthMm(), width.doubtMm(), width::toString);
      assertTrue(width.doubtMm() < 2, width::toString);
    }
  }

  @Test
  void whoBeginsWithTheOpenGripperIsUnderstood() throws GripperException {
    Random random = new Random(SEED);
    GripperRun run = new GripperRun(2);
    double[] held = {80, 0, 80, 0};
    for (int i = 0; i < 4 * 60; i++) {
      int hold = i / 60;
      double into = Math.min(1, i % 60 / 20.0);
      double from = hold == 0 ? 80 : held[hold - 1];
      run.add(view(i / 30.0, from + (held[hold] - from) * into, random));
    }
    assertEquals(GripperRun.Stage.DONE, run.stage());
    assertEquals(80, run.finish(Double.NaN).openMm(), 0.4);
  }

  @Test
  void aRulerSetsTheScale() throws GripperException {
    Random random = new Random(SEED);
    GripperFit fit = run(GripperMotion.ends(random, 80, 2, 0.1), random).finish(84);
    assertEquals(84, fit.openMm(), 1e-9);
    assertEquals(84, fit.model().width(view(0, 80, random)).widthMm(), 0.8);
  }

  @Test
  void aGripperThatDoesNotMoveIsRefused() {
    Random random = new Random(SEED);
    GripperRun run = new GripperRun();
    for (int i = 0; i < 90; i++) {
      run.add(view(i / 30.0, 3, random));
    }
    GripperException still = assertThrows(GripperException.class, () -> run.finish(Double.NaN));
    assertTrue(String.valueOf(still.getMessage()).contains("mm only"));
    GripperRun blind = new GripperRun();
    for (int i = 0; i < 30; i++) {
      blind.add(new TagView(i, null, null));
    }
    assertTrue(blind.trouble().isPresent());
    assertThrows(GripperException.class, () -> blind.finish(Double.NaN));
  }

  @Test
  void aClipWithoutHoldsGivesWhatItCanAndSaysSo() throws GripperException {
    Random random = new Random(SEED);
    GripperRun run = new GripperRun();
    for (int i = 0; i < 200; i++) {
      run.add(view(i / 30.0, 40 - 40 * Math.cos(i / 15.0), random));
    }
    GripperFit fit = run.finish(Double.NaN);
    assertEquals(Grade.POOR, fit.quality().grade());
    assertEquals(80, fit.openMm(), 2);
    assertFalse(fit.quality().reasons().isEmpty());
  }

  @Test
  void shortGapsAreBridgedAndMarkedLongOnesStayOpen() {
    WidthModel model = WidthModel.middle(CLOSED_APART, 0.5);
    Random random = new Random(SEED);
    List<TagView> views = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      boolean hidden = (i >= 10 && i < 15) || (i >= 40 && i < 70);
      views.add(
          hidden ? new TagView(Math.round(i / 0.03e-6), null, null) : view(i / 30.0, i, random));
    }
    for (int i = 0; i < 90; i++) {
      views.set(i, new TagView(i * 33_000_000L, views.get(i).left(), views.get(i).right()));
    }
    List<GripperWidth> widths = WidthTrack.of(views, model);
    assertEquals(WidthSource.BOTH, widths.get(9).source());
    assertEquals(WidthSource.BRIDGED, widths.get(12).source());
    assertEquals(12, widths.get(12).widthMm(), 0.3);
    assertTrue(widths.get(12).doubtMm() > widths.get(9).doubtMm());
    assertEquals(WidthSource.NONE, widths.get(55).source());
    assertTrue(Double.isNaN(widths.get(55).widthMm()));
  }

  @Test
  void anEncoderIsLaidOverTheTags() {
    Random random = new Random(SEED);
    GripperMotion motion = GripperMotion.grasps(random, 80, 12);
    long[] nanos = new long[1300];
    double[] counts = new double[nanos.length];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = i * 10_000_000L;
      counts[i] = Math.round(3000 - 20 * motion.widthAt(nanos[i] / 1e9 + 0.04));
    }
    List<GripperWidth> widths = new ArrayList<>();
    for (double t = 0.5; t < 11; t += 1 / 30.0) {
      widths.add(
          new GripperWidth(
              Math.round(t * 1e9),
              motion.widthAt(t) + 0.1 * random.nextGaussian(),
              WidthSource.BOTH,
              0.5));
    }
    EncoderCheck check = EncoderCheck.of(nanos, counts, widths).orElseThrow();
    assertEquals(-0.05, check.mmPerCount(), 0.0005, "seed " + SEED);
    assertEquals(40, check.lagNanos() / 1e6, 5.1);
    assertTrue(check.p95Mm() < 0.5, check::toString);
    assertTrue(EncoderCheck.of(nanos, counts, widths.subList(0, 5)).isEmpty());
  }

  @Test
  void aDrawnGripperIsMeasuredWithinItsDoubtAlsoWithOneTag() throws GripperException {
    Random random = new Random(SEED);
    // A quarter of the pixels, for the sake of time.
    CameraModel lens = DrawnGripper.UMI_LENS.scaledTo(676, 507);
    GripperMotion ends = GripperMotion.ends(random, DrawnGripper.OPEN_MM, 1, 0.1);
    DrawnGripper calm = new DrawnGripper(lens, GripperTags.UMI, Hindrance.NONE, ends, SEED);
    GripperEye eye = new GripperEye(GripperTags.UMI, lens);
    GripperRun run = new GripperRun(1);
    for (double t = 0; t < ends.seconds(); t += 0.1) {
      run.add(eye.look(calm.picture(t), Math.round(t * 1e9)));
    }
    WidthModel model = run.finish(Double.NaN).model();
    DrawnGripper hidden = new DrawnGripper(lens, GripperTags.UMI, Hindrance.ONE_HIDDEN, ends, SEED);
    int good = 0;
    int alone = 0;
    int all = 0;
    for (double t = 0; t < ends.seconds(); t += 0.21) {
      GripperWidth width = model.width(eye.look(hidden.picture(t), Math.round(t * 1e9)));
      all++;
      alone += width.source() == WidthSource.BOTH ? 0 : 1;
      good += Math.abs(width.widthMm() - hidden.widthAt(t)) <= width.doubtMm() ? 1 : 0;
    }
    assertTrue(good >= 0.9 * all, good + " of " + all + ", seed " + SEED);
    assertTrue(alone > 2, alone + " with one tag");
  }

  @Test
  void aProfileComesBackAsItWasKept(@TempDir Path folder) throws GripperException, IOException {
    Random random = new Random(SEED);
    GripperFit fit = run(GripperMotion.ends(random, 80, 2, 0.1), random).finish(Double.NaN);
    GripperProfile profile =
        GripperProfile.of(
            "left gripper",
            Instant.parse("2026-11-21T10:00:00Z"),
            "test",
            GripperTags.UMI,
            DrawnGripper.UMI_LENS,
            fit,
            new GripperProfile.Encoder(
                "gripper/encoder/encoder", new EncoderCheck(1, 0.02, 5, 0.1, 0.3, 40)));
    Path file = folder.resolve("gripper.json");
    GripperProfileFile.write(file, profile);
    GripperProfile read = GripperProfileFile.read(file);
    assertEquals(profile.tags(), read.tags());
    assertEquals(profile.quality(), read.quality());
    assertEquals(profile.encoder(), read.encoder());
    assertEquals(profile.id(), read.id());
    assertEquals(DrawnGripper.UMI_LENS, read.lens().camera());
    assertArrayEquals(profile.model().axis(), read.model().axis());
    Files.writeString(file, "{\"format\": 1}");
    assertThrows(GripperException.class, () -> GripperProfileFile.read(file));
    Files.writeString(file, Files.readString(file).replace("1", "no"));
    assertThrows(GripperException.class, () -> GripperProfileFile.read(file));
  }

  @Test
  void lightOverATagWidensWhatItsPlaceMayBeOff() {
    double[] x = {600, 690, 690, 600};
    double[] y = {500, 500, 590, 590};
    TagPlace clear =
        TagPlace.of(new Mark(0, x, y, 0, 0.1), 16, DrawnGripper.UMI_LENS).orElseThrow();
    TagPlace veiled =
        TagPlace.of(new Mark(0, x, y, 0, 0.9), 16, DrawnGripper.UMI_LENS).orElseThrow();
    assertEquals(0, clear.glareMm());
    assertTrue(veiled.glareMm() > 0.5, veiled.toString());
    WidthModel model = WidthModel.middle(30, 0.4);
    double before = model.width(new TagView(0, clear, clear)).doubtMm();
    assertTrue(model.width(new TagView(0, clear, veiled)).doubtMm() > before + 0.3);
    assertTrue(
        model.width(new TagView(0, veiled, null)).doubtMm()
            > model.width(new TagView(0, clear, null)).doubtMm());
  }

  @Test
  void severalGrippersHaveTagsOfTheirOwn() {
    assertEquals(GripperTags.UMI, GripperTags.umi(0).orElseThrow());
    assertEquals(6, GripperTags.umi(1).orElseThrow().left());
    assertTrue(GripperTags.umi(9).isEmpty());
    assertThrows(IllegalArgumentException.class, () -> new GripperTags("4X4_50", 1, 1, 16, 64, 80));
    assertThrows(
        IllegalArgumentException.class, () -> new GripperTags("4X4_50", 0, 50, 16, 64, 80));
  }
}
