package dev.handloom.store.check.dataset.egodex;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.egodex.EgoDexEpisode;
import dev.handloom.store.egodex.EgoDexFolder;
import dev.handloom.store.hdf5.Hdf5Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/// Looks at one episode: its transforms and its video.
final class EpisodeJudge {
  private static final double SLACK = 1e-3;

  /// No wrist goes farther in a thirtieth of a second.
  private static final double LEAP_METRES = 0.5;

  private static final double STILL_METRES = 1e-6;
  private static final double FARTHEST_METRES = 100;
  private static final int FIRST_ROW_OF_MATRIX = 4;

  private final Path file;
  private final String name;
  private final int number;
  private final DatasetFindings findings;
  private long rows;
  private long pictures;

  EpisodeJudge(Path file, String name, int number, DatasetFindings findings) {
    this.file = file;
    this.name = name;
    this.number = number;
    this.findings = findings;
  }

  long rows() {
    return rows;
  }

  long pictures() {
    return pictures;
  }

  private void found(Code code, String what, String message) {
    findings.add(code, what.isEmpty() ? name : name + " " + what, number, message);
  }

  static String message(IOException e) {
    String said = e.getMessage();
    return said == null ? "It cannot be read" : said.replaceAll("\\.$", "");
  }

  /// @param every whether every picture is decoded
  void judge(boolean every, DoubleConsumer told) {
    double[] principal = {};
    try (EgoDexEpisode episode = EgoDexEpisode.open(file)) {
      List<String> joints = episode.joints();
      if (joints.isEmpty()) {
        found(Code.COLUMN_MISSING, "transforms", "It has no transforms");
      }
      for (String joint : joints) {
        joint(episode, joint);
      }
      if (!joints.contains(EgoDexEpisode.CAMERA)) {
        found(Code.COLUMN_MISSING, "transforms/camera", "It does not say where the camera was");
      }
      if (!joints.contains("leftHand") && !joints.contains("rightHand")) {
        found(Code.COLUMN_MISSING, "transforms", "It has neither hand's wrist");
      }
      principal = intrinsic(episode);
      if (episode.description().isBlank()) {
        found(Code.TASK_WORDS, "", "It does not say what is done (llm_description)");
      }
    } catch (IOException e) {
      found(Code.UNREADABLE, "", message(e));
    }
    video(every, principal, told);
  }

  private void joint(EgoDexEpisode episode, String joint) {
    String what = "transforms/" + joint;
    try {
      Optional<Hdf5Dataset> array = episode.transforms(joint);
      if (array.isEmpty() || !EgoDexEpisode.matrices(array.get())) {
        found(
            Code.COLUMN_SHAPE,
            what,
            "It must be a matrix of four by four for each row"
                + (array.isEmpty() ? "" : "; it is " + array.get().shape()));
        return;
      }
      long here = array.get().shape().getFirst();
      if (rows == 0) {
        rows = here;
      }
      if (here != rows) {
        found(Code.ROW_COUNT, what, "It has " + here + " rows, and others have " + rows);
        return;
      }
      if (here == 0) {
        found(Code.EMPTY, what, "It has no rows");
        return;
      }
      matrices(what, joint, episode.values(array.get()));
      confidences(episode, joint);
    } catch (IOException e) {
      found(Code.UNREADABLE, what, message(e));
    }
  }

  private void matrices(String what, String joint, double[] values) {
    double moved = 0;
    boolean wrist = joint.endsWith("Hand") || joint.equals(EgoDexEpisode.CAMERA);
    for (int row = 0; row * EgoDexEpisode.MATRIX < values.length; row++) {
      int at = row * EgoDexEpisode.MATRIX;
      String bad = bad(values, at);
      if (!bad.isEmpty()) {
        boolean none = bad.startsWith("A number");
        findings.add(none ? Code.VALUE_BAD : Code.POSE, name + " " + what, number, row, bad);
        return;
      }
      if (row > 0) {
        double step = 0;
        for (int i = 0; i < 3; i++) {
          int place = at + i * FIRST_ROW_OF_MATRIX + 3;
          double off = values[place] - values[place - EgoDexEpisode.MATRIX];
          step += off * off;
        }
        step = Math.sqrt(step);
        moved = Math.max(moved, step);
        if (wrist && step > LEAP_METRES) {
          findings.add(
              Code.LEAP,
              name + " " + what,
              number,
              row,
              String.format(Locale.ROOT, "It moves by %.2f m from one row to the next", step));
        }
      }
    }
    if (wrist && !joint.equals(EgoDexEpisode.CAMERA) && rows > 2 && moved < STILL_METRES) {
      found(Code.STILL, what, "It does not move at all");
    }
  }

