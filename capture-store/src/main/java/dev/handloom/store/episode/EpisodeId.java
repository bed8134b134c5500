package dev.handloom.store.episode;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names an episode everywhere and for ever: the start in UTC, to the millisecond, and forty random
/// bits. Sorts by time as a text, and can be told over the telephone.
///
/// @param text as `20261121-143005123-k7qz24md`
public record EpisodeId(String text) implements Comparable<EpisodeId> {
  private static final Pattern SHAPE = Pattern.compile("\\d{8}-\\d{9}-[0-9a-z]{8}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// Crockford's: without i, l, o and u.
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private static final int RANDOM_LETTERS = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  public EpisodeId {
    if (!isId(text)) {
      throw new IllegalArgumentException("Not the name of an episode: " + text);
    }
  }

  /// Whether a text has the shape of an id.
  public static boolean isId(String text) {
    return SHAPE.matcher(text).matches();
  }

  /// A new id for an episode that starts at that time.
  public static EpisodeId at(Instant start) {
    StringBuilder id = new StringBuilder(TIME.format(start)).append('-');
    for (int i = 0; i < RANDOM_LETTERS; i++) {
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return new EpisodeId(id.toString());
  }

  /// When it started, to the millisecond.
  public Instant start() {
    return TIME.parse(text.substring(0, text.lastIndexOf('-')), Instant::from);
  }

  /// Its folder in a library's folder of episodes: year, month, day, id.
  public Path under(Path episodes) {
    return episodes
        .resolve(text.substring(0, 4))
        .resolve(text.substring(4, 6))
        .resolve(text.substring(6, 8))
        .resolve(text);
  }

  @Override
  public int compareTo(EpisodeId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
