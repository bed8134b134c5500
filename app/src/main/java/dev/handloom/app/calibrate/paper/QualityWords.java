package dev.handloom.app.calibrate.paper;

import dev.handloom.calibration.glove.Sense;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.quality.GloveFault;
import dev.handloom.calibration.quality.Quality;
import dev.handloom.device.hand.Finger;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A calibration in words and figures that need no explaining; for the page and for paper.
public final class QualityWords {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH);

  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

  private static final String NOTHING = "–";

  private QualityWords() {}

  /// One figure.
  ///
  /// @param name as a caption
  /// @param value with its unit
  /// @param means in a short sentence
  public record Figure(String name, String value, String means) {}

  /// One channel.
  ///
  /// @param range of what it could show, 0 to 1; NaN where that cannot be said
  /// @param noise with its unit
  /// @param trouble empty where it is well
  public record ChannelLine(String name, double range, String noise, String trouble) {}

  public static String when(Instant instant, ZoneId zone) {
    return WHEN.format(instant.atZone(zone));
  }

  /// For tables.
  public static String shortWhen(Instant instant, ZoneId zone) {
    return SHORT.format(instant.atZone(zone));
  }

  public static String degrees(double degrees) {
    return Double.isNaN(degrees) ? NOTHING : String.format(Locale.ROOT, "%.1f°", degrees);
  }

  public static String millimetres(double millimetres) {
    return Double.isNaN(millimetres) ? NOTHING : String.format(Locale.ROOT, "%.0f mm", millimetres);
  }

  public static String time(double seconds) {
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60);
  }

  public static List<Figure> figures(Quality quality) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure(
            "Repeats within",
            degrees(quality.repeatability()),
            Double.isNaN(quality.repeatability())
                ? "Needs a pose that was held twice"
                : "How alike the same pose came out"));
    figures.add(
        new Figure(
            "Known within",
            Double.isNaN(quality.bound()) ? NOTHING : "±" + degrees(quality.bound()),
            "True for 19 of 20 joints"));
    figures.add(
        new Figure(
            "Drift",
            degrees(quality.drift()),
            Double.isNaN(quality.drift())
                ? "Needs a flat hand at the start and at the end"
                : "From the first flat hand to the last"));
    figures.add(
        new Figure(
            "Widest pinch",
            anyPinch(quality) ? millimetres(quality.widestPinch()) : NOTHING,
            anyPinch(quality) ? "Left between two fingertips that met" : "No pinch was made"));
    figures.add(new Figure("The run took", time(quality.seconds()), "From the first pose on"));
    return figures;
  }

  private static boolean anyPinch(Quality quality) {
    for (double pinch : quality.pinches()) {
      if (!Double.isNaN(pinch)) {
        return true;
      }
    }
    return false;
  }

  /// What is left between the fingertips, per finger that was pinched.
  public static List<Figure> pinches(Profile profile) {
    List<Figure> all = new ArrayList<>();
    double[] pinches = profile.quality().pinches();
    for (int p = 0; p < pinches.length; p++) {
      Finger finger = Finger.values()[p + 1];
      boolean there =
          profile.fingers().contains(finger) && profile.fingers().contains(Finger.THUMB);
      all.add(
          new Figure(
              "Thumb to " + finger.word(),
              millimetres(pinches[p]),
              there ? Double.isNaN(pinches[p]) ? "Not made" : "" : "No such finger"));
    }
    return all;
  }

  public static List<ChannelLine> channels(Profile profile) {
    List<ChannelLine> lines = new ArrayList<>();
    Quality quality = profile.quality();
    List<SensedChannel> channels = profile.channels();
    for (int c = 0; c < channels.size(); c++) {
      StringBuilder trouble = new StringBuilder();
      for (GloveFault fault : quality.faults()) {
        if (fault.channel() == c || fault.other() == c) {
          trouble.append(trouble.isEmpty() ? "" : ", ").append(word(fault.kind()));
        }
      }
      double range = c < quality.rangeUsed().length ? quality.rangeUsed()[c] : Double.NaN;
      double noise = c < quality.noise().length ? quality.noise()[c] : Double.NaN;
      lines.add(new ChannelLine(name(channels.get(c)), range, degrees(noise), trouble.toString()));
    }
    return lines;
  }

  /// As `Index knuckle`; the channel's own name where that says more.
  public static String name(SensedChannel channel) {
    Finger finger = channel.finger();
    if (finger == null || !channel.useful()) {
      return channel.name();
    }
    return sentence(finger.word() + " " + channel.sense().word());
  }

  /// With a capital at its beginning.
  public static String sentence(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  public static String word(GloveFault.Kind kind) {
    return switch (kind) {
      case DEAD -> "does not move";
      case NOISY -> "flickers";
      case SATURATED -> "stops early";
      case SWAPPED -> "swapped";
      case INVERTED -> "runs backwards, put right";
      case SLIPPED -> "slipped";
      case DRIFTING -> "wanders";
    };
  }

  /// As `42 %`.
  public static String share(double share) {
    return Double.isNaN(share) ? NOTHING : Math.round(100 * share) + " %";
  }

  /// What a run cannot see of this glove; empty where it sees all there is.
  public static Optional<String> unseen(Profile profile) {
    long alike =
        profile.channels().stream()
            .filter(each -> each.sense() == Sense.SPREAD && each.useful())
            // The middle finger hardly spreads, and can be told from the others.
            .filter(each ->
                each.finger() == Finger.INDEX
                    || each.finger() == Finger.RING
                    || each.finger() == Finger.LITTLE)
            .count();
    return alike < 2
        ? Optional.empty()
        : Optional.of(
            "Not seen by any run: whether the sideways sensors of index, ring and little finger are"
                + " exchanged. These fingers spread together, and no pinch tells their sides apart."
                + " After work on the glove, spread one finger alone and see that its own bar"
                + " moves.");
  }

  /// Which fingers a hand has not, as `Without ring and little finger`; empty for a whole hand.
  public static String without(Profile profile) {
    List<String> less = new ArrayList<>();
    for (Finger finger : Finger.values()) {
      if (!profile.fingers().contains(finger)) {
        less.add(finger.word());
      }
    }
    return less.isEmpty() ? "" : "Without " + String.join(", ", less);
  }
}
