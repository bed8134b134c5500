package dev.handloom.app.workspace.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.awake.KeepAwake;
import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.service.query.NodeQuery;

@ExtendWith(ApplicationExtension.class)
class LibraryWorkspaceTest {
  private final List<Notice> notices = new ArrayList<>();
  private final Actions actions = new Actions();
  private @Nullable Path picked;

  /// Tasks that were started and have not begun; null while they run at once.
  private @Nullable List<BackgroundTask<?>> held;

  private @Nullable Stage stage;

  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private Path folder;

  @SuppressWarnings("NullAway.Init") // As above.
  private SmallLibrary small;

  @SuppressWarnings("NullAway.Init") // As above.
  private OpenLibrary library;

  @Start
  void start(Stage shown) throws IOException {
    stage = shown;
    Theme.shared().install();
    folder = Files.createTempDirectory("handloom-library");
    small = new SmallLibrary(folder.resolve("first"));
    library = new OpenLibrary(folder.resolve("first"), TaskRunner.direct(), notices::add);
    Takes takes =
        new Takes(
            new CurrentRig(), library, TaskRunner.direct(), notices::add, KeepAwake.unneeded());
    LibraryWorkspace workspace =
        new LibraryWorkspace(
            library, takes, this::runOrHold, actions, () -> new Answers(), notices::add);
    shown.setScene(new Scene((Parent) workspace.content(), 1000, 900));
    workspace.shown();
    shown.show();
    tab("library.tab.care");
  }

  private void tab(String id) {
    Parent root = Objects.requireNonNull(stage).getScene().getRoot();
    for (Node node : root.lookupAll(".toggle-button")) {
      if (id.equals(node.getId()) && node instanceof ToggleButton tab) {
        tab.setSelected(true);
      }
    }
    root.applyCss();
    root.layout();
  }

  private void runOrHold(BackgroundTask<?> task) {
    if (held == null) {
      TaskRunner.direct().start(task);
    } else {
      held.add(task);
    }
  }

