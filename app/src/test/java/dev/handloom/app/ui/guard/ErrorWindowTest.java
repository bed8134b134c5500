package dev.handloom.app.ui.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.theme.Theme;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Modality;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ErrorWindowTest {

  @SuppressWarnings("NullAway.Init") // Controls need the toolkit: not before start.
  private Stage window;

  @Start
  void start(Stage stage) {
    Theme.shared().install();
    window = stage;
    stage.setScene(new Scene(new StackPane(), 300, 200));
    stage.show();
  }

  @Test
  void itTellsAndDoesNotBlock(FxRobot robot) {
    AtomicInteger logsOpened = new AtomicInteger();
    ErrorReport report = ErrorReport.unexpected(new IllegalStateException("seeded"));
    Stage[] shown = new Stage[1];
    robot.interact(
        () -> shown[0] = ErrorWindow.show(window, report, "0.1.0", logsOpened::incrementAndGet));
    assertEquals(Modality.NONE, shown[0].getModality());
    assertTrue(shown[0].getTitle().contains(report.code().toString()));
    robot.clickOn("Copy report").clickOn("Open log folder");
    assertEquals(1, logsOpened.get());
    String[] copied = new String[1];
    robot.interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
    assertTrue(copied[0].contains("seeded") && copied[0].contains(report.code().toString()));
    robot.push(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(!shown[0].isShowing());
  }

  @Test
  void aWindowFrozenOnPurposeIsSeenByTheMonitor() throws Exception {
    List<String> reports = new CopyOnWriteArrayList<>();
    try (FreezeMonitor monitor =
        new FreezeMonitor(
            FxThread::later, System::nanoTime, Duration.ofMillis(200), reports::add)) {
      monitor.start();
      FxThread.later(() -> FreezeMonitor.freeze(Duration.ofMillis(1500)));
      WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> !guilty(reports).isEmpty());
      WaitForAsyncUtils.waitForFxEvents();
    }
    assertEquals(1, guilty(reports).size(), reports::toString);
  }

  /// Those with the stack of what froze it; a busy computer may hold the window up as well.
  private static List<String> guilty(List<String> reports) {
    return reports.stream().filter(each -> each.contains("FreezeMonitor.freeze")).toList();
  }

  @Test
  void theDebugActionsAreInTheHelpMenu() {
    Actions actions = new Actions();
    DebugActions.declare(actions);
    assertEquals("Help/Debug", actions.get("debug.freeze").menu());
  }
}
