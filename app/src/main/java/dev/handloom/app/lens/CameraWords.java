package dev.handloom.app.lens;

import dev.handloom.calibration.camera.fit.RegionErrors;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.same.CameraComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Cameras in words.
public final class CameraWords {
  private CameraWords() {}

  private static String text(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }

  /// What came out, line by line.
  public static List<String> of(CameraProfile profile) {
    List<String> lines = new ArrayList<>();
    lines.add(heading(profile));
    lines.add("  " + profile.why());
    profile
        .parameters()
        .keySet()
        .forEach(name -> lines.add(text("  %-3s %s", name, parameter(profile, name))));
    lines.add("  " + corners(profile) + " By parts of the picture:");
    lines.addAll(grid(profile.regionPixels()));
    profile.reasons().forEach(reason -> lines.add("  " + reason));
    return lines;
  }

  public static String heading(CameraProfile profile) {
    return text(
        "%s%s: %s. A %s of %d × %d, %s from left to right.",
        profile.camera(),
        profile.simulated() ? " (simulated)" : "",
        profile.grade().word(),
        profile.lens(),
        profile.width(),
        profile.height(),
        degrees(profile.model().fieldOfView(true)));
  }

  /// A number and how far it is known.
  public static String parameter(CameraProfile profile, String name) {
    double value = profile.parameters().getOrDefault(name, Double.NaN);
    double bound = profile.bounds().getOrDefault(name, Double.NaN);
    boolean pixels = name.startsWith("f") || name.startsWith("c");
    return text(pixels ? "%10.2f ± %.2f px" : "%10.5f ± %.5f", value, bound)
        + (profile.fixed().contains(name) ? ", the views say nothing of it" : "");
  }

  public static String corners(CameraProfile profile) {
    Double held = profile.heldOutPixels();
    return text(
        "%d views, corners %.2f px off%s, %s left out as mistakes.",
        profile.views().size(),
        profile.rmsPixels(),
        held == null ? "" : text(" (%.2f px in views it was not fitted to)", held),
        profile.leftOut() == 1 ? "1 corner" : profile.leftOut() + " corners");
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

  public static List<String> of(CameraComparison same, String first, String second) {
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
