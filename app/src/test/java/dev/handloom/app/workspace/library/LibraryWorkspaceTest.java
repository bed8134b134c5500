package dev.handloom.app.workspace.library;

import static dev.handloom.app.workspace.library.LibraryStage.at;
import static dev.handloom.app.workspace.library.LibraryStage.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.store.episode.EpisodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.service.query.NodeQuery;

@ExtendWith(ApplicationExtension.class)
class LibraryWorkspaceTest {
  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private LibraryStage shown;

  @Start
  void start(Stage window) throws IOException {
    shown = new LibraryStage(window);
    shown.tab("library.tab.care");
  }

  @AfterEach
  void putAway(FxRobot robot) throws IOException {
    shown.putAway(robot);
  }

  @Test
  void whatIsInTheLibraryIsCounted(FxRobot robot) throws IOException {
    shown.small.whole("Pour the cup into the bowl", Duration.ofSeconds(62));
    shown.small.lossy("Fold the towel", Duration.ofSeconds(75), 1204);
    robot.interact(() -> shown.library.open());
    assertEquals("2", text(robot, "library.count"));
    assertEquals("2 min 17 s", text(robot, "library.length"));
    assertEquals("1,204", text(robot, "library.missing"));
    assertTrue(text(robot, "library.room").contains("free"), text(robot, "library.room"));
    assertFalse(at(robot, "library.none").query().isVisible());
  }

  @Test
  void aNewLibrarySaysWhatToDoNext(FxRobot robot) {
    assertEquals("–", text(robot, "library.count"), "not open yet");
    assertTrue(at(robot, "library.check").query().isDisabled());
    robot.interact(() -> shown.library.open());
    assertEquals("0", text(robot, "library.count"));
    assertTrue(at(robot, "library.none").query().isVisible());
    assertFalse(at(robot, "library.check").query().isDisabled());
  }

  @Test
  void anEpisodeComesBackFromTheTrash(FxRobot robot) throws IOException {
    EpisodeId first = shown.small.whole("Pour the cup into the bowl", Duration.ofSeconds(62));
    shown.small.trash(first);
    shown.small.trash(shown.small.whole("Fold the towel", Duration.ofSeconds(9)));
    robot.interact(() -> shown.library.open());
    assertEquals("0", text(robot, "library.count"));
    assertEquals(2, restore(robot).queryAll().size());
    robot.interact(() -> {
      restore(robot).queryButton().requestFocus();
      restore(robot).queryButton().fire();
    });
    assertEquals("1", text(robot, "library.count"));
    assertEquals(1, restore(robot).queryAll().size());
    assertTrue(restore(robot).queryButton().isFocused(), "the keys go on from there");
    robot.interact(() -> restore(robot).queryButton().fire());
    assertEquals("2", text(robot, "library.count"));
    assertTrue(text(robot, "library.trash").startsWith("The trash is empty"));
    assertTrue(
        Files.exists(first.under(shown.folder.resolve("first/episodes")).resolve("episode.json")));
    assertEquals(2, shown.notices.stream().filter(n -> n.kind() == Notice.Kind.SUCCESS).count());
  }

  @Test
  void wholeEpisodesAreSaidToBeWhole(FxRobot robot) throws IOException {
    shown.small.whole("Pour the cup into the bowl", Duration.ofSeconds(62));
    shown.small.whole("Fold the towel", Duration.ofSeconds(9));
    robot.interact(() -> shown.library.open());
    robot.interact(() -> shown.actions.get("library.check").run());
    assertEquals("All 2 episodes are whole", text(robot, "library.outcome"));
    assertEquals(List.of(), shown.notices, "the page itself says it");
  }

  @Test
  void faultsAreListedWorstFirstAndKeptUntilAnotherLibraryIsOpened(FxRobot robot)
      throws IOException {
    shown.small.whole("Fold the towel", Duration.ofSeconds(9));
    shown.small.recovered("Turn the key", Duration.ofSeconds(30));
    shown.small.withoutVideo("Pour the cup into the bowl", Duration.ofSeconds(62));
    robot.interact(() -> shown.library.open());
    robot.interact(() -> shown.actions.get("library.check").run());
    assertEquals("1 of 3 episodes has faults", text(robot, "library.outcome"));
    assertTrue(robot.lookup("Fault").tryQuery().isPresent());
    assertTrue(robot.lookup("The file is missing").tryQuery().isPresent());
    double fault = robot.lookup("Fault").query().localToScene(0, 0).getY();
    double warning = robot.lookup("Warning").query().localToScene(0, 0).getY();
    assertTrue(fault < warning);
    shown.picked = shown.folder.resolve("second");
    robot.interact(() -> shown.actions.get("library.change").run());
    assertTrue(at(robot, "library.outcome").tryQuery().isEmpty());
    assertTrue(text(robot, "library.folder").endsWith("second"));
    assertEquals("0", text(robot, "library.count"));
  }

