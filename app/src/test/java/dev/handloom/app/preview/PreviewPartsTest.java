package dev.handloom.app.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.preview.model.Picture;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.monitor.PictureScore;
import dev.handloom.preview.monitor.TrustLevel;
import dev.handloom.preview.session.DreamCell;
import dev.handloom.preview.session.DreamStrip;
import dev.handloom.preview.session.PreviewMoment;
import dev.handloom.preview.session.TrustReading;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewPartsTest {
  @Test
  void aPictureIsJudgedByWhatMoved() {
    List<DreamCell> cells = SampleMoments.strip(3).cells();
    assertEquals(CellWord.RIGHT, CellWord.of(cells.getFirst(), Bands.NONE, ""));
    assertEquals(CellWord.COMING, CellWord.of(cells.get(3), Bands.NONE, ""));
    Picture last = cells.getFirst().last();
    Picture truth = SampleMoments.picture(0.5, 0);
    byte[] inverted = truth.rgb().clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = (byte) ~inverted[i];
    }
    Picture dream = new Picture(truth.width(), truth.height(), inverted);
    DreamCell off =
        new DreamCell(
            "head", 0.27, 0, last, dream, truth, PictureScore.of(last, dream, truth), null, false);
    assertEquals(CellWord.WRONG, CellWord.of(off, Bands.NONE, ""));
    assertTrue(
        CellWord.sentence("Head camera", off, Bands.NONE, "")
            .startsWith("Head camera, +0.27 s: wrong."));
  }

  @Test
  void camerasLieTheWayInWhichTheirPicturesAreLarger() {
    DreamStrip strip = SampleMoments.strip(2);
    FilmGrid broad = FilmGrid.of(strip, "", 1800, 300);
    FilmGrid tall = FilmGrid.of(strip, "", 500, 900);
    assertTrue(broad.layout().across());
    assertFalse(tall.layout().across());
    FilmGrid one = FilmGrid.of(strip, "head-camera/video", 600, 200);
    assertEquals(1, one.cameras().size());
    assertTrue(one.layout().width() > FilmGrid.of(strip, "", 600, 200).layout().width());
    assertEquals(2, one.column(0, one.x(0, 2) + 1));
    assertEquals(-1, one.column(0, 3));
  }

  @Test
  void aNudgeTakesItsNeighboursAlongAndCanBeTakenBack() {
    PlanEdit edit = new PlanEdit(new float[16][2]);
    edit.nudge(8, 1, 4);
    assertEquals(4, edit.value(8, 1), 1e-6);
    assertTrue(edit.value(7, 1) > 3 && edit.value(7, 1) < 4);
    assertTrue(edit.value(0, 1) < 0.2);
    assertEquals(0, edit.value(8, 0), 0, "another joint stays");
    edit.reset();
    assertEquals(0, edit.value(8, 1), 0);
  }

  @Test
  void aRecordedMovementBeginsWhereTheBodyIs() {
    float[][] done = {{1, 10}, {2, Float.NaN}, {3, 30}};
    PlanEdit edit = new PlanEdit(new float[][] {{7, 7}, {7, 7}, {7, 7}, {7, 7}});
    edit.take(PlanEdit.moved(done, new float[] {0.5f, 9}, new float[] {100, 200}));
    assertEquals(100.5, edit.value(0, 0), 1e-6);
    assertEquals(102.5, edit.value(2, 0), 1e-6);
    assertEquals(201, edit.value(0, 1), 1e-6);
    assertEquals(7, edit.value(1, 1), 0, "what was not measured stays as planned");
    assertEquals(7, edit.value(3, 0), 0, "and what lies beyond");
    assertEquals(1, done[0][0], 0);
  }

  @Test
  void ofAnotherPlanOnlyWhatIsKnownIsTaken() {
    PlanEdit edit = new PlanEdit(new float[][] {{1, 2}, {3, 4}});
    edit.take(new float[][] {{9, Float.NaN}});
    assertEquals(9, edit.value(0, 0), 0);
    assertEquals(2, edit.value(0, 1), 0);
    assertEquals(3, edit.value(1, 0), 0);
  }

  @Test
  void aStepIsDueAsManyStepsAfterTheObservationAsItCounts() {
    PreviewMoment moment = SampleMoments.running();
    var plan = java.util.Objects.requireNonNull(moment.latest()).prediction();
    assertEquals(66_666_667L, FanTime.due(plan, 0) - plan.capturedNanos());
  }

  @Test
  void aLaneWidensAtOnceAndNarrowsSlowly() {
    FanRange range = new FanRange();
    range.see(0, 10);
    double first = range.span();
    range.see(0, 100);
    assertTrue(range.span() > 100);
    range.see(0, 10);
    assertTrue(range.span() > 90, "nothing jumps");
    for (int i = 0; i < 600; i++) {
      range.see(0, 10);
    }
    assertEquals(first, range.span(), 1);
  }

  @Test
  void aReadingWithoutALimitSaysSo() {
    TrustReading plan =
        new TrustReading(
            "Plan",
            0.2,
            "spreads",
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0,
            TrustLevel.UNCALIBRATED,
            "from plan to plan",
            "");
    assertTrue(TrustStrip.sentence(plan).contains("uncalibrated"), TrustStrip.sentence(plan));
    TrustReading dream =
        new TrustReading(
            "Dream",
            0.9,
            "",
            0.5,
            0.8,
            0.05,
            36,
            TrustLevel.ALARM,
            "dream goes wrong",
            "0.53 s ahead");
    String said = TrustStrip.sentence(dream);
    assertTrue(said.contains("0.53 s ahead") && said.contains("alarms above 0.800"), said);
    assertTrue(said.contains("36 accepted episodes") && said.contains("1 in 20"), said);
  }

  @Test
  void channelsAreCalledAsPeopleCallThem() {
    assertEquals("Left glove, index pip", PreviewWords.channel("left-glove/fingers.index_pip"));
    assertEquals("Gripper, width", PreviewWords.channel("gripper/width.width"));
  }
}
