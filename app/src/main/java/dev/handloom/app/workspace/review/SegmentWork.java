package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.app.workspace.review.LabelSets.LabelWord;
import dev.handloom.store.review.Review.Segment;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.SegmentEdit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/// What keys do to the segments of the episode in front. Times of segments count from the start of
/// the take, those of the playback are studio time.
final class SegmentWork {
  /// An edge goes to a movement's edge if that is so near.
  static final long SNAP_NANOS = 200_000_000L;

  /// A segment that is being entered: its second key is still to come.
  record Begun(String label, String text, long fromNanos) {}

  private final Playback playback;
  private final Decisions decisions;
  private final Reviewer reviewer;
  private final Consumer<String> say;
  private final BooleanProperty snapping = new SimpleBooleanProperty(this, "snapping", true);
  private final ReadOnlyObjectWrapper<@Nullable Begun> begun =
      new ReadOnlyObjectWrapper<>(this, "begun");
  private Supplier<PictureSteps> steps = PictureSteps::new;
  private @Nullable Judged judged;
  private long[] edges = {};

  /// @param say hears why something was not done
  SegmentWork(Playback playback, Decisions decisions, Reviewer reviewer, Consumer<String> say) {
    this.playback = playback;
    this.decisions = decisions;
    this.reviewer = reviewer;
    this.say = say;
  }

  /// @param pictures where a nudge of one picture goes
  void steps(Supplier<PictureSteps> pictures) {
    steps = pictures;
  }

  /// Another episode, or none; what was begun is forgotten.
  void open(long... motionEdges) {
    edges = motionEdges.clone();
    begun.set(null);
  }

  void show(@Nullable Judged now) {
    judged = now;
  }

  BooleanProperty snappingProperty() {
    return snapping;
  }

  ReadOnlyObjectProperty<@Nullable Begun> begunProperty() {
    return begun.getReadOnlyProperty();
  }

  private long here() {
    return playback.elapsedNanos();
  }

  /// The edge of a movement that is near, or the time itself.
  long snapped(long takeNanos) {
    if (!snapping.get() || edges.length == 0) {
      return takeNanos;
    }
    long studio = playback.firstNanos() + takeNanos;
    int after = Arrays.binarySearch(edges, studio);
    if (after >= 0) {
      return takeNanos;
    }
    int index = -after - 1;
    long best = Long.MAX_VALUE;
    for (int i = Math.max(0, index - 1); i <= Math.min(edges.length - 1, index); i++) {
      best = Math.abs(edges[i] - studio) < Math.abs(best) ? edges[i] - studio : best;
    }
    return Math.abs(best) <= SNAP_NANOS ? takeNanos + best : takeNanos;
  }

  /// The key of a label: the first time it begins a segment, the second time it ends it. Another
  /// label's key ends the one and begins the other.
  void label(int number) {
    Judged now = judged;
    if (now == null) {
      return;
    }
    if (number >= now.labels().size()) {
      say.accept("This task has " + now.labels().size() + " labels. Shift+L changes them.");
      return;
    }
    LabelWord word = now.labels().get(number);
    Begun open = begun.get();
    long at = snapped(here());
    if (open != null) {
      begun.set(null);
      boolean added = add(now, open, at);
      if (open.label().equals(word.label()) || !added) {
        return;
      }
    }
    begun.set(new Begun(word.label(), word.text(), at));
  }

  /// Forgets a segment that was begun.
  void cancel() {
    begun.set(null);
  }

  private boolean add(Judged now, Begun open, long at) {
    long from = Math.min(open.fromNanos(), at);
    long to = Math.max(open.fromNanos(), at);
    if (to <= from) {
      say.accept("A segment ends at another moment than it begins: go on, then press the key.");
      return false;
    }
    String who = reviewer.name();
    decisions.edit(
        "Label “" + open.label() + "” in " + Decisions.name(now.row()),
        List.of(now.row().id()),
        _ -> List.of(ReviewEntry.segment(who, open.label(), from, to, open.text(), "")));
    return true;
  }

  /// The segment at the playhead; one's own before others', the latest before earlier ones. Where
  /// there is none, the proposal.
  @Nullable Segment current() {
    Judged now = judged;
    if (now == null) {
      return null;
    }
    Segment segment = at(now.review().segments());
    return segment == null ? at(now.review().proposals()) : segment;
  }

  private @Nullable Segment at(List<Segment> segments) {
    long at = here();
    return segments.stream()
        .filter(
            s -> s.fromNanos() <= at && (at < s.toNanos() || (at == length() && at == s.toNanos())))
        .max(
            Comparator.<Segment, Boolean>comparing(s -> s.who().equals(reviewer.name()))
                .thenComparingLong(Segment::fromNanos))
        .orElse(null);
  }

  private long length() {
    return playback.lastNanos() - playback.firstNanos();
  }

  private void change(String verb, Change change) {
    change(verb, current(), change);
  }

