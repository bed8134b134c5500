package dev.handloom.app.cli;

import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.profile.FingertipBound;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.quality.Quality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A profile in words and as JSON.
final class ProfileText {
  private static final String[] FINGERS = {"index", "middle", "ring", "little"};

  private ProfileText() {}

  static List<String> lines(Profile profile) {
    Quality quality = profile.quality();
    List<String> lines = new ArrayList<>();
    lines.add("Profile   " + profile.id() + " of " + profile.person() + " on " + profile.device());
    lines.add("Grade     " + quality.grade().word());
    quality.reasons().forEach(reason -> lines.add("          " + reason));
    lines.add(
        String.format(
            Locale.ROOT,
            "Measured  a pose comes back within %s, joints are known to ±%s, drift %s",
            degrees(quality.repeatability()),
            degrees(quality.bound()),
            degrees(quality.drift())));
    FingertipBound tips = FingertipBound.of(profile);
    lines.add(
        String.format(
            Locale.ROOT,
            "Fingertips known to ±%.0f mm; ±%.0f mm of it is the size of the hand, %s",
            tips.millimetres(),
            tips.ofSize(),
            FingertipBound.measured(profile.size())
                ? "which was measured"
                : "which was taken for an adult's: measure it"));
    StringBuilder pinches = new StringBuilder();
    for (int p = 0; p < quality.pinches().length; p++) {
      double gap = quality.pinches()[p];
      if (!Double.isNaN(gap)) {
        pinches
            .append(pinches.isEmpty() ? "" : ", ")
            .append(String.format(Locale.ROOT, "%s %.1f mm", FINGERS[p], gap));
      }
    }
    if (!pinches.isEmpty()) {
      lines.add("Pinches   thumb to " + pinches);
    }
    quality.advice().forEach(advice -> lines.add("To do     " + advice));
    return lines;
  }

  private static String degrees(double value) {
    return Double.isNaN(value) ? "an unknown angle" : String.format(Locale.ROOT, "%.1f°", value);
  }

  /// A camera's; as a row in the list of all.
  static Map<String, @Nullable Object> json(CameraProfile profile, boolean inUse) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("id", profile.id());
    out.put("camera", profile.camera());
    out.put("lens", profile.lens());
    out.put("width", profile.width());
    out.put("height", profile.height());
    out.put("taken", profile.taken().toString());
    out.put("software", profile.software());
    out.put("grade", profile.grade().name().toLowerCase(Locale.ROOT));
    out.put("inUse", inUse);
    return out;
  }

  static Map<String, @Nullable Object> json(Profile profile) {
    Quality quality = profile.quality();
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("id", profile.id());
    out.put("person", profile.person());
    out.put("device", profile.device());
    out.put("side", profile.side().name().toLowerCase(Locale.ROOT));
    out.put("taken", profile.taken().toString());
    out.put("software", profile.software());
    out.put("parent", profile.parent());
    out.put("grade", quality.grade().name().toLowerCase(Locale.ROOT));
    out.put("repeatability", number(quality.repeatability()));
    out.put("bound", number(quality.bound()));
    out.put("drift", number(quality.drift()));
    out.put("seconds", number(quality.seconds()));
    Map<String, @Nullable Object> pinches = new LinkedHashMap<>();
    for (int p = 0; p < quality.pinches().length; p++) {
      pinches.put(FINGERS[p], number(quality.pinches()[p]));
    }
    out.put("pinches", pinches);
    out.put("faults", quality.faults().stream().map(fault -> fault.words()).toList());
    out.put("reasons", quality.reasons());
    out.put("advice", quality.advice());
    return out;
  }

  /// What is not known is null: JSON has no word for a number that is none.
  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
