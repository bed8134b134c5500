package dev.handloom.app.workspace.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.preview.ModelDesk;
import dev.handloom.app.preview.ServerBook;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.RunningTasks;
import dev.handloom.app.ui.plot.EpisodePlot;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.shell.Shell;
import dev.handloom.app.ui.shell.StudioStatus;
import dev.handloom.app.ui.shell.Workspace;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.video.VideoTile;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.review.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class ReviewWorkspaceTest {
  private static final long SECOND = 1_000_000_000L;

  private record Elsewhere(String id, String title, Node content) implements Workspace {
    @Override
    public Feather icon() {
      return Feather.BOX;
    }
  }

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  private static Path recorded;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  private Path copy;

  private final List<Notice> notices = new CopyOnWriteArrayList<>();
  private final RunningTasks tasks = new RunningTasks();
  private final Actions actions = new Actions();

  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private OpenLibrary library;

  @SuppressWarnings("NullAway.Init") // As above.
  private ReviewWorkspace review;

  @SuppressWarnings("NullAway.Init") // As above.
  private Shell shell;

  @BeforeAll
  static void recordOnce() throws Exception {
    RecordedLibrary.record(recorded, 2, "Pour the cup into the bowl", "Fold the towel");
  }

  @Start
  void start(Stage stage) throws Exception {
    Theme.shared().install();
    copyTree(recorded, copy.resolve("library"));
    library = new OpenLibrary(copy.resolve("library"), tasks, notices::add);
    review =
        new ReviewWorkspace(
            library,
            tasks,
            actions,
            notices::add,
            new Reviewer(copy.resolve("reviewer.txt")),
            new ModelDesk(new ServerBook(copy)),
            (_, _) -> {});
    shell =
        new Shell(
            actions,
            List.of(review, new Elsewhere("record", "Record", new Pane())),
            new StudioStatus(),
            tasks);
    stage.setScene(new Scene(shell, 1000, 700));
    stage.show();
    library.open();
  }

  @Stop
  void stop() {
    library.close();
  }

  @AfterEach
  void noThreadIsLeftWhenTheWindowHasGone() throws Exception {
    FxThread.runAndWait(
        () -> {
          Scene scene = shell.getScene();
          if (scene != null && scene.getWindow() != null) {
            scene.getWindow().hide();
          }
        },
        60_000);
    until(() -> players().isEmpty());
  }

  @Test
  void theNewestIsOpenAndTheListShowsAll(FxRobot robot) throws Exception {
    OpenedEpisode opened = opened("Fold the towel");
    assertEquals(2, robot.lookup("#review-list").queryListView().getItems().size());
    assertEquals("Fold the towel", label(robot, "#review-task"));
    assertFalse(opened.reader().cameras().isEmpty());
    assertFalse(opened.lines().isEmpty());
    assertTrue(
        label(robot, "#review-time").matches("0:00\\.\\d{3} of 0:02\\.\\d{3}"),
        label(robot, "#review-time"));
    until(() -> picturesShown(robot) == opened.reader().cameras().size());
  }

  @Test
  void spacePlaysToTheEndAndTheWindowFollows(FxRobot robot) throws Exception {
    opened("Fold the towel");
    robot.interact(() -> review.playback().speedProperty().set(4));
    robot.push(KeyCode.SPACE);
    until(() -> review.playback().elapsedNanos() > SECOND);
    until(() -> !review.playback().playingProperty().get());
    assertEquals(review.playback().lastNanos(), review.playback().positionProperty().get());
    EpisodePlot plot = robot.lookup(n -> n instanceof EpisodePlot && inFront(n)).query();
    assertEquals(review.playback().lastNanos(), plot.playheadProperty().get());
  }

  @Test
  void everyCameraShowsThePictureThatHeldAtThePlayhead(FxRobot robot) throws Exception {
    EpisodeReader reader = opened("Fold the towel").reader();
    until(() -> picturesShown(robot) == reader.cameras().size());
    long start = reader.startNanos();
    // Forwards, backwards, and between two pictures.
    for (long at : new long[] {start + SECOND, start + SECOND / 3, reader.stopNanos()}) {
      robot.interact(() -> review.playback().seek(at));
      for (CameraFrames camera : reader.cameras().values()) {
        int index = camera.indexAt(at);
        assertTrue(camera.times().captureNanos(index) <= at);
        assertTrue(index + 1 == camera.size() || camera.times().captureNanos(index + 1) > at);
        // The tile says how old its picture is, by the playhead.
        String age = (at - camera.times().captureNanos(index)) / 1_000_000 + " ms";
        until(() -> ages(robot).contains(age));
      }
    }
  }

  @Test
  void beforeTheFirstPictureThereIsNoneAndItComesBack(FxRobot robot) throws Exception {
    EpisodeReader reader = opened("Fold the towel").reader();
    int cameras = reader.cameras().size();
    until(() -> picturesShown(robot) == cameras);
    long first = position();
    CameraFrames camera =
        reader.cameras().values().stream()
            .filter(c -> c.times().captureNanos(0) == first)
            .findFirst()
            .orElseThrow();
    robot.interact(() -> review.playback().seek(camera.times().captureNanos(0) - 1));
    until(() -> picturesShown(robot) < cameras);
    robot.interact(() -> review.playback().seek(first));
    until(() -> picturesShown(robot) == cameras);
  }

  @Test
  void arrowsStepByThePicturesOfTheFirstCamera(FxRobot robot) throws Exception {
    CameraFrames camera = opened("Fold the towel").reader().cameras().values().iterator().next();
    long first = camera.times().captureNanos(0);
    robot.interact(() -> review.playback().seek(first));
    robot.push(KeyCode.RIGHT).push(KeyCode.RIGHT);
    assertEquals(camera.times().captureNanos(2), position());
    robot.push(KeyCode.LEFT);
    assertEquals(camera.times().captureNanos(1), position());
    robot.push(KeyCode.HOME);
    assertEquals(review.playback().firstNanos(), position());
    robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
    assertEquals(review.playback().firstNanos() + SECOND, position());
    robot.push(KeyCode.END);
    assertEquals(review.playback().lastNanos(), position());
  }

  @Test
  void thePlotsTakeNoKeyForThemselvesAndASeekInOneIsASeekInAll(FxRobot robot) throws Exception {
    CameraFrames camera = opened("Fold the towel").reader().cameras().values().iterator().next();
    // What scrolls has its content with the next pulse.
    until(() -> robot.lookup(n -> n instanceof EpisodePlot && inFront(n)).tryQuery().isPresent());
    EpisodePlot plot = robot.lookup(n -> n instanceof EpisodePlot && inFront(n)).query();
    // Beside the labels, on the lines.
    robot.clickOn(robot.point(plot).atPosition(0.9, 0.5));
    long sought = position();
    assertTrue(sought > review.playback().firstNanos());
    robot.push(KeyCode.RIGHT);
    assertEquals(PictureSteps.of(camera).next(sought), position());
    for (EpisodePlot each :
        robot.lookup(n -> n instanceof EpisodePlot && inFront(n)).<EpisodePlot>queryAll()) {
      assertEquals(position(), each.playheadProperty().get());
    }
  }

  @Test
  void upAndDownChooseAndTheSearchNarrows(FxRobot robot) throws Exception {
    opened("Fold the towel");
    robot.push(KeyCode.DOWN);
    opened("Pour the cup into the bowl");
    robot.clickOn("#review-search").write("s fold");
    ListView<EpisodeRow> list = robot.lookup("#review-list").queryListView();
    until(() ->
        list.getItems().stream().map(EpisodeRow::task).toList().equals(List.of("Fold the towel")));
    assertEquals("Pour the cup into the bowl", current().task(), "typing opens nothing");
    assertEquals(Verdict.NONE, current().verdict(), "S rests while a person types");
    robot.push(KeyCode.ESCAPE);
    until(() -> list.getItems().size() == 2);
    assertEquals("Pour the cup into the bowl", list.getSelectionModel().getSelectedItem().task());
  }

  @Test
  void aVerdictIsWrittenAndTakenBack(FxRobot robot) throws Exception {
    opened("Fold the towel");
    robot.push(KeyCode.S);
    until(() -> current().verdict() == Verdict.SUCCESS);
    robot.push(KeyCode.F);
    until(() -> current().verdict() == Verdict.FAIL);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    until(() -> current().verdict() == Verdict.SUCCESS);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    until(() -> current().verdict() == Verdict.NONE);
    assertEquals(List.of(), notices);
  }

  @Test
  void theTrashTakesAnEpisodeAndTheNoticeGivesItBack(FxRobot robot) throws Exception {
    opened("Fold the towel");
    robot.push(KeyCode.DELETE);
    opened("Pour the cup into the bowl");
    until(() -> library.episodes().size() == 1 && !notices.isEmpty());
    Action undo = Objects.requireNonNull(notices.getFirst().remedy(), "an undo");
    robot.interact(undo::run);
    opened("Fold the towel");
    until(() -> library.episodes().size() == 2);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(1, notices.size(), "it is undone once");
  }

  @Test
  void theLastEpisodeGoneSaysWhatToDo(FxRobot robot) throws Exception {
    opened("Fold the towel");
    robot.push(KeyCode.DELETE);
    opened("Pour the cup into the bowl");
    robot.push(KeyCode.DELETE);
    until(() -> robot.lookup("No episodes yet").tryQuery().isPresent());
    assertTrue(robot.lookup("Go to Record").tryQuery().isPresent());
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    opened("Pour the cup into the bowl");
  }

  @Test
  void switchingQuicklyLeavesOneThreadForEachCamera(FxRobot robot) throws Exception {
    int cameras = opened("Fold the towel").reader().cameras().size();
    for (int i = 0; i < 5; i++) {
      robot.push(KeyCode.DOWN).push(KeyCode.UP);
      robot.interact(() -> review.playback().seek(review.playback().lastNanos()));
    }
    opened("Fold the towel");
    // Those of the next episode are open, too.
    until(() -> players().size() == cameras);
    robot.interact(() -> shell.open("record"));
    until(() -> players().isEmpty());
    robot.interact(() -> shell.open(review));
    until(() -> players().size() == cameras);
  }

  @Test
  void playingPausesWhenAnotherWorkspaceComes(FxRobot robot) throws Exception {
    opened("Fold the towel");
    robot.push(KeyCode.SPACE);
    until(() -> review.playback().elapsedNanos() > 0);
    robot.interact(() -> shell.open("record"));
    assertFalse(review.playback().playingProperty().get());
    robot.push(KeyCode.SPACE);
    assertFalse(review.playback().playingProperty().get(), "its keys rest elsewhere");
  }

  @Test
  void anEpisodeThatCannotBeReadSaysSoAndTheListStays(FxRobot robot) throws Exception {
    opened("Fold the towel");
    // The older is read ahead, the newer is not.
    robot.push(KeyCode.DOWN);
    opened("Pour the cup into the bowl");
    EpisodeRow other = Objects.requireNonNull(library.episodes().get(0));
    Files.delete(other.bundle().manifest());
    robot.push(KeyCode.UP);
    until(() -> robot.lookup("This episode cannot be read").tryQuery().isPresent());
    assertTrue(robot.lookup("Try again").tryQuery().isPresent());
    robot.push(KeyCode.DOWN);
    opened("Pour the cup into the bowl");
  }

  @Test
  void aVideoThatIsGoneSaysSoInItsPlace(FxRobot robot) throws Exception {
    opened("Fold the towel");
    robot.push(KeyCode.DOWN);
    opened("Pour the cup into the bowl");
    EpisodeRow other = Objects.requireNonNull(library.episodes().get(0));
    CameraFrames camera = EpisodeReader.open(other.bundle()).cameras().values().iterator().next();
    Files.delete(camera.video());
    robot.push(KeyCode.UP);
    opened("Fold the towel");
    until(() ->
        robot.lookup(".video-absence .label").queryAllAs(Label.class).stream()
            .anyMatch(l -> l.getText().contains("The video is missing")));
  }

  private OpenedEpisode opened(String task) throws Exception {
    until(() -> {
      EpisodeRow row = review.episodeProperty().get();
      OpenedEpisode opened = review.openedProperty().get();
      return row != null
          && opened != null
          && row.task().equals(task)
          && opened.reader().bundle().equals(row.bundle());
    });
    return Objects.requireNonNull(review.openedProperty().get(), "an open episode");
  }

  private EpisodeRow current() {
    return Objects.requireNonNull(review.episodeProperty().get(), "an episode");
  }

  private long position() {
    return review.playback().positionProperty().get();
  }

  /// What is opened ahead waits behind, unseen.
  private static boolean inFront(Node node) {
    return node.getOpacity() > 0 && (node.getParent() == null || inFront(node.getParent()));
  }

  private static long picturesShown(FxRobot robot) {
    return robot.lookup(n -> n instanceof VideoTile && inFront(n)).<VideoTile>queryAll().stream()
        .filter(tile -> !tile.lookup(".video-absence").isVisible())
        .count();
  }

  private static List<String> ages(FxRobot robot) {
    return robot.lookup(".video-caption .figures").queryAllAs(Label.class).stream()
        .filter(ReviewWorkspaceTest::inFront)
        .map(Label::getText)
        .toList();
  }

  private static Set<String> players() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("review "))
        .collect(Collectors.toSet());
  }

  private static String label(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }

  /// Waits on the JavaFX thread's own view of things.
  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        20,
        TimeUnit.SECONDS,
        () -> WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(condition)));
  }

  private static void copyTree(Path from, Path to) throws Exception {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
