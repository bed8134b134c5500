package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.device.clock.ClockState;
import dev.handloom.store.episode.CheckNote;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Review.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The episode in rows over time: what is to be used, each reviewer's segments, markers, findings,
/// gaps, clocks that were not locked. A click seeks.
final class TierTrack extends Region {
  private static final double ROW = 18;
  private static final double GAP = 2;
  private static final double NAMES = 88;
  private static final double LEAST_WIDTH = 4;

  /// What lies on the bars of a row.
  private enum Kind {
    SEGMENT,
    BEGUN,
    USE,
    MARK,
    WARNING
  }

  private record Bar(long fromNanos, long toNanos, Kind kind, String words, String more) {}

  private record Placed(int row, Bar bar, Node node) {}

  private final LongConsumer seek;
  private final Region head = new Region();
  private final List<Placed> bars = new ArrayList<>();
  private final List<Label> names = new ArrayList<>();
  private @Nullable EpisodeReader episode;
  private @Nullable Judged judged;
  private SegmentWork.@Nullable Begun begun;
  private long length = 1;
  private long here;

  /// @param seek hears where a person wants to be, counted from the start of the take
  TierTrack(LongConsumer seek) {
    this.seek = seek;
    setId("review-tiers");
    setAccessibleRole(AccessibleRole.PARENT);
    setAccessibleText("Segments, markers and findings over time");
    getStyleClass().add("tiers");
    head.getStyleClass().add("tier-head");
    head.setMouseTransparent(true);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onMouse);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::onMouse);
  }

  void open(@Nullable EpisodeReader reader) {
    episode = reader;
    length = reader == null ? 1 : Math.max(1, reader.stopNanos() - reader.startNanos());
    if (reader == null) {
      judged = null;
      begun = null;
    }
    rebuild();
  }

  void show(@Nullable Judged now) {
    judged = now;
    rebuild();
  }

  void show(SegmentWork.@Nullable Begun open) {
    begun = open;
    rebuild();
  }

  /// The playhead, counted from the start of the take.
  void at(long takeNanos) {
    here = takeNanos;
    placeHead();
    if (begun != null) {
      requestLayout();
    }
  }

  private void rebuild() {
    Map<String, List<Bar>> rows = new LinkedHashMap<>();
    EpisodeReader reader = episode;
    if (reader != null) {
      use(rows);
      segments(rows);
      markers(reader, rows);
      findings(rows);
      gaps(reader, rows);
      clocks(reader, rows);
    }
    bars.clear();
    names.clear();
    getChildren().clear();
    int row = 0;
    for (Map.Entry<String, List<Bar>> each : rows.entrySet()) {
      Label name = new Label(each.getKey());
      name.getStyleClass().addAll("text-small", "text-muted");
      name.setTooltip(new Tooltip(each.getKey()));
      names.add(name);
      getChildren().add(name);
      for (Bar bar : each.getValue()) {
        Node node = node(bar);
        bars.add(new Placed(row, bar, node));
        getChildren().add(node);
      }
      row++;
    }
    getChildren().add(head);
    head.setVisible(row > 0);
    double height = row * (ROW + GAP);
    setMinHeight(height);
    setPrefHeight(height);
    setMaxHeight(height);
    setVisible(row > 0);
    setManaged(row > 0);
    requestLayout();
  }

  private static Node node(Bar bar) {
    Label label = new Label(bar.words());
    label.getStyleClass().addAll("tier-bar", bar.kind().name().toLowerCase(Locale.ROOT));
    label.setMinWidth(0);
    label.setMouseTransparent(false);
    label.setTooltip(new Tooltip(bar.more()));
    return label;
  }

  private static String span(long from, long to) {
    return TimeText.clock(from) + " to " + TimeText.clock(to);
  }

  private void use(Map<String, List<Bar>> rows) {
    Judged now = judged;
    Review.Stretch use = now == null ? null : now.review().use();
    if (use != null) {
      rows.put(
          "Used",
          List.of(
              new Bar(
                  use.fromNanos(),
                  use.toNanos(),
                  Kind.USE,
                  "Used",
                  "Only this is used: " + span(use.fromNanos(), use.toNanos()))));
    }
  }

  private void segments(Map<String, List<Bar>> rows) {
    Judged now = judged;
    if (now == null) {
      return;
    }
    boolean many =
        now.review().segments().stream().map(Segment::who).distinct().limit(2).count() > 1;
    for (Segment each : now.review().segments()) {
      String row = !many ? "Segments" : each.who().isEmpty() ? "Nobody" : each.who();
      String name = each.tier().isEmpty() ? row : row + ", " + each.tier();
      rows.computeIfAbsent(name, _ -> new ArrayList<>())
          .add(
              new Bar(
                  each.fromNanos(),
                  each.toNanos(),
                  Kind.SEGMENT,
                  each.text().isEmpty() ? each.label() : each.label() + ": " + each.text(),
                  each.label()
                      + (each.text().isEmpty() ? "" : "\n" + each.text())
                      + "\n"
                      + span(each.fromNanos(), each.toNanos())
                      + (each.who().isEmpty() ? "" : "\nBy " + each.who())));
    }
    SegmentWork.Begun open = begun;
    if (open != null) {
      rows.computeIfAbsent("Begun", _ -> new ArrayList<>())
          .add(
              new Bar(
                  open.fromNanos(),
                  open.fromNanos(),
                  Kind.BEGUN,
                  open.label() + "…",
                  "Press the same key again to end it, Esc to forget it"));
    }
  }

  private static void markers(EpisodeReader reader, Map<String, List<Bar>> rows) {
    for (EpisodeEvent event : reader.events()) {
      if (event.kind() == EventKind.MARKER) {
        long at = event.studioNanos() - reader.startNanos();
        rows.computeIfAbsent("Markers", _ -> new ArrayList<>())
            .add(new Bar(at, at, Kind.MARK, "", "Marker at " + TimeText.clock(at)));
      }
    }
  }

  private void findings(Map<String, List<Bar>> rows) {
    Judged now = judged;
    if (now == null) {
      return;
    }
    for (CheckNote.Line line : now.findings()) {
      Long at = line.takeNanos();
      if (at != null && now.dismissal(line) == null) {
        rows.computeIfAbsent("Findings", _ -> new ArrayList<>())
            .add(new Bar(at, at, Kind.WARNING, "", line.message() + "\nat " + TimeText.clock(at)));
      }
    }
  }

  private static void gaps(EpisodeReader reader, Map<String, List<Bar>> rows) {
    for (EpisodeEvent event : Losses.among(reader.events())) {
      long at = event.studioNanos() - reader.startNanos();
      rows.computeIfAbsent("Gaps", _ -> new ArrayList<>())
          .add(
              new Bar(
                  at,
                  event.untilNanos() - reader.startNanos(),
                  Kind.WARNING,
                  "",
                  Losses.words(event)
                      + " at "
                      + TimeText.clock(at)
                      + (event.subject().isEmpty()
                          ? ""
                          : ", " + EpisodeWords.stream(event.subject()))));
    }
  }

  /// Where a clock was not locked, from one report of it to the next.
  private static void clocks(EpisodeReader reader, Map<String, List<Bar>> rows) {
    Map<String, ClockNote> open = new LinkedHashMap<>();
    List<Bar> bars = new ArrayList<>();
    for (ClockNote note : reader.clocks()) {
      ClockNote before = open.get(note.device());
      if (before == null || before.report().state() != note.report().state()) {
        if (before != null) {
          clock(reader, before, note.studioNanos(), bars);
        }
        open.put(note.device(), note);
      }
    }
    open.values().forEach(note -> clock(reader, note, reader.stopNanos(), bars));
    if (!bars.isEmpty()) {
      rows.put("Clocks", bars);
    }
  }

  private static void clock(EpisodeReader reader, ClockNote note, long until, List<Bar> bars) {
    ClockState state = note.report().state();
    if (state != ClockState.LOCKED && until > note.studioNanos()) {
      long from = Math.max(0, note.studioNanos() - reader.startNanos());
      long to = until - reader.startNanos();
      String word = state.name().toLowerCase(Locale.ROOT);
      bars.add(
          new Bar(
              from,
              to,
              Kind.WARNING,
              word,
              EpisodeWords.stream(note.device()) + ": clock " + word + ", " + span(from, to)));
    }
  }

  private void onMouse(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.getX() >= NAMES) {
      double share = Math.clamp((event.getX() - NAMES) / Math.max(1, getWidth() - NAMES), 0, 1);
      seek.accept(Math.round(share * length));
      event.consume();
    }
  }

  private double x(long takeNanos) {
    double share = Math.clamp((double) takeNanos / length, 0, 1);
    return NAMES + share * Math.max(0, getWidth() - NAMES);
  }

  @Override
  protected void layoutChildren() {
    for (int i = 0; i < names.size(); i++) {
      names.get(i).resizeRelocate(0, i * (ROW + GAP), NAMES - GAP, ROW);
    }
    for (Placed placed : bars) {
      Bar bar = placed.bar();
      long from = bar.kind() == Kind.BEGUN ? Math.min(bar.fromNanos(), here) : bar.fromNanos();
      long to = bar.kind() == Kind.BEGUN ? Math.max(bar.fromNanos(), here) : bar.toNanos();
      double left = Math.rint(x(from));
      double width = Math.max(LEAST_WIDTH, Math.rint(x(to)) - left - 1);
      placed
          .node()
          .resizeRelocate(
              Math.min(left, getWidth() - width), placed.row() * (ROW + GAP), width, ROW);
    }
    placeHead();
  }

  private void placeHead() {
    head.resizeRelocate(Math.rint(x(here)) - 1, 0, 2, getHeight());
  }
}
