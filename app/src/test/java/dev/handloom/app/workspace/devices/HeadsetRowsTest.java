package dev.handloom.app.workspace.devices;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.space.Headset;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class HeadsetRowsTest {
  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private Stage stage;

  @Start
  void start(Stage shown) {
    stage = shown;
  }

  @Test
  void whatIsSeenAndWhatIsNotIsNamed(FxRobot robot) throws Exception {
    DeviceConfig config = SimulatedRig.config("openxr-headset");
    Map<String, String> settings = new HashMap<>(config.settings());
    settings.put("body", "upper");
    RigFile file = new RigFile("Headset", 3, List.of(config.with(settings)));
    try (Workplace workplace = Workplace.open(file, DelayBook.EMPTY)) {
      assertTrue(workplace.connectAndWait(Duration.ofSeconds(60)));
      robot.interact(() -> {
        HeadsetRows rows = new HeadsetRows(Headset.of(workplace).getFirst());
        stage.setScene(new Scene(rows));
        stage.show();
      });
      String words = "";
      long end = System.nanoTime() + 60_000_000_000L;
      while (!words.startsWith("Head, left hand, right hand; not seen: ")) {
        assertTrue(System.nanoTime() < end, "In vain; last: " + words);
        words = read(robot);
      }
      assertTrue(words.endsWith("body"), "the simulated runtime knows no bodies: " + words);
    }
  }

  private String read(FxRobot robot) {
    robot.interact(() -> ((HeadsetRows) stage.getScene().getRoot()).refresh());
    // An id with dots is no selector.
    return ((HeadsetRows) stage.getScene().getRoot())
        .getChildren().stream()
            .filter(each -> "card.openxr-headset.seen".equals(each.getId()))
            .map(each -> ((Label) each).getText())
            .findFirst()
            .orElse("");
  }
}