  /// Why a matrix is no pose; empty where it is one.
  private static String bad(double[] m, int at) {
    for (int i = 0; i < EgoDexEpisode.MATRIX; i++) {
      if (!Double.isFinite(m[at + i])) {
        return "A number is none";
      }
    }
    boolean last =
        Math.abs(m[at + 12]) < SLACK
            && Math.abs(m[at + 13]) < SLACK
            && Math.abs(m[at + 14]) < SLACK
            && Math.abs(m[at + 15] - 1) < SLACK;
    if (!last) {
      return "The last line of its matrix is not 0 0 0 1";
    }
    for (int a = 0; a < 3; a++) {
      if (Math.abs(m[at + 4 * a + 3]) > FARTHEST_METRES) {
        return String.format(Locale.ROOT, "It is %.0f m away", m[at + 4 * a + 3]);
      }
      for (int b = a; b < 3; b++) {
        double dot = 0;
        for (int i = 0; i < 3; i++) {
          dot += m[at + 4 * i + a] * m[at + 4 * i + b];
        }
        if (Math.abs(dot - (a == b ? 1 : 0)) > 5 * SLACK) {
          return "Its matrix is no rotation: its columns are not of length 1 and square";
        }
      }
    }
    double det =
        m[at] * (m[at + 5] * m[at + 10] - m[at + 6] * m[at + 9])
            - m[at + 1] * (m[at + 4] * m[at + 10] - m[at + 6] * m[at + 8])
            + m[at + 2] * (m[at + 4] * m[at + 9] - m[at + 5] * m[at + 8]);
    return det > 0 ? "" : "Its matrix mirrors";
  }

  private void confidences(EgoDexEpisode episode, String joint) throws IOException {
    Optional<Hdf5Dataset> array = episode.confidences(joint);
    // Files of older annotators have none.
    if (array.isEmpty()) {
      return;
    }
    String what = "confidences/" + joint;
    if (array.get().shape().size() != 1 || array.get().shape().getFirst() != rows) {
      found(
          Code.ROW_COUNT,
          what,
          "It must have a number for each of " + rows + " rows; it is " + array.get().shape());
      return;
    }
    double[] values = episode.values(array.get());
    for (int row = 0; row < values.length; row++) {
      if (!(values[row] >= 0 && values[row] <= 1)) {
        findings.add(
            Code.LIMIT, name + " " + what, number, row, "It must be 0 to 1; it is " + values[row]);
        return;
      }
    }
  }

  /// @return the middle of the picture as the camera sees it; empty where that is not known
  private double[] intrinsic(EgoDexEpisode episode) throws IOException {
    Optional<Hdf5Dataset> array = episode.array(EgoDexEpisode.INTRINSIC);
    if (array.isEmpty() || !array.get().shape().equals(List.of(3L, 3L))) {
      found(Code.CALIBRATION, EgoDexEpisode.INTRINSIC, "It must be a matrix of three by three");
      return new double[0];
    }
    double[] k = episode.values(array.get());
    boolean sound = k[0] > 0 && k[4] > 0 && k[2] > 0 && k[5] > 0 && Math.abs(k[8] - 1) < SLACK;
    if (!sound) {
      found(Code.CALIBRATION, EgoDexEpisode.INTRINSIC, "No camera can have these numbers");
      return new double[0];
    }
    return new double[] {k[2], k[5]};
  }

  private void video(boolean every, double[] principal, DoubleConsumer told) {
    Path video = EgoDexFolder.video(file);
    String what = String.valueOf(video.getFileName());
    if (!Files.isRegularFile(video)) {
      found(Code.FILE_MISSING, what, "Its video is missing");
      return;
    }
    try {
      VideoRows seen = VideoRows.of(video, every, rows, told);
      pictures = seen.count();
      if (rows > 0 && seen.count() != rows) {
        found(
            Code.VIDEO_COUNT,
            what,
            "It has " + seen.count() + " pictures, and there are " + rows + " rows");
      }
      if (seen.refused() > 0) {
        found(Code.VIDEO_DAMAGED, what, seen.refused() + " pieces of it cannot be decoded");
      }
      if (seen.frozenFrom() >= 0) {
        findings.add(
            Code.VIDEO_FROZEN,
            name + " " + what,
            number,
            seen.frozenFrom(),
            "The picture stands still for " + VideoRows.LONG + " rows and more");
      }
      if (seen.blackFrom() >= 0) {
        findings.add(
            Code.VIDEO_BLACK,
            name + " " + what,
            number,
            seen.blackFrom(),
            "The picture is black for " + VideoRows.LONG + " rows and more");
      }
      if (principal.length == 2
          && (principal[0] >= seen.width() || principal[1] >= seen.height())) {
        found(
            Code.CALIBRATION,
            EgoDexEpisode.INTRINSIC,
            String.format(
                Locale.ROOT,
                "Its middle is at %.0f, %.0f, and the picture is %d×%d",
                principal[0],
                principal[1],
                seen.width(),
                seen.height()));
      }
    } catch (IOException e) {
      found(Code.VIDEO_DAMAGED, what, message(e));
    }
  }
}
