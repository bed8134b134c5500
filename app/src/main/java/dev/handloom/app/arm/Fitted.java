package dev.handloom.app.arm;

import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.CurvesProfile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An arm of the rig and what its angles are computed by.
///
/// @param profile null while its numbers are raw
/// @param curves how it leads a robot's hand; null where nobody has matched one with this profile
/// @param trouble why a profile that is there is not used, for a person; empty where all is well
public record Fitted(
    RigArm arm, @Nullable ArmProfile profile, @Nullable CurvesProfile curves, String trouble) {
  static Fitted raw(RigArm arm, String trouble) {
    return new Fitted(arm, null, null, trouble);
  }

  public Optional<ArmProfile> calibrated() {
    return Optional.ofNullable(profile);
  }
}