  @AfterEach
  void putAway(FxRobot robot) throws IOException {
    robot.interact(() -> {
      Theme.shared().choiceProperty().set(ThemeChoice.SYSTEM);
      library.close();
    });
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private final class Answers implements Desktop {
    @Override
    public Optional<Path> pickFile(String title, String what, String pattern) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> pickTarget(String title, String suggestedName) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> pickFolder(String title, Path start) {
      return Optional.ofNullable(picked);
    }

    @Override
    public boolean show(Path shown) {
      return false;
    }
  }

  @Test
  void whatIsInTheLibraryIsCounted(FxRobot robot) throws IOException {
    small.whole("Pour the cup into the bowl", Duration.ofSeconds(62));
    small.lossy("Fold the towel", Duration.ofSeconds(75), 1204);
    robot.interact(() -> library.open());
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
    robot.interact(() -> library.open());
    assertEquals("0", text(robot, "library.count"));
    assertTrue(at(robot, "library.none").query().isVisible());
    assertFalse(at(robot, "library.check").query().isDisabled());
  }

  @Test
  void anEpisodeComesBackFromTheTrash(FxRobot robot) throws IOException {
    EpisodeId first = small.whole("Pour the cup into the bowl", Duration.ofSeconds(62));
    small.trash(first);
    small.trash(small.whole("Fold the towel", Duration.ofSeconds(9)));
    robot.interact(() -> library.open());
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
    assertTrue(Files.exists(first.under(folder.resolve("first/episodes")).resolve("episode.json")));
    assertEquals(2, notices.stream().filter(n -> n.kind() == Notice.Kind.SUCCESS).count());
  }

  @Test
  void wholeEpisodesAreSaidToBeWhole(FxRobot robot) throws IOException {
    small.whole("Pour the cup into the bowl", Duration.ofSeconds(62));
    small.whole("Fold the towel", Duration.ofSeconds(9));
    robot.interact(() -> library.open());
    robot.interact(() -> actions.get("library.check").run());
    assertEquals("All 2 episodes are whole", text(robot, "library.outcome"));
    assertEquals(List.of(), notices, "the page itself says it");
  }

  @Test
  void faultsAreListedWorstFirstAndKeptUntilAnotherLibraryIsOpened(FxRobot robot)
      throws IOException {
    small.whole("Fold the towel", Duration.ofSeconds(9));
    small.recovered("Turn the key", Duration.ofSeconds(30));
    small.withoutVideo("Pour the cup into the bowl", Duration.ofSeconds(62));
    robot.interact(() -> library.open());
    robot.interact(() -> actions.get("library.check").run());
    assertEquals("1 of 3 episodes has faults", text(robot, "library.outcome"));
    assertTrue(robot.lookup("Fault").tryQuery().isPresent());
    assertTrue(robot.lookup("The file is missing").tryQuery().isPresent());
    double fault = robot.lookup("Fault").query().localToScene(0, 0).getY();
    double warning = robot.lookup("Warning").query().localToScene(0, 0).getY();
    assertTrue(fault < warning);
    picked = folder.resolve("second");
    robot.interact(() -> actions.get("library.change").run());
    assertTrue(at(robot, "library.outcome").tryQuery().isEmpty());
    assertTrue(text(robot, "library.folder").endsWith("second"));
    assertEquals("0", text(robot, "library.count"));
  }

  @Test
  void aRebuiltCatalogueListsAllEpisodes(FxRobot robot) throws IOException {
    robot.interact(() -> library.open());
    small.whole("Fold the towel", Duration.ofSeconds(9));
    assertEquals("0", text(robot, "library.count"));
    robot.interact(() -> actions.get("library.rebuild").run());
    assertEquals("1", text(robot, "library.count"));
    assertEquals("The catalogue is rebuilt", notices.getLast().title());
  }

  @Test
  void aFolderThatCannotBeShownIsTold(FxRobot robot) {
    robot.interact(() -> actions.get("library.show").run());
    assertEquals(folder.resolve("first").toString(), notices.getLast().detail());
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
    small.trash(small.whole("Fold the towel", Duration.ofSeconds(9)));
    robot.interact(() -> library.open());
    ScrollPane page = robot.lookup(".scroll-pane").queryAs(ScrollPane.class);
    robot.interact(() -> {
      page.getScene().getWindow().setHeight(320);
      at(robot, "library.change").query().requestFocus();
    });
    robot.push(KeyCode.PAGE_DOWN);
    assertTrue(page.getVvalue() > 0, "what has no control can be read too");
    robot.interact(() -> page.setVvalue(0));
    List<String> visited = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
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
    small.whole("Fold the towel", Duration.ofSeconds(9));
    robot.interact(() -> {
      library.open();
      actions.get("library.check").run();
      held = new ArrayList<>();
      actions.get("library.check").run();
    });
    assertTrue(at(robot, "library.change").query().isDisabled());
    assertTrue(at(robot, "library.rebuild").query().isDisabled());
    List<BackgroundTask<?>> waiting = held == null ? List.of() : held;
    held = null;
    robot.interact(() -> {
      at(robot, "library.check.cancel").queryButton().fire();
      waiting.forEach(task -> TaskRunner.direct().start(task));
    });
    assertFalse(at(robot, "library.change").query().isDisabled());
    assertEquals("The check was stopped", notices.getLast().title());
    assertEquals("The one episode is whole", text(robot, "library.outcome"));
  }

  @Test
  void wordsAndKeysChooseWhatIsListed(FxRobot robot) throws IOException {
    small.whole("Pour the cup into the bowl", Duration.ofSeconds(62));
    small.lossy("Fold the towel", Duration.ofSeconds(75), 1204);
    small.recovered("Turn the key", Duration.ofSeconds(30));
    robot.interact(() -> {
      library.open();
      tab("library.tab.episodes");
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
    small.whole("Pour the cup", Duration.ofSeconds(62));
    small.whole("Fold the towel", Duration.ofSeconds(9));
    robot.interact(() -> {
      library.open();
      tab("library.tab.episodes");
      actions.get("library.find").run();
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
    small.whole("Pour the cup", Duration.ofSeconds(62));
    small.whole("Fold the towel", Duration.ofSeconds(9));
    small.whole("Turn the key", Duration.ofSeconds(30));
    robot.interact(() -> {
      library.open();
      tab("library.tab.episodes");
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
        small.whole("Stack the cups", Duration.ofSeconds(12));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      actions.get("library.rebuild").run();
    });
    assertEquals(4, list.getItems().size());
    assertEquals(chosen, chosen(list), "the same, wherever they are now");
    assertEquals("2 chosen", text(robot, "library.chosen"));
    robot.interact(() -> actions.get("library.export.some").run());
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
    small.withoutVideo("Pour the cup", Duration.ofSeconds(62));
    robot.interact(() -> {
      library.open();
      tab("library.tab.episodes");
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

  private static String text(FxRobot robot, String id) {
    return at(robot, id).queryAs(Labeled.class).getText();
  }

  // Looked up by its words, a button is found once more by the text inside it.
  private static NodeQuery restore(FxRobot robot) {
    return robot.lookup((Node node) -> node instanceof Button b && b.getText().equals("Restore"));
  }

  // A selector would read the dot in an id as a class.
  private static NodeQuery at(FxRobot robot, String id) {
    return robot.lookup((Node node) -> id.equals(node.getId()));
  }
}
