package dev.handloom.app.workspace.review;

import dev.handloom.app.live.LivePlot;
import dev.handloom.app.ui.plot.EpisodePlot;
import dev.handloom.app.ui.plot.PlotLayout;
import dev.handloom.app.ui.plot.TimeSeriesBuffer;
import dev.handloom.app.ui.plot.ViewRange;
import dev.handloom.app.ui.shell.TileGrid;
import dev.handloom.app.ui.space.SpaceRow;
import dev.handloom.device.hand.MergedHands;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.CameraPlayer;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Everything of an episode at one instant: cameras large; hands, where everything was, and plots
/// beneath.
final class EpisodeBoard extends VBox {
  private static final double HAND_SIZE = 192;
  private static final double LEAST_HAND_WIDTH = 88;
  private static final double HAND_SHARE = 0.14;
  private static final double LANE_HEIGHT = 34;

  /// On a board that is narrower, as beside another one, lines would be too short to be read.
  private static final double LEAST_PLOT_BOARD = 420;

  /// On a board that is narrower, hands that the space shows anyway leave their room to it.
  private static final double LEAST_BOARD_OF_BOTH = 900;

  private static final double SPACE_SHARE = 0.2;
  private static final double MOST_SPACE_SHARE = 0.5;
  private static final double LEAST_SPACE_WIDTH = 210;

  /// The words of most plots, and lines that can still be read.
  private static final double LEAST_PLOTS_WIDTH = 330;

  private static final double TIME_HEIGHT = 24;
  private static final double LEAST_LOWER_SHARE = 0.34;
  private static final double MOST_LOWER_SHARE = 0.45;

  /// Two pictures stand beside each other on any window: none is made smaller by more room beneath.
  private static final double MOST_LOWER_SHARE_OF_TWO = 0.6;

  private static final double GAP = 8;
  private static final double LEAST_PICTURES = 120;
  private static final double PICTURE_ASPECT = 4.0 / 3;

  /// As many samples may be missing before a line is broken.
  private static final double JOINED_SAMPLES = 4;

  private final List<CameraPicture> cameras = new ArrayList<>();
  private final List<ReviewHand> hands = new ArrayList<>();
  private final List<EpisodePlot> plots = new ArrayList<>();
  private final List<Node> focusable = new ArrayList<>();
  private final PictureSteps steps;
  private final @Nullable ReviewSpace space;
  private final long startNanos;

  // The players' threads ask for it, too.
  private volatile long playhead;

  /// @param seek hears where a person wants to be
  /// @param spaceShown whether it shows where everything was, if anything says so
  EpisodeBoard(OpenedEpisode episode, LongConsumer seek, BooleanProperty spaceShown) {
    EpisodeReader reader = episode.reader();
    startNanos = reader.startNanos();
    playhead = startNanos;
    setSpacing(GAP);
    TileGrid pictures = new TileGrid(PICTURE_ASPECT);
    for (Map.Entry<String, CameraFrames> camera : reader.cameras().entrySet()) {
      String name = EpisodeWords.stream(device(camera.getKey()));
      CameraPicture picture = new CameraPicture(name, camera.getValue(), () -> playhead);
      cameras.add(picture);
      pictures.getChildren().add(picture.tile());
    }
    pictures.setMinHeight(LEAST_PICTURES);
    // They take what is left: what they would like must not press on the row beneath.
    pictures.setPrefHeight(LEAST_PICTURES);
    VBox.setVgrow(pictures, Priority.ALWAYS);
    steps = cameras.isEmpty() ? new PictureSteps() : PictureSteps.of(cameras.getFirst().frames());
    space = episode.scene().empty() ? null : new ReviewSpace(episode.scene());
    HBox lower = lower(episode, seek, spaceShown);
    if (cameras.isEmpty()) {
      VBox.setVgrow(lower, Priority.ALWAYS);
    } else {
      getChildren().add(pictures);
      heightProperty().subscribe(_ -> lower.setPrefHeight(lowerHeight()));
      widthProperty().subscribe(_ -> lower.setPrefHeight(lowerHeight()));
    }
    if (!lower.getChildren().isEmpty()) {
      getChildren().add(lower);
    }
  }

