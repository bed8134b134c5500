package dev.handloom.app.workspace.record;

import dev.handloom.app.Workplace;
import dev.handloom.app.live.LiveHand;
import dev.handloom.app.live.LivePlot;
import dev.handloom.app.live.LiveVideo;
import dev.handloom.app.ui.shell.TileGrid;
import dev.handloom.device.hand.MergedHands;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.video.Encoders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Everything of a rig, live: cameras large, hands and plots beneath.
final class LiveBoard extends VBox {
  private static final double HAND_SIZE = 192;
  private static final double LANE_HEIGHT = 34;

  private final List<LiveVideo> videos = new ArrayList<>();
  private final List<LiveHand> hands = new ArrayList<>();
  private final List<LivePlot> plots = new ArrayList<>();

  LiveBoard(Workplace workplace) {
    setSpacing(8);
    HBox lower = new HBox(8);
    VBox plotColumn = new VBox(8);
    List<StreamSpec> all = workplace.rig().hub().all().stream().map(LiveStream::spec).toList();
    for (LiveStream stream : workplace.rig().hub().all()) {
      if (all.stream().anyMatch(other -> MergedHands.holds(other, stream.spec().name()))) {
        // It is in a hand that is put together of it and others.
        continue;
      }
      switch (stream.spec().kind()) {
        case VIDEO -> videos.add(new LiveVideo(title(workplace, stream, ""), stream));
        case HAND -> hands.add(new LiveHand(workplace.sideOf(stream.spec()), stream));
        case SIGNAL -> {
          if (stream.spec().channels().stream().noneMatch(c -> c.unit() == Unit.SWITCH)) {
            plotColumn.getChildren().add(plot(workplace, stream));
          }
        }
      }
    }
    TileGrid cameras = new TileGrid(4.0 / 3);
    videos.forEach(video -> cameras.getChildren().add(video.tile()));
    VBox.setVgrow(cameras, Priority.ALWAYS);
    cameras.setMinHeight(120);

    hands.sort(java.util.Comparator.comparing(h -> h.view().getAccessibleText()));
    for (LiveHand hand : hands) {
      // Square, as tall as the row is.
      hand.view().prefWidthProperty().bind(lower.heightProperty());
      hand.view().setMinSize(HAND_SIZE, HAND_SIZE);
      lower.getChildren().add(hand.view());
    }
    ScrollPane scroll = new ScrollPane(plotColumn);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    lower.getChildren().add(scroll);
    lower.setMinHeight(HAND_SIZE);
    lower.setPrefHeight(HAND_SIZE);
    // On a tall window the plots take a third, on a small one what the hands need.
    heightProperty()
        .subscribe(height -> lower.setPrefHeight(Math.max(HAND_SIZE, height.doubleValue() * 0.34)));
    getChildren().addAll(cameras, lower);
  }

  private VBox plot(Workplace workplace, LiveStream stream) {
    String part = stream.spec().name().substring(stream.spec().name().indexOf('/') + 1);
    String name = title(workplace, stream, ", " + part);
    LivePlot plot = new LivePlot(name, stream);
    plots.add(plot);
    plot.plot().setMinHeight(24 + LANE_HEIGHT * stream.spec().channels().size());
    Label title = new Label(name);
    title.getStyleClass().add("section-title");
    VBox box = new VBox(2, title, plot.plot());
    VBox.setVgrow(plot.plot(), Priority.ALWAYS);
    VBox.setVgrow(box, Priority.ALWAYS);
    box.setMinHeight(Region.USE_PREF_SIZE);
    return box;
  }

  private static String title(Workplace workplace, LiveStream stream, String rest) {
    String role =
        device(workplace, stream)
            .map(device -> device.config().role())
            .orElse(stream.spec().device());
    return role.substring(0, 1).toUpperCase(Locale.ROOT) + role.substring(1) + rest;
  }

  private static Optional<Device> device(Workplace workplace, LiveStream stream) {
    return workplace.rig().device(stream.spec().device());
  }

  /// Whether the rig has anything that can be shown or recorded.
  boolean empty() {
    return videos.isEmpty() && hands.isEmpty() && plots.isEmpty();
  }

  /// Shows why a camera's picture is missing, and what packs the pictures.
  ///
  /// @param encoders of a take that is under way, by the names of their streams
  void refresh(Workplace workplace, Map<String, String> encoders) {
    for (LiveVideo video : videos) {
      String encoder = encoders.getOrDefault(video.stream().spec().name(), "");
      video.tile().setNote(encoder.isEmpty() ? Encoders.shared().title(video.format()) : encoder);
      if (video.stream().ring().published() == 0) {
        device(workplace, video.stream())
            .map(Device::trouble)
            .filter(trouble -> !trouble.isEmpty())
            .ifPresent(trouble -> video.tile().showAbsence(trouble, null));
      }
    }
  }

  /// Lays pictures half-transparent over the live ones.
  ///
  /// @param pictures by stream; a camera that has none shows the live picture alone
  void overlay(Map<String, Image> pictures) {
    for (LiveVideo video : videos) {
      video.tile().setOverlay(pictures.get(video.stream().spec().name()));
    }
  }

  /// Lets go of all streams.
  void end() {
    videos.forEach(LiveVideo::end);
    hands.forEach(LiveHand::end);
    plots.forEach(LivePlot::end);
  }
}
