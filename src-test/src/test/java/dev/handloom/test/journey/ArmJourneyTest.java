package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.desktop.AnsweredDesktop;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody calibrates a leader arm by keys alone; the cable comes out in the middle. Then they
/// look at what its servos keep.
class ArmJourneyTest {
  private static final String ARM = "leader";
  private static final String SIMULATOR = "so101-leader";

  /// Two of the arm's joints: the others are still there, and nobody asks them.
  private static final String RIG =
      """
      {"name": "Arm", "seed": 3, "devices": [
        {"id": "leader", "driver": "feetech", "role": "leader arm", "address": "sim:so101-leader",
         "settings": {"ids": "1,2", "joints": "shoulder_pan,elbow_flex", "answer_ms": "150"}}
      ]}
      """;

  @TempDir Path user;

  @Test
  void aWholeCalibrationByKeysSurvivesAnUnpluggedArm() throws Exception {
    Path file = Files.writeString(user.resolve("arm.json"), RIG);
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      StudioFixture.ask(() -> {
        studio.studio().answerWith(AnsweredDesktop.file(file));
        studio.studio().actions().get("rig.open").run();
        studio.studio().wardrobe().name("Ada");
        return true;
      });
      studio.until("the arm is there", () -> workplace(studio).rig().device(ARM).isPresent());
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT6, true);
      studio.until("the kinds can be chosen", () -> focusOn(studio, "calibrate.tab.arms"));
      studio.push(KeyCode.SPACE);
      awaitFocus(studio, "calibrate.calibrate." + ARM);
      studio.push(KeyCode.SPACE);
      studio.until(
          "the zero pose is asked for", () -> text(studio, "calibrate.pose").startsWith("Z"));

      studio.until("a joint is swept", () -> number(studio) >= 3);
      simulation(studio).device(SIMULATOR).misbehave(Misbehaviour.Unplug.forGood());
      studio.until("it is said", () -> !text(studio, "calibrate.trouble").isEmpty());
      assertTrue(
          ask(studio, "calibrate.trouble").contains("kept"), ask(studio, "calibrate.trouble"));
      int kept = StudioFixture.ask(() -> number(studio));
      simulation(studio).device(SIMULATOR).misbehave(new Misbehaviour.Replug());
      studio.until("it goes on", () -> number(studio) > kept);

      studio.press(KeyCode.SPACE, false);
      studio.until("it is paused", () -> text(studio, "calibrate.pose").equals("Paused"));
      int paused = StudioFixture.ask(() -> number(studio));
      studio.press(KeyCode.R, false);
      studio.until("a step is done again", () -> number(studio) == paused - 1);
      studio.press(KeyCode.SPACE, false);
      studio.until("it goes on", () -> number(studio) > paused);
      studio.until("it is worked out", () -> !text(studio, "calibrate.grade").isEmpty());
      ArmProfile made =
          new ArmShelf(user.resolve("library/profiles"))
              .history("leader simulated")
              .current()
              .orElseThrow();
      assertEquals("Ada", made.person());
      assertEquals(made.quality().grade().word(), ask(studio, "calibrate.grade"));
      assertTrue(made.quality().grade() != Grade.UNUSABLE, made.quality().toString());
      studio.until("the arm goes by it", () -> goesBy(studio, made));
      awaitFocus(studio, "calibrate.done");
      studio.push(KeyCode.SPACE);
      awaitFocus(studio, "calibrate.calibrate." + ARM);

      studio.until("its servos can be asked", () -> focusOn(studio, "calibrate.servos." + ARM));
      studio.push(KeyCode.SPACE);
      studio.until(
          "they have said", () -> text(studio, "calibrate.servos").startsWith("They keep"));
      studio.press(KeyCode.ESCAPE, false);
      awaitFocus(studio, "calibrate.calibrate." + ARM);
    }
  }

  private static boolean goesBy(StudioFixture studio, ArmProfile profile) {
    return workplace(studio).rig().hub().find(ARM + "/joint-angles").stream()
        .anyMatch(angles -> String.valueOf(angles.spec().maker()).contains(profile.id()));
  }

  private static Workplace workplace(StudioFixture studio) {
    return Objects.requireNonNull(studio.studio().currentRig().workplaceProperty().get());
  }

  private static SimulatedRig simulation(StudioFixture studio) {
    return StudioFixture.ask(() -> workplace(studio).simulation().orElseThrow());
  }

  /// As with the tabulator. On the JavaFX thread.
  private static boolean focusOn(StudioFixture studio, String id) {
    for (Node each : studio.studio().stage().getScene().getRoot().lookupAll("*")) {
      if (id.equals(each.getId()) && each.isVisible() && each.isFocusTraversable()) {
        each.requestFocus();
      }
    }
    return focus(studio).equals(id);
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
    return slash < 0 ? 0 : Integer.parseInt(words.substring("Step ".length(), slash));
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
