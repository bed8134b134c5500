package dev.handloom.app.ready;

import dev.handloom.app.arm.ArmRack;
import dev.handloom.app.arm.Fitted;
import dev.handloom.app.ready.ReadyItem.Kind;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.quality.Grade;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// What of the calibrations of all arms speaks against a take now. Any thread.
public final class ArmItems implements Supplier<List<ReadyItem>> {
  private final ArmRack rack;

  public ArmItems(ArmRack rack) {
    this.rack = rack;
  }

  @Override
  public List<ReadyItem> get() {
    return rack.fitted().stream().flatMap(fitted -> of(fitted).stream()).toList();
  }

  static Optional<ReadyItem> of(Fitted fitted) {
    ArmProfile profile = fitted.profile();
    if (profile == null) {
      return fitted.trouble().isEmpty()
          ? item(fitted, "not calibrated: its joints are raw counts", "Calibrate it.")
          : item(fitted, "its profile is not used: " + fitted.trouble(), "Calibrate it anew.");
    }
    if (profile.quality().grade().compareTo(Grade.POOR) >= 0) {
      return item(
          fitted,
          "its calibration is " + profile.quality().grade().word().toLowerCase(Locale.ROOT),
          profile.quality().advice().isEmpty()
              ? "Calibrate it again."
              : profile.quality().advice().getFirst());
    }
    return Optional.empty();
  }

  private static Optional<ReadyItem> item(Fitted fitted, String words, String remedy) {
    return Optional.of(new ReadyItem(Kind.CALIBRATION, fitted.arm().title(), words, remedy));
  }
}
