package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what an episode is worth.
@Command(
    name = "review",
    description =
        "Judge an episode: its verdict, score, reason, note, segments. What is given is written"
            + " down; without anything, what holds is shown.")
final class ReviewCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(paramLabel = "EPISODE", description = "The beginning or end of its id, or 'last'.")
  private String episode = "";

  @Option(
      names = "--verdict",
      paramLabel = "WORD",
      description = "success, fail, unsure, or none to take it back; accepted and rejected, too.")
  private @Nullable String verdict;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is rejected.")
  private @Nullable String reason;

  @Option(names = "--score", paramLabel = "0-100", description = "How good it is; '' for none.")
  private @Nullable String score;

  @Option(names = "--note", paramLabel = "TEXT", description = "In place of the note before.")
  private @Nullable String note;

  @Option(
      names = "--segment",
      arity = "3",
      paramLabel = "FROM TO LABEL",
      description = "A stretch of the take and its label; seconds, or as 1:02.5. Repeatable.")
  private List<String> segments = new ArrayList<>();

  @Option(names = "--text", paramLabel = "TEXT", description = "The instruction of the segment.")
  private String text = "";

  @Option(names = "--tier", paramLabel = "NAME", description = "The row of the segment.")
  private String tier = "";

  @Option(
      names = "--use",
      arity = "2",
      paramLabel = "FROM TO",
      description = "Only this stretch is to be used.")
  private List<String> use = new ArrayList<>();

  @Option(names = "--use-all", description = "All of the take is to be used again.")
  private boolean useAll;

  @Option(
      names = "--undo",
      paramLabel = "ENTRY",
      description = "Undo an entry of the journal, by its id; --history shows them.")
  private List<String> undo = new ArrayList<>();

  @Option(names = "--history", description = "Show every entry, and what was undone.")
  private boolean history;

  @Option(names = "--by", paramLabel = "NAME", description = "Who says so; you if not given.")
  private String who = System.getProperty("user.name", "");

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ReviewCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Answer(ReviewText.Judged review, List<ReviewText.Entry> history) {}

  @Override
  public Integer call() throws IOException {
    List<ReviewEntry> entries;
    try {
      entries = entries();
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.USAGE, String.valueOf(e.getMessage()));
    }
    try (Library store = library.open(folders, terminal)) {
      EpisodeRow row = store.find(episode);
      ReviewJournal journal = new ReviewJournal(row.bundle().review());
      for (String id : undo) {
        if (journal.history().stream().noneMatch(n -> n.entry().id().equals(id))) {
          throw new CommandFailed(
              CommandFailed.USAGE,
              "There is no entry " + id + "; --history shows them: " + row.bundle().review());
        }
      }
      withinTheTake(entries, row);
      Review now = entries.isEmpty() ? journal.read() : store.review(row.id(), entries);
      List<ReviewText.Entry> all = history ? ReviewText.history(journal.history()) : List.of();
      if (json.json) {
        ReviewText.Judged judged = ReviewText.json(row, now);
        terminal.json(history ? new Answer(judged, all) : judged);
        return 0;
      }
      terminal.say("Episode   " + row.id());
      List<String> lines = ReviewText.lines(now);
      lines.forEach(terminal::say);
      if (lines.isEmpty()) {
        terminal.say("Nobody has judged it yet.");
      }
      for (ReviewText.Entry entry : all) {
        terminal.say(
            entry.time()
                + "  "
                + entry.id()
                + "  "
                + (entry.who().isEmpty() ? "" : entry.who() + "  ")
                + entry.what()
                + (entry.value().isEmpty() ? "" : " " + entry.value())
                + (entry.undoneBy() == null ? "" : "  (undone by " + entry.undoneBy() + ")"));
      }
      return 0;
    }
  }

  private List<ReviewEntry> entries() {
    List<ReviewEntry> entries = new ArrayList<>();
    if (verdict != null) {
      entries.add(ReviewEntry.now(who, What.VERDICT, verdict(verdict).name()));
    }
    if (reason != null) {
      entries.add(ReviewEntry.now(who, What.REASON, reason));
    }
    if (score != null) {
      entries.add(ReviewEntry.now(who, What.SCORE, score));
    }
    if (note != null) {
      entries.add(ReviewEntry.now(who, What.NOTE, note));
    }
    for (int i = 0; i + 2 < segments.size(); i += 3) {
      entries.add(
          ReviewEntry.segment(
              who,
              segments.get(i + 2),
              nanos("--segment", segments.get(i)),
              nanos("--segment", segments.get(i + 1)),
              text,
              tier));
    }
    if (use.size() == 2) {
      entries.add(ReviewEntry.use(who, nanos("--use", use.get(0)), nanos("--use", use.get(1))));
    } else if (useAll) {
      entries.add(ReviewEntry.now(who, What.USE, ""));
    }
    undo.forEach(id -> entries.add(ReviewEntry.now(who, What.UNDO, id)));
    return entries;
  }

  private static void withinTheTake(List<ReviewEntry> entries, EpisodeRow row) {
    for (ReviewEntry entry : entries) {
      Long to = entry.toNanos();
      if (to != null && to > row.durationNanos()) {
        throw new CommandFailed(
            CommandFailed.USAGE,
            String.format(
                Locale.ROOT,
                "The take is %.3f s long; nothing can end at %.3f s.",
                row.durationNanos() / 1e9,
                to / 1e9));
      }
    }
  }

  private static Verdict verdict(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "success", "accepted", "accept" -> Verdict.SUCCESS;
      case "fail", "failed", "rejected", "reject" -> Verdict.FAIL;
      case "unsure" -> Verdict.UNSURE;
      case "none" -> Verdict.NONE;
      default ->
          throw new CommandFailed(
              CommandFailed.USAGE,
              "There is no verdict \"" + word + "\". Use success, fail, unsure or none.");
    };
  }

  /// Seconds, or minutes and seconds.
  private static long nanos(String option, String time) {
    if (!time.matches("(\\d+:)?\\d+(\\.\\d+)?")) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          option + " needs times in seconds, or as 1:02.5, not \"" + time + "\"");
    }
    int colon = time.indexOf(':');
    double minutes = colon < 0 ? 0 : Double.parseDouble(time.substring(0, colon));
    return Math.round((minutes * 60 + Double.parseDouble(time.substring(colon + 1))) * 1e9);
  }
}
