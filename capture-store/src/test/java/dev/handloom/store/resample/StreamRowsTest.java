package dev.handloom.store.resample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.episode.WrittenSamples;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Rows of which the right answer is known.
class StreamRowsTest {
  private static final long MILLI = 1_000_000;
  private static final long OLDEST = 100 * MILLI;

  @Test
  void aStraightLineStaysOneHoweverUnevenItsSamples() throws IOException {
    long seed = 5;
    Random random = new Random(seed);
    int n = 2000;
    long[] times = new long[n];
    double[][] values = new double[n][1];
    for (int i = 0; i < n; i++) {
      times[i] = (i == 0 ? 0 : times[i - 1]) + MILLI + random.nextLong(12 * MILLI);
      values[i][0] = 3 + times[i] * 2e-9;
    }
    StreamSamples samples =
        WrittenSamples.of(spec(new Channel("a", Unit.METRE, -100, 100)), times, values);
    RowGrid grid = RowGrid.between(times[0], times[n - 1], 29.97);
    StreamRows rows = StreamRows.of(samples, grid, OLDEST);
    for (int row = 0; row < grid.rows(); row++) {
      assertEquals(3 + grid.nanos(row) * 2e-9, rows.value(row, 0), 1e-9, "seed " + seed);
      RowSource source = rows.source(row);
      assertTrue(times[source.before()] <= grid.nanos(row));
      assertTrue(source.after() < 0 || times[source.after()] > grid.nanos(row));
    }
    ResampleReport report = rows.report();
    assertEquals(grid.rows(), report.rows());
    assertEquals(0, report.missing() + report.repeated() + report.backwards());
  }

  @Test
  void aGapIsHeldAsLongAsIsSaidAndThenMissing() throws IOException {
    long[] times = {0, 10 * MILLI, 510 * MILLI, 520 * MILLI};
    double[][] values = {{0}, {1}, {51}, {52}};
    StreamRows rows =
        StreamRows.of(
            WrittenSamples.of(spec(new Channel("a", Unit.METRE, -100, 100)), times, values),
            RowGrid.between(0, 520 * MILLI, 50),
            OLDEST);
    // At 20 ms the sample of 10 ms holds: the next is too far away to be mixed in.
    assertEquals(RowOrigin.HELD, rows.source(1).origin());
    assertEquals(1, rows.value(1, 0));
    assertEquals(RowOrigin.REPEATED, rows.source(2).origin());
    assertEquals(RowOrigin.REPEATED, rows.source(5).origin());
    assertEquals(RowOrigin.MISSING, rows.source(6).origin());
    assertTrue(Double.isNaN(rows.value(6, 0)));
    assertEquals(RowOrigin.MISSING, rows.source(25).origin());
    assertEquals(52, rows.value(26, 0));
    ResampleReport report = rows.report();
    assertEquals(27, report.rows());
    assertEquals(20, report.missing());
    assertEquals(4, report.repeated());
    assertEquals(1, report.skipped(), "the sample at 510 ms served no row");
  }

  @Test
  void beforeTheFirstSampleThereIsNothing() throws IOException {
    StreamRows rows =
        StreamRows.of(
            WrittenSamples.of(
                spec(new Channel("a", Unit.METRE, -1, 1)),
                new long[] {50 * MILLI},
                new double[][] {{1}}),
            RowGrid.between(0, 200 * MILLI, 100),
            OLDEST);
    assertEquals(RowOrigin.MISSING, rows.source(4).origin());
    assertEquals(-1, rows.source(4).before());
    assertEquals(RowOrigin.HELD, rows.source(5).origin());
    assertEquals(RowOrigin.REPEATED, rows.source(15).origin());
    assertEquals(RowOrigin.MISSING, rows.source(16).origin());
  }

  @Test
  void rotationsTakeTheShortestArcAndStayRotations() throws IOException {
    StreamSpec spec =
        spec(
            new Channel("wrist_x", Unit.METRE, -1, 1),
            new Channel("wrist_qx", Unit.NONE, -1, 1),
            new Channel("wrist_qy", Unit.NONE, -1, 1),
            new Channel("wrist_qz", Unit.NONE, -1, 1),
            new Channel("wrist_qw", Unit.NONE, -1, 1),
            new Channel("flag", Unit.NONE, 0, 1));
    double half = Math.toRadians(45);
    // A quarter turn about z, said with the other sign.
    double[][] values = {
      {0, 0, 0, 0, 1, 0},
      {1, 0, 0, -Math.sin(half), -Math.cos(half), 1}
    };
    StreamRows rows =
        StreamRows.of(
            WrittenSamples.of(spec, new long[] {0, 90 * MILLI}, values),
            RowGrid.between(0, 90 * MILLI, 100),
            OLDEST);
    for (int row = 0; row < 9; row++) {
      double angle = 2 * Math.atan2(rows.value(row, 3), rows.value(row, 4));
      assertEquals(Math.toRadians(10 * row), angle, 1e-9);
      double length = 0;
      for (int c = 1; c < 5; c++) {
        length += rows.value(row, c) * rows.value(row, c);
      }
      assertEquals(1, length, 1e-12);
      assertEquals(row / 9.0, rows.value(row, 0), 1e-12);
      // A flag is not half set.
      assertEquals(0, rows.value(row, 5));
    }
    assertEquals(1, rows.value(9, 5));
  }

  @Test
  void anAngleOfAFullTurnGoesTheShorterWay() throws IOException {
    StreamRows rows =
        StreamRows.of(
            WrittenSamples.of(
                spec(new Channel("turn", Unit.RADIAN, 0, 2 * Math.PI)),
                new long[] {0, 10 * MILLI},
                new double[][] {{6.2}, {0.1}}),
            RowGrid.between(0, 10 * MILLI, 200),
            OLDEST);
    assertEquals(6.2 + (0.1 + 2 * Math.PI - 6.2) / 2, rows.value(1, 0), 1e-12);
  }

  @Test
  void switchesAndPicturesHold() throws IOException {
    StreamSamples switches =
        WrittenSamples.of(
            spec(new Channel("pedal", Unit.SWITCH, 0, 1)),
            new long[] {0, 33 * MILLI, 66 * MILLI, 99 * MILLI},
            new double[][] {{0}, {1}, {1}, {0}});
    StreamRows rows = StreamRows.of(switches, RowGrid.between(0, 99 * MILLI, 60), OLDEST);
    assertEquals(0, rows.value(1, 0));
    assertEquals(1, rows.value(2, 0));
    assertEquals(RowOrigin.REPEATED, rows.source(1).origin());
    assertEquals(0, rows.report().interpolated());
    StreamRows pictures =
        StreamRows.ofPictures(switches, RowGrid.between(0, 99 * MILLI, 15), OLDEST);
    assertEquals(2, pictures.source(1).before());
    assertEquals(1, pictures.report().skipped());
  }

  @Test
  void aClockThatJumpsBackCostsTheSamplesItRepeats() throws IOException {
    StreamRows rows =
        StreamRows.of(
            WrittenSamples.of(
                spec(new Channel("a", Unit.METRE, -100, 100)),
                new long[] {0, 10 * MILLI, 5 * MILLI, 20 * MILLI},
                new double[][] {{0}, {1}, {99}, {2}}),
            RowGrid.between(0, 20 * MILLI, 200),
            OLDEST);
    for (int row = 0; row < 5; row++) {
      assertEquals(row / 2.0, rows.value(row, 0), 1e-12);
    }
    assertEquals(1, rows.report().backwards());
  }

  private static StreamSpec spec(Channel... channels) {
    return StreamSpec.signal("test/stream", List.of(channels), 100, null);
  }
}
