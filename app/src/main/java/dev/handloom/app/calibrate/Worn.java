package dev.handloom.app.calibrate;

import dev.handloom.calibration.profile.Profile;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A glove of the rig and what its hand is computed by.
///
/// @param profile null while its hand is a guess from the range it has shown so far
/// @param trusted when the profile was made, or last found still good; null without one
/// @param trouble why a profile that is there is not used, for a person; empty where all is well
public record Worn(
    RigGlove glove, @Nullable Profile profile, @Nullable Instant trusted, String trouble) {
  static Worn nothing(RigGlove glove, String trouble) {
    return new Worn(glove, null, null, trouble);
  }

  public Optional<Profile> calibrated() {
    return Optional.ofNullable(profile);
  }
}
