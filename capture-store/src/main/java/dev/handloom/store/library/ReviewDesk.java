package dev.handloom.store.library;

import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EditLog.Act;
import dev.handloom.store.library.EditLog.Kind;
import dev.handloom.store.library.EditLog.Line;
import dev.handloom.store.library.Library.Revision;
import dev.handloom.store.review.Review.Noted;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a reviewer edits: each edit, of one episode or of many, is written with its name, and can
/// be undone and redone in one stroke, by the one who made it, also after a restart.
public final class ReviewDesk {
  private static final String UNDO = "undo ";
  private static final String REDO = "redo ";

  private final Library library;
  private final EditLog log;
  private final String who;

  /// @param who each line carries; may be empty
  public ReviewDesk(Library library, String who) {
    this.library = library;
    this.who = who;
    log = new EditLog(library.folder());
  }

  /// What came of an edit.
  ///
  /// @param edit its name; empty when there was nothing to do
  /// @param words what the edit does, for a person; empty when there was nothing to do
  /// @param episodes those it changed
  /// @param failed those it could not change, with the reason
  public record Outcome(
      String edit, String words, List<EpisodeId> episodes, Map<EpisodeId, String> failed) {
    /// Nothing was to be done.
    public static final Outcome NOTHING = new Outcome("", "", List.of(), Map.of());

    public Outcome {
      episodes = List.copyOf(episodes);
      failed = Map.copyOf(failed);
    }
  }

  /// What is done to one episode of an edit.
  @FunctionalInterface
  private interface Step {
    /// @return whether there was something to do
    boolean on(EpisodeId id) throws IOException;
  }

  /// Writes lines to the journals of episodes; where there is nothing to write, nothing is.
  public Outcome change(String words, List<EpisodeId> episodes, Revision revision)
      throws IOException {
    String edit = ReviewEntry.newName();
    // Known before it is done: what a crash leaves of it can be undone.
    Line line = line(edit, Kind.JOURNAL, words, episodes);
    boolean[] told = new boolean[1];
    return each(
        edit,
        words,
        episodes,
        id -> {
          boolean[] any = new boolean[1];
          library.review(
              id,
              history -> {
                List<ReviewEntry> entries =
                    revision.of(history).stream().map(entry -> entry.in(edit)).toList();
                any[0] = !entries.isEmpty();
                if (any[0] && !told[0]) {
                  told[0] = true;
                  log.add(line);
                }
                return entries;
              });
          return any[0];
        });
  }

  /// Moves episodes to the trash.
  public Outcome trash(String words, List<EpisodeId> episodes) throws IOException {
    String edit = ReviewEntry.newName();
    Outcome outcome =
        each(
            edit,
            words,
            episodes,
            id -> {
              library.trash(id, who);
              return true;
            });
    if (!outcome.episodes().isEmpty()) {
      log.add(line(edit, Kind.TRASH, words, outcome.episodes()));
    }
    return outcome;
  }

  /// What would be undone, in words; empty with nothing.
  public String undoWords() throws IOException {
    return words(log.toUndo(who));
  }

  /// What would be redone, in words; empty with nothing.
  public String redoWords() throws IOException {
    return words(log.toRedo(who));
  }

  private static String words(@Nullable Line line) {
    return line == null ? "" : line.words();
  }

  /// Takes back what this reviewer did last.
  public Outcome undo() throws IOException {
    return undo(log.toUndo(who));
  }

  /// Takes back one edit, if it holds.
  public Outcome undo(String edit) throws IOException {
    return undo(log.holding(who, edit));
  }

  private Outcome undo(@Nullable Line line) throws IOException {
    if (line == null) {
      return Outcome.NOTHING;
    }
    Step step =
        line.kind() == Kind.TRASH
            ? id -> {
              library.restore(id, who);
              return true;
            }
            : id -> appended(id, history -> undo(history, line.edit()));
    return over(line, Act.UNDONE, step);
  }

  /// Does again what was undone last.
  public Outcome redo() throws IOException {
    Line line = log.toRedo(who);
    if (line == null) {
      return Outcome.NOTHING;
    }
    Step step =
        line.kind() == Kind.TRASH
            ? id -> {
              library.trash(id, who);
              return true;
            }
            : id -> appended(id, history -> redo(history, line.edit()));
    return over(line, Act.REDONE, step);
  }

  private Outcome over(Line line, Act act, Step step) throws IOException {
    List<EpisodeId> ids = line.episodes().stream().map(EpisodeId::new).toList();
    Outcome outcome = each(line.edit(), line.words(), ids, step);
    // Also where an episode is gone for good: else it would stand in the way for ever.
    log.add(line.now(act));
    return outcome;
  }

  private boolean appended(EpisodeId id, Revision revision) throws IOException {
    int[] count = new int[1];
    library.review(
        id,
        history -> {
          List<ReviewEntry> entries = revision.of(history);
          count[0] = entries.size();
          return entries;
        });
    return count[0] > 0;
  }

  private List<ReviewEntry> undo(List<Noted> history, String edit) {
    List<ReviewEntry> entries = new ArrayList<>();
    for (Noted noted : history) {
      if (edit.equals(noted.entry().edit()) && noted.undoneBy() == null) {
        entries.add(ReviewEntry.now(who, What.UNDO, noted.entry().id()).in(UNDO + edit));
      }
    }
    return entries;
  }

  private List<ReviewEntry> redo(List<Noted> history, String edit) {
    List<ReviewEntry> entries = new ArrayList<>();
    for (Noted noted : history) {
      if ((UNDO + edit).equals(noted.entry().edit()) && noted.undoneBy() == null) {
        entries.add(ReviewEntry.now(who, What.UNDO, noted.entry().id()).in(REDO + edit));
      }
    }
    return entries;
  }

  private Outcome each(String edit, String words, List<EpisodeId> episodes, Step step)
      throws IOException {
    List<EpisodeId> done = new ArrayList<>();
    Map<EpisodeId, String> failed = new HashMap<>();
    for (EpisodeId id : episodes) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("It was stopped after " + done.size() + " episodes");
      }
      try {
        if (step.on(id)) {
          done.add(id);
        }
      } catch (LibraryException e) {
        failed.put(id, String.valueOf(e.getMessage()));
      }
    }
    if (done.isEmpty() && failed.size() == 1 && episodes.size() == 1) {
      throw new LibraryException(failed.values().iterator().next());
    }
    return new Outcome(edit, words, done, failed);
  }

  private Line line(String edit, Kind kind, String words, List<EpisodeId> episodes) {
    return new Line(
        Act.DONE, edit, kind, who, words, episodes.stream().map(EpisodeId::text).toList());
  }
}
