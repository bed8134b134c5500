package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts tags on episodes and takes them off.
@Command(
    name = "tag",
    description =
        "Put tags on episodes and take them off: handloom tag last k7qz24md +left-handed -slow")
final class TagCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "EPISODE|+TAG|-TAG",
      description =
          "Episodes by the beginning or end of their ids, or 'last'; then the tags to add with a +,"
              + " and those to take off with a -.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--by", paramLabel = "NAME", description = "Who says so; you if not given.")
  private String who = System.getProperty("user.name", "");

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  TagCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException {
    List<String> episodes = new ArrayList<>();
    List<ReviewEntry> changes = new ArrayList<>();
    for (String word : words) {
      if (word.startsWith("--")) {
        throw new CommandFailed(CommandFailed.USAGE, "There is no option " + word);
      } else if (word.startsWith("+") || word.startsWith("-")) {
        changes.add(change(word));
      } else {
        episodes.add(word);
      }
    }
    if (episodes.isEmpty()) {
      throw new CommandFailed(CommandFailed.USAGE, "Say which EPISODE: its id, or 'last'.");
    }
    try (Library store = library.open(folders, terminal)) {
      // All are looked up before the first is changed.
      List<EpisodeRow> rows = new ArrayList<>();
      for (String episode : episodes) {
        rows.add(store.find(episode));
      }
      List<ReviewText.Judged> answers = new ArrayList<>();
      for (EpisodeRow row : rows) {
        // An entry has an id of its own in each journal.
        List<ReviewEntry> own =
            changes.stream().map(c -> ReviewEntry.now(who, c.what(), c.value())).toList();
        Review now = store.review(row.id(), own);
        answers.add(ReviewText.json(row, now));
        if (!json.json) {
          terminal.say(
              row.id() + "  " + (now.tags().isEmpty() ? "no tags" : String.join(" ", now.tags())));
        }
      }
      if (json.json) {
        terminal.json(answers);
      }
      return 0;
    }
  }

  private ReviewEntry change(String word) {
    try {
      return ReviewEntry.now(who, word.startsWith("+") ? What.TAG : What.UNTAG, word.substring(1));
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.USAGE, String.valueOf(e.getMessage()));
    }
  }
}
