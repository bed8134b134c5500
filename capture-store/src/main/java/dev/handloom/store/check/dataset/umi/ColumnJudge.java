package dev.handloom.store.check.dataset.umi;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.check.dataset.umi.UmiCheck.Stretch;
import dev.handloom.store.umi.UmiBuffer;
import dev.handloom.store.zarr.ZarrArray;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at the numbers of a buffer: whether a gripper has all its columns, and whether they can
/// be.
final class ColumnJudge {
  private static final Pattern ROBOT = Pattern.compile("(robot[0-9]+)_(.+)");
  private static final Map<String, Integer> WIDTHS =
      Map.of(
          "eef_pos", 3,
          "eef_rot_axis_angle", 3,
          "gripper_width", 1,
          "demo_start_pose", 6,
          "demo_end_pose", 6);

  /// A gripper is not carried farther in a row of a sixtieth of a second, nor of a tenth.
  private static final double LEAP_METRES = 0.5;

  /// A tracker shivers more than this in any take.
  private static final double STILL_METRES = 1e-6;

  private static final double WIDEST_METRES = 0.5;
  private static final double NARROWEST_METRES = -0.02;
  private static final double HUGE = 1e6;
  private static final double SLACK_RADIANS = 1e-3;
  private static final long MOST_NUMBERS = 1 << 22;

  private final UmiBuffer buffer;
  private final List<Stretch> episodes;
  private final DatasetFindings findings;

  ColumnJudge(UmiBuffer buffer, List<Stretch> episodes, DatasetFindings findings) {
    this.buffer = buffer;
    this.episodes = episodes;
    this.findings = findings;
  }

  void judge(List<String> columns) {
    robots(columns);
    for (String name : columns) {
      ZarrArray column = buffer.column(name);
      if (UmiBuffer.pictures(column.header())) {
        continue;
      }
      if (!column.readable()) {
        findings.add(
            Code.COLUMN_TYPE,
            name,
            column.header().type().number()
                ? "It is packed by “" + column.header().packing().id() + "” and was not looked at"
                : "It holds no numbers");
        continue;
      }
      numbers(name, column);
    }
  }

  private void robots(List<String> columns) {
    TreeSet<String> robots = new TreeSet<>();
    for (String name : columns) {
      Matcher matcher = ROBOT.matcher(name);
      if (matcher.matches()) {
        robots.add(matcher.group(1));
        Integer width = WIDTHS.get(matcher.group(2));
        List<Long> shape = buffer.column(name).header().shape();
        if (width != null && (shape.size() != 2 || shape.getLast() != (long) width)) {
          findings.add(
              Code.COLUMN_SHAPE, name, "A row must have " + width + " numbers; it is " + shape);
        }
      }
    }
    for (String robot : robots) {
      for (String part : new TreeSet<>(WIDTHS.keySet())) {
        if (!columns.contains(robot + "_" + part)) {
          findings.add(Code.COLUMN_MISSING, robot + "_" + part, "UMI's loader asks for it");
        }
      }
    }
    if (robots.isEmpty()) {
      findings.add(
          Code.PAPERS_THIN,
          "data",
          "It has no grippers (robot0_eef_pos and so on); UMI needs them");
    }
  }

  private void numbers(String name, ZarrArray column) {
    for (Stretch episode : episodes) {
      try {
        long each = Math.max(1, column.header().rowElements());
        if (each * episode.rows() > MOST_NUMBERS) {
          findings.add(Code.PAPERS_THIN, name, episode.number(), "It is too large to be looked at");
          return;
        }
        int missing = column.missingChunks(episode.from(), episode.rows());
        if (missing > 0) {
          findings.add(
              Code.VALUE_BAD,
              name,
              episode.number(),
              missing + " of its pieces are not in the file; loaders see zeros instead");
        }
        values(name, episode, column.doubles(episode.from(), episode.rows()), (int) each);
      } catch (IOException e) {
        findings.add(Code.UNREADABLE, name, episode.number(), UmiCheck.message(e));
      }
    }
  }

  private void values(String name, Stretch episode, double[] values, int width) {
    double moved = 0;
    boolean place = name.endsWith("_eef_pos") && width == 3;
    for (int row = 0; row * width < values.length; row++) {
      for (int i = 0; i < width; i++) {
        double value = values[row * width + i];
        if (!Double.isFinite(value)) {
          findings.add(Code.VALUE_BAD, name, episode.number(), row, "Number " + i + " is none");
          return;
        }
        if (Math.abs(value) > HUGE && !name.equals("timestamp")) {
          findings.add(
              Code.VALUE_HUGE, name, episode.number(), row, "Number " + i + " is " + value);
          return;
        }
      }
      if (name.endsWith("_gripper_width")) {
        width(name, episode, row, values[row * width]);
      } else if (name.endsWith("_eef_rot_axis_angle") && width == 3) {
        turn(name, episode, row, length(values, row * 3, -1));
      } else if (place && row > 0) {
        double step = length(values, row * 3, row * 3 - 3);
        moved = Math.max(moved, step);
        if (step > LEAP_METRES) {
          findings.add(
              Code.LEAP,
              name,
              episode.number(),
              row,
              String.format(Locale.ROOT, "It moves by %.2f m from one row to the next", step));
        }
      }
    }
    if (place && values.length > 3 && moved < STILL_METRES) {
      findings.add(Code.STILL, name, episode.number(), "The gripper does not move at all");
    }
  }

  private void width(String name, Stretch episode, int row, double width) {
    if (width < NARROWEST_METRES || width > WIDEST_METRES) {
      findings.add(
          Code.LIMIT,
          name,
          episode.number(),
          row,
          String.format(Locale.ROOT, "The gripper is %.3f m open", width));
    }
  }

  private void turn(String name, Stretch episode, int row, double angle) {
    if (angle > 2 * Math.PI + SLACK_RADIANS) {
      findings.add(
          Code.POSE,
          name,
          episode.number(),
          row,
          String.format(Locale.ROOT, "It turns by %.2f rad, more than once around", angle));
    }
  }

  /// Of three numbers, or between two triples.
  private static double length(double[] values, int at, int other) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double off = values[at + i] - (other < 0 ? 0 : values[other + i]);
      sum += off * off;
    }
    return Math.sqrt(sum);
  }
}
