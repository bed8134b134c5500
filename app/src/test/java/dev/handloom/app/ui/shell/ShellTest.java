package dev.handloom.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.RunningTasks;
import dev.handloom.app.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ShellTest {

  private record Place(String id, String title, Node content) implements Workspace {
    @Override
    public Feather icon() {
      return Feather.BOX;
    }
  }

  private final List<String> done = new ArrayList<>();
  private final Actions actions = new Actions();
  private final RunningTasks tasks = new RunningTasks();

  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private Shell shell;

  @SuppressWarnings("NullAway.Init") // Controls need the toolkit: not before start.
  private TextField field;

  @Start
  void start(Stage stage) {
    Theme.shared().install();
    field = new TextField();
    actions.add(
        Action.named("file.save", "Save everything", () -> done.add("save"))
            .keys(KeyCode.S, KeyCombination.SHORTCUT_DOWN)
            .menu("File"));
    actions.add(
        Action.named("review.accept", "Accept episode", () -> done.add("accept"))
            .keys(KeyCode.A)
            .menu("Review"));
    actions.add(
        Action.named("review.hidden", "Not in a menu", () -> done.add("hidden")).keys(KeyCode.F7));
    shell =
        new Shell(
            actions,
            List.of(
                new Place("one", "One", field), new Place("two", "Two", new TextField("second"))),
            new StudioStatus(),
            tasks);
    stage.setScene(new Scene(shell, 1000, 700));
    stage.show();
  }

  @Test
  void shortcutsDoTheirActionOnce(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.S);
    robot.push(KeyCode.F7);
    assertEquals(List.of("save", "hidden"), done);
  }

  @Test
  void aBareKeyRestsWhileAPersonTypes(FxRobot robot) {
    robot.clickOn(field).write("a?");
    assertEquals("a?", field.getText());
    assertEquals(List.of(), done);
    assertFalse(shell.sheets().isOpen());
    robot.clickOn("#rail-one").push(KeyCode.A);
    assertEquals(List.of("accept"), done);
  }

  @Test
  void aDisabledActionDoesNothing(FxRobot robot) {
    robot.interact(() -> actions.get("file.save").enabledProperty().set(false));
    robot.push(KeyCode.CONTROL, KeyCode.S);
    assertEquals(List.of(), done);
  }

  @Test
  void digitsGoToWorkspaces(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertEquals("two", currentId());
    robot.clickOn("#rail-one");
    assertEquals("one", currentId());
    robot.clickOn("#rail-one");
    assertEquals("one", currentId(), "a second press leaves it");
  }

  @Test
  void arrowsChooseInTheRail(FxRobot robot) {
    robot.clickOn("#rail-one").push(KeyCode.DOWN);
    assertEquals("two", currentId());
  }

  @Test
  void thePaletteFindsAndDoes(FxRobot robot) {
    robot.clickOn(field);
    robot.push(KeyCode.CONTROL, KeyCode.K);
    WaitForAsyncUtils.waitForFxEvents();
    robot.write("sev").push(KeyCode.ENTER);
    assertEquals(List.of("save"), done);
    assertFalse(shell.sheets().isOpen());
    assertTrue(field.isFocused(), "the focus is back");
  }

  @Test
  void arrowsChooseInThePaletteAndEscapeLeavesIt(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    WaitForAsyncUtils.waitForFxEvents();
    robot.push(KeyCode.DOWN).push(KeyCode.ESCAPE);
    assertFalse(shell.sheets().isOpen());
    robot.push(KeyCode.CONTROL, KeyCode.K);
    WaitForAsyncUtils.waitForFxEvents();
    robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
    assertEquals(List.of("accept"), done);
  }

  @Test
  void aBareKeyDoesNotReachTheWorkUnderASheet(FxRobot robot) {
    robot.clickOn("#rail-one").push(KeyCode.F1);
    WaitForAsyncUtils.waitForFxEvents();
    robot.push(KeyCode.A);
    assertEquals(List.of(), done);
    robot.push(KeyCode.F1);
    assertFalse(shell.sheets().isOpen(), "the key that opened it closes it");
  }

  @Test
  void f1ShowsTheKeys(FxRobot robot) {
    robot.push(KeyCode.F1);
    assertTrue(shell.sheets().isOpen());
    assertTrue(robot.lookup("Accept episode").tryQuery().isPresent());
    robot.push(KeyCode.ESCAPE);
    assertFalse(shell.sheets().isOpen());
  }

  @Test
  void aTaskIsShownAndCanBeCancelled(FxRobot robot) throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    BackgroundTask<String> task =
        BackgroundTask.of(
            "Check episodes",
            _ -> {
              new CountDownLatch(1).await();
              return "";
            });
    task.onCancelled(cancelled::countDown);
    robot.interact(() -> task.startOn(tasks));
    // What is done at once is not told.
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> robot.lookup("Check episodes").tryQuery().isPresent());
    // The window may still be laying it out.
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn("Cancel");
    assertTrue(cancelled.await(60, TimeUnit.SECONDS));
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(robot.lookup("Check episodes").tryQuery().isEmpty());
  }

  @Test
  void aNoticeTakesNoFocusAndItsButtonWorks(FxRobot robot) {
    robot.clickOn(field);
    shell
        .notices()
        .show(
            Notice.warning("Glove is silent", "Check the cable.")
                .with(Action.named("x", "Reconnect", () -> done.add("reconnect"))));
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(field.isFocused());
    robot.clickOn("Reconnect");
    assertEquals(List.of("reconnect"), done);
    assertTrue(robot.lookup("Warning: Glove is silent").tryQuery().isEmpty());
  }

  @Test
  void idsAndKeysBelongToOneAction() {
    assertThrows(
        IllegalArgumentException.class,
        () -> actions.add(Action.named("file.save", "Again", () -> {})));
    assertThrows(
        IllegalArgumentException.class,
        () -> actions.add(Action.named("other", "Other", () -> {}).keys(KeyCode.F7)));
  }

  @Test
  void theFxThreadIsTheOnlyDoor() throws Exception {
    boolean[] inside = new boolean[1];
    FxThread.runAndWait(() -> inside[0] = FxThread.isCurrent(), 60_000);
    assertTrue(inside[0]);
    assertThrows(IllegalStateException.class, FxThread::require);
  }

  private String currentId() {
    return assertInstanceOf(Place.class, shell.workspaceProperty().get()).id();
  }
}
