package dev.handloom.app.workspace.devices;

import dev.handloom.app.plugged.PlugFeed;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.device.discovery.Checkup;
import dev.handloom.device.rig.BadFrames;
import dev.handloom.device.rig.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
  private static final double MOST_HEIGHT = 460;

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
    VBox body = new VBox(16, section("How it is", points));
    if (!device.commands().isEmpty()) {
      body.getChildren().add(section("What it can do", new CommandRows(device)));
    }
    body.getChildren().add(section("Bytes that made no sample", frames));
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setMaxHeight(MOST_HEIGHT);
    scroll.setPrefHeight(MOST_HEIGHT);
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
    subject.setMinWidth(104);
    Label what = FoundList.wrapped(point.what());
    what.getStyleClass().add(Figures.STYLE_CLASS);
    what.setMaxWidth(520);
    VBox words = new VBox(2, what);
    if (!point.remedy().isEmpty()) {
      Label remedy = FoundList.wrapped(point.remedy());
      remedy.setMaxWidth(520);
      remedy.getStyleClass().add("text-muted");
      words.getChildren().add(remedy);
    }
    HBox row = new HBox(8, icon, subject, words);
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }
}
