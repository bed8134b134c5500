package dev.handloom.app.preview;

import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.monitor.Trust;
import dev.handloom.preview.session.DreamStrip;
import dev.handloom.preview.session.PreviewMoment;
import dev.handloom.preview.session.PreviewSession;
import dev.handloom.preview.session.PreviewState;
import dev.handloom.preview.session.TrustReading;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One model's preview, all of it: what it is, what it sees, what it expects to see, what it would
/// do, how far to trust it. Draws the newest moment once per pulse, and nothing twice.
public final class MomentBoard extends VBox {
  private static final String HINT = "The arrow keys choose a picture and say how right it was.";
  private static final double NARROW = 640;
  private static final double READING = 268;
  private static final double SIGHT_SHARE = 0.3;
  private static final double MOST_SIGHT_SHARE = 0.4;

  /// How high a camera's picture is for its width, and what stands beneath it.
  private static final double PICTURE_SHAPE = 0.75;

  private static final double CAPTION = 24;
  private static final double HANDS_SHARE = 0.27;
  private static final double FILM_SHARE = 0.5;
  private static final double LEAST_FILM = 170;
  private static final double NARROW_FILM = 124;
  private static final double LEAST_FAN = 96;

  /// Words and numbers that change at every pulse cannot be read.
  private static final long WORDS_EVERY_NANOS = 250_000_000L;

  /// Where what a model speaks of comes from.
  ///
  /// @param streams of the rig or the episode, by name
  /// @param sides which hand a stream's device is worn on
  /// @param sight the camera's own picture, as large as it is; null where none is shown
  /// @param path how that camera sees where plans lead; null where nothing is said of it
  public record Origin(
      Function<String, Optional<StreamSpec>> streams,
      Function<StreamSpec, HandSide> sides,
      @Nullable Node sight,
      @Nullable PathSight path) {}

  private final Supplier<@Nullable PreviewMoment> newest;
  private final ModelFacts facts = new ModelFacts();
  private final Label cell = new Label();
  private final Filmstrip film = new Filmstrip(this::sayCell);
  private final ChunkFan fan = new ChunkFan();
  private final BoardBar bar = new BoardBar(film, fan);
  private final TrustStrip trust = new TrustStrip();
  private final ReadingPane reading;
  private final GhostHands hands;
  private final @Nullable SightPane path;
  private final HBox upper = new HBox(8);
  private final HBox lower = new HBox(8);
  private @Nullable PreviewMoment drawn;
  private @Nullable WhatIf whatIf;
  private boolean held;
  private long wordsNanos;
  private boolean wordsDue;

  /// @param newest what there is to show now; nothing before the first
  /// @param collect starts takes like a flagged moment; null where none are taken
  public MomentBoard(
      Supplier<@Nullable PreviewMoment> newest,
      Origin origin,
      @Nullable Consumer<PreviewMoment> collect) {
    super(6);
    this.newest = newest;
    reading = new ReadingPane(collect == null ? null : () -> flagged(collect));
    hands = new GhostHands(origin.streams(), origin.sides());
    cell.setId("preview.cell");
    cell.getStyleClass().addAll("text-small", "text-muted");
    cell.setWrapText(true);
    cell.setMinHeight(Region.USE_PREF_SIZE);
    // However long, it takes no room from the pictures.
    cell.setPrefWidth(0);
    cell.setMaxWidth(Double.MAX_VALUE);
    VBox filming = new VBox(2, film, cell);
    VBox.setVgrow(film, Priority.ALWAYS);
    HBox.setHgrow(filming, Priority.ALWAYS);
    filming.setMinWidth(0);
    PathSight paths = origin.path();
    path =
        origin.sight() instanceof Region tile && paths != null ? new SightPane(tile, paths) : null;
    Node sight = path == null ? origin.sight() : path;
    if (sight != null) {
      upper.getChildren().add(sight);
    }
    upper.getChildren().add(filming);
    HBox.setHgrow(fan, Priority.ALWAYS);
    lower.getChildren().addAll(hands, fan, reading);
    lower.setAlignment(Pos.TOP_LEFT);
    VBox.setVgrow(upper, Priority.ALWAYS);
    VBox.setVgrow(lower, Priority.ALWAYS);
    upper.setMinHeight(LEAST_FILM);
    lower.setMinHeight(LEAST_FAN);
    getChildren().addAll(facts, bar, upper, trust, lower);
    setMinSize(0, 0);
    widthProperty().subscribe(_ -> fit(sight));
    heightProperty().subscribe(_ -> fit(sight));
    sayCell("");
    Pulse.shared().whileShown(this, _ -> refresh());
  }

