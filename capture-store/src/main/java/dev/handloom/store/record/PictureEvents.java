package dev.handloom.store.record;

import dev.handloom.device.stream.PictureSpell;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.util.Locale;

/// What was wrong with pictures, as an event of the take.
final class PictureEvents {
  private PictureEvents() {}

  static EpisodeEvent of(String stream, PictureSpell spell) {
    double seconds = (spell.untilNanos() - spell.fromNanos()) / 1e9;
    String text =
        switch (spell.fault()) {
          case FROZEN -> format("The same picture came again and again for %.1f s", seconds);
          case REPEATED ->
              spell.pictures() == 1
                  ? "A picture came twice"
                  : format("%d pictures came twice within %.1f s", spell.pictures(), seconds);
          case BLACK -> format("The picture was black for %.1f s", seconds);
          case BLURRED -> format("The picture was blurred for %.1f s", seconds);
        };
    EventKind kind =
        switch (spell.fault()) {
          case FROZEN -> EventKind.PICTURE_FROZEN;
          case REPEATED -> EventKind.PICTURE_REPEATED;
          case BLACK -> EventKind.PICTURE_BLACK;
          case BLURRED -> EventKind.PICTURE_BLURRED;
        };
    return new EpisodeEvent(
        spell.fromNanos(), kind, stream, spell.pictures(), text, spell.untilNanos());
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
