package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.RigGlove;
import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.run.RunPlan;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileShelf;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was calibrated before: looked through, compared, used again, taken out of use and printed,
/// by keys alone; and the collector of a run, who is named once.
class HistoryJourneyTest {
  private static final String GLOVE = "left-glove";

  @TempDir Path user;

  @Test
  void anOlderCalibrationIsComparedUsedExpiredAndPrinted() throws Exception {
    Path paper = user.resolve("quality.pdf");
    try (StudioFixture studio = StudioFixture.open(user)) {
      Walk walk = new Walk(studio);
      StudioFixture.ask(() -> {
        studio.studio().answerWith(new Answers(paper));
        return true;
      });
      studio.awaitLiveRig();
      studio.until("the library is open", () -> studio.studio().wardrobe().shelf().isPresent());
      RigGlove glove = RigGlove.find(workplace(studio), GLOVE).orElseThrow();
      Instant now = Instant.now();
      Profile older = RoughProfile.of(glove, now.minus(Duration.ofDays(2)), 200);
      Profile newer = RoughProfile.of(glove, now.minus(Duration.ofDays(1)), 1);
      shelf().keep(older, null);
      shelf().keep(newer, null);

      // Named for a run, worn without being named again.
      StudioFixture.ask(() -> {
        studio.studio().runs().begin(new RunPlan("Fold", "", "", 2, "Ann", 0));
        return true;
      });
      studio.until("the glove wears hers", () -> worn(studio).equals(newer.id()));
      assertEquals("Ann", StudioFixture.ask(() -> studio.studio().takes().person()));

      studio.press(KeyCode.DIGIT6, true);
      // Who is not left-handed begins with the right glove, and that one is not calibrated.
      walk.awaitFocus("calibrate.calibrate.right-glove");
      walk.to("calibrate.history." + GLOVE);
      studio.push(KeyCode.SPACE);
      walk.awaitFocus("calibrate.history");
      studio.until("two are listed", () -> walk.text("calibrate.compared").startsWith("Select"));
      studio.press(KeyCode.DOWN, false, true, false);
      studio.until("they are compared", () -> walk.text("calibrate.compared").contains("°"));
      // Up and down again: the older one alone.
      studio.press(KeyCode.UP, false);
      studio.press(KeyCode.DOWN, false);
      walk.to("calibrate.use");
      studio.push(KeyCode.SPACE);
      studio.until("the older one is worn", () -> worn(studio).equals(older.id()));

      walk.to("calibrate.expire");
      studio.push(KeyCode.SPACE);
      walk.awaitFocus("calibrate.reason");
      StudioFixture.ask(() -> {
        studio.find("calibrate.reason", TextField.class).setText("the strap broke");
        return true;
      });
      studio.press(KeyCode.ENTER, false);
      studio.until("the newer one is worn", () -> worn(studio).equals(newer.id()));
      assertEquals("the strap broke", shelf().all().getFirst().state().expired().get(older.id()));

      walk.to("calibrate.showQuality");
      studio.push(KeyCode.SPACE);
      studio.until("its quality is shown", () -> !walk.text("calibrate.grade").isEmpty());
      walk.awaitFocus("calibrate.done");
      walk.to("calibrate.print");
      studio.push(KeyCode.SPACE);
      studio.until("it is on paper", () -> Files.exists(paper));
      String pdf = Files.readString(paper, Charset.forName("windows-1252"));
      assertTrue(pdf.startsWith("%PDF") && pdf.contains("(Glove calibration of Ann) Tj"));
      assertTrue(pdf.contains(older.id()) || pdf.contains(newer.id()));

      // Somebody else sits down before the gloves: the run is theirs from here on.
      StudioFixture.ask(() -> studio.studio().wardrobe().name("Bo"));
      assertEquals(
          "Bo",
          StudioFixture.ask(() ->
              Objects.requireNonNull(studio.studio().runs().runProperty().get()).plan().person()));
      assertEquals("Bo", StudioFixture.ask(() -> studio.studio().takes().person()));
      studio.quit();
    }
  }

  private ProfileShelf shelf() {
    return new ProfileShelf(user.resolve("library/profiles"));
  }

  private static Workplace workplace(StudioFixture studio) {
    return Objects.requireNonNull(
        StudioFixture.ask(() -> studio.studio().currentRig().workplaceProperty().get()));
  }

  private static String worn(StudioFixture studio) {
    return studio.studio().wardrobe().worn().stream()
        .flatMap(one -> one.calibrated().stream())
        .map(Profile::id)
        .findFirst()
        .orElse("");
  }

  /// Whoever is asked for a file names this one.
  private record Answers(Path file) implements Desktop {
    @Override
    public Optional<Path> pickFile(String title, String what, String pattern) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> pickTarget(String title, String suggestedName) {
      return suggestedName.endsWith(".pdf") ? Optional.of(file) : Optional.empty();
    }

    @Override
    public Optional<Path> pickFolder(String title, Path start) {
      return Optional.empty();
    }

    @Override
    public boolean show(Path folder) {
      return false;
    }
  }
}
