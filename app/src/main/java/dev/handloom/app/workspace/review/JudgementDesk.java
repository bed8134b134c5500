package dev.handloom.app.workspace.review;

import dev.handloom.app.library.EpisodeView;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.episode.CheckNote;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.Library.Revision;
import dev.handloom.store.review.Agreement;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Review.Segment;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What is said of the episode in front: reads it, shows it everywhere, and changes it.
final class JudgementDesk {
  private static final int PAGE = 500;

  private final OpenLibrary library;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;
  private final Decisions decisions;
  private final Reviewer reviewer;
  private final Questions questions = new Questions(new SheetLayer());
  private final JudgementBar bar;
  private final Drawer drawer;
  private final TierTrack tiers;
  private final SegmentWork segments;
  private final ProposalWork proposals;
  private final CheckHere checks;
  private final ProposalBar proposalBar = new ProposalBar();
  private final ReadOnlyObjectWrapper<@Nullable Judged> judged =
      new ReadOnlyObjectWrapper<>(this, "judged");
  private @Nullable EpisodeRow wanted;
  private int readings;

  JudgementDesk(
      OpenLibrary library,
      TaskRunner tasks,
      Consumer<Notice> notices,
      Decisions decisions,
      Reviewer reviewer,
      Playback playback,
      Runnable back) {
    this.library = library;
    this.tasks = tasks;
    this.notices = notices;
    this.decisions = decisions;
    this.reviewer = reviewer;
    segments = new SegmentWork(playback, decisions, reviewer, this::say);
    checks = new CheckHere(library, tasks, notices);
    proposals = new ProposalWork(playback, decisions, reviewer, this::say);
    tiers = new TierTrack(at -> playback.seek(playback.firstNanos() + at), segments::moveEdge);
    bar = new JudgementBar(reviewer::name, this::write, this::say, back);
    drawer =
        new Drawer(
            new Drawer.Answers() {
              @Override
              public void seek(long takeNanos) {
                playback.playingProperty().set(false);
                playback.seek(playback.firstNanos() + takeNanos);
              }

              @Override
              public void dismiss(CheckNote.Line line) {
                ask(line);
              }

              @Override
              public void check() {
                checkHere();
              }

              @Override
              public void settle(Verdict verdict) {
                settleAs(verdict);
              }

              @Override
              public void keep(String who) {
                keepSegments(who);
              }
            });
    segments.begunProperty().subscribe(tiers::show);
    playback.positionProperty().subscribe(_ -> tiers.at(playback.elapsedNanos()));
    judged.subscribe(now -> {
      segments.show(now);
      proposals.show(now);
      proposalBar.show(now);
      bar.show(now);
      drawer.show(now);
      if (now != null) {
        tiers.show(now);
      }
    });
  }

  JudgementBar bar() {
    return bar;
  }

  Drawer drawer() {
    return drawer;
  }

  TierTrack tiers() {
    return tiers;
  }

  SegmentWork segments() {
    return segments;
  }

  ProposalWork proposals() {
    return proposals;
  }

  ProposalBar proposalBar() {
    return proposalBar;
  }

  Questions questions() {
    return questions;
  }

  ReadOnlyObjectProperty<@Nullable Judged> judgedProperty() {
    return judged.getReadOnlyProperty();
  }

  private void say(String words) {
    notices.accept(Notice.info("Nothing was changed", words));
  }

  /// What was read of the episode; null when none is open.
  void opened(@Nullable OpenedEpisode episode) {
    segments.open(
        episode == null
            ? new long[0]
            : episode.edges().stream().mapToLong(Long::longValue).toArray());
    tiers.open(episode == null ? null : episode.reader());
    if (episode != null && judged.get() != null) {
      tiers.show(judged.get());
    }
  }

  /// Another episode, or the same one whose row has changed.
  void show(@Nullable EpisodeRow row) {
    EpisodeRow before = wanted;
    wanted = row;
    int reading = ++readings;
    Library store = library.store();
    if (row == null || store == null || before == null || !before.id().equals(row.id())) {
      judged.set(null);
    }
    if (row == null || store == null) {
      tiers.open(null);
      tiers.show((Judged) null);
      return;
    }
    BackgroundTask.of("Reading a journal", _ -> Judged.read(store.folder(), row))
        .onSuccess(now -> {
          if (reading == readings) {
            judged.set(now);
          }
        })
        .onFailure(e -> {
          if (reading == readings) {
            judged.set(null);
            tiers.show((Judged) null);
            notices.accept(
                Notice.warning(
                    "What was said of this episode cannot be read",
                    "Its pictures can be seen. " + e.getMessage()));
          }
        })
        .startOn(tasks);
  }

  private void write(String words, List<ReviewEntry> entries) {
    Judged now = judged.get();
    if (now != null) {
      decisions.edit(words, List.of(now.row().id()), _ -> entries);
    }
  }

