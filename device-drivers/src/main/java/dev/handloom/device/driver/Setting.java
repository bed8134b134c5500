package dev.handloom.device.driver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that a rig file may say to a driver, and everything that is to be said about it. A `*`
/// in the name stands for the name of a channel, as in `*.unit`.
public sealed interface Setting {
  /// As the rig file has it.
  String name();

  /// What holds without it, as one would write it; empty if it must be there or nothing holds.
  String otherwise();

  /// What it means to a person: one sentence.
  String meaning();

  /// What may be written, for a person.
  String form();

  /// What is wrong with a text, to follow the setting's name; null if it is good.
  @Nullable String complaint(String text);

  /// One of a few words.
  record Choice(String name, String otherwise, List<String> words, String meaning)
      implements Setting {
    public Choice {
      words = List.copyOf(words);
    }

    @Override
    public String form() {
      return words.size() == 1
          ? words.getFirst()
          : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    @Override
    public @Nullable String complaint(String text) {
      return words.contains(text) ? null : "must be " + form() + ", not " + text;
    }
  }

  /// True or false.
  record Flag(String name, boolean value, String meaning) implements Setting {
    @Override
    public String otherwise() {
      return String.valueOf(value);
    }

    @Override
    public String form() {
      return "true or false";
    }

    @Override
    public @Nullable String complaint(String text) {
      return text.equals("true") || text.equals("false")
          ? null
          : "must be true or false, not " + text;
    }
  }

  /// A whole number within limits.
  record Whole(String name, int value, int low, int high, String unit, String meaning)
      implements Setting {
    @Override
    public String otherwise() {
      return String.valueOf(value);
    }

    @Override
    public String form() {
      return "a whole number from " + low + " to " + high + unitOf(unit);
    }

    @Override
    public @Nullable String complaint(String text) {
      try {
        int number = Integer.parseInt(text);
        if (number >= low && number <= high) {
          return null;
        }
      } catch (NumberFormatException e) {
        // Falls through to the same complaint.
      }
      return "must be " + form() + ", not " + text;
    }
  }

  /// A number within limits.
  record Decimal(String name, double value, double low, double high, String unit, String meaning)
      implements Setting {
    @Override
    public String otherwise() {
      return plain(value);
    }

    @Override
    public String form() {
      return "a number from " + plain(low) + " to " + plain(high) + unitOf(unit);
    }

    @Override
    public @Nullable String complaint(String text) {
      try {
        double number = Double.parseDouble(text);
        if (number >= low && number <= high) {
          return null;
        }
      } catch (NumberFormatException e) {
        // Falls through to the same complaint.
      }
      return "must be " + form() + ", not " + text;
    }
  }

  /// Samples a second.
  record Rate(String name, double value, String meaning) implements Setting {
    private static final double HIGHEST = 100_000;

    @Override
    public String otherwise() {
      return plain(value);
    }

    @Override
    public String form() {
      return "a rate above 0 and at most " + plain(HIGHEST) + " Hz";
    }

    @Override
    public @Nullable String complaint(String text) {
      try {
        double hz = Double.parseDouble(text);
        if (hz > 0 && hz <= HIGHEST) {
          return null;
        }
      } catch (NumberFormatException e) {
        // Falls through to the same complaint.
      }
      return "must be " + form() + ", not " + text;
    }
  }

  /// Any text, or one that matches a pattern.
  ///
  /// @param pattern a regular expression; empty for any text
  /// @param form what the pattern means, for a person
  record Text(String name, String otherwise, String pattern, String form, String meaning)
      implements Setting {
    /// Lower-case words joined by `-`, as in the name of a stream.
    public static final String NAME = "[a-z0-9]++(-[a-z0-9]++)*+";

    @Override
    public @Nullable String complaint(String text) {
      return pattern.isEmpty() || text.matches(pattern)
          ? null
          : "must be " + form + ", not \"" + text + "\"";
    }
  }

  private static String unitOf(String unit) {
    return unit.isEmpty() ? "" : " " + unit;
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? String.valueOf((long) number)
        : String.valueOf(number);
  }

  /// Whether this setting is meant by a name in a rig file.
  default boolean named(String written) {
    int star = name().indexOf('*');
    if (star < 0) {
      return name().equals(written);
    }
    String before = name().substring(0, star);
    String after = name().substring(star + 1);
    return written.length() > before.length() + after.length()
        && written.startsWith(before)
        && written.endsWith(after);
  }
}
