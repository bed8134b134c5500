package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody puts on a glove and calibrates it, by keys alone; the cable comes out in the middle.
/// Another day the glove sits elsewhere.
class CalibrateJourneyTest {
  private static final String GLOVE = "right-glove";

  @TempDir Path user;

  @Test
  void aWholeCalibrationByKeysSurvivesAnUnpluggedGloveAndAStop() throws Exception {
    Profile made;
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT6, true);
      awaitFocus(studio, "calibrate.calibrate." + GLOVE);
      studio.push(KeyCode.SPACE);
      studio.until("the first pose is asked for", () -> reads(studio, "calibrate.pose", "Flat"));

      studio.until("two poses were held", () -> number(studio) >= 3);
      simulation(studio).device(GLOVE).misbehave(Misbehaviour.Unplug.forGood());
      studio.until("it is said", () -> !text(studio, "calibrate.trouble").isEmpty());
      assertTrue(
          ask(studio, "calibrate.trouble").contains("kept"), ask(studio, "calibrate.trouble"));
      int kept = StudioFixture.ask(() -> number(studio));
      simulation(studio).device(GLOVE).misbehave(new Misbehaviour.Replug());
      studio.until("it goes on", () -> number(studio) > kept);
      assertEquals("", ask(studio, "calibrate.trouble"));

      studio.press(KeyCode.SPACE, false);
      studio.until("it is paused", () -> text(studio, "calibrate.pose").equals("Paused"));
      int paused = StudioFixture.ask(() -> number(studio));
      studio.press(KeyCode.R, false);
      studio.until("one pose is taken again", () -> number(studio) == paused - 1);
      studio.press(KeyCode.SPACE, false);
      studio.until("it goes on", () -> number(studio) >= paused);

      studio.press(KeyCode.ESCAPE, false);
      awaitFocus(studio, "calibrate.go-on." + GLOVE);
      assertTrue(ask(studio, "calibrate.unfinished." + GLOVE).startsWith("A run is not finished"));
      studio.push(KeyCode.SPACE);
      studio.until("it goes on from there", () -> number(studio) >= paused);

      int left = StudioFixture.ask(() -> number(studio));
      studio.press(KeyCode.S, false);
      studio.until("a pose is left out", () -> number(studio) > left);
      // A run takes a minute, and each wait has one.
      studio.until("half of it is done", () -> number(studio) >= 16);
      studio.until("it is worked out", () -> !text(studio, "calibrate.grade").isEmpty());
      made = profiles().getFirst();
      assertEquals(made.quality().grade().word(), ask(studio, "calibrate.grade"));
      assertTrue(made.quality().grade() != Grade.UNUSABLE, made.quality().toString());
      studio.until("the glove wears it", () -> wears(studio, made));

      awaitFocus(studio, "calibrate.done");
      studio.push(KeyCode.SPACE);
      awaitFocus(studio, "calibrate.check." + GLOVE);
      studio.push(KeyCode.SPACE);
      studio.until("there is a verdict", () -> !text(studio, "calibrate.verdict").isEmpty());
      assertEquals("Still good", ask(studio, "calibrate.verdict"));
      awaitFocus(studio, "calibrate.done");
    }
    anotherDay(made);
  }

  /// The glove sits half of a joint’s way from where it was: much for a check of mostly spreads.
  private void anotherDay(Profile made) throws Exception {
    GloveModel model = made.model();
    double[] flat = model.flat().clone();
    for (int c = 0; c < flat.length; c++) {
      double shift = 0.5 * model.span()[c];
      flat[c] -= Double.isNaN(shift) ? 0 : shift;
    }
    Instant then = made.taken().minus(Duration.ofDays(1));
    Profile before = made.rezeroed(flat, then, made.software());
    shelf().keep(before, null);
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT6, true);
      awaitFocus(studio, "calibrate.check." + GLOVE);
      studio.push(KeyCode.SPACE);
      studio.until("there is a verdict", () -> !text(studio, "calibrate.verdict").isEmpty());
      assertEquals(
          "Re-zero", ask(studio, "calibrate.verdict"), ask(studio, "calibrate.verdictWords"));
      awaitFocus(studio, "calibrate.zero");
      studio.push(KeyCode.SPACE);
      awaitFocus(studio, "calibrate.check." + GLOVE);
      Profile zeroed = profiles().getFirst();
      assertEquals(before.id(), zeroed.parent());
      studio.until("the glove wears it", () -> wears(studio, zeroed));
      studio.push(KeyCode.SPACE);
      studio.until("there is a verdict", () -> !text(studio, "calibrate.verdict").isEmpty());
      assertEquals(
          "Still good", ask(studio, "calibrate.verdict"), ask(studio, "calibrate.verdictWords"));
    }
  }

  private ProfileShelf shelf() {
    return new ProfileShelf(user.resolve("library/profiles"));
  }

  private List<Profile> profiles() throws Exception {
    assertTrue(Files.isDirectory(user.resolve("library/profiles")));
    return shelf().all().getFirst().profiles();
  }

  private static boolean wears(StudioFixture studio, Profile profile) {
    return workplace(studio).rig().hub().find(GLOVE + "/hand").stream()
        .anyMatch(hand -> String.valueOf(hand.spec().maker()).contains(profile.id()));
  }

  private static Workplace workplace(StudioFixture studio) {
    return Objects.requireNonNull(studio.studio().currentRig().workplaceProperty().get());
  }

  private static SimulatedRig simulation(StudioFixture studio) {
    return StudioFixture.ask(() -> workplace(studio).simulation().orElseThrow());
  }

  private static void awaitFocus(StudioFixture studio, String id) throws Exception {
    try {
      studio.until(id + " has the focus", () -> focus(studio).equals(id));
    } catch (TimeoutException e) {
      throw new AssertionError(
          e.getMessage() + "; it is with " + StudioFixture.ask(() -> focus(studio)), e);
    }
  }

  /// The id of what has the focus and can be used. On the JavaFX thread.
  private static String focus(StudioFixture studio) {
    Node focus = studio.studio().stage().getScene().getFocusOwner();
    return focus == null || focus.isDisabled() ? "nothing" : String.valueOf(focus.getId());
  }

  private static int number(StudioFixture studio) {
    String words = text(studio, "calibrate.number");
    int slash = words.indexOf('/');
    return slash < 0 ? 0 : Integer.parseInt(words.substring(0, slash));
  }

  private static boolean reads(StudioFixture studio, String id, String beginning) {
    return text(studio, id).startsWith(beginning);
  }

  private static String ask(StudioFixture studio, String id) {
    return StudioFixture.ask(() -> text(studio, id));
  }

  /// Empty where there is no such label. On the JavaFX thread.
  private static String text(StudioFixture studio, String id) {
    return studio.studio().stage().getScene().getRoot().lookupAll("*").stream()
        .filter(each -> id.equals(each.getId()) && each instanceof Labeled)
        .map(each -> ((Labeled) each).getText())
        .findFirst()
        .orElse("");
  }
}
