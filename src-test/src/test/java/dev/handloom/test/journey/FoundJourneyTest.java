package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Neighbourhood;
import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Surroundings;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.sim.wire.PtyWire;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody with a drawer full of gloves plugs one in, and is led to a rig by keyboard alone.
class FoundJourneyTest {
  @TempDir Path user;

  private final List<Attached> plugged = new CopyOnWriteArrayList<>();

  private static Attached port(String address) {
    return new Attached(
        Attached.Kind.SERIAL,
        address,
        address.substring("serial:".length()),
        0x1a86,
        0x7523,
        "USB Serial");
  }

  @Test
  void fromTheDrawerToARigByKeyboard() throws Exception {
    Assumptions.assumeTrue(PtyWire.available());
    Surroundings around = () -> new Surroundings.Seen(plugged, List.of());
    try (SimulatedRig glove = SimulatedRig.start(3, "left-glove");
        StudioFixture studio = StudioFixture.open(user)) {
      Attached port = port(glove.serve("left-glove", null));
      studio.studio().plugs().lookAround(new Neighbourhood(around));
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT1, true);
      studio.press(KeyCode.N, true);
      studio.until("the presets are shown", () -> title(studio).equals("New rig"));
      ListView<?> presets = studio.find("wizard.presets", ListView.class);
      assertTrue(StudioFixture.ask(presets::isFocused), "the keys go to the presets");
      studio.press(KeyCode.ENTER, false);

      studio.until("it waits for the left glove", () -> title(studio).contains("left glove now"));
      studio.until("it looks", () -> studio.studio().plugs().there().isEmpty());
      // Whoever looks for the first time tells nothing new: it must have looked once.
      studio.until("it has looked", () -> news(studio).startsWith("Waiting"));
      plugged.add(port);
      studio.until("it says what was plugged in", () -> news(studio).contains("LucidGloves"));
      ListView<?> found = studio.find("wizard.found", ListView.class);
      assertEquals(0, StudioFixture.ask(() -> found.getSelectionModel().getSelectedIndex()));
      ComboBox<?> kind = studio.find("choice.kind", ComboBox.class);
      assertEquals("LucidGloves / OpenGloves", StudioFixture.ask(() -> kind.getValue().toString()));
      studio.press(KeyCode.ENTER, false);

      studio.until("it asks for the other", () -> title(studio).contains("right glove now"));
      studio.press(KeyCode.ENTER, false);
      studio.until("it asks for the camera", () -> title(studio).contains("head camera now"));
      studio.press(KeyCode.ENTER, false);
      studio.until("it sums up", () -> title(studio).equals("Your rig"));
      studio.press(KeyCode.ENTER, false);
      studio.until("the rig is open", () -> rig(studio).name().startsWith("Two gloves"));
      Path file = user.resolve("settings/rigs/two-gloves-and-a-head-camera.json");
      assertTrue(Files.isRegularFile(file));
      RigFile saved = RigFile.read(file);
      DeviceConfig left = saved.devices().getFirst();
      assertEquals("left-glove", left.id());
      assertTrue(left.address().startsWith(port.address() + "@"), left::toString);
      assertEquals("left", left.setting("side", ""));
      assertEquals("sim:right-glove", saved.devices().get(1).address());
      studio.awaitLiveRig();

      // Another one is plugged in, and shows beside the rig.
      try (SimulatedRig arm = SimulatedRig.start(3, "so101-leader")) {
        Attached second = port(arm.serve("so101-leader", null));
        plugged.add(second);
        studio.until("it is found", () -> words(studio, "#found").contains(second.address()));
        fire(studio, "found.listen." + second.address());
        studio.until("it is known", () -> words(studio, "#found").contains("Probably Arm of"));
        fire(studio, "found.add." + second.address());
        ComboBox<?> role = studio.find("add.role", ComboBox.class);
        fire(studio, "add.ok");
        studio.until("a role is asked for", () -> words(studio, ".sheet").contains("which role"));
        StudioFixture.ask(() -> {
          role.getEditor().setText("leader arm");
          return true;
        });
        fire(studio, "add.ok");
        studio.until("it is in the rig", () -> rig(studio).devices().size() == 4);
        studio.awaitLiveRig();
        plugged.remove(second);
        studio.until("it is gone", () -> !words(studio, "#found").contains(second.address()));
      }
      studio.quit();
    }
  }

  @Test
  void aDeviceTellsEverythingAndIsJudged() throws Exception {
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio
          .studio()
          .plugs()
          .lookAround(new Neighbourhood(() -> new Surroundings.Seen(plugged, List.of())));
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT1, true);
      studio.until("the cards are there", () -> node(studio, "details.left-glove") != null);
      Node card = Objects.requireNonNull(node(studio, "card.left-glove"));
      StudioFixture.ask(() -> {
        card.requestFocus();
        return true;
      });
      assertTrue(StudioFixture.ask(card::isFocused), "the card can be reached by keyboard");
      studio.press(KeyCode.ENTER, false);
      studio.until("it is live", () -> words(studio, "#details").contains("They come"));
      assertTrue(StudioFixture.ask(() -> words(studio, "#details").contains("Firmware")));
      fire(studio, "details.conformance");
      fire(studio, "conformance.go");
      studio.until(
          "the first gesture is asked for",
          () -> words(studio, "#conformance").contains("keep it still"));
      studio.until(
          "it went on for a while",
          () -> words(studio, "#conformance").contains("again and again"));
      fire(studio, "conformance.go");
      studio.until("there is a verdict", () -> node(studio, "conformance.verdict") != null);
      String verdict = StudioFixture.ask(() -> words(studio, "#conformance"));
      // On a busy machine there may be a word about late samples; about channels there is none.
      assertTrue(verdict.contains("Good") || verdict.contains("Usable"), verdict);
      assertTrue(
          !verdict.contains("never changed") && !verdict.contains("samples were lost"), verdict);
      studio.press(KeyCode.ESCAPE, false);
      studio.until("the episode is there", () -> studio.studio().library().episodes().size() == 1);
      studio.quit();
    }
  }

  private static @org.jspecify.annotations.Nullable Node node(StudioFixture studio, String id) {
    for (Node each : studio.studio().stage().getScene().getRoot().lookupAll("*")) {
      if (id.equals(each.getId())) {
        return each;
      }
    }
    return null;
  }

  private static void fire(StudioFixture studio, String id) {
    StudioFixture.ask(() -> {
      Node node = node(studio, id);
      assertNotNull(node, id);
      ((Button) node).fire();
      return true;
    });
  }

  private static String title(StudioFixture studio) {
    return node(studio, "wizard.title") instanceof Labeled label ? label.getText() : "";
  }

  private static String news(StudioFixture studio) {
    return node(studio, "wizard.news") instanceof Labeled label ? label.getText() : "";
  }

  /// Everything that can be read in a part of the window.
  private static String words(StudioFixture studio, String selector) {
    Node part = studio.studio().stage().getScene().lookup(selector);
    return part == null
        ? ""
        : part.lookupAll("*").stream()
            .filter(Labeled.class::isInstance)
            .map(node -> String.valueOf(((Labeled) node).getText()))
            .collect(Collectors.joining("\n"));
  }

  private static RigFile rig(StudioFixture studio) {
    return Objects.requireNonNull(studio.studio().currentRig().workplaceProperty().get())
        .rig()
        .file();
  }
}
