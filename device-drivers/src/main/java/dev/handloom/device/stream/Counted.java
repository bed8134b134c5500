package dev.handloom.device.stream;

import java.util.Locale;

/// How many, as a person says it: "1 sample", "1,204 samples".
public final class Counted {
  private Counted() {}

  /// @param one what follows a one
  /// @param more what follows any other number
  public static String of(long count, String one, String more) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : more);
  }

  /// Of things that take an s.
  public static String of(long count, String one) {
    return of(count, one, one + "s");
  }
}
