package dev.handloom.app.cli;

import dev.handloom.app.Version;
import dev.handloom.app.gripper.LiveAgain;
import dev.handloom.calibration.gripper.EncoderCheck;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.gripper.GripperWidth;
import dev.handloom.calibration.gripper.WidthSource;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What `width` says of a gripper.
final class WidthText {
  private WidthText() {}

  /// What is printed with --json.
  private record Told(
      String gripper,
      String grade,
      List<String> reasons,
      double openMm,
      int pictures,
      int both,
      int one,
      int bridged,
      int unknown,
      double leastMm,
      double mostMm,
      @Nullable EncoderCheck encoder,
      @Nullable LiveAgain live) {}

  static void write(Path file, List<GripperWidth> widths, GripperProfile gripper)
      throws IOException {
    try (BufferedWriter csv = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
      csv.write(
          "# gripper width, %s, calibrated %s by %s from %s, %s%n"
              .formatted(
                  Version.text(),
                  gripper.taken(),
                  gripper.software(),
                  gripper.gripper(),
                  gripper.quality().grade().word()));
      csv.write("time_ns,width_mm,source,doubt_mm\n");
      for (GripperWidth width : widths) {
        csv.write(
            width.source() == WidthSource.NONE
                ? width.nanos() + ",,none,\n"
                : String.format(
                    Locale.ROOT,
                    "%d,%.3f,%s,%.3f%n",
                    width.nanos(),
                    width.widthMm(),
                    width.source().name().toLowerCase(Locale.ROOT),
                    width.doubtMm()));
      }
    }
  }

  static void tell(
      Terminal terminal,
      boolean json,
      GripperProfile gripper,
      List<GripperWidth> widths,
      @Nullable EncoderCheck check,
      @Nullable LiveAgain again) {
    int[] counts = new int[WidthSource.values().length];
    double least = Double.NaN;
    double most = Double.NaN;
    for (GripperWidth width : widths) {
      counts[width.source().ordinal()]++;
      if (width.source() != WidthSource.NONE) {
        least = Double.isNaN(least) ? width.widthMm() : Math.min(least, width.widthMm());
        most = Double.isNaN(most) ? width.widthMm() : Math.max(most, width.widthMm());
      }
    }
    int one = counts[WidthSource.LEFT.ordinal()] + counts[WidthSource.RIGHT.ordinal()];
    int both = counts[WidthSource.BOTH.ordinal()];
    int bridged = counts[WidthSource.BRIDGED.ordinal()];
    int none = counts[WidthSource.NONE.ordinal()];
    var quality = gripper.quality();
    if (json) {
      terminal.json(
          new Told(
              gripper.gripper(),
              quality.grade().word(),
              quality.reasons(),
              gripper.openMm(),
              widths.size(),
              both,
              one,
              bridged,
              none,
              Double.isNaN(least) ? 0 : least,
              Double.isNaN(most) ? 0 : most,
              check,
              again));
      return;
    }
    quality(gripper).forEach(terminal::say);
    terminal.say(
        String.format(
            Locale.ROOT,
            "%d pictures: both tags in %d, one alone in %d, bridged %d, not known %d.",
            widths.size(),
            both,
            one,
            bridged,
            none));
    if (!Double.isNaN(least)) {
      terminal.say(String.format(Locale.ROOT, "Widths from %.1f to %.1f mm.", least, most));
    }
    if (check != null) {
      terminal.say(words(check) + ".");
    }
    if (again != null) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "Live, %d of these pictures were measured; apart by %.2f mm (median), %.2f mm (19 of 20).",
              again.compared(),
              again.typicalMm(),
              again.p95Mm()));
    }
  }

  /// What a calibration is worth, line by line.
  static List<String> quality(GripperProfile gripper) {
    var quality = gripper.quality();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Calibration: %s; opens %.1f mm, ends repeat within %.2f mm (standard deviation).",
            quality.grade().word(),
            gripper.openMm(),
            quality.repeatMm()));
    lines.add(
        String.format(
            Locale.ROOT,
            "Widths are true within %.1f mm half open (19 of 20); one tag alone: %.1f mm left, %.1f mm right.",
            gripper.model().doubtMm(gripper.openMm() / 2),
            gripper.model().leftDoubtMm(),
            gripper.model().rightDoubtMm()));
    GripperProfile.Encoder encoder = gripper.encoder();
    if (encoder != null) {
      lines.add(words(encoder.check()) + ": " + encoder.channel() + ".");
    }
    lines.addAll(quality.reasons());
    return lines;
  }

  private static String words(EncoderCheck check) {
    return String.format(
        Locale.ROOT,
        "Encoder: %.4f mm a count, tags %.0f ms later, apart by %.2f mm (median), %.2f mm (19 of 20), over %d pictures",
        check.mmPerCount(),
        check.lagNanos() / 1e6,
        check.typicalMm(),
        check.p95Mm(),
        check.compared());
  }
}
