package dev.handloom.store.check.dataset.lerobot;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.check.dataset.lerobot.RowsPass.Stretch;
import dev.handloom.store.lerobot.LeRobotFeature;
import dev.handloom.store.lerobot.LeRobotInfo;
import dev.handloom.store.parquet.FlatColumn;
import dev.handloom.store.parquet.Node;
import dev.handloom.store.parquet.ParquetFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Looks at the values of a column.
final class ColumnPass {
  /// No joint, force or time is measured in such numbers.
  private static final double HUGE = 1e7;

  /// A step must be so much larger than those of a quick movement, and so much of the extent.
  private static final double LEAP_TIMES = 20;

  private static final double LEAP_SHARE = 0.35;
  private static final int MOST_JUDGED = 10_000;

  /// What moves by less of the largest number of its column is noise.
  private static final double LEAST_EXTENT = 0.02;

  private static final double MOVING_SHARE = 0.3;
  private static final int LEAP_ROWS = 30;

  /// A value that goes round: from one end of a turn to the other.
  private static final double[] TURNS = {2 * Math.PI, 360};

  private static final double TURN_SHARE = 0.05;
  private static final double STILL_SECONDS = 2;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
  private static final int PNG_HEAD = 24;

  private final LeRobotInfo info;
  private final DatasetFindings findings;
  private final Set<String> said = new HashSet<>();

  ColumnPass(LeRobotInfo info, DatasetFindings findings) {
    this.info = info;
    this.findings = findings;
  }

  void column(
      ParquetFile table,
      int group,
      LeRobotFeature feature,
      List<Node.Leaf> leaves,
      List<Stretch> stretches,
      String file)
      throws IOException {
    if (feature.isImage()) {
      image(table, group, feature, leaves, stretches);
      return;
    }
    if (!feature.isNumber()) {
      return;
    }
    FlatColumn column = leaves.size() == 1 ? table.flat(group, leaves.getFirst()) : null;
    if (column == null || !column.numeric()) {
      if (said.add(feature.key())) {
        findings.add(
            Code.COLUMN_TYPE,
            feature.key(),
            "It is declared as " + feature.type() + ", and holds no numbers in " + file);
      }
      return;
    }
    boolean fits = feature.isReal() || column.whole();
    if (!fits && said.add(feature.key())) {
      findings.add(
          Code.COLUMN_TYPE,
          feature.key(),
          "It is declared as " + feature.type() + ", and holds numbers with fractions in " + file);
    }
    for (Stretch stretch : stretches) {
      if (stretch.to() > column.rows()) {
        throw new IOException("the column “" + feature.key() + "” has too few rows");
      }
      numbers(column, feature, stretch);
    }
  }

  private void numbers(FlatColumn column, LeRobotFeature feature, Stretch stretch) {
    int width = (int) feature.width();
    EpisodeSeen episode = stretch.episode();
    RowFigures figures =
        episode.figures.computeIfAbsent(feature.key(), key -> new RowFigures(width));
    boolean whole = true;
    for (int at = stretch.from(); at < stretch.to(); at++) {
      if (column.width(at) != width) {
        whole = false;
        boolean missing = column.gap(at);
        findings.add(
            missing ? Code.VALUE_BAD : Code.COLUMN_SHAPE,
            feature.key(),
            episode.number,
            stretch.row(at),
            missing
                ? "A value is missing"
                : column.width(at) + " numbers where " + width + " are declared");
        continue;
      }
      for (int i = 0; i < width; i++) {
        double value = column.number(at, i);
        if (!Double.isFinite(value)) {
          whole = false;
          findings.add(
              Code.VALUE_BAD,
              feature.key(),
              episode.number,
              stretch.row(at),
              called(feature, i) + "is " + value);
          continue;
        }
        figures.add(i, value);
        if (Math.abs(value) > HUGE && feature.isReal()) {
          findings.add(
              Code.VALUE_HUGE,
              feature.key(),
              episode.number,
              stretch.row(at),
              called(feature, i) + "is " + value);
        }
      }
    }
    if (feature.isReal() && !feature.isUsual() && !feature.isRemark() && whole) {
      motion(column, feature, stretch, width);
    }
  }

  static String called(LeRobotFeature feature, int at) {
    return feature.width() == 1 ? "It " : "“" + feature.name(at) + "” ";
  }

  /// Whether this is what the body did, not what it was told.
  static boolean isState(LeRobotFeature feature) {
    return feature.isReal()
        && !feature.isUsual()
        && feature.key().toLowerCase(Locale.ROOT).contains("state");
  }

