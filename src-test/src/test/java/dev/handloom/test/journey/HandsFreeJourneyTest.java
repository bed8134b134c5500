package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.take.TakePhase;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Both hands are busy: a foot starts and stops the takes.
class HandsFreeJourneyTest {
  @TempDir Path user;

  @Test
  void aPedalStartsATakeAndStopsItAndIsRemembered() throws Exception {
    Path rig =
        Files.writeString(
            user.resolve("feet.json"),
            """
            { "name": "Feet", "devices": [
              { "id": "feet", "driver": "pedal", "role": "pedals", "address": "sim:pedal" },
              { "id": "grip", "driver": "line", "role": "gripper", "address": "sim:gripper",
                "settings": { "columns": "t_us,seq,encoder", "checksum": "xor",
                  "encoder.high": "4095", "rate_hz": "200" } } ] }
            """);
    Path settings = user.resolve("settings/settings.json");
    Files.createDirectories(user.resolve("settings"));
    Files.writeString(
        settings,
        "{ \"rig\": \"%s\", \"workspace\": \"devices\" }"
            .formatted(rig.toString().replace("\\", "/")));
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      choose(studio, "Left", "Start or stop recording");
      Label words = studio.find("buttonWords.feet", Label.class);
      studio.until(
          "the card says what the pedal does",
          () -> words.getText().equals("Left: Start or stop recording"));
      // The simulated person taps the left pedal every four seconds.
      studio.awaitPhase(TakePhase.RECORDING);
      studio.until("the next tap has stopped it", () -> studio.studio().takes().savedCount() > 0);
      choose(studio, "Left", "Nothing");
      studio.until("the card says no more", () -> words.getText().contains("do nothing else"));
      choose(studio, "Right", "Mark");
      studio.awaitPhase(TakePhase.READY);
      studio.quit();
    }
    String saved = Files.readString(settings);
    assertTrue(saved.contains("\"feet/pedals:right\" : \"record.mark\""), saved);
    assertEquals(-1, saved.indexOf("feet/pedals:left"), saved);
  }

  /// What a person does with the menu of the card.
  private static void choose(StudioFixture studio, String pedal, String action) {
    MenuButton button = studio.find("buttons.feet", MenuButton.class);
    StudioFixture.ask(() -> {
      for (MenuItem item : button.getItems()) {
        if (item instanceof Menu menu && menu.getText().startsWith(pedal + ":")) {
          for (MenuItem choice : menu.getItems()) {
            if (choice.getText().equals(action)) {
              choice.fire();
              return true;
            }
          }
        }
      }
      throw new AssertionError("No " + action + " for " + pedal);
    });
  }
}
