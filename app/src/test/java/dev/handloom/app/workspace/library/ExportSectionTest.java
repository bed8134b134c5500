package dev.handloom.app.workspace.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.export.formats.DatasetFormats;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.service.query.NodeQuery;

@ExtendWith(ApplicationExtension.class)
class ExportSectionTest {
  @TempDir Path folder;

  private final List<Notice> notices = new ArrayList<>();
  private final List<Path> shown = new ArrayList<>();
  private final AtomicBoolean recording = new AtomicBoolean();
  private @Nullable List<BackgroundTask<?>> held;

  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private OpenLibrary library;

  @SuppressWarnings("NullAway.Init") // As above.
  private Exports exports;

  @SuppressWarnings("NullAway.Init") // As above.
  private ExportSection section;

  @SuppressWarnings("NullAway.Init") // As above.
  private Path out;

  @Start
  void start(Stage stage) throws IOException {
    SmallLibrary small = new SmallLibrary(folder.resolve("first"));
    small.whole("Pour the tea", Duration.ofSeconds(5));
    out = Files.createDirectory(folder.resolve("out"));
    library = new OpenLibrary(folder.resolve("first"), TaskRunner.direct(), notices::add);
    exports = new Exports(library, this::runOrHold, recording::get, notices::add);
    Action export = Action.named("library.export", "Export…", () -> {});
    section = new ExportSection(exports, export, shown::add);
    stage.setScene(new Scene((Parent) section.content(), 800, 500));
    stage.show();
    library.open();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(() -> library.close());
  }

  private void runOrHold(BackgroundTask<?> task) {
    if (held == null) {
      TaskRunner.direct().start(task);
    } else {
      held.add(task);
    }
  }

  /// Ids have dots, which a selector takes for classes.
  private static NodeQuery at(FxRobot robot, String id) {
    return robot.lookup((Node node) -> id.equals(node.getId()));
  }

  private static String text(FxRobot robot, String id) {
    return at(robot, id).queryAs(Labeled.class).getText();
  }

