package dev.handloom.app.workspace.progress;

import dev.handloom.store.library.Hours;
import dev.handloom.store.progress.ScalingLaw;
import java.util.Locale;
import java.util.OptionalDouble;

/// Hours, shares and losses in words.
final class ProgressWords {
  private static final double LEAST_HOURS = 0.005;
  private static final double FEW_HOURS = 10;
  private static final double MANY_HOURS = 100;
  private static final long NANOS_PER_MINUTE = 60_000_000_000L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private ProgressWords() {}

  /// "0.42 h", "12.4 h", "12 h", "1,204 h".
  static String hours(double hours) {
    if (hours > 0 && hours < LEAST_HOURS) {
      return "< 0.01 h";
    }
    if (hours == Math.rint(hours)) {
      return String.format(Locale.ROOT, "%,.0f h", hours);
    }
    String form = hours < FEW_HOURS ? "%,.2f h" : hours < MANY_HOURS ? "%,.1f h" : "%,.0f h";
    return String.format(Locale.ROOT, form, hours);
  }

  static String hours(long nanos) {
    return hours(Hours.hours(nanos));
  }

  /// "41 min", "2 h 05 min", "8 s".
  static String length(long nanos) {
    long minutes = Math.round((double) nanos / NANOS_PER_MINUTE);
    if (nanos < NANOS_PER_MINUTE) {
      return nanos / NANOS_PER_SECOND + " s";
    }
    return minutes < 60
        ? minutes + " min"
        : String.format(Locale.ROOT, "%,d h %02d min", minutes / 60, minutes % 60);
  }

  static String percent(OptionalDouble share) {
    return share.isEmpty() ? "–" : String.format(Locale.ROOT, "%.0f %%", 100 * share.getAsDouble());
  }

  static String takes(int count) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "take" : "takes");
  }

  static String loss(double loss) {
    return String.format(Locale.ROOT, "%.4f", loss);
  }

  /// As people name what has no name.
  static String name(Hours.By by, String name) {
    if (by == Hours.By.VERDICT) {
      return switch (name) {
        case "SUCCESS" -> "Success";
        case "FAIL" -> "Fail";
        case "UNSURE" -> "Unsure";
        default -> "Not judged";
      };
    }
    return name.isBlank() ? "No " + by.title().toLowerCase(Locale.ROOT) + " named" : name;
  }

  /// The law with its numbers.
  static String law(ScalingLaw law) {
    return String.format(
        Locale.ROOT,
        "loss = %.4f %s %.4f · ln(thousands of hours)",
        law.atThousand(),
        law.slope() < 0 ? "+" : "−",
        Math.abs(law.slope()));
  }

  /// Where the law comes from, and how far it can be trusted.
  static String origin(ScalingLaw law) {
    int n = law.results();
    if (n == 0) {
      return "EgoScale’s published law, fitted from 1,000 to 20,000 hours. Its loss is the squared"
          + " error of actions on 2,000 episodes held out; another model or another measure has"
          + " another line. Enter results of your own to see yours.";
    }
    String span =
        law.leastHours() == law.mostHours()
            ? "at " + hours(law.leastHours())
            : "from " + hours(law.leastHours()) + " to " + hours(law.mostHours());
    if (!law.ownSlope()) {
      return "EgoScale’s slope through your "
          + (n == 1 ? "result " : n + " results ")
          + span
          + ". Whether it is yours, too, shows with results at other hours.";
    }
    return "Fitted to your " + n + " results " + span + ".";
  }

  /// What is what in the chart.
  static String legend(ScalingLaw law) {
    return "Whole where it was fitted, dashed beyond."
        + (law.deviation() >= 0 ? " Shaded: where one more result lies with 95 %." : "")
        + (law.results() > 0 ? " Grey: as published." : "");
  }

  /// What is to be expected with so many hours, and how sure that is.
  static String expected(ScalingLaw law, double hours) {
    double loss = law.loss(hours);
    if (loss <= 0) {
      return "With " + hours(hours) + " the line falls below zero: it says nothing there.";
    }
    OptionalDouble band = law.band(hours);
    String sure =
        band.isPresent()
            ? String.format(
                Locale.ROOT,
                ", with 95 %% between %s and %s",
                loss(Math.max(0, loss - band.getAsDouble())),
                loss(loss + band.getAsDouble()))
            : law.results() == 0
                ? ". How far single trainings lie from the line was not published"
                : ". How sure that is cannot be said before a third result, at hours of its own";
    return "With " + hours(hours) + " a loss of " + loss(loss) + sure + ".";
  }

  /// What speaks against believing it; empty when nothing does.
  static String warning(ScalingLaw law, double have, double wanted) {
    if (law.slope() <= 0) {
      return "Your results do not fall with more hours: this line says that more of the same buys"
          + " nothing.";
    }
    String fitted =
        law.leastHours() == law.mostHours()
            ? hours(law.leastHours())
            : hours(law.leastHours()) + " to " + hours(law.mostHours());
    if (law.extrapolates(wanted)) {
      return "Extrapolated: the line was fitted from "
          + fitted
          + ". Nobody has shown that it holds at "
          + hours(wanted)
          + ".";
    }
    return law.extrapolates(have)
        ? "You have "
            + hours(have)
            + ", outside what the line was fitted to ("
            + fitted
            + "): it does not say where you stand now."
        : "";
  }
}
