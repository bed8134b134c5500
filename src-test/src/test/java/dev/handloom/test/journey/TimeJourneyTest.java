package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.Device;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever doubts the times asks with one key how well each stream is timed.
class TimeJourneyTest {
  @TempDir Path user;

  @Test
  void everyStreamHasALineThatFollowsItsClock() throws Exception {
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      studio.press(KeyCode.DIGIT2, true);
      studio.press(KeyCode.J, true);
      TableView<?> table = studio.find("time.streams", TableView.class);
      assertTrue(StudioFixture.ask(table::isFocused), "the keys go to the lines");
      SimulatedRig simulation =
          StudioFixture.ask(() -> workplace(studio).simulation().orElseThrow());
      int streams =
          StudioFixture.ask(() ->
              workplace(studio).rig().devices().stream().mapToInt(d -> d.streams().size()).sum());
      assertEquals(streams, StudioFixture.ask(() -> table.getItems().size()));
      studio.until("a clock is locked", () -> cells(table).contains("Locked"));

      Label details = studio.find("time.details", Label.class);
      studio.until("the first line is told of", () -> details.getText().contains("right within ±"));
      int before = StudioFixture.ask(() -> table.getSelectionModel().getSelectedIndex());
      studio.press(KeyCode.DOWN, false);
      assertNotEquals(
          before, StudioFixture.ask(() -> table.getSelectionModel().getSelectedIndex()).intValue());

      Device gripper =
          StudioFixture.ask(() -> workplace(studio).rig().device("gripper").orElseThrow());
      long lost = gripper.streams().getFirst().health().lost();
      simulation.device("gripper").misbehave(new Misbehaviour.Drop(20));
      studio.until("the loss is shown", () -> cells(table).contains(String.valueOf(lost + 20)));
      simulation.device("gripper").misbehave(Misbehaviour.Unplug.forGood());
      studio.until(
          "its clock is held over",
          () -> cells(table).stream().anyMatch(words -> words.startsWith("Holding over since ")));
      studio.quit();
    }
  }

  private static Set<String> cells(TableView<?> table) {
    return table.lookupAll(".table-cell").stream()
        .filter(IndexedCell.class::isInstance)
        .map(Node.class::cast)
        .map(node -> String.valueOf(((Labeled) node).getText()))
        .collect(Collectors.toSet());
  }

  private static dev.handloom.app.Workplace workplace(StudioFixture studio) {
    return Objects.requireNonNull(studio.studio().currentRig().workplaceProperty().get());
  }
}