  @Test
  void whatCannotBeExportedIsNamedWithItsReasonAndTheFolderCanBeShown(FxRobot robot)
      throws IOException {
    List<String> told = new ArrayList<>();
    robot.interact(() -> exports.start("", out, false, done -> told.add(done.headline())));
    // Its log is not there.
    assertEquals("0 of 1 episode exported", text(robot, "library.export.outcome"));
    assertEquals(List.of("0 of 1 episode exported"), told);
    assertTrue(
        robot
            .lookup(
                (Labeled l) -> String.valueOf(l.getText()).contains("A check says what is wrong"))
            .tryQuery()
            .isPresent());
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(0, files.count());
    }
    robot.interact(() -> robot.lookup("Show files").queryAs(Button.class).fire());
    assertEquals(List.of(out), shown);
  }

  private static ComboBox<Object> formats(FxRobot robot) {
    @SuppressWarnings("unchecked") // It was made for all kinds of formats.
    ComboBox<Object> box = at(robot, "library.export.format").queryAs(ComboBox.class);
    return box;
  }

  @Test
  void theEffectIsToldBefore(FxRobot robot) {
    String effect = text(robot, "library.export.effect");
    assertTrue(effect.startsWith("1 episode, 5 s, about "), effect);
    assertFalse(at(robot, "library.export.faces").query().isVisible(), "no choice without effect");
    robot.interact(() -> formats(robot).setValue(DatasetFormats.named("gr00t").orElseThrow()));
    for (String id : List.of("split", "name", "faces", "names")) {
      assertTrue(at(robot, "library.export." + id).query().isVisible(), id);
    }
    effect = text(robot, "library.export.effect");
    assertTrue(effect.startsWith("No episode can be in it"), effect);
  }

  @Test
  void aDatasetThatCannotBeMadeIsToldAndLeavesNothing(FxRobot robot) throws IOException {
    robot.interact(() -> formats(robot).setValue(DatasetFormats.named("lerobot").orElseThrow()));
    robot.interact(() -> at(robot, "library.export.name").queryAs(TextField.class).setText("a/b"));
    List<ExportWish> wishes = new ArrayList<>();
    robot.interact(() -> {
      wishes.add(section.wish());
      exports.start(section.wish(), out, _ -> {});
    });
    assertEquals("a-b", wishes.getFirst().name(), "one folder, where the person chose");
    assertEquals("No dataset was made", text(robot, "library.export.outcome"));
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aLicenceThatIsNoneIsToldAndNothingCanBeginWithIt(FxRobot robot) {
    robot.interact(() -> formats(robot).setValue(DatasetFormats.named("lerobot").orElseThrow()));
    robot.interact(() -> {
      at(robot, "library.export.tags").queryAs(TextField.class).setText("tea, , pouring,tea");
      licence(robot).getEditor().setText("CC-BY-4.0");
    });
    assertTrue(section.goodProperty().get());
    assertEquals("cc-by-4.0", section.wish().licence());
    assertEquals(List.of("tea", "pouring"), section.wish().tags());
    robot.interact(() -> licence(robot).getEditor().setText("mine alone"));
    assertFalse(section.goodProperty().get());
    assertTrue(at(robot, "library.export.mistake").query().isVisible());
    robot.interact(() -> formats(robot).getSelectionModel().selectFirst());
    assertTrue(section.goodProperty().get(), "a file an episode has no card");
  }

  private static ComboBox<?> licence(FxRobot robot) {
    return at(robot, "library.export.licence").queryAs(ComboBox.class);
  }

  @Test
  void episodesThatAreChosenTakeThePlaceOfTheSearch(FxRobot robot) throws IOException {
    EpisodeRow row = Objects.requireNonNull(library.store()).list().getFirst();
    robot.interact(() -> {
      at(robot, "library.export.query").queryAs(TextField.class).setText("verdict:fail");
      section.choose(List.of(row.id()));
    });
    assertEquals("1 episode chosen in the list", text(robot, "library.export.chosen"));
    assertFalse(at(robot, "library.export.query").query().isVisible());
    assertTrue(text(robot, "library.export.effect").startsWith("1 episode, "));
    robot.interact(() -> at(robot, "library.export.by-search").queryAs(Button.class).fire());
    assertTrue(at(robot, "library.export.query").query().isFocused());
    assertEquals("No episode fits", text(robot, "library.export.effect"));
  }

  @Test
  void aPersonIsANumberWhereNamesAreLeftOut() throws IOException {
    Library store = Objects.requireNonNull(library.store());
    ExportWish wish =
        new ExportWish(
            List.of(),
            "",
            DatasetFormats.named("lerobot").orElseThrow(),
            "set",
            false,
            ExportWish.Split.PERSON,
            false,
            false,
            true,
            "",
            List.of());
    List<EpisodeRow> rows = store.search("");
    assertEquals(List.of("person-1"), new DatasetExports(wish, rows).folders());
  }

  @Test
  void aSearchThatFindsNothingSaysSo(FxRobot robot) {
    robot.interact(() -> exports.start("verdict:fail", out, false, _ -> {}));
    assertEquals("No episode fits; nothing was exported", text(robot, "library.export.outcome"));
    robot.interact(() -> exports.start("verdict:nonsense", out, false, _ -> {}));
    assertEquals("Nothing was exported", notices.getLast().title());
  }

  @Test
  void whileItRunsThereIsARowThatStopsIt(FxRobot robot) {
    held = new ArrayList<>();
    robot.interact(() -> exports.start("", out, false, _ -> {}));
    assertTrue(at(robot, "library.export.cancel").query().isVisible());
    robot.interact(() -> exports.start("", out, false, _ -> {}));
    List<BackgroundTask<?>> waiting = Objects.requireNonNull(held);
    assertEquals(1, waiting.size(), "one at a time");
    robot.interact(() -> {
      at(robot, "library.export.cancel").queryAs(Button.class).fire();
      TaskRunner.direct().start(waiting.getFirst());
    });
    assertEquals("The export was stopped", notices.getLast().title());
    assertNull(exports.work().runningProperty().get());
    assertFalse(at(robot, "library.export.cancel").tryQuery().isPresent());
  }
}
