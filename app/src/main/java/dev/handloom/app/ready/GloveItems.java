package dev.handloom.app.ready;

import dev.handloom.app.calibrate.DriftFeed;
import dev.handloom.app.calibrate.Wardrobe;
import dev.handloom.app.calibrate.Worn;
import dev.handloom.app.ui.settings.CalibrationChoices;
import dev.handloom.calibration.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What of the calibrations of all gloves speaks against a take now. Any thread.
public final class GloveItems implements Supplier<List<ReadyItem>> {
  private final Wardrobe wardrobe;
  private final DriftFeed drift;
  private final Supplier<CalibrationChoices> choices;

  public GloveItems(Wardrobe wardrobe, DriftFeed drift, Supplier<CalibrationChoices> choices) {
    this.wardrobe = wardrobe;
    this.drift = drift;
    this.choices = choices;
  }

  @Override
  public List<ReadyItem> get() {
    CalibrationChoices now = choices.get();
    List<ReadyItem> items = new ArrayList<>();
    for (Worn worn : wardrobe.worn()) {
      Profile profile = worn.profile();
      GloveReady.of(
              worn,
              now.person(),
              Instant.now(),
              Duration.ofHours(now.staleHours()),
              profile == null ? null : wardrobe.advice(profile).orElse(null),
              drift.degrees(worn.glove()))
          .ifPresent(items::add);
    }
    return items;
  }
}
