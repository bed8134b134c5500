package dev.handloom.app.workspace.devices;

import dev.handloom.app.plugged.PlugFeed;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.device.discovery.Checkup;
import dev.handloom.device.rig.BadFrames;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.Counted;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Everything about one device: point by point how it is, what came from it that was no sample, and
/// what it can be told to do.
final class DetailsSheet {
  private static final double WIDTH = 760;

  /// Of the window, for the words above and the buttons below.
  private static final double AROUND_HEIGHT = 232;

  private static final double LEAST_HEIGHT = 200;

  private static final double SUBJECT_WIDTH = 104;

  /// With the gap beside it.
  private static final double ICON_WIDTH = 24;

  private static final double WORDS_WIDTH = 560;

  private final Device device;
  private final PlugFeed feed;
  private final VBox points = new VBox(6);
  private final VBox frames = new VBox(4);
  private final VBox sheet = new VBox(12);
  private final SheetLayer sheets;
  private final Button close = FoundList.button("Close", "details.close", "Close (Esc)");
  private List<Checkup.Point> shown = List.of();
  private List<String> framesShown = List.of("nothing looked at yet");

  /// @param conformance asked to take a conformance take of the device
  DetailsSheet(Device device, PlugFeed feed, SheetLayer sheets, Consumer<Device> conformance) {
    this.device = device;
    this.feed = feed;
    this.sheets = sheets;
    Label title = new Label(DeviceCard.capital(device.config().role()));
    title.setId("details.title");
    title.getStyleClass().add("text-large");
    Label what = FoundList.wrapped(device.driverTitle() + ", " + device.config().address());
    what.getStyleClass().add("text-muted");
    VBox body = new VBox(16, section("How it is", points), section("What it sends", sends(device)));
    if (!device.commands().isEmpty()) {
      body.getChildren().add(section("What it can do", new CommandRows(device)));
    }
    body.getChildren().add(section("Bytes that made no sample", frames));
    body.setPadding(new Insets(8, 0, 0, 0));
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    // As high as what is in it, as long as the window has the room.
    scroll
        .prefHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    Math.min(
                        Math.max(LEAST_HEIGHT, sheets.getHeight() - AROUND_HEIGHT),
                        Math.ceil(body.getHeight()) + 2),
                body.heightProperty(),
                sheets.heightProperty()));
    scroll.setMinHeight(0);
    Button test =
        FoundList.button(
            "Conformance take…",
            "details.conformance",
            "Two minutes of gestures, and a verdict with reasons");
    test.setOnAction(_ -> conformance.accept(device));
    close.setDefaultButton(true);
    close.setOnAction(_ -> sheets.close());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox foot = new HBox(8, test, gap, close);
    foot.setAlignment(Pos.CENTER_LEFT);
    sheet.setId("details");
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(40);
    sheet.getChildren().addAll(title, what, scroll, foot);
    refresh();
  }

  /// Stream by stream, and what the rig file says of it.
  private static Node sends(Device device) {
    VBox lines = new VBox(6);
    for (LiveStream stream : device.streams()) {
      lines.getChildren().add(line(stream));
    }
    if (!device.config().settings().isEmpty()) {
      Map<String, String> sorted = new TreeMap<>(device.config().settings());
      String words =
          String.join(
              ", ", sorted.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
      lines.getChildren().add(line("Settings", words.replace('_', ' ')));
    }
    return lines;
  }

  private static Node line(LiveStream stream) {
    StreamSpec spec = stream.spec();
    String name = spec.name().substring(spec.name().indexOf('/') + 1).replace('-', ' ');
    FrameFormat frame = spec.frame();
    String what =
        frame != null
            ? frame.width() + "×" + frame.height() + " pixels"
            : Counted.of(spec.channels().size(), "channel")
                + ": "
                + String.join(
                    ", ", spec.channels().stream().map(c -> c.name().replace('_', ' ')).toList());
    return line(
        DeviceCard.capital(name),
        String.format(Locale.ROOT, "%.0f a second, ", spec.nominalHz()) + what);
  }

  private static Node line(String subject, String words) {
    Label name = new Label(subject);
    name.setMinWidth(SUBJECT_WIDTH + ICON_WIDTH);
    Label what = FoundList.wrapped(words);
    what.setMaxWidth(WORDS_WIDTH);
    HBox row = new HBox(8, name, what);
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }

  private static Node section(String words, Node content) {
    Label title = new Label(words);
    title.getStyleClass().add("text-strong");
    return new VBox(8, title, content);
  }

  void open() {
    sheets.show(sheet, close);
  }

  /// Shows what holds now; called a few times a second while the workspace is shown.
  void refresh() {
    if (sheet.getScene() == null && !shown.isEmpty()) {
      return;
    }
    feed.want();
    Checkup checkup = feed.around().doctor().look(device, feed.there());
    if (!checkup.points().equals(shown)) {
      shown = checkup.points();
      points.getChildren().setAll(shown.stream().map(DetailsSheet::row).toList());
    }
    List<String> newest = new ArrayList<>();
    for (BadFrames.Frame frame : device.badFrames().newest()) {
      newest.add(frame.toString());
    }
    if (!newest.equals(framesShown)) {
      framesShown = newest;
      showFrames();
    }
  }

  private void showFrames() {
    frames.getChildren().clear();
    if (framesShown.isEmpty()) {
      Label none = new Label("None came.");
      none.getStyleClass().add("text-muted");
      frames.getChildren().add(none);
      return;
    }
    for (String frame : framesShown) {
      Label bytes = FoundList.wrapped(frame);
      bytes.getStyleClass().add("bytes");
      frames.getChildren().add(bytes);
    }
    Button copy =
        FoundList.button("Copy", "details.copy", "Copy these bytes, to send them to somebody");
    String all = String.join("\n", framesShown);
    copy.setOnAction(_ -> FoundList.copy(all));
    frames.getChildren().add(copy);
  }

  private static Node row(Checkup.Point point) {
    FontIcon icon =
        new FontIcon(
            switch (point.verdict()) {
              case GOOD -> Feather.CHECK_CIRCLE;
              case NOTE -> Feather.INFO;
              case WRONG -> Feather.ALERT_TRIANGLE;
            });
    icon.getStyleClass()
        .add(
            switch (point.verdict()) {
              case GOOD -> "icon-success";
              case NOTE -> "icon";
              case WRONG -> "icon-warning";
            });
    Label subject = new Label(point.subject());
    subject.setMinWidth(SUBJECT_WIDTH);
    Label what = FoundList.wrapped(point.what());
    what.getStyleClass().add(Figures.STYLE_CLASS);
    what.setMaxWidth(WORDS_WIDTH);
    VBox words = new VBox(2, what);
    if (!point.remedy().isEmpty()) {
      Label remedy = FoundList.wrapped(point.remedy());
      remedy.setMaxWidth(WORDS_WIDTH);
      remedy.getStyleClass().add("text-muted");
      words.getChildren().add(remedy);
    }
    HBox row = new HBox(8, icon, subject, words);
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }
}
