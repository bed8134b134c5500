package dev.handloom.store.library;

import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Which edits were made in a library, and which of them are undone, so that they can be undone
/// after a restart, too. Only a memory aid: what holds stands in the journals of the episodes.
final class EditLog {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /// Nobody undoes more.
  private static final int MOST = 200;

  /// Longer, and it is written anew.
  private static final int MOST_LINES = 4 * MOST;

  private static final long MOST_BYTES = 64L << 20;

  /// What became of an edit.
  enum Act {
    DONE,
    UNDONE,
    REDONE
  }

  /// What an edit did.
  enum Kind {
    JOURNAL,
    TRASH
  }

  /// One line; of those that follow on the first, only act and edit count.
  ///
  /// @param edit the name that its lines in the journals bear
  /// @param words what it did, for a person
  record Line(Act act, String edit, Kind kind, String who, String words, List<String> episodes) {
    Line {
      Objects.requireNonNull(act);
      Objects.requireNonNull(edit);
      kind = Objects.requireNonNullElse(kind, Kind.JOURNAL);
      who = Objects.requireNonNullElse(who, "");
      words = Objects.requireNonNullElse(words, "");
      episodes = episodes == null ? List.of() : List.copyOf(episodes);
    }

    Line now(Act next) {
      return new Line(next, edit, kind, who, words, episodes);
    }
  }

  private final Path path;

  EditLog(Path library) {
    path = library.resolve("edits.jsonl");
  }

  void add(Line line) throws IOException {
    Durable.append(path, JSON.writeValueAsString(line) + "\n");
  }

  /// The edit that a reviewer would undo now; null with none.
  @Nullable Line toUndo(String who) throws IOException {
    for (Line line : of(who).reversed()) {
      if (line.act() != Act.UNDONE) {
        return line;
      }
    }
    return null;
  }

  /// An edit of a reviewer that is not undone; null without such a one.
  @Nullable Line holding(String who, String edit) throws IOException {
    for (Line line : of(who)) {
      if (line.edit().equals(edit) && line.act() != Act.UNDONE) {
        return line;
      }
    }
    return null;
  }

  /// The edit that a reviewer would redo now; null with none.
  @Nullable Line toRedo(String who) throws IOException {
    List<Line> edits = of(who);
    Line next = null;
    // Those undone last stand at the end; the first of them is redone first.
    for (Line line : edits.reversed()) {
      if (line.act() != Act.UNDONE) {
        break;
      }
      next = line;
    }
    return next;
  }

  /// One for each edit of a reviewer, with what became of it, oldest first.
  private List<Line> of(String who) throws IOException {
    List<Line> edits = new ArrayList<>();
    for (Line line : lines()) {
      if (!line.who().equals(who)) {
        continue;
      }
      if (line.act() == Act.DONE) {
        // What was undone before something new was done cannot be redone any more.
        edits.removeIf(before -> before.act() == Act.UNDONE);
        edits.add(line);
      } else {
        edits.replaceAll(before -> before.edit().equals(line.edit()) ? line : before);
      }
    }
    return edits.subList(Math.max(0, edits.size() - MOST), edits.size());
  }

  private List<Line> lines() throws IOException {
    if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
      return List.of();
    }
    List<Line> lines = new ArrayList<>();
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      try {
        lines.add(Objects.requireNonNull(JSON.readValue(line, Line.class)));
      } catch (JacksonException | NullPointerException e) {
        // Cut by a crash: that edit cannot be undone from here, and nothing else is lost.
      }
    }
    if (lines.size() > MOST_LINES) {
      List<Line> kept = lines.subList(lines.size() - MOST_LINES / 2, lines.size());
      StringBuilder all = new StringBuilder();
      for (Line line : kept) {
        all.append(JSON.writeValueAsString(line)).append('\n');
      }
      Durable.replace(path, all.toString());
    }
    return lines;
  }
}
