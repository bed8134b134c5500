package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.app.calibrate.Wardrobe;
import dev.handloom.app.calibrate.Worn;
import dev.handloom.app.take.TakePhase;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.payload.EventKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who wears the gloves is said once; their profiles are put on, judged before a take, and carried
/// in it.
class WardrobeJourneyTest {
  @TempDir Path user;

  @Test
  void theProfileOfWhoeverIsNamedIsPutOnAndStaysAfterARestart() throws Exception {
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.until("the library is open", () -> wardrobe(studio).shelf().isPresent());
      Workplace first = StudioFixture.ask(() -> workplace(studio));
      RigGlove glove = RigGlove.find(first, "left-glove").orElseThrow();
      ProfileShelf shelf = StudioFixture.ask(() -> wardrobe(studio).shelf().orElseThrow());
      Profile rough = RoughProfile.of(glove, Instant.now(), 1);
      shelf.keep(rough, null);
      assertTrue(StudioFixture.ask(() -> wardrobe(studio).name(" Ann ")));
      studio.until("the glove wears it", () -> worn(studio).isPresent());
      studio.until("the window knows", () -> !Objects.equals(first, workplace(studio)));
      assertTrue(maker(studio).endsWith(rough.id()), maker(studio));
      assertEquals(first.rig(), StudioFixture.ask(() -> workplace(studio)).rig());
      StudioFixture.ask(() -> {
        studio.studio().takes().start();
        return true;
      });
      studio.awaitPhase(TakePhase.RECORDING);
      assertFalse(StudioFixture.ask(() -> wardrobe(studio).name("Bo")), "not during a take");
      StudioFixture.ask(() -> {
        wardrobe(studio).expire(rough, "during a take");
        studio.studio().takes().stop();
        return true;
      });
      studio.awaitPhase(TakePhase.READY);
      assertTrue(worn(studio).isPresent());
      Manifest manifest =
          Objects.requireNonNull(
              StudioFixture.ask(() -> Objects.requireNonNull(studio.studio().takes().last()))
                  .manifest());
      assertTrue(
          manifest.enclosures().getFirst().words().contains(rough.id()),
          manifest.enclosures().toString());
      assertEquals(0, manifest.events().stream().filter(e -> e.kind() == EventKind.JOINED).count());
      studio.quit();
    }
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.until("it is worn again", () -> worn(studio).isPresent());
      StudioFixture.ask(() -> {
        wardrobe(studio).expire(worn(studio).orElseThrow(), "the strap broke");
        return true;
      });
      studio.until("it is taken off", () -> worn(studio).isEmpty());
      assertTrue(maker(studio).startsWith("uncalibrated"), maker(studio));
      studio.quit();
    }
  }

  private static Wardrobe wardrobe(StudioFixture studio) {
    return studio.studio().wardrobe();
  }

  private static Workplace workplace(StudioFixture studio) {
    return Objects.requireNonNull(studio.studio().currentRig().workplaceProperty().get());
  }

  private static Optional<Profile> worn(StudioFixture studio) {
    return wardrobe(studio).worn().stream().flatMap(one -> profile(one).stream()).findFirst();
  }

  private static Optional<Profile> profile(Worn worn) {
    return worn.calibrated();
  }

  private static String maker(StudioFixture studio) {
    return StudioFixture.ask(() ->
        String.valueOf(
            workplace(studio).rig().hub().find("left-glove/hand").orElseThrow().spec().maker()));
  }
}