  private void ask(CheckNote.Line line) {
    Judged now = judged.get();
    if (now != null) {
      String key = Review.findingKey(line.id(), line.subject(), line.takeNanos());
      questions.dismissal(
          line.message(),
          why ->
              decisions.edit(
                  "Dismiss a finding of " + Decisions.name(now.row()),
                  List.of(now.row().id()),
                  _ -> List.of(ReviewEntry.dismiss(reviewer.name(), key, why))));
    }
  }

  /// Checks the episode in front.
  void checkHere() {
    EpisodeRow row = wanted;
    if (row != null) {
      checks.check(row);
    }
  }

  private void settleAs(Verdict verdict) {
    write(
        "Settle as " + EpisodeWords.verdict(verdict),
        List.of(ReviewEntry.now(reviewer.name(), What.SETTLE, verdict.name())));
  }

  /// The segments of all others do not hold any more; Undo brings them back.
  private void keepSegments(String who) {
    Judged now = judged.get();
    if (now != null) {
      write(
          "Keep the segments of " + who,
          now.review().segments().stream()
              .filter(s -> !s.who().equals(who))
              .map(s -> ReviewEntry.now(reviewer.name(), What.UNDO, s.id()))
              .toList());
    }
  }

  /// Asks for another label and instruction of the segment at the playhead.
  void editSegment() {
    Segment segment = segments.current();
    if (segment == null) {
      say("There is no segment at the playhead.");
    } else {
      questions.segment(segment, (label, text) -> segments.rename(segment, label, text));
    }
  }

  /// Asks for the labels of the task.
  void editLabels() {
    Judged now = judged.get();
    Library store = library.store();
    if (now == null || store == null) {
      return;
    }
    questions.labels(
        EpisodeWords.task(now.row()),
        now.labels(),
        labels ->
            BackgroundTask.of(
                    "Writing the labels",
                    _ -> {
                      LabelSets.write(store.folder(), now.row().task(), labels);
                      return labels;
                    })
                .kept()
                .onSuccess(_ -> show(wanted))
                .onFailure(e ->
                    notices.accept(
                        Notice.warning("The labels were not written", String.valueOf(e))))
                .startOn(tasks));
  }

  void trim(Playback playback) {
    Judged now = judged.get();
    if (now == null) {
      return;
    }
    if (!playback.hasRange()) {
      say("Mark a range first: I begins it at the playhead, O ends it.");
      return;
    }
    long first = playback.firstNanos();
    long from = playback.rangeFromProperty().get() - first;
    long to = playback.rangeToProperty().get() - first;
    write(
        "Use a part of " + Decisions.name(now.row()),
        List.of(ReviewEntry.use(reviewer.name(), from, to)));
  }

  void useAll() {
    Judged now = judged.get();
    if (now != null && now.review().use() != null) {
      write(
          "Use all of " + Decisions.name(now.row()),
          List.of(ReviewEntry.now(reviewer.name(), What.USE, "")));
    }
  }

  /// Asks who sits there.
  void askReviewer() {
    questions.reviewer(reviewer.name(), reviewer::rename);
  }

  /// Asks what is to become of all episodes that a list shows.
  void bulk(EpisodeView view, Consumer<EpisodeId> leaving) {
    found(
        view,
        rows ->
            new BulkChange(
                    questions.layer(),
                    rows,
                    reviewer.name(),
                    new BulkChange.Doer() {
                      @Override
                      public void edit(String words, List<EpisodeId> ids, Revision revision) {
                        decisions.edit(words, ids, revision);
                      }

                      @Override
                      public void trash(String words, List<EpisodeId> ids) {
                        ids.forEach(leaving);
                        decisions.trash(words, ids, () -> {});
                      }
                    })
                .show());
  }

  /// Tells how far reviewers agree over all episodes that a list shows.
  void agreement(EpisodeView view) {
    found(
        view,
        rows ->
            BackgroundTask.of("Comparing reviewers", _ -> Agreement.of(reviews(rows)))
                .onSuccess(pairs -> questions.agreement(rows.size(), pairs))
                .onFailure(e ->
                    notices.accept(
                        Notice.warning("The reviewers were not compared", String.valueOf(e))))
                .startOn(tasks));
  }

  private static List<Review> reviews(List<EpisodeRow> rows) throws IOException {
    List<Review> reviews = new ArrayList<>();
    for (EpisodeRow row : rows) {
      reviews.add(new ReviewJournal(row.bundle().review()).read());
    }
    return reviews;
  }

  private void found(EpisodeView view, Consumer<List<EpisodeRow>> then) {
    Library store = library.store();
    if (store == null) {
      return;
    }
    String query = view.query();
    BackgroundTask.of(
            "Reading the catalogue",
            _ -> {
              var listing = store.browse(query);
              List<EpisodeRow> rows = new ArrayList<>();
              for (int from = 0; from < listing.size(); from += PAGE) {
                for (EpisodeRow row : listing.rows(from, Math.min(listing.size(), from + PAGE))) {
                  if (row != null) {
                    rows.add(row);
                  }
                }
              }
              return rows;
            })
        .onSuccess(then)
        .onFailure(e ->
            notices.accept(Notice.warning("The catalogue could not be read", String.valueOf(e))))
        .startOn(tasks);
  }
}
