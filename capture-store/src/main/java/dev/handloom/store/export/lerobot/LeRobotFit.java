package dev.handloom.store.export.lerobot;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.lerobot.LeRobotFeature;
import dev.handloom.store.video.EvenVideo.Coding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Whether rows of a plan can stand behind those of a dataset: the same rate, the same columns, the
/// same packing of the pictures.
final class LeRobotFit {
  private static final double SAME_HZ = 1e-6;
  private static final String PIXELS = "yuv420p";

  private final LeRobotSoFar base;
  private final List<String> remarks = new ArrayList<>();

  LeRobotFit(LeRobotSoFar base) {
    this.base = base;
  }

  /// What of the new episodes has no place in the dataset.
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /// The columns in the dataset's order.
  ///
  /// @throws DatasetException that says what differs
  List<Feature> columns(DatasetPlan plan, List<Feature> own, DatasetOptions options)
      throws DatasetException {
    rate(plan.rate().hz());
    Map<String, Feature> left = new LinkedHashMap<>();
    own.forEach(feature -> left.put(feature.key(), feature));
    List<Feature> columns = new ArrayList<>();
    for (LeRobotFeature said : base.info().features().values()) {
      Feature mine = left.remove(said.key());
      if (mine == null) {
        throw differs("it has a column “" + said.key() + "”, which these episodes do not fill");
      }
      same(said, mine);
      if (said.isVideo()) {
        packing(said, options.coding());
      }
      columns.add(mine);
    }
    for (String key : left.keySet()) {
      if (key.startsWith("capture.")) {
        remarks.add("It has no column “" + key + "”, so the new episodes have none either.");
      } else {
        throw differs("these episodes fill a column “" + key + "”, which it has not");
      }
    }
    return List.copyOf(columns);
  }

  /// What is said of parts of episodes: segments without a place are left out, and columns that
  /// somebody asked for are not.
  void spoken(DatasetOptions options) throws DatasetException {
    for (Feature feature : new SpokenRows(options).features()) {
      if (base.info().features().containsKey(feature.key())) {
        continue;
      }
      if (!feature.key().equals(SpokenRows.SUBTASK)) {
        throw differs("it has no column “" + feature.key() + "”");
      }
      remarks.add("It has no column for segments, so those of the new episodes are not in it.");
    }
  }

  /// @param rig empty where nobody said
  void rig(String rig) throws DatasetException {
    String robot = base.info().robot();
    if (!robot.isEmpty() && !rig.isEmpty() && !robot.equals(rig)) {
      throw differs("its robot type is “" + robot + "”, and these episodes are of “" + rig + "”");
    }
  }

  private DatasetException differs(String what) {
    return new DatasetException(
        "The episodes do not fit into the dataset: "
            + what
            + ". Nothing was added, and the dataset is as it was: "
            + base.folder().folder());
  }

  private void rate(double hz) throws DatasetException {
    double there = base.info().fps();
    if (Math.abs(there - hz) > SAME_HZ * there) {
      throw differs(
          String.format(
              Locale.ROOT,
              "it has %s rows a second, and they would have %s",
              shown(there),
              shown(hz)));
    }
  }

  private static String shown(double hz) {
    return hz == Math.rint(hz) ? Long.toString((long) hz) : String.format(Locale.ROOT, "%.3f", hz);
  }

  private void same(LeRobotFeature said, Feature mine) throws DatasetException {
    String column = "column “" + said.key() + "” ";
    if (!said.type().equals(mine.type())) {
      throw differs(column + "holds " + said.type() + " there, and " + mine.type() + " here");
    }
    if (said.isVideo()) {
      int height = mine.shape().getFirst();
      int width = mine.shape().get(1);
      if (said.depth() || said.pictureWidth() != width || said.pictureHeight() != height) {
        throw differs(
            column
                + "has pictures of "
                + said.pictureWidth()
                + "×"
                + said.pictureHeight()
                + (said.depth() ? " distances" : "")
                + " there, and of "
                + width
                + "×"
                + height
                + " here");
      }
      return;
    }
    if (said.isNumber() && said.width() != mine.width()) {
      throw differs(
          column
              + "has "
              + said.width()
              + " numbers there, and "
              + mine.width()
              + " here"
              + firstOf(said.names(), mine.names()));
    }
    if (said.names().size() != mine.names().size()) {
      // Some name nothing.
      return;
    }
    for (int i = 0; i < mine.names().size(); i++) {
      if (!said.names().get(i).equals(mine.names().get(i))) {
        throw differs(
            "number "
                + (i + 1)
                + " of "
                + column
                + "is “"
                + said.names().get(i)
                + "” there, and “"
                + mine.names().get(i)
                + "” here");
      }
    }
  }

  /// The first name that only one of them has.
  private static String firstOf(List<String> there, List<String> here) {
    for (String name : here) {
      if (!there.contains(name)) {
        return " (“" + name + "” is new)";
      }
    }
    for (String name : there) {
      if (!here.contains(name)) {
        return " (“" + name + "” is missing)";
      }
    }
    return "";
  }

  private void packing(LeRobotFeature said, Coding coding) throws DatasetException {
    Coding there = coding(said.codec());
    if (!said.codec().isEmpty() && there != coding) {
      throw differs(
          "its videos “" + said.key() + "” are " + said.codec() + ", and these are " + coding.id());
    }
    JsonNode pixels =
        base.papers().path("features").path(said.key()).path("info").path("video.pix_fmt");
    if (pixels.isString() && !pixels.asString().equals(PIXELS)) {
      throw differs(
          "pictures of “"
              + said.key()
              + "” are "
              + pixels.asString()
              + " there, and "
              + PIXELS
              + " here");
    }
  }

  /// Null where it is none that we write.
  static @Nullable Coding coding(String codec) {
    String lower = codec.toLowerCase(Locale.ROOT);
    if (lower.contains("av1")) {
      return Coding.AV1;
    }
    return lower.contains("264") || lower.equals("avc") ? Coding.H264 : null;
  }

  /// The longest side of any picture; 0 where there is none.
  static int longestSide(LeRobotSoFar base) {
    return base.info().videos().stream()
        .mapToInt(video -> Math.max(video.pictureWidth(), video.pictureHeight()))
        .max()
        .orElse(0);
  }
}