  /// The pictures come first; what they cannot fill beside each other is for the plots.
  private double lowerHeight() {
    double height = getHeight();
    double least = Math.max(HAND_SIZE, height * LEAST_LOWER_SHARE);
    int count = cameras.size();
    double oneRow = (getWidth() - GAP * (count - 1)) / count / PICTURE_ASPECT;
    double most = height * (count > 2 ? MOST_LOWER_SHARE : MOST_LOWER_SHARE_OF_TWO);
    return Math.clamp(height - oneRow - GAP, least, Math.max(least, most));
  }

  private static String device(String stream) {
    int slash = stream.indexOf('/');
    return slash < 0 ? stream : stream.substring(0, slash);
  }

  private HBox lower(OpenedEpisode episode, LongConsumer seek, BooleanProperty spaceShown) {
    HBox lower = new HBox(8);
    for (StreamSamples samples : episode.reader().hands()) {
      if (!held(samples, episode.reader())) {
        hands.add(new ReviewHand(samples));
      }
    }
    hands.sort(java.util.Comparator.comparing(h -> h.view().getAccessibleText()));
    for (ReviewHand hand : hands) {
      // On a small window the hands give way: the lines of the plots need the width.
      hand.view().setMinSize(LEAST_HAND_WIDTH, LEAST_HAND_WIDTH);
      hand.view()
          .prefWidthProperty()
          .bind(widthProperty().map(width -> handWidth(width.doubleValue(), hands.size())));
      hand.view().setPrefHeight(HAND_SIZE);
      if (space != null && episode.scene().shows(hand.stream())) {
        hand.view()
            .visibleProperty()
            .bind(spaceShown.not().or(widthProperty().greaterThanOrEqualTo(LEAST_BOARD_OF_BOTH)));
        hand.view().managedProperty().bind(hand.view().visibleProperty());
      }
      lower.getChildren().add(hand.view());
    }
    if (space != null) {
      SpaceRow row = space.row();
      row.visibleProperty().bind(spaceShown);
      row.managedProperty().bind(spaceShown);
      row.prefWidthProperty()
          .bind(
              Bindings.createDoubleBinding(
                  () -> spaceWidth(row.getChildren().size()), widthProperty(), row.getChildren()));
      row.minWidthProperty().bind(row.prefWidthProperty());
      HBox.setHgrow(row, Priority.SOMETIMES);
      lower.getChildren().add(row);
    }
    VBox column = new VBox(8);
    column.setMinWidth(0);
    episode.lines().forEach((name, line) -> column.getChildren().add(plot(episode, name, line)));
    keepTogether(ViewRange.whole(episode.reader().startNanos(), episode.reader().stopNanos()));
    for (EpisodePlot plot : plots) {
      plot.setOnSeek(seek);
    }
    EpisodePlot.align(plots);
    if (!plots.isEmpty()) {
      ScrollPane scroll = new ScrollPane(column);
      scroll.setFitToWidth(true);
      scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
      focusable.add(scroll);
      if (!lower.getChildren().isEmpty()) {
        scroll.visibleProperty().bind(widthProperty().greaterThanOrEqualTo(LEAST_PLOT_BOARD));
        scroll.managedProperty().bind(scroll.visibleProperty());
      }
      HBox.setHgrow(scroll, Priority.ALWAYS);
      lower.getChildren().add(scroll);
    }
    hands.forEach(hand -> focusable.add(hand.view()));
    focusable.addAll(plots);
    lower.setMinHeight(HAND_SIZE);
    return lower;
  }

  /// Whether it is in a hand that was put together of it and others, which shows it better.
  private static boolean held(StreamSamples hand, EpisodeReader reader) {
    return reader.signals().values().stream()
        .anyMatch(other -> MergedHands.holds(other.spec(), hand.spec().name()));
  }

  /// @param count of spaces that lie apart
  private double spaceWidth(int count) {
    double width = getWidth();
    if (cameras.isEmpty()) {
      return width * MOST_SPACE_SHARE;
    }
    double all = Math.max(1, count) * Math.max(LEAST_SPACE_WIDTH, width * SPACE_SHARE);
    long stay =
        hands.stream()
            .filter(
                hand -> width >= LEAST_BOARD_OF_BOTH || !hand.view().visibleProperty().isBound())
            .count();
    double beside = stay * (handWidth(width, hands.size()) + GAP);
    double left = width - beside - LEAST_PLOTS_WIDTH - GAP;
    return width < LEAST_PLOT_BOARD
        ? 0
        : Math.clamp(all, LEAST_HAND_WIDTH, Math.max(LEAST_HAND_WIDTH, left));
  }