  private void motion(FlatColumn column, LeRobotFeature feature, Stretch stretch, int width) {
    int rows = stretch.to() - stretch.from();
    boolean state = isState(feature);
    boolean command =
        feature.key().startsWith("action")
            || feature.key().startsWith("next.")
            || feature.key().startsWith("capture.")
            || width > MOST_JUDGED;
    if (!state && command) {
      return;
    }
    double largest = 0;
    for (int row = stretch.from(); row < stretch.to(); row++) {
      for (int i = 0; i < width; i++) {
        largest = Math.max(largest, Math.abs(column.number(row, i)));
      }
    }
    double[] steps = new double[rows];
    double[] moved = new double[rows];
    boolean still = true;
    for (int i = 0; i < width; i++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int row = 0; row < rows; row++) {
        double value = column.number(stretch.from() + row, i);
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      double extent = high - low;
      if (extent <= 0) {
        continue;
      }
      still = false;
      for (int row = 1; row < rows; row++) {
        int at = stretch.from() + row;
        steps[row] = Math.abs(column.number(at, i) - column.number(at - 1, i));
        moved[row] = Math.max(moved[row], steps[row] / extent);
      }
      if (!command && extent > LEAST_EXTENT * largest) {
        leap(column, feature, stretch, i, steps, extent);
      }
    }
    if (state) {
      EpisodeSeen episode = stretch.episode();
      if (primary(feature)) {
        for (double step : moved) {
          episode.moved(step);
        }
      }
      if (still && rows / info.fps() >= STILL_SECONDS) {
        findings.add(
            Code.STILL,
            feature.key(),
            episode.number,
            String.format(
                Locale.ROOT, "Not one of its numbers changes in %.1f s", rows / info.fps()));
      }
    }
  }

  /// The first state of the dataset tells whether the body moves.
  private boolean primary(LeRobotFeature feature) {
    return info.features().values().stream()
        .filter(ColumnPass::isState)
        .findFirst()
        .filter(first -> first.key().equals(feature.key()))
        .isPresent();
  }

  private void leap(
      FlatColumn column,
      LeRobotFeature feature,
      Stretch stretch,
      int channel,
      double[] steps,
      double extent) {
    if (steps.length < LEAP_ROWS) {
      return;
    }
    double[] sorted = Arrays.copyOfRange(steps, 1, steps.length);
    Arrays.sort(sorted);
    double quick = sorted[(int) (0.95 * (sorted.length - 1))];
    double some = sorted[(int) ((1 - MOVING_SHARE) * (sorted.length - 1))];
    if (some <= 0) {
      // It mostly stands; a switch does nothing but leap.
      return;
    }
    for (int row = 1; row < steps.length; row++) {
      if (steps[row] > LEAP_TIMES * quick
          && steps[row] > LEAP_SHARE * extent
          && !turn(steps[row])) {
        int at = stretch.from() + row;
        findings.add(
            Code.LEAP,
            feature.key(),
            stretch.episode().number,
            stretch.row(at),
            String.format(
                Locale.ROOT,
                "%sleaps from %.4g to %.4g within a row, %.0f times what is quick in this episode",
                called(feature, channel),
                column.number(at - 1, channel),
                column.number(at, channel),
                steps[row] / quick));
        return;
      }
    }
  }

  private static boolean turn(double step) {
    return Arrays.stream(TURNS).anyMatch(turn -> Math.abs(step - turn) < TURN_SHARE * turn);
  }

  /// Pictures that stand in the table.
  private void image(
      ParquetFile table,
      int group,
      LeRobotFeature feature,
      List<Node.Leaf> leaves,
      List<Stretch> stretches)
      throws IOException {
    Node.Leaf bytes =
        leaves.stream()
            .filter(leaf -> leaf.path().getLast().equals("bytes") || leaves.size() == 1)
            .findFirst()
            .orElse(null);
    if (bytes == null) {
      if (said.add(feature.key())) {
        findings.add(Code.COLUMN_TYPE, feature.key(), "Its pictures have no bytes");
      }
      return;
    }
    FlatColumn column = table.flat(group, bytes);
    for (Stretch stretch : stretches) {
      for (int at = stretch.from(); at < Math.min(stretch.to(), column.rows()); at++) {
        byte[] picture = column.bytes(at);
        String wrong = picture == null ? "There is no picture" : wrong(feature, picture);
        if (!wrong.isEmpty()) {
          findings.add(
              Code.PICTURE_BAD, feature.key(), stretch.episode().number, stretch.row(at), wrong);
        }
      }
    }
  }

  private static String wrong(LeRobotFeature feature, byte[] picture) {
    boolean png =
        picture.length > PNG_HEAD && Arrays.equals(picture, 0, PNG.length, PNG, 0, PNG.length);
    boolean jpeg = picture.length > 4 && picture[0] == (byte) 0xFF && picture[1] == (byte) 0xD8;
    boolean tiff =
        picture.length > 8
            && ((picture[0] == 'I' && picture[1] == 'I')
                || (picture[0] == 'M' && picture[1] == 'M'));
    if (!png && !jpeg && !tiff) {
      return "The picture is neither PNG nor JPEG nor TIFF";
    }
    if (png) {
      int width = java.nio.ByteBuffer.wrap(picture).getInt(16);
      int height = java.nio.ByteBuffer.wrap(picture).getInt(20);
      if (feature.pictureWidth() > 0
          && (width != feature.pictureWidth() || height != feature.pictureHeight())) {
        return String.format(
            Locale.ROOT,
            "The picture has %d×%d pixels, and %d×%d are declared",
            width,
            height,
            feature.pictureWidth(),
            feature.pictureHeight());
      }
    }
    return "";
  }
}