  private void change(String verb, @Nullable Segment segment, Change change) {
    Judged now = judged;
    if (now == null) {
      return;
    }
    if (segment == null) {
      say.accept("There is no segment at the playhead.");
      return;
    }
    List<ReviewEntry> entries = change.of(now, segment);
    if (!entries.isEmpty()) {
      decisions.edit(
          verb + " “" + segment.label() + "” in " + Decisions.name(now.row()),
          List.of(now.row().id()),
          // Another reviewer, or this one a moment ago, may have taken it away.
          history ->
              history.stream()
                      .anyMatch(n ->
                          n.entry().id().equals(segment.id())
                              && n.entry().what() == What.SEGMENT
                              && n.undoneBy() == null)
                  ? entries
                  : List.of());
    }
  }

  @FunctionalInterface
  private interface Change {
    List<ReviewEntry> of(Judged now, Segment segment);
  }

  /// Makes two of the segment at the playhead.
  void split() {
    change(
        "Split",
        (_, segment) -> {
          if (here() <= segment.fromNanos() || here() >= segment.toNanos()) {
            say.accept("Go into the segment to split it there.");
            return List.of();
          }
          return SegmentEdit.split(reviewer.name(), segment, here());
        });
  }

  /// Joins the segment at the playhead with the same reviewer's next.
  void merge() {
    change(
        "Merge",
        (now, segment) -> {
          Segment next =
              now.review().segments().stream()
                  .filter(s ->
                      s.who().equals(segment.who())
                          && s.tier().equals(segment.tier())
                          && s.fromNanos() > segment.fromNanos())
                  .findFirst()
                  .orElse(null);
          if (next == null) {
            say.accept("There is no segment after this one to merge it with.");
            return List.of();
          }
          return SegmentEdit.merge(reviewer.name(), segment, next);
        });
  }

  void remove() {
    change("Delete", (_, segment) -> SegmentEdit.remove(reviewer.name(), segment));
  }

  /// Gives the segment at the playhead another label and instruction.
  void rename(Segment segment, String label, String text) {
    if (!label.isBlank()) {
      change(
          "Change",
          (_, now) ->
              now.id().equals(segment.id())
                  ? SegmentEdit.change(
                      reviewer.name(),
                      segment,
                      segment.fromNanos(),
                      segment.toNanos(),
                      label.strip(),
                      text.strip())
                  : List.of());
    }
  }

  /// Moves an edge of the segment at the playhead by one picture.
  void nudge(boolean end, boolean on) {
    change(
        "Move",
        (_, segment) -> {
          long first = playback.firstNanos();
          long edge = first + (end ? segment.toNanos() : segment.fromNanos());
          long moved = (on ? steps.get().next(edge) : steps.get().previous(edge)) - first;
          long from = end ? segment.fromNanos() : Math.max(0, moved);
          long to = end ? Math.min(length(), moved) : segment.toNanos();
          if (from >= to) {
            return List.of();
          }
          say.accept((end ? "Ends at " : "Begins at ") + TimeText.clock(end ? to : from));
          return SegmentEdit.change(
              reviewer.name(), segment, from, to, segment.label(), segment.text());
        });
  }

  /// The segment at the playhead ends here, or begins here. Outside of all it is the one that is
  /// next: to begin earlier that after the playhead, to end later that before it.
  void edgeHere(boolean end) {
    Judged now = judged;
    if (now == null) {
      return;
    }
    Segment segment = current();
    if (segment == null) {
      long at = here();
      segment =
          Stream.concat(now.review().segments().stream(), now.review().proposals().stream())
              .filter(s -> end ? s.toNanos() <= at : s.fromNanos() >= at)
              .min(Comparator.comparingLong(s -> end ? at - s.toNanos() : s.fromNanos() - at))
              .orElse(null);
    }
    if (segment == null) {
      say.accept("There is no segment " + (end ? "before" : "after") + " the playhead.");
      return;
    }
    moveEdge(segment, end, here());
  }

  /// Puts an edge of a segment elsewhere; near a movement's edge, to that.
  void moveEdge(Segment segment, boolean end, long takeNanos) {
    long at = Math.clamp(snapped(takeNanos), 0, length());
    long from = end ? segment.fromNanos() : at;
    long to = end ? at : segment.toNanos();
    if (from >= to) {
      say.accept("A segment ends after it begins.");
      return;
    }
    change(
        "Move",
        segment,
        (_, _) ->
            from == segment.fromNanos() && to == segment.toNanos()
                ? List.of()
                : SegmentEdit.change(
                    reviewer.name(), segment, from, to, segment.label(), segment.text()));
  }

  /// Goes to the edge of a segment after the playhead, or before it.
  void toEdge(boolean on) {
    Judged now = judged;
    if (now == null) {
      return;
    }
    long at = here();
    Stream.concat(now.review().segments().stream(), now.review().proposals().stream())
        .flatMap(s -> Stream.of(s.fromNanos(), s.toNanos()))
        .filter(edge -> on ? edge > at : edge < at)
        .min(on ? Comparator.naturalOrder() : Comparator.reverseOrder())
        .ifPresent(edge -> playback.step(edge - at));
  }
}
