package dev.handloom.app.ui.gallery;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.RunningTasks;
import dev.handloom.app.ui.hand.HandView;
import dev.handloom.app.ui.plot.EpisodePlot;
import dev.handloom.app.ui.plot.PlotChannel;
import dev.handloom.app.ui.plot.PlotLayout;
import dev.handloom.app.ui.plot.PlotMark;
import dev.handloom.app.ui.plot.StripPlot;
import dev.handloom.app.ui.plot.TimeSeriesBuffer;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.shell.Shell;
import dev.handloom.app.ui.shell.StudioStatus;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.device.hand.HandSide;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The controls of the gallery, filled with something that looks like work.
final class Exhibits {

  private static final long SECOND = 1_000_000_000L;
  private static final long NOW = 60 * SECOND;
  private static final String[] FINGERS = {"Thumb", "Index", "Middle", "Ring", "Little"};

  private Exhibits() {}

  static TimeSeriesBuffer waves(int channels, int hertz, int seconds, boolean gap) {
    TimeSeriesBuffer buffer = new TimeSeriesBuffer(channels, hertz * seconds);
    double[] row = new double[channels];
    for (int i = 0; i < hertz * seconds; i++) {
      double t = (double) i / hertz;
      if (gap && t > seconds - 4 && t < seconds - 3) {
        continue;
      }
      for (int c = 0; c < channels; c++) {
        row[c] =
            0.8 * Math.sin(t * (0.6 + 0.23 * c) + c)
                + 0.1 * Math.sin(t * 23 + c * 2)
                + (i % (hertz * 3) == c * 7 ? 0.5 : 0);
      }
      buffer.append(NOW - seconds * SECOND + i * SECOND / hertz, row);
    }
    return buffer;
  }

