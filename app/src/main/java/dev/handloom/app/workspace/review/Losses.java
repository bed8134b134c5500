package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.plot.PlotMark;
import dev.handloom.store.payload.EpisodeEvent;
import java.util.List;
import java.util.Locale;

/// Where something is missing in an episode.
final class Losses {
  private static final long MARK_NANOS = 50_000_000;

  private Losses() {}

  /// The events that tell of a loss.
  static List<EpisodeEvent> among(List<EpisodeEvent> events) {
    return events.stream()
        .filter(event ->
            switch (event.kind()) {
              case LOST, OVERRUN, NOT_ENCODED, CAMERA_FAILED, GAP, SUSPENDED -> true;
              case PICTURE_FROZEN, PICTURE_REPEATED, PICTURE_BLACK, PICTURE_BLURRED -> true;
              case NEW_PART -> event.count() > 0;
              default -> false;
            })
        .toList();
  }

  /// The losses of one stream, as marks over its line.
  static List<PlotMark> marks(List<EpisodeEvent> events, String stream) {
    return among(events).stream()
        .filter(event -> event.subject().equals(stream))
        .map(event ->
            new PlotMark(
                event.studioNanos(),
                Math.max(until(event), event.studioNanos() + MARK_NANOS),
                words(event)))
        .toList();
  }

  /// Spoilt pictures are there, and as long as they are spoilt is marked.
  private static long until(EpisodeEvent event) {
    return switch (event.kind()) {
      case PICTURE_FROZEN, PICTURE_BLACK, PICTURE_BLURRED -> event.untilNanos();
      default -> event.studioNanos();
    };
  }

  /// In a word or two.
  static String words(EpisodeEvent event) {
    return switch (event.kind()) {
      case PICTURE_FROZEN -> "Frozen";
      case PICTURE_REPEATED -> "Came twice";
      case PICTURE_BLACK -> "Black";
      case PICTURE_BLURRED -> "Blurred";
      default ->
          event.count() > 0
              ? String.format(Locale.ROOT, "%d missing", event.count())
              : "Pictures missing";
    };
  }
}
