package dev.handloom.app.ready;

import dev.handloom.app.calibrate.Worn;
import dev.handloom.app.ready.ReadyItem.Kind;
import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.quality.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of the calibration of a glove speaks against a take.
final class GloveReady {
  private GloveReady() {}

  /// @param person who wears it; blank where nobody is named
  /// @param most how old a profile, or a check of it, may be
  /// @param advice what the last check said; null without one
  /// @param drift degrees beyond the limit, or 0
  static Optional<ReadyItem> of(
      Worn worn,
      String person,
      Instant now,
      Duration most,
      DonningCheck.@Nullable Advice advice,
      double drift) {
    Profile profile = worn.profile();
    if (profile == null) {
      if (!worn.trouble().isEmpty()) {
        return item(worn, "its profile is not used: " + worn.trouble(), "Calibrate it anew.");
      }
      // Who records raw numbers alone names nobody, and is left alone.
      return person.isBlank()
          ? Optional.empty()
          : item(worn, "not calibrated for " + person, "Calibrate it; it takes two minutes.");
    }
    if (advice == DonningCheck.Advice.CALIBRATE_AGAIN) {
      return item(worn, "its check says to calibrate again", "Calibrate it.");
    }
    if (drift > 0) {
      return item(
          worn,
          String.format(Locale.ROOT, "its hand has drifted by %.1f°", drift),
          "Tighten it, then check it under Calibrate.");
    }
    if (profile.quality().grade().compareTo(Grade.POOR) >= 0) {
      return item(
          worn,
          "its calibration is " + profile.quality().grade().word().toLowerCase(Locale.ROOT),
          profile.quality().advice().isEmpty()
              ? "Calibrate it again."
              : profile.quality().advice().getFirst());
    }
    if (advice == DonningCheck.Advice.REZERO) {
      return item(worn, "its check says to re-zero", "Accept the new zero under Calibrate.");
    }
    Instant trusted = worn.trusted();
    Duration age = Duration.between(trusted == null ? profile.taken() : trusted, now);
    return age.compareTo(most) <= 0
        ? Optional.empty()
        : item(
            worn,
            "its calibration was last confirmed "
                + (age.toHours() >= 48 ? age.toDays() + " days" : Math.max(1, age.toHours()) + " h")
                + " ago",
            "Check it under Calibrate; it takes ten seconds.");
  }

  private static Optional<ReadyItem> item(Worn worn, String words, String remedy) {
    String role = worn.glove().title();
    String subject = role.substring(0, 1).toUpperCase(Locale.ROOT) + role.substring(1);
    return Optional.of(new ReadyItem(Kind.CALIBRATION, subject, words, remedy));
  }
}
