package dev.handloom.store.review;

import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A bundle's `review.jsonl`: one decision a line, forced to the disk before it counts.
public final class ReviewJournal {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path path;

  public ReviewJournal(Path path) {
    this.path = path;
  }

  /// Writes decisions down; all are on the disk when it comes back.
  public void append(List<ReviewEntry> entries) throws IOException {
    StringBuilder lines = new StringBuilder();
    if (endsWithinALine()) {
      // A crash cut the last line: keep the new one apart from it.
      lines.append('\n');
    }
    for (ReviewEntry entry : entries) {
      lines.append(JSON.writeValueAsString(entry)).append('\n');
    }
    Durable.append(path, lines.toString());
  }

  private boolean endsWithinALine() throws IOException {
    if (!Files.exists(path)) {
      return false;
    }
    byte[] bytes = Files.readAllBytes(path);
    return bytes.length > 0 && bytes[bytes.length - 1] != '\n';
  }

  /// What holds now.
  public Review read() throws IOException {
    if (!Files.exists(path)) {
      return Review.EMPTY;
    }
    Verdict verdict = Verdict.NONE;
    TreeSet<String> tags = new TreeSet<>();
    String note = "";
    int damaged = 0;
    // Damaged bytes must not keep the good lines from being read.
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      ReviewEntry entry;
      try {
        entry = JSON.readValue(line, ReviewEntry.class);
      } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
        damaged++;
        continue;
      }
      switch (entry.what()) {
        case VERDICT -> verdict = Verdict.valueOf(entry.value());
        case TAG -> tags.add(entry.value());
        case UNTAG -> tags.remove(entry.value());
        case NOTE -> note = entry.value();
      }
    }
    return new Review(verdict, List.copyOf(tags), note, damaged);
  }
}
