package dev.handloom.app.ui.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlotPartsTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void timesAreWrittenAsPeopleReadThem() {
    assertEquals("1:02.417", TimeText.clock(62_417_000_000L));
    assertEquals("1:00:02.417", TimeText.clock(3602_417_000_000L));
    assertEquals("−0:01.500", TimeText.clock(-1_500_000_000L));
    assertEquals("0:00.000", TimeText.clock(0));
  }

  @Test
  void valuesKeepTheirDigits() {
    assertEquals("0.500", TimeText.value(0.5));
    assertEquals("−1.250", TimeText.value(-1.25));
    assertEquals("250.1", TimeText.value(250.123));
    assertEquals("4096", TimeText.value(4096));
    assertEquals("–", TimeText.value(Double.NaN));
  }

  @Test
  void ticksOfALivePlotCountBackFromNow() {
    List<String> labels =
        TimeTicks.ago(0, 10 * SECOND, 5).ticks().stream().map(TimeTicks.Tick::label).toList();
    assertEquals(List.of("−10 s", "−8 s", "−6 s", "−4 s", "−2 s", "now"), labels);
  }

  @Test
  void ticksOfAnEpisodeAreRoundTimes() {
    List<String> labels =
        TimeTicks.since(5 * SECOND, 5 * SECOND, 65 * SECOND, 6).ticks().stream()
            .map(TimeTicks.Tick::label)
            .toList();
    assertEquals(List.of("0:00", "0:10", "0:20", "0:30", "0:40", "0:50", "1:00"), labels);
    List<String> fine =
        TimeTicks.since(0, 0, SECOND / 2, 5).ticks().stream().map(TimeTicks.Tick::label).toList();
    assertEquals(List.of("0:00.0", "0:00.1", "0:00.2", "0:00.3", "0:00.4", "0:00.5"), fine);
  }

  @Test
  void zoomKeepsTheTimeUnderThePointerAndStaysInside() {
    ViewRange whole = ViewRange.whole(0, 100 * SECOND);
    ViewRange near = whole.zoom(0.5, 20 * SECOND);
    assertEquals(50 * SECOND, near.span());
    assertEquals(10 * SECOND, near.from());
    assertTrue(near.zoom(100, 0).isWhole());
    assertEquals(50 * SECOND, near.pan(5).from());
    assertEquals(0, near.pan(-5).from());
    assertEquals(ViewRange.MIN_SPAN_NANOS, whole.zoom(1e-12, 0).span());
  }

  @Test
  void revealMovesJustEnough() {
    ViewRange near = ViewRange.whole(0, 100 * SECOND).zoom(0.1, 0);
    assertEquals(near, near.reveal(5 * SECOND));
    assertEquals(40 * SECOND, near.reveal(50 * SECOND).from());
    assertEquals(50 * SECOND, near.reveal(50 * SECOND).to());
  }

  @Test
  void aLaneWidensAtOnceAndNarrowsOnlyAfterAWhile() {
    LaneRange range = new LaneRange();
    range.see(-1, 1);
    range.see(-10, 10);
    double wide = range.high();
    assertTrue(wide >= 10 && range.low() <= -10);
    range.see(-1, 1);
    assertEquals(wide, range.high());
    for (int i = 0; i < 200; i++) {
      range.see(-1, 1);
    }
    assertTrue(range.high() < 2);
  }

  @Test
  void aFlatLineStillHasALane() {
    LaneRange range = new LaneRange();
    range.see(5, 5);
    assertTrue(range.low() < 5 && range.high() > 5);
    LaneRange zero = new LaneRange();
    zero.see(0, 0);
    assertTrue(zero.low() < 0 && zero.high() > 0);
  }

  @Test
  void stepsAreRound() {
    assertEquals(0.2, LaneRange.niceStep(0.13), 1e-12);
    assertEquals(500, LaneRange.niceStep(201), 1e-9);
    assertEquals(1, LaneRange.niceStep(1), 1e-12);
  }

  @Test
  void aLineIsPaintedInItsLaneOnly() {
    int[] pixels = new int[10 * 20];
    PlotRaster raster = new PlotRaster(pixels, 10, 20);
    raster.clear(0xff000000);
    double[] low = new double[10];
    double[] high = new double[10];
    Arrays.fill(low, -5);
    Arrays.fill(high, 5);
    low[3] = Double.NaN;
    raster.line(low, high, LaneRange.fixed(-1, 1), 5, 10, 1, 0xffffffff);
    for (int y = 0; y < 20; y++) {
      assertEquals(y >= 5 && y < 10 ? 0xffffffff : 0xff000000, pixels[y * 10], "row " + y);
      assertEquals(0xff000000, pixels[y * 10 + 3], "a free column stays free");
    }
  }
}
