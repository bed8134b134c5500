package dev.handloom.app.workspace.library;

import static dev.handloom.app.workspace.library.LibraryStage.at;
import static dev.handloom.app.workspace.library.LibraryStage.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.library.EpisodeRow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Episodes are found, chosen and looked at by keys.
@ExtendWith(ApplicationExtension.class)
class EpisodeListTest {
  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private LibraryStage shown;

  @Start
  void start(Stage window) throws IOException {
    shown = new LibraryStage(window);
    shown.tab("library.tab.episodes");
  }

  @AfterEach
  void putAway(FxRobot robot) throws IOException {
    shown.putAway(robot);
  }

  @Test
  void wordsAndKeysChooseWhatIsListed(FxRobot robot) throws IOException {
    shown.small.whole("Pour the cup into the bowl", Duration.ofSeconds(62));
    shown.small.lossy("Fold the towel", Duration.ofSeconds(75), 1204);
    shown.small.recovered("Turn the key", Duration.ofSeconds(30));
    robot.interact(() -> {
      shown.library.open();
      shown.tab("library.tab.episodes");
    });
    ListView<@Nullable EpisodeRow> list = robot.lookup(n -> n instanceof ListView).queryListView();
    TextField search = at(robot, "library.search").queryAs(TextField.class);
    assertEquals(3, list.getItems().size());
    robot.interact(() -> search.setText("lost>0"));
    assertEquals(1, list.getItems().size());
    assertEquals(
        "1 episode, 1 min 15 s, 0 kB, 1,204 samples missing", text(robot, "library.found"));
    robot.interact(() -> search.setText("colour:red"));
    assertTrue(text(robot, "library.hint").contains("colour"), text(robot, "library.hint"));
    assertEquals(1, list.getItems().size(), "the list stays while a word is being typed");
    robot.interact(search::clear);
    assertEquals(3, list.getItems().size());
    assertEquals(SearchBox.HINT, text(robot, "library.hint"));
  }

  @Test
  void whatIsTypedIsCompletedByKeysAndByWhatTheLibraryHas(FxRobot robot) throws IOException {
    shown.small.whole("Pour the cup", Duration.ofSeconds(62));
    shown.small.whole("Fold the towel", Duration.ofSeconds(9));
    robot.interact(() -> {
      shown.library.open();
      shown.tab("library.tab.episodes");
      shown.actions.get("library.find").run();
    });
    TextField search = at(robot, "library.search").queryAs(TextField.class);
    assertTrue(search.isFocused());
    robot.write("-ta");
    robot.push(KeyCode.CONTROL, KeyCode.SPACE);
    assertEquals("-task:", search.getText());
    robot.write("fo");
    robot.push(KeyCode.CONTROL, KeyCode.SPACE);
    assertEquals("-task:\"Fold the towel\" ", search.getText());
    robot.write("verdict:no");
    robot.push(KeyCode.CONTROL, KeyCode.SPACE);
    ListView<@Nullable EpisodeRow> list = robot.lookup(n -> n instanceof ListView).queryListView();
    assertEquals(List.of("Pour the cup"), tasks(list));
    robot.push(KeyCode.DOWN);
    assertTrue(list.isFocused());
    assertEquals("Pour the cup", text(robot, "library.details.task"));
  }

  @Test
  void episodesThatAreChosenStayChosenWhenOthersCome(FxRobot robot) throws IOException {
    shown.small.whole("Pour the cup", Duration.ofSeconds(62));
    shown.small.whole("Fold the towel", Duration.ofSeconds(9));
    shown.small.whole("Turn the key", Duration.ofSeconds(30));
    robot.interact(() -> {
      shown.library.open();
      shown.tab("library.tab.episodes");
    });
    assertTrue(at(robot, "library.export.some").query().isDisabled(), "nothing is chosen");
    ListView<@Nullable EpisodeRow> list = robot.lookup(n -> n instanceof ListView).queryListView();
    robot.interact(() -> {
      list.requestFocus();
      list.getSelectionModel().clearAndSelect(0);
      list.getSelectionModel().select(2);
    });
    assertEquals("2 chosen", text(robot, "library.chosen"));
    List<String> chosen = chosen(list);
    robot.interact(() -> {
      try {
        shown.small.whole("Stack the cups", Duration.ofSeconds(12));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      shown.actions.get("library.rebuild").run();
    });
    assertEquals(4, list.getItems().size());
    assertEquals(chosen, chosen(list), "the same, wherever they are now");
    assertEquals("2 chosen", text(robot, "library.chosen"));
    robot.interact(() -> shown.actions.get("library.export.some").run());
    assertEquals("2 episodes chosen in the list", text(robot, "library.export.chosen"));
    assertTrue(at(robot, "library.export.format").query().isFocused(), "the keys go on there");
  }

  private static List<String> chosen(ListView<@Nullable EpisodeRow> list) {
    return list.getSelectionModel().getSelectedItems().stream()
        .map(row -> row == null ? "" : row.task())
        .sorted()
        .toList();
  }

  private static List<String> tasks(ListView<@Nullable EpisodeRow> list) {
    return list.getItems().stream().map(row -> row == null ? "" : row.task()).toList();
  }

  @Test
  void whatACheckFindsStandsInTheDetails(FxRobot robot) throws IOException {
    shown.small.withoutVideo("Pour the cup", Duration.ofSeconds(62));
    robot.interact(() -> {
      shown.library.open();
      shown.tab("library.tab.episodes");
    });
    ListView<@Nullable EpisodeRow> list = robot.lookup(n -> n instanceof ListView).queryListView();
    robot.interact(() -> list.getSelectionModel().select(0));
    assertTrue(robot.lookup("It was never checked.").tryQuery().isPresent());
    robot.interact(() -> at(robot, "library.details.check").queryButton().fire());
    assertTrue(robot.lookup("The file is missing").tryQuery().isPresent());
    assertTrue(
        robot
            .lookup((Node n) ->
                n instanceof Labeled l && String.valueOf(l.getText()).contains("HL-E010"))
            .tryQuery()
            .isPresent());
    robot.interact(
        () -> at(robot, "library.search").queryAs(TextField.class).setText("finding:HL-E010"));
    assertEquals(List.of("Pour the cup"), tasks(list));
  }
}