  static List<PlotChannel> channels(int count) {
    List<PlotChannel> channels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String label = FINGERS[i / 4 % 5] + " " + (i % 4 == 3 ? "spread" : "joint " + (i % 4 + 1));
      channels.add(
          i == 2
              ? PlotChannel.following("Grip force", "N")
              : PlotChannel.between(label, "rad", -1.6, 1.6));
    }
    return channels;
  }

  static StripPlot live(int channels, PlotLayout layout) {
    StripPlot plot =
        new StripPlot(
            "Left glove", channels(channels), layout, waves(channels, 120, 20, true), () -> NOW);
    return plot;
  }

  static EpisodePlot episode() {
    TimeSeriesBuffer series = waves(4, 120, 60, true);
    EpisodePlot plot =
        new EpisodePlot("Left glove", channels(4), PlotLayout.STACKED, series, SECOND / 4);
    plot.setMarks(
        List.of(
            new PlotMark(56 * SECOND, 57 * SECOND, "Gap"),
            new PlotMark(20 * SECOND, 22 * SECOND, "Jitter")));
    plot.playheadProperty().set(31 * SECOND);
    return plot;
  }

  static VideoTile video(String name, long ageMillis) {
    VideoTile tile = new VideoTile(name, () -> NOW);
    int width = 640;
    int height = 480;
    ByteBuffer frame = ByteBuffer.allocateDirect(width * height * 4);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * 4;
        frame.put(at, (byte) (x * 255 / width));
        frame.put(at + 1, (byte) (y * 255 / height));
        frame.put(at + 2, (byte) ((x / 40 + y / 40) % 2 == 0 ? 90 : 140));
        frame.put(at + 3, (byte) 255);
      }
    }
    tile.offer(frame, width, height, NOW - ageMillis * 1_000_000);
    tile.refresh();
    return tile;
  }

  static Node videos() {
    VideoTile none = new VideoTile("Head camera", () -> NOW);
    none.showAbsence(
        "Another program holds this camera. Close it, then try again.", new Button("Try again"));
    GridPane grid = new GridPane(8, 8);
    grid.addRow(0, video("Wrist camera, left", 23), video("Wrist camera, right", 2300));
    grid.addRow(1, none, new VideoTile("Table camera", () -> NOW));
    return grid;
  }

  static Node hands() {
    HandView left = new HandView(HandSide.LEFT);
    left.showJoints(SampleHand.joints(true, 0));
    HandView right = new HandView(HandSide.RIGHT);
    right.showJoints(SampleHand.joints(false, 0.5));
    HandView fist = new HandView(HandSide.RIGHT);
    fist.showJoints(SampleHand.joints(false, 1));
    fist.lookFrom(0.9, -0.5);
    HandView inside = new HandView(HandSide.RIGHT);
    inside.showJoints(SampleHand.joints(false, 0.3));
    inside.lookFrom(Math.PI, 0);
    HandView stale = new HandView(HandSide.LEFT);
    stale.showJoints(SampleHand.joints(true, 0.2));
    stale.showStale("Nothing new for 2.1 s");
    HandView unknown = new HandView(HandSide.RIGHT);
    unknown.showUnknown("No glove is connected");
    GridPane grid = new GridPane(8, 8);
    grid.addRow(0, left, right, fist);
    grid.addRow(1, inside, stale, unknown);
    return grid;
  }

  static Actions actions() {
    Actions actions = new Actions();
    actions.add(
        Action.named("file.open", "Open library…", () -> {})
            .icon(Feather.FOLDER)
            .keys(KeyCode.O, KeyCombination.SHORTCUT_DOWN)
            .menu("File"));
    actions.add(
        Action.named("file.export", "Export episodes…", () -> {})
            .icon(Feather.SHARE)
            .keys(KeyCode.E, KeyCombination.SHORTCUT_DOWN)
            .menu("File"));
    actions.add(
        Action.named("take.start", "Start take", () -> {})
            .icon(Feather.CIRCLE)
            .keys(KeyCode.SPACE)
            .menu("Record")
            .describedAs("Begins a new episode."));
    actions.add(
        Action.named("take.discard", "Discard take", () -> {})
            .icon(Feather.TRASH_2)
            .keys(KeyCode.BACK_SPACE, KeyCombination.SHORTCUT_DOWN)
            .menu("Record"));
    Action off =
        actions.add(
            Action.named("review.accept", "Accept episode", () -> {})
                .icon(Feather.CHECK)
                .keys(KeyCode.A)
                .menu("Review"));
    off.enabledProperty().set(false);
    return actions;
  }

  record Place(String id, String title, Feather icon, Node content) implements Workspace {}

  static Shell shell(StudioStatus status, RunningTasks tasks, Actions actions) {
    status.recordingProperty().set(StudioStatus.Item.recording("Recording 0:12.4"));
    status.diskProperty().set(StudioStatus.Item.calm("212 GB free, 9 h"));
    status.lostProperty().set(StudioStatus.Item.warning("Warning: 3 samples lost"));
    status.clockProperty().set(StudioStatus.Item.calm("Clocks ±0.8 ms"));
    HBox pictures = new HBox(8, video("Wrist camera, left", 23), video("Wrist camera, right", 24));
    pictures.getChildren().forEach(child -> HBox.setHgrow(child, Priority.ALWAYS));
    StripPlot plot = live(5, PlotLayout.STACKED);
    VBox record = new VBox(8, pictures, plot);
    VBox.setVgrow(pictures, Priority.ALWAYS);
    record.setStyle("-fx-padding: 8px");
    EmptyPlace library =
        new EmptyPlace(
            Feather.ARCHIVE,
            "No episodes yet",
            "Episodes that you record appear here. You can also open a library that exists.",
            Action.named("go.record", "Record an episode", () -> {}).icon(Feather.CIRCLE),
            Action.named("go.open", "Open library…", () -> {}).icon(Feather.FOLDER));
    return new Shell(
        actions,
        List.of(
            new Place("record", "Record", Feather.VIDEO, record),
            new Place("devices", "Devices", Feather.CPU, hands()),
            new Place("review", "Review", Feather.CHECK_SQUARE, episode()),
            new Place("library", "Library", Feather.ARCHIVE, library)),
        status,
        tasks);
  }

  static void notices(Shell shell) {
    shell.notices().show(Notice.success("Episode 14 saved", "12.4 s, 3 streams, nothing lost."));
    shell
        .notices()
        .show(
            Notice.warning(
                    "Right glove is silent",
                    "The take goes on without it. Check the cable, then reconnect.")
                .with(Action.named("x.reconnect", "Reconnect", () -> {}).icon(Feather.REFRESH_CW)));
  }
}
