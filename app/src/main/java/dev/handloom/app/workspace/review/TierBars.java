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
import org.jspecify.annotations.Nullable;

/// What lies in the rows over time, from what was read of an episode and said of it.
final class TierBars {
  /// What a bar stands for.
  enum Kind {
    PROPOSED,
    SEGMENT,
    BEGUN,
    USE,
    MARK,
    WARNING
  }

  /// @param words on the bar
  /// @param more when somebody points at it
  /// @param segment whose edges can be moved; null where there is none
  record Bar(
      long fromNanos,
      long toNanos,
      Kind kind,
      String words,
      String more,
      @Nullable Segment segment) {
    Bar(long fromNanos, long toNanos, Kind kind, String words, String more) {
      this(fromNanos, toNanos, kind, words, more, null);
    }
  }

  private final @Nullable Judged judged;
  private final SegmentWork.@Nullable Begun begun;

  private TierBars(@Nullable Judged judged, SegmentWork.@Nullable Begun begun) {
    this.judged = judged;
    this.begun = begun;
  }

  /// By the names of their rows, from above.
  static Map<String, List<Bar>> of(
      EpisodeReader reader, @Nullable Judged judged, SegmentWork.@Nullable Begun begun) {
    TierBars bars = new TierBars(judged, begun);
    Map<String, List<Bar>> rows = new LinkedHashMap<>();
    bars.use(rows);
    bars.proposals(rows);
    bars.segments(rows);
    markers(reader, rows);
    bars.findings(rows);
    gaps(reader, rows);
    clocks(reader, rows);
    return rows;
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

  private void proposals(Map<String, List<Bar>> rows) {
    Judged now = judged;
    if (now == null) {
      return;
    }
    for (Segment each : now.review().proposals()) {
      rows.computeIfAbsent("Proposed", _ -> new ArrayList<>())
          .add(
              new Bar(
                  each.fromNanos(),
                  each.toNanos(),
                  Kind.PROPOSED,
                  "Episode?",
                  "Proposed as an episode of its own\n"
                      + span(each.fromNanos(), each.toNanos())
                      + "\nA accepts it, D rejects it. Its edges can be dragged.",
                  each));
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
      String name = row(each, row, many);
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
                      + (each.who().isEmpty() ? "" : "\nBy " + each.who()),
                  each));
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

  private static String row(Segment segment, String who, boolean many) {
    String tier = segment.tier();
    if (tier.isEmpty()) {
      return who;
    }
    if (tier.equals(Review.CUTS)) {
      return many ? who + ", episodes" : "Episodes";
    }
    return who + ", " + tier;
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
}
