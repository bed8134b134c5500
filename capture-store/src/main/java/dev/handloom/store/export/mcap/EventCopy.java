package dev.handloom.store.export.mcap;

import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.Foxglove;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.Topics;
import dev.handloom.store.review.Review;
import java.util.LinkedHashMap;
import java.util.Map;

/// What happened, and what people said of it.
final class EventCopy {
  static final String SEGMENTS = "/studio/segments";
  static final String MARKS = "/studio/marks";
  static final String REVIEW_METADATA = Topics.REVIEW_METADATA;

  private final ExportSource source;
  private final ExportOutput out;
  private final PayloadWriter payload;
  private final int events;
  private int marks = -1;

  EventCopy(ExportSource source, ExportOutput out, PayloadWriter payload) {
    this.source = source;
    this.out = out;
    this.payload = payload;
    events = out.channel(Form.LOG.schema(), Topics.EVENTS, Map.of());
  }

  void event(EpisodeEvent event) {
    payload.event(event);
    out.message(events, event.studioNanos(), event.studioNanos(), payload);
  }

  /// A moment that a person marked while it was recorded.
  void mark(EpisodeEvent event) {
    if (marks < 0) {
      marks = out.channel(Foxglove.EVENT, MARKS, Map.of());
    }
    payload.stretch(
        event.studioNanos(), event.studioNanos(), Map.of("kind", "mark", "text", event.text()));
    out.message(marks, event.studioNanos(), event.studioNanos(), payload);
  }

  /// Verdict and tags as metadata, segments as events.
  void review() {
    Review review = source.review();
    Map<String, String> said = new LinkedHashMap<>();
    said.put("verdict", review.verdict().name());
    said.put("tags", String.join(" ", review.tags()));
    if (!source.nameless()) {
      said.put("note", review.note());
    }
    Integer score = review.score();
    said.put("score", score == null ? "" : score.toString());
    if (!source.nameless()) {
      said.put("reason", review.reason());
    }
    out.metadata(REVIEW_METADATA, said);
    long start = source.manifest().times().startNanos();
    ExportSource.Stretch wanted = source.stretch();
    int segments = -1;
    for (Review.Segment segment : review.segments()) {
      long from = start + segment.fromNanos();
      long to = start + segment.toNanos();
      if (from > wanted.toNanos() || to < wanted.fromNanos()) {
        continue;
      }
      if (segments < 0) {
        segments = out.channel(Foxglove.EVENT, SEGMENTS, Map.of());
      }
      Map<String, String> words = new LinkedHashMap<>();
      words.put("kind", "segment");
      words.put("label", segment.label());
      words.put("text", segment.text());
      words.put("tier", segment.tier());
      if (!source.nameless()) {
        words.put("who", segment.who());
      }
      words.put("id", segment.id());
      payload.stretch(from, to, words);
      // One that began before the exported part is told at its beginning.
      long told = Math.max(from, wanted.fromNanos());
      out.message(segments, told, told, payload);
    }
  }
}
