package dev.handloom.app.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.RunningTasks;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.session.WantsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A server is named, asked and shown a rig, by keys alone.
@ExtendWith(ApplicationExtension.class)
class ServerSheetTest {
  private static final int PATIENCE_SECONDS = 60;
  private static final FrameFormat SIZE = new FrameFormat(640, 480, FrameFormat.Pixels.BGRA);
  private static final List<StreamSpec> RIG =
      List.of(
          StreamSpec.video("head-camera/video", SIZE, 30, null),
          StreamSpec.video("wrist-camera/video", SIZE, 30, null),
          StreamSpec.signal(
              "gripper/encoder", List.of(new Channel("width", Unit.METRE, 0, 0.1)), 100, null));

  @TempDir static Path settings;

  private final List<ModelChoice.Remote> used = new ArrayList<>();
  private final RunningTasks tasks = new RunningTasks();

  @SuppressWarnings("NullAway.Init") // TestFX starts it before each test.
  private SheetLayer layer;

  @SuppressWarnings("NullAway.Init") // As above.
  private CosmosStandIn server;

  private int forgotten;

  @Start
  void start(Stage stage) throws Exception {
    Theme.shared().install();
    server = new CosmosStandIn();
    layer = new SheetLayer();
    Scene scene = new Scene(new StackPane(layer), 1000, 700);
    Theme.shared().dress(scene);
    stage.setScene(scene);
    stage.show();
    open("");
  }

  @AfterEach
  void end() {
    server.close();
  }

  private void open(String before) {
    new ServerSheet(
            new ServerSheet.Around(
                layer, new ServerBook(settings), tasks, () -> RIG, used::add, () -> forgotten++),
            before)
        .open();
  }

  private static void until(BooleanSupplier what) throws Exception {
    WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, what::getAsBoolean);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static Node find(FxRobot robot, String id) {
    return robot.lookup((Node node) -> id.equals(node.getId())).query();
  }

  private static String text(FxRobot robot, String id) {
    Node node = find(robot, id);
    return node instanceof TextArea area ? area.getText() : ((Label) node).getText();
  }

  @Test
  void itIsNamedAskedAndUsedByKeysAndItsKeyStaysInMemory(FxRobot robot) throws Exception {
    Button use = (Button) find(robot, "server.use");
    assertTrue(use.isDisabled(), "nothing is named yet");
    robot.write(server.address());
    robot.push(KeyCode.TAB);
    robot.write("hunter2");
    robot.push(KeyCode.TAB);
    robot.push(KeyCode.SPACE);
    until(() -> text(robot, "server.said").startsWith("Cosmos Policy answers."));
    until(() -> !use.isDisabled());
    Wants wants = WantsFile.parse(text(robot, "server.shown"), "here");
    assertEquals("head-camera/video", wants.views().getFirst().camera());
    assertEquals("primary_image", wants.views().getFirst().name());
    assertEquals("gripper/encoder.width", wants.state().getFirst().name());
    assertEquals("m", wants.state().getFirst().unit());
    assertTrue(
        text(robot, "server.problem").contains("right_wrist_image"), text(robot, "server.problem"));

    TextArea shown = (TextArea) find(robot, "server.shown");
    robot.interact(() -> shown.setText(shown.getText().replaceFirst("\\{", "{,")));
    assertTrue(use.isDisabled(), "it is no JSON");
    assertTrue(text(robot, "server.problem").startsWith("It is no JSON from line 1 on"));
    robot.interact(() -> shown.setText(shown.getText().replaceFirst("\\{,", "{")));
    robot.interact(shown::requestFocus);
    robot.push(KeyCode.TAB);
    assertFalse(shown.isFocused(), "Tab leads on");
    robot.interact(use::requestFocus);
    robot.push(KeyCode.ENTER);
    until(() -> !used.isEmpty());
    assertEquals(server.address(), used.getFirst().address());
    assertFalse(layer.isOpen());
    try (var files = Files.walk(settings)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(Files.readString(file).contains("hunter2"), file.toString());
      }
    }

    // The next time it is known, until it is forgotten.
    robot.interact(() -> open(server.address()));
    assertTrue(text(robot, "server.shown").contains("primary_image"));
    Button forget = (Button) find(robot, "server.forget");
    robot.interact(forget::requestFocus);
    robot.push(KeyCode.SPACE);
    until(() -> forgotten == 1);
    assertEquals(List.of(), new ServerBook(settings).all());
  }

  @Test
  void whyNobodyAnswersIsSaidAndNothingIsRemembered(FxRobot robot) throws Exception {
    String gone = server.address();
    server.close();
    robot.write(gone);
    Button ask = (Button) find(robot, "server.ask");
    robot.interact(ask::requestFocus);
    robot.push(KeyCode.SPACE);
    until(() -> text(robot, "server.said").startsWith("No model answers at"));
    robot.push(KeyCode.ESCAPE);
    until(() -> !layer.isOpen());
    assertEquals(List.of(), used);
    assertEquals(List.of(), new ServerBook(settings).all());
  }
}
