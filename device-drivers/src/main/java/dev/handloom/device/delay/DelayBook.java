package dev.handloom.device.delay;

import dev.handloom.device.clock.KnownDelay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// All delays that were measured at this workplace, newest last. A device has at most one a format.
///
/// @param schema the version of this layout
public record DelayBook(int schema, List<MeasuredDelay> delays) {
  public static final int SCHEMA = 1;
  public static final DelayBook EMPTY = new DelayBook(SCHEMA, List.of());

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public DelayBook {
    delays = List.copyOf(delays);
  }

  /// Reads the text of a book.
  public static DelayBook parse(byte[] text) throws IOException {
    try {
      DelayBook book = JSON.readValue(text, DelayBook.class);
      if (book == null) {
        throw new IOException("it holds nothing");
      }
      if (book.schema() > SCHEMA) {
        throw new IOException("it was written by a newer version");
      }
      return book;
    } catch (JacksonException | NullPointerException | IllegalArgumentException e) {
      throw new IOException("it is damaged", e);
    }
  }

  public String text() {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
  }

  /// A book with this measurement in place of the one before of the same device and format.
  public DelayBook with(MeasuredDelay delay) {
    DelayKey key = key(delay);
    List<MeasuredDelay> next = new ArrayList<>(without(key).delays());
    next.add(delay);
    return new DelayBook(SCHEMA, next);
  }

  /// A book that knows nothing of this device and format.
  public DelayBook without(DelayKey key) {
    return new DelayBook(SCHEMA, delays.stream().filter(known -> !known.of(key)).toList());
  }

  private static DelayKey key(MeasuredDelay delay) {
    return new DelayKey(
        delay.driver(), delay.kind(), delay.device(), delay.address(), delay.format());
  }

  /// What was measured on this very device; null where nothing was.
  public @Nullable MeasuredDelay of(DelayKey key) {
    return delays.stream().filter(known -> known.of(key)).findFirst().orElse(null);
  }

  /// What is known of a device's delay: its own measurement, else what others of its kind came to.
  /// Null where nothing is known.
  public @Nullable KnownDelay known(DelayKey key) {
    MeasuredDelay own = of(key);
    if (own != null) {
      return KnownDelay.own(own.leastNanos(), own.uncertaintyNanos(), own.method(), own.day());
    }
    List<MeasuredDelay> others = delays.stream().filter(known -> known.ofKind(key)).toList();
    if (others.isEmpty()) {
      return null;
    }
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    long doubt = 0;
    for (MeasuredDelay other : others) {
      least = Math.min(least, other.leastNanos());
      most = Math.max(most, other.leastNanos());
      doubt = Math.max(doubt, other.uncertaintyNanos());
    }
    return KnownDelay.ofItsKind(
        (least + most) / 2, doubt + (most - least), others.size(), others.getLast().day());
  }
}
