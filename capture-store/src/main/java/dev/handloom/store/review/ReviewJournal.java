package dev.handloom.store.review;

import dev.handloom.store.disk.Durable;
import dev.handloom.store.review.Review.Dismissal;
import dev.handloom.store.review.Review.Noted;
import dev.handloom.store.review.Review.Opinion;
import dev.handloom.store.review.Review.Segment;
import dev.handloom.store.review.Review.Stretch;
import dev.handloom.store.review.ReviewEntry.What;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A bundle's `review.jsonl`: one decision a line, forced to the disk before it counts.
public final class ReviewJournal {
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /// A larger journal is garbage.
  private static final long MOST_BYTES = 256L << 20;

  private final Path path;

  public ReviewJournal(Path path) {
    this.path = path;
  }

  /// Writes decisions down; all are on the disk when it comes back.
  public void append(List<ReviewEntry> entries) throws IOException {
    if (entries.isEmpty()) {
      return;
    }
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
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      if (file.length() == 0) {
        return false;
      }
      file.seek(file.length() - 1);
      return file.read() != '\n';
    }
  }

  /// The lines that could be read, and how many could not.
  private record Lines(List<ReviewEntry> entries, int damaged, int newer) {}

  private Lines lines() throws IOException {
    List<ReviewEntry> entries = new ArrayList<>();
    if (!Files.exists(path)) {
      return new Lines(entries, 0, 0);
    }
    if (Files.size(path) > MOST_BYTES) {
      throw new IOException("The journal is too large to be one: " + path);
    }
    int damaged = 0;
    int newer = 0;
    int number = 0;
    // Damaged bytes must not keep the good lines from being read.
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        JsonNode tree = JSON.readTree(line);
        if (tree.path("v").asInt(1) > ReviewEntry.VERSION) {
          newer++;
          continue;
        }
        ReviewEntry entry = Objects.requireNonNull(JSON.treeToValue(tree, ReviewEntry.class));
        entries.add(entry.id().isEmpty() ? entry.named("line-" + number) : entry);
      } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
        damaged++;
      }
    }
    return new Lines(entries, damaged, newer);
  }

  /// Everything that was ever decided, oldest first, and what of it was undone.
  public List<Noted> history() throws IOException {
    return noted(lines().entries());
  }

  private static List<Noted> noted(List<ReviewEntry> entries) {
    Map<String, String> undoneBy = new HashMap<>();
    // The newest first: what undid something may be undone itself.
    for (ReviewEntry entry : entries.reversed()) {
      if (entry.what() == What.UNDO && !undoneBy.containsKey(entry.id())) {
        undoneBy.putIfAbsent(entry.value(), entry.id());
      }
    }
    return entries.stream().map(entry -> new Noted(entry, undoneBy.get(entry.id()))).toList();
  }

  /// What holds now.
  public Review read() throws IOException {
    Lines lines = lines();
    if (lines.entries().isEmpty() && lines.damaged() == 0 && lines.newer() == 0) {
      return Review.EMPTY;
    }
    Verdict verdict = Verdict.NONE;
    TreeSet<String> tags = new TreeSet<>();
    List<Segment> segments = new ArrayList<>();
    List<Segment> proposals = new ArrayList<>();
    String note = "";
    String reason = "";
    Integer score = null;
    Stretch use = null;
    Map<String, Verdict> opinions = new TreeMap<>();
    String settled = null;
    List<Dismissal> dismissals = new ArrayList<>();
    for (Noted noted : noted(lines.entries())) {
      ReviewEntry entry = noted.entry();
      if (noted.undoneBy() != null) {
        continue;
      }
      switch (entry.what()) {
        case VERDICT -> {
          verdict = Verdict.valueOf(entry.value());
          opinions.put(entry.who(), verdict);
          // What is said afterwards opens it again.
          settled = null;
        }
        case SETTLE -> {
          verdict = Verdict.valueOf(entry.value());
          settled = entry.who();
        }
        case DISMISS ->
            dismissals.add(
                new Dismissal(
                    entry.value(),
                    entry.who(),
                    Objects.requireNonNullElse(entry.text(), ""),
                    entry.unixNanos()));
        case TAG -> tags.add(entry.value());
        case UNTAG -> tags.remove(entry.value());
        case NOTE -> note = entry.value();
        case REASON -> reason = entry.value();
        case SCORE -> score = entry.value().isEmpty() ? null : Integer.valueOf(entry.value());
        case USE -> use = stretch(entry);
        case SEGMENT -> {
          Segment segment = segment(entry);
          (segment.proposed() ? proposals : segments).add(segment);
        }
        case TRASH, RESTORE, UNDO -> {
          // Where it lies says whether it is in the trash.
        }
      }
    }
    Comparator<Segment> order =
        Comparator.comparingLong(Segment::fromNanos).thenComparing(Segment::id);
    segments.sort(order);
    proposals.sort(order);
    return new Review(
        verdict,
        List.copyOf(tags),
        note,
        score,
        reason,
        segments,
        proposals,
        use,
        opinions.entrySet().stream()
            .filter(each -> each.getValue() != Verdict.NONE)
            .map(each -> new Opinion(each.getKey(), each.getValue()))
            .toList(),
        settled,
        dismissals,
        lines.damaged(),
        lines.newer());
  }

  private static @Nullable Stretch stretch(ReviewEntry entry) {
    Long from = entry.fromNanos();
    Long to = entry.toNanos();
    return from == null || to == null ? null : new Stretch(from, to);
  }

  private static Segment segment(ReviewEntry entry) {
    return new Segment(
        entry.id(),
        Objects.requireNonNull(entry.fromNanos()),
        Objects.requireNonNull(entry.toNanos()),
        entry.value(),
        Objects.requireNonNullElse(entry.text(), ""),
        Objects.requireNonNullElse(entry.tier(), ""),
        entry.who());
  }
}