  private void fit(@Nullable Node sight) {
    double width = getWidth();
    boolean wide = width >= NARROW;
    if (sight instanceof Region region) {
      region.setVisible(wide);
      region.setManaged(wide);
      region.setMinWidth(0);
      // What the film, as high as it may be, does not need is the camera's.
      double sightWidth =
          Math.clamp(
              getHeight() * FILM_SHARE / PICTURE_SHAPE,
              width * SIGHT_SHARE,
              width * MOST_SIGHT_SHARE);
      region.setPrefWidth(sightWidth);
      region.setMaxHeight(sightWidth * PICTURE_SHAPE + CAPTION);
    }
    upper.setPrefHeight(Math.max(LEAST_FILM, getHeight() * FILM_SHARE));
    lower.setPrefHeight(Math.max(LEAST_FAN, getHeight() * (1 - FILM_SHARE)));
    hands.setMinWidth(0);
    hands.setPrefWidth(wide ? width * HANDS_SHARE : 0);
    hands.narrow(!wide);
    reading.setMinWidth(wide ? READING : 0);
    reading.setPrefWidth(READING);
    reading.setVisible(wide);
    reading.setManaged(wide);
    facts.narrow(!wide);
    bar.narrow(!wide);
    cell.setVisible(wide);
    cell.setManaged(wide);
    upper.setMinHeight(wide ? LEAST_FILM : NARROW_FILM);
  }

  private void flagged(Consumer<PreviewMoment> collect) {
    PreviewMoment moment = drawn;
    if (moment != null) {
      collect.accept(moment);
    }
  }

  private void sayCell(String words) {
    if (!held) {
      cell.setText(words.isEmpty() ? HINT : words);
    }
  }

  /// How the model's cameras are called for people.
  public void callCameras(java.util.function.UnaryOperator<String> names) {
    film.callCameras(names);
    bar.callCameras(names);
  }

  /// What is said of the model while nothing else is.
  void introduce(String words) {
    facts.introduce(words);
  }

  /// How the model's limits stand, before its readings.
  void watched(Node standing) {
    trust.begin(standing);
  }

  /// Lets a person bend the plan of what runs.
  ///
  /// @param recorded asks which recorded movement it is to be
  void offerWhatIf(PreviewSession session, Consumer<WhatIf> recorded) {
    WhatIf made = new WhatIf(session, film, fan, path, this::sayHeld);
    whatIf = made;
    bar.offer(made, () -> drawn, () -> recorded.accept(made));
  }

  private void sayHeld(String words) {
    held = !words.isEmpty();
    cell.setText(held ? words : HINT);
  }

  /// Where the keys go first.
  public void focusFilm() {
    film.requestFocus();
  }

  /// Draws what is new. Called by the pulse; by hand only for a picture off the screen.
  public void refresh() {
    PreviewMoment now = newest.get();
    PreviewMoment before = drawn;
    if (now == null) {
      if (before != null || wordsNanos == 0) {
        wordsNanos = System.nanoTime();
        drawn = null;
        facts.show(null);
      }
      return;
    }
    boolean same = before != null && before.count() == now.count();
    boolean turned = before == null || before.state() != now.state();
    long clock = System.nanoTime();
    wordsDue |= !same;
    if (wordsDue && (turned || clock - wordsNanos >= WORDS_EVERY_NANOS)) {
      wordsNanos = clock;
      wordsDue = false;
      facts.show(now);
      List<TrustReading> readings = trusted(now);
      trust.show(readings);
      reading.show(now.reading(), readings.stream().anyMatch(TrustReading::alarms));
      bar.offer(now);
    }
    WhatIf bending = whatIf;
    SightPane over = path;
    if (over != null) {
      // Its picture moves on by itself.
      over.show(same || (bending != null && bending.onProperty().get()) ? null : now);
    }
    if (same) {
      return;
    }
    drawn = now;
    if (bending != null && bending.onProperty().get()) {
      // The moment is held: what is drawn of it stays.
      return;
    }
    DreamStrip strip = now.watched() == null ? now.dreams() : now.watched();
    film.judge(now.bands(), alarmed(now));
    film.show(strip, now.stale(), ago(now, strip));
    fan.show(now);
    hands.show(now);
  }

  /// The horizon whose dreams alarm, in words; empty where none do.
  private static String alarmed(PreviewMoment now) {
    return now.trust().stream()
        .filter(reading -> reading.name().equals(Trust.DREAM.title()) && reading.alarms())
        .map(TrustReading::detail)
        .findFirst()
        .orElse("");
  }

  /// How old an answer is says nothing where all lies in the past.
  private static List<TrustReading> trusted(PreviewMoment now) {
    return now.playhead().live()
        ? now.trust()
        : now.trust().stream().filter(r -> !r.name().equals(Trust.TIME.title())).toList();
  }

  private static double ago(PreviewMoment now, @Nullable DreamStrip strip) {
    return strip == null || now.state() == PreviewState.CLOSED
        ? Double.NaN
        : (now.playhead().atNanos() - strip.capturedNanos()) / 1e9;
  }

  /// What is drawn now; nothing before the first.
  public @Nullable PreviewMoment drawn() {
    return drawn;
  }
}
