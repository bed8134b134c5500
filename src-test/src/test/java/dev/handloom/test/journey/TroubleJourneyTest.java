package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.take.TakePhase;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakeResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One bad device never ends a take, and what it lost is counted.
class TroubleJourneyTest {
  private static final int DROPPED = 20;

  @TempDir Path user;

  @Test
  void anUnpluggedGloveAndALossyGripperLeaveAWholeTakeWithItsLossesCounted() throws Exception {
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      SimulatedRig simulation =
          StudioFixture.ask(() -> workplace(studio).simulation().orElseThrow());
      Device glove =
          StudioFixture.ask(() -> workplace(studio).rig().device("right-glove").orElseThrow());
      Device gripper =
          StudioFixture.ask(() -> workplace(studio).rig().device("gripper").orElseThrow());
      studio.press(KeyCode.DIGIT2, true);
      studio.press(KeyCode.SPACE, true);
      studio.awaitPhase(TakePhase.RECORDING);

      long lostBefore = gripper.streams().getFirst().health().lost();
      simulation.device("gripper").misbehave(new Misbehaviour.Drop(DROPPED));
      simulation.device("right-glove").misbehave(Misbehaviour.Unplug.forGood());
      studio.until("the glove is missed", () -> glove.state().get() == DeviceState.RECONNECTING);
      assertTrue(
          StudioFixture.ask(() -> !glove.trouble().isEmpty()), "the card says what is wrong");
      studio.until(
          "the loss is counted",
          () -> gripper.streams().getFirst().health().lost() >= lostBefore + DROPPED);
      assertEquals(
          TakePhase.RECORDING,
          StudioFixture.ask(() -> studio.studio().takes().phaseProperty().get()),
          "the take goes on");
      simulation.device("right-glove").misbehave(new Misbehaviour.Replug());
      studio.until("the glove is back", () -> glove.state().get() == DeviceState.LIVE);
      long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
      studio.until("a little more is recorded", () -> System.nanoTime() > end);
      studio.press(KeyCode.SPACE, true);
      studio.awaitPhase(TakePhase.READY);

      TakeResult result =
          StudioFixture.ask(() -> Objects.requireNonNull(studio.studio().takes().last()));
      assertEquals(RecorderState.SAVED, result.state(), result.message());
      Manifest manifest = Objects.requireNonNull(result.manifest());
      assertEquals(DROPPED, lost(manifest, "gripper/encoder"));
      assertTrue(
          manifest.events().stream().anyMatch(event -> event.subject().startsWith("right-glove")),
          () -> "the unplugging is in the episode: " + manifest.events());
    }
  }

  private static dev.handloom.app.Workplace workplace(StudioFixture studio) {
    return Objects.requireNonNull(studio.studio().currentRig().workplaceProperty().get());
  }

  private static long lost(Manifest manifest, String stream) {
    return manifest.streams().stream()
        .filter(entry -> entry.name().equals(stream))
        .findFirst()
        .orElseThrow()
        .lost();
  }
}