  @Test
  void aRebuiltCatalogueListsAllEpisodes(FxRobot robot) throws IOException {
    robot.interact(() -> shown.library.open());
    shown.small.whole("Fold the towel", Duration.ofSeconds(9));
    assertEquals("0", text(robot, "library.count"));
    robot.interact(() -> shown.actions.get("library.rebuild").run());
    assertEquals("1", text(robot, "library.count"));
    assertEquals("The catalogue is rebuilt", shown.notices.getLast().title());
  }

  @Test
  void aFolderThatCannotBeShownIsTold(FxRobot robot) {
    robot.interact(() -> shown.actions.get("library.show").run());
    assertEquals(shown.folder.resolve("first").toString(), shown.notices.getLast().detail());
  }

  @Test
  void theLookIsChosen(FxRobot robot) {
    robot.interact(() -> at(robot, "library.theme.dark").queryAs(RadioButton.class).fire());
    assertEquals(ThemeChoice.DARK, Theme.shared().choiceProperty().get());
    robot.interact(() -> Theme.shared().choiceProperty().set(ThemeChoice.LIGHT));
    assertTrue(at(robot, "library.theme.light").queryAs(RadioButton.class).isSelected());
  }

  @Test
  void theKeysReachEverything(FxRobot robot) throws IOException {
    shown.small.trash(shown.small.whole("Fold the towel", Duration.ofSeconds(9)));
    robot.interact(() -> shown.library.open());
    ScrollPane page = robot.lookup(".scroll-pane").queryAs(ScrollPane.class);
    robot.interact(() -> {
      page.getScene().getWindow().setHeight(320);
      at(robot, "library.change").query().requestFocus();
    });
    robot.push(KeyCode.PAGE_DOWN);
    assertTrue(page.getVvalue() > 0, "what has no control can be read too");
    robot.interact(() -> page.setVvalue(0));
    List<String> visited = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      Node owner = page.getScene().getFocusOwner();
      visited.add(owner.getId() == null ? ((Labeled) owner).getText() : owner.getId());
      robot.push(KeyCode.TAB);
    }
    assertEquals(
        List.of(
            "library.change",
            "library.show",
            "library.export.format",
            "library.export.query",
            "library.export.whole",
            "library.export.names",
            "library.export.start",
            "library.import.task",
            "library.import.person",
            "library.import.start",
            "library.check",
            "library.pictures",
            "library.rebuild",
            "Restore"),
        visited);
    assertTrue(page.getVvalue() > 0, "the page follows the focus");
  }

  @Test
  void theFolderStaysWhileAllIsCheckedAndAStoppedCheckKeepsTheResultBefore(FxRobot robot)
      throws IOException {
    shown.small.whole("Fold the towel", Duration.ofSeconds(9));
    robot.interact(() -> {
      shown.library.open();
      shown.actions.get("library.check").run();
      shown.held = new ArrayList<>();
      shown.actions.get("library.check").run();
    });
    assertTrue(at(robot, "library.change").query().isDisabled());
    assertTrue(at(robot, "library.rebuild").query().isDisabled());
    List<BackgroundTask<?>> waiting = shown.held == null ? List.of() : shown.held;
    shown.held = null;
    robot.interact(() -> {
      at(robot, "library.check.cancel").queryButton().fire();
      waiting.forEach(task -> TaskRunner.direct().start(task));
    });
    assertFalse(at(robot, "library.change").query().isDisabled());
    assertEquals("The check was stopped", shown.notices.getLast().title());
    assertEquals("The one episode is whole", text(robot, "library.outcome"));
  }

  // Looked up by its words, a button is found once more by the text inside it.
  private static NodeQuery restore(FxRobot robot) {
    return robot.lookup((Node node) -> node instanceof Button b && b.getText().equals("Restore"));
  }
}