  private static double handWidth(double width, int hands) {
    return width < LEAST_PLOT_BOARD
        ? Math.max(LEAST_HAND_WIDTH, (width - GAP * (hands - 1)) / Math.max(1, hands))
        : Math.clamp(width * HAND_SHARE, LEAST_HAND_WIDTH, HAND_SIZE);
  }

  private VBox plot(OpenedEpisode episode, String stream, TimeSeriesBuffer line) {
    StreamSpec spec = Objects.requireNonNull(episode.reader().signals().get(stream), stream).spec();
    String name = EpisodeWords.stream(stream);
    EpisodePlot plot =
        new EpisodePlot(
            name,
            LivePlot.channels(spec),
            PlotLayout.STACKED,
            line,
            Math.round(JOINED_SAMPLES * 1e9 / spec.nominalHz()));
    plot.setMarks(Losses.marks(episode.reader().events(), stream));
    plot.setMinHeight(TIME_HEIGHT + LANE_HEIGHT * spec.channels().size());
    // Else the labels would push the ends of the lines out of a small window.
    plot.setMinWidth(0);
    plots.add(plot);
    Label title = new Label(name);
    title.getStyleClass().add("section-title");
    VBox box = new VBox(2, title, plot);
    VBox.setVgrow(plot, Priority.ALWAYS);
    VBox.setVgrow(box, Priority.ALWAYS);
    box.setMinWidth(0);
    box.setMinHeight(Region.USE_PREF_SIZE);
    return box;
  }

  private void keepTogether(ViewRange whole) {
    for (EpisodePlot plot : plots) {
      plot.setView(whole);
    }
    for (EpisodePlot plot : plots) {
      plot.viewProperty().subscribe(view -> plots.forEach(other -> other.setView(view)));
    }
  }

  /// Whether it waits unseen behind another. It is laid out all the same, so that nothing is left
  /// to do when it comes to the front.
  void behind(boolean waits) {
    setOpacity(waits ? 0 : 1);
    setMouseTransparent(waits);
    focusable.forEach(node -> node.setFocusTraversable(!waits));
    if (space != null) {
      space.row().setReachable(!waits);
    }
  }

  /// Whether anything of the episode says where it was.
  boolean hasSpace() {
    return space != null;
  }

  /// Whether every camera shows a picture, or says why not.
  boolean settled() {
    return cameras.stream().allMatch(CameraPicture::settled);
  }

  /// Where a step of one picture goes: by the records of the first camera.
  PictureSteps steps() {
    return steps;
  }

  /// The pictures of the first camera; null without one.
  @Nullable CameraFrames firstCamera() {
    return cameras.isEmpty() ? null : cameras.getFirst().frames();
  }

  /// When every camera has taken its first picture; the start of the episode without any.
  long firstPictures() {
    long first = startNanos;
    for (CameraPicture camera : cameras) {
      if (camera.frames().size() > 0) {
        first = Math.max(first, camera.frames().times().captureNanos(0));
      }
    }
    return first;
  }

  /// Opens the videos.
  void start() {
    cameras.forEach(CameraPicture::start);
    show(playhead);
  }

  /// Closes the videos.
  ///
  /// @return the players that are ending
  List<CameraPlayer> end() {
    return cameras.stream().map(CameraPicture::end).filter(Objects::nonNull).toList();
  }

  /// Shows every stream as it was at a time.
  void show(long playheadNanos) {
    playhead = playheadNanos;
    for (ReviewHand hand : hands) {
      hand.show(playheadNanos);
    }
    if (space != null) {
      space.show(playheadNanos);
    }
    for (EpisodePlot plot : plots) {
      plot.playheadProperty().set(playheadNanos);
    }
    refresh();
  }

  /// Says what has become of the pictures since. Once per pulse.
  void refresh() {
    for (CameraPicture camera : cameras) {
      camera.show(playhead);
    }
  }

  /// Moves what the plots show, when they are zoomed in, along with the playhead.
  void follow() {
    if (!plots.isEmpty()) {
      EpisodePlot first = plots.getFirst();
      first.setView(first.viewProperty().get().reveal(playhead));
    }
  }
}
