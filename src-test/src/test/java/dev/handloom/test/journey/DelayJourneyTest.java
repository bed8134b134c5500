package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.rig.Device;
import dev.handloom.device.sim.truth.CaptureLog;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever has no hardware still measures the delay of a camera: the simulated one films the code.
class DelayJourneyTest {
  private static final String CAMERA = "head-camera";
  private static final long HALF_FRAME_NANOS = 16_600_000L;

  @TempDir Path user;

  @Test
  void theDelayOfACameraIsMeasuredAndHolds() throws Exception {
    try (StudioFixture studio = StudioFixture.open(user)) {
      studio.awaitLiveRig();
      assertEquals(
          PathDelay.Knowledge.UNCALIBRATED, knowledge(StudioFixture.ask(() -> camera(studio))));
      studio.press(KeyCode.J, true);
      TableView<?> table = studio.find("time.streams", TableView.class);
      Button measure = studio.find("time.measure", Button.class);
      StudioFixture.ask(() -> {
        int line = 0;
        table.getSelectionModel().select(line);
        while (!measure.getText().contains("this camera")) {
          table.getSelectionModel().select(++line);
        }
        return line;
      });
      studio.until(
          "its clock is locked", () -> camera(studio).clock().state() == ClockState.LOCKED);
      StudioFixture.ask(() -> {
        measure.fire();
        return true;
      });
      Stage window =
          StudioFixture.ask(() ->
              Window.getWindows().stream()
                  .filter(Stage.class::isInstance)
                  .map(Stage.class::cast)
                  .filter(stage -> stage.getTitle().startsWith("Time code"))
                  .findFirst()
                  .orElseThrow());
      studio.until("enough pictures are read", () -> !keep(window).isDisabled());
      StudioFixture.ask(() -> {
        keep(window).fire();
        return true;
      });
      studio.until(
          "the rig goes by it",
          () ->
              studio.studio().currentRig().workplaceProperty().get() != null
                  && knowledge(camera(studio)) == PathDelay.Knowledge.MEASURED
                  && camera(studio).clock().state() == ClockState.LOCKED);
      assertTrue(Files.readString(user.resolve("settings/delays.json")).contains(CAMERA));
      long error = usualError(studio);
      PathDelay path = Objects.requireNonNull(camera(studio).clock().path());
      assertTrue(
          Math.abs(error) < HALF_FRAME_NANOS / 4 + path.uncertaintyNanos(),
          error / 1e6 + " ms off where " + path.uncertaintyNanos() / 1e6 + " are stated");
      studio.quit();
    }
  }

  /// How far capture times are from the truth, by the middle of some pictures.
  private static long usualError(StudioFixture studio) throws Exception {
    Workplace workplace = StudioFixture.ask(() -> workplace(studio));
    CaptureLog log = workplace.simulation().orElseThrow().truth().log(CAMERA);
    var stream = StudioFixture.ask(() -> camera(studio)).streams().getFirst();
    RingReader reader = stream.ring().reader();
    Sample sample = new Sample(stream.spec());
    long[] errors = new long[20];
    int[] seen = {0};
    studio.until(
        "pictures came",
        () -> {
          while (seen[0] < errors.length && reader.poll(sample)) {
            errors[seen[0]++] = sample.captureNanos - log.capturedNanos(sample.sequence);
          }
          return seen[0] == errors.length;
        });
    Arrays.sort(errors);
    return errors[errors.length / 2];
  }

  private static Button keep(Stage window) {
    return window.getScene().getRoot().lookupAll(".button").stream()
        .filter(node -> "timecode.keep".equals(node.getId()))
        .map(Button.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static PathDelay.Knowledge knowledge(Device device) {
    PathDelay path = device.clock().path();
    return path == null ? PathDelay.Knowledge.UNCALIBRATED : path.knowledge();
  }

  private static Device camera(StudioFixture studio) {
    return workplace(studio).rig().device(CAMERA).orElseThrow();
  }

  private static Workplace workplace(StudioFixture studio) {
    return Objects.requireNonNull(studio.studio().currentRig().workplaceProperty().get());
  }
}
