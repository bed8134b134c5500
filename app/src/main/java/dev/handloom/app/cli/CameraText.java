package dev.handloom.app.cli;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.fit.CameraQuality;
import dev.handloom.calibration.camera.fit.RegionErrors;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.same.CameraComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Cameras in words.
final class CameraText {
  private CameraText() {}

  private static String text(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }

  static List<String> of(CameraProfile profile, CameraQuality quality) {
    CameraModel camera = profile.model();
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%s%s: %s. A %s of %d × %d, %s from left to right",
            profile.camera(),
            profile.simulated() ? " (simulated)" : "",
            quality.grade().word(),
            profile.lens(),
            profile.width(),
            profile.height(),
            degrees(camera.fieldOfView(true))));
    lines.add("  " + profile.why());
    profile
        .parameters()
        .forEach((name, value) -> {
          double bound = profile.bounds().getOrDefault(name, Double.NaN);
          boolean pixels = name.startsWith("f") || name.startsWith("c");
          lines.add(
              text(pixels ? "  %-3s %10.2f ± %.2f px" : "  %-3s %10.5f ± %.5f", name, value, bound)
                  + (profile.fixed().contains(name) ? ", the views say nothing of it" : ""));
        });
    Double held = profile.heldOutPixels();
    lines.add(
        text(
            "  %d views, corners %.2f px off%s, %s left out as mistakes; by parts of the picture:",
            profile.views().size(),
            profile.rmsPixels(),
            held == null ? "" : text(" (%.2f px in views it was not fitted to)", held),
            Figures.count(profile.leftOut(), "corner", "corners")));
    lines.addAll(grid(profile.regionPixels()));
    quality.reasons().forEach(reason -> lines.add("  " + reason));
    return lines;
  }

  private static String degrees(double radians) {
    return Double.isNaN(radians) ? "an unknown angle" : text("%.1f°", Math.toDegrees(radians));
  }

  private static List<String> grid(List<@Nullable Double> values) {
    List<String> rows = new ArrayList<>();
    for (int y = 0; y < RegionErrors.SIDE; y++) {
      StringBuilder row = new StringBuilder("   ");
      for (int x = 0; x < RegionErrors.SIDE; x++) {
        Double value = values.get(RegionErrors.SIDE * y + x);
        row.append(value == null ? "        –" : text(" %8.2f", value));
      }
      rows.add(row + " px");
    }
    return rows;
  }

  static List<String> of(CameraComparison same, String first, String second) {
    List<String> lines = new ArrayList<>();
    lines.add(same.words());
    lines.add(
        text(
            "  field of view  %s %s, %s %s%s",
            first,
            degrees(same.firstFieldOfView()),
            second,
            degrees(same.secondFieldOfView()),
            same.scaled() ? ", scaled to the same size" : ""));
    lines.add(
        text(
            "  rays differ by %.3f° on average, %.3f° at most",
            Math.toDegrees(same.meanRadians()), Math.toDegrees(same.maxRadians())));
    if (same.unseen() > 0) {
      lines.add(text("  %.1f %% of the picture the second does not see", 100 * same.unseen()));
    }
    if (same.doubtPixels() > 0) {
      lines.add(
          text("  %s itself is known to %.1f px at the worst place", first, same.doubtPixels()));
    }
    lines.add("  mean by parts of the picture:");
    List<@Nullable Double> regions = new ArrayList<>();
    for (double each : same.regions()) {
      regions.add(Double.isNaN(each) ? null : each);
    }
    lines.addAll(grid(regions));
    return lines;
  }
}
