package dev.handloom.store.library;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Times, days and sizes as a person writes them.
final class QueryValues {
  private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(\\p{L}*)");
  private static final Pattern CLOCK =
      Pattern.compile("(?:(\\d+):)?(\\d{1,3}):(\\d{2}(?:\\.\\d+)?)");
  private static final Pattern DAYS_AGO = Pattern.compile("(\\d{1,5})d");

  private static final Map<String, Double> NANOS =
      Map.of(
          "ns", 1.0, "us", 1e3, "µs", 1e3, "μs", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "m", 60e9,
          "h", 3600e9);

  private static final Map<String, Double> BYTES =
      Map.of("b", 1.0, "", 1.0, "kb", 1e3, "mb", 1e6, "gb", 1e9, "tb", 1e12);

  private final Clock clock;

  QueryValues(Clock clock) {
    this.clock = clock;
  }

  /// A stretch of days, from midnight to midnight where the person is.
  record Day(long beginUnixNanos, long endUnixNanos) {}

  QueryException wrong(QueryKey key, QueryWord word, String why) {
    return new QueryException(
        word.typed(),
        "\""
            + word.typed()
            + "\" cannot be understood. "
            + why
            + ": "
            + key.word()
            + " is "
            + key.meaning()
            + ", as in "
            + key.example());
  }

  double nanos(QueryKey key, QueryWord word) throws QueryException {
    Matcher time = CLOCK.matcher(word.value());
    if (time.matches()) {
      double hours = time.group(1) == null ? 0 : Double.parseDouble(time.group(1));
      double minutes = Double.parseDouble(time.group(2));
      return ((hours * 60 + minutes) * 60 + Double.parseDouble(time.group(3))) * 1e9;
    }
    Matcher amount = AMOUNT.matcher(word.value());
    Double unit = amount.matches() ? NANOS.get(amount.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw wrong(key, word, "Write a time with µs, ms, s, min or h");
    }
    return Double.parseDouble(amount.group(1)) * unit;
  }

  double bytes(QueryKey key, QueryWord word) throws QueryException {
    Matcher amount = AMOUNT.matcher(word.value());
    Double unit = amount.matches() ? BYTES.get(amount.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw wrong(key, word, "Write a size with kB, MB, GB or TB");
    }
    return Double.parseDouble(amount.group(1)) * unit;
  }

  double number(QueryKey key, QueryWord word) throws QueryException {
    if (!word.value().matches("\\d{1,15}")) {
      throw wrong(key, word, "Write a whole number");
    }
    return Double.parseDouble(word.value());
  }

  /// `2026-11-01`, `2026-11`, `2026`, `2026-11-01T14:30`, `today`, `yesterday`, or `7d`: the day so
  /// many days ago.
  Day day(QueryKey key, QueryWord word) throws QueryException {
    String value = word.value().toLowerCase(Locale.ROOT);
    LocalDate today = LocalDate.now(clock);
    try {
      Matcher ago = DAYS_AGO.matcher(value);
      if (value.equals("today")) {
        return days(today, today.plusDays(1));
      } else if (value.equals("yesterday")) {
        return days(today.minusDays(1), today);
      } else if (ago.matches()) {
        LocalDate then = today.minusDays(Long.parseLong(ago.group(1)));
        return days(then, then.plusDays(1));
      } else if (value.matches("\\d{4}")) {
        LocalDate first = LocalDate.of(Integer.parseInt(value), 1, 1);
        return days(first, first.plusYears(1));
      } else if (value.matches("\\d{4}-\\d{2}")) {
        YearMonth month = YearMonth.parse(value);
        return days(month.atDay(1), month.plusMonths(1).atDay(1));
      } else if (value.contains("t")) {
        LocalDateTime moment = LocalDateTime.parse(value.toUpperCase(Locale.ROOT));
        long nanos = unixNanos(moment.atZone(clock.getZone()));
        return new Day(nanos, nanos + 1);
      }
      LocalDate date = LocalDate.parse(value);
      return days(date, date.plusDays(1));
    } catch (DateTimeException | ArithmeticException e) {
      throw wrong(key, word, "Write a day as 2026-11-01, today, yesterday or 7d");
    }
  }

  private Day days(LocalDate first, LocalDate end) {
    return new Day(
        unixNanos(first.atStartOfDay(clock.getZone())),
        unixNanos(end.atStartOfDay(clock.getZone())));
  }

  private static long unixNanos(ZonedDateTime time) {
    return Math.multiplyExact(time.toEpochSecond(), 1_000_000_000L) + time.getNano();
  }
}
