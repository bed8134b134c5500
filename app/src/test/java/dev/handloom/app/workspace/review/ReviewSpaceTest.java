package dev.handloom.app.workspace.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.preview.ModelDesk;
import dev.handloom.app.preview.ServerBook;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.RunningTasks;
import dev.handloom.app.ui.hand.HandView;
import dev.handloom.app.ui.shell.Shell;
import dev.handloom.app.ui.shell.StudioStatus;
import dev.handloom.app.ui.space.SpaceRow;
import dev.handloom.app.ui.space.SpaceView;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.store.library.EpisodeRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/// Whoever scrubs an episode with a headset sees where everything was.
@ExtendWith(ApplicationExtension.class)
class ReviewSpaceTest {
  private static final String HEADSET = "openxr-headset";
  private static final String GLOVES = "Fold the towel";
  private static final String WORN = "Pour the cup into the bowl";
  private static final double SECONDS = 4;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  private static Path recorded;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  private Path settings;

  private final RunningTasks tasks = new RunningTasks();

  @SuppressWarnings("NullAway.Init") // TestFX calls start before each test.
  private OpenLibrary library;

  @SuppressWarnings("NullAway.Init") // As above.
  private ReviewWorkspace review;

  @SuppressWarnings("NullAway.Init") // As above.
  private Shell shell;

  @BeforeAll
  static void recordOnce() throws Exception {
    RecordedLibrary.record(recorded, rig("left-glove", "right-glove"), 1, GLOVES, _ -> {});
    RecordedLibrary.record(
        recorded,
        rig(HEADSET, "base-station", "head-camera"),
        SECONDS,
        WORN,
        workplace -> workplace.simulation().orElseThrow().recentre(HEADSET));
  }

  private static RigFile rig(String... devices) {
    List<DeviceConfig> configs = Stream.of(devices).map(SimulatedRig::config).toList();
    return new RigFile("Worn", 3, configs);
  }

  @Start
  void start(Stage stage) {
    Theme.shared().install();
    Actions actions = new Actions();
    library = new OpenLibrary(recorded, tasks, _ -> {});
    review =
        new ReviewWorkspace(
            library,
            tasks,
            actions,
            _ -> {},
            new Reviewer(settings.resolve("reviewer.txt")),
            new ModelDesk(new ServerBook(settings)),
            (_, _) -> {});
    shell = new Shell(actions, List.of(review), new StudioStatus(), tasks);
    stage.setScene(new Scene(shell, 1000, 700));
    stage.show();
    library.open();
  }

  @Stop
  void stop() {
    library.close();
  }

  @AfterEach
  void close() throws Exception {
    FxThread.runAndWait(
        () -> {
          Scene scene = shell.getScene();
          if (scene != null && scene.getWindow() != null) {
            scene.getWindow().hide();
          }
        },
        60_000);
  }

  @Test
  void theSpaceFollowsThePlayheadAndARecentringIsSaid(FxRobot robot) throws Exception {
    opened(WORN);
    seek(robot, 0.3);
    until(() -> views(robot).size() == 2);
    until(() -> words(robot, 0).startsWith("Space of base station: "));
    until(() -> words(robot, 1).equals("Space of openxr headset: Head; Left hand; Right hand"));
    assertFalse(notes(robot).contains("recentred"), notes(robot));
    seek(robot, 0.9);
    until(() -> notes(robot).contains("Recentred at 0:0"));
    seek(robot, 0.3);
    until(() -> !notes(robot).contains("recentred"));
  }

  @Test
  void aKeyHidesItAndTheHandsComeBack(FxRobot robot) throws Exception {
    opened(WORN);
    until(() -> shown(robot, SpaceView.class) == 2);
    until(() -> shown(robot, HandView.class) == 0);
    robot.push(KeyCode.B);
    until(() -> shown(robot, SpaceView.class) == 0);
    until(() -> shown(robot, HandView.class) == 2);
    robot.push(KeyCode.B);
    until(() -> shown(robot, SpaceView.class) == 2);
  }

  @Test
  void itsArrowsTurnItAndThoseOfTheEpisodeRest(FxRobot robot) throws Exception {
    opened(WORN);
    until(() -> views(robot).size() == 2);
    robot.interact(() -> views(robot).getFirst().requestFocus());
    long before = review.playback().positionProperty().get();
    robot.push(KeyCode.RIGHT).push(KeyCode.UP);
    assertEquals(before, review.playback().positionProperty().get());
    robot.push(KeyCode.HOME);
    assertTrue(views(robot).getFirst().isFocused());
  }

  @Test
  void glovesAloneHaveNoSpace(FxRobot robot) throws Exception {
    opened(WORN);
    robot.push(KeyCode.DOWN);
    OpenedEpisode gloves = opened(GLOVES);
    assertTrue(gloves.scene().empty());
    until(() -> robot.lookup(n -> n instanceof SpaceRow && inFront(n)).queryAll().isEmpty());
    robot.push(KeyCode.B).push(KeyCode.UP);
    opened(WORN);
    until(() -> shown(robot, SpaceView.class) == 2);
  }

  private void seek(FxRobot robot, double share) {
    Playback playback = review.playback();
    long length = playback.lastNanos() - playback.firstNanos();
    robot.interact(() -> playback.seek(playback.firstNanos() + Math.round(share * length)));
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

  private static List<SpaceView> views(FxRobot robot) {
    return List.copyOf(
        robot.lookup(n -> n instanceof SpaceView && inFront(n)).<SpaceView>queryAll());
  }

  private static String words(FxRobot robot, int view) {
    return Objects.toString(views(robot).get(view).getAccessibleText(), "");
  }

  private static String notes(FxRobot robot) {
    return String.join(
        " ",
        robot.lookup(".review-space .text-muted").queryAllAs(Label.class).stream()
            .filter(label -> inFront(label) && label.isVisible())
            .map(Label::getText)
            .toList());
  }

  private static long shown(FxRobot robot, Class<? extends Node> kind) {
    return robot.lookup(n -> kind.isInstance(n) && inFront(n)).queryAll().size();
  }

  /// What is opened ahead waits behind, unseen.
  private static boolean inFront(Node node) {
    return node.getOpacity() > 0
        && node.isVisible()
        && (node.getParent() == null || inFront(node.getParent()));
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        120,
        TimeUnit.SECONDS,
        () -> WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(condition)));
  }
}
