package dev.handloom.app.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.fx.RunningTasks;
import dev.handloom.app.ui.guard.ErrorReport;
import dev.handloom.app.ui.guard.ErrorWindow;
import dev.handloom.app.ui.plot.PlotLayout;
import dev.handloom.app.ui.plot.StripPlot;
import dev.handloom.app.ui.shell.Shell;
import dev.handloom.app.ui.shell.StudioStatus;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.theme.ThemeChoice;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class GalleryTest {

  private static final Path FOLDER = Path.of("target", "gallery");

  @Start
  void start(Stage stage) {
    Theme.shared().install();
    stage.hide();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void everyControlCanBeSeen(ThemeChoice theme) throws Exception {
    FxThread.runAndWait(() -> Theme.shared().choiceProperty().set(theme), 60_000);
    String suffix = theme == ThemeChoice.DARK ? "-dark" : "-light";
    draw("plot-stacked" + suffix, 900, 480, () -> plot(12, PlotLayout.STACKED));
    draw("plot-overlaid" + suffix, 700, 240, () -> plot(4, PlotLayout.OVERLAID));
    draw("plot-episode" + suffix, 900, 400, Exhibits::episode);
    draw("video" + suffix, 700, 520, () -> new StackPane(Exhibits.videos()));
    draw("hands" + suffix, 740, 500, () -> new StackPane(Exhibits.hands()));
    draw("error" + suffix, 640, 340, () -> new StackPane(ErrorWindowExhibit.content()));
    shellPictures(suffix);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void focusAndMenusCanBeSeen(ThemeChoice theme, FxRobot robot) throws Exception {
    String suffix = theme == ThemeChoice.DARK ? "-dark" : "-light";
    Stage[] stage = new Stage[1];
    robot.interact(() -> {
      Theme.shared().choiceProperty().set(theme);
      Shell shell = Exhibits.shell(new StudioStatus(), new RunningTasks(), Exhibits.actions());
      shell.open("library");
      stage[0] = new Stage();
      stage[0].setScene(new Scene(shell, 1000, 700));
      stage[0].show();
    });
    robot.push(KeyCode.TAB);
    picture("focus-button" + suffix, stage[0]);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT3).push(KeyCode.TAB).push(KeyCode.RIGHT);
    picture("focus-plot" + suffix, stage[0]);
    robot.clickOn("Record", MouseButton.PRIMARY);
    for (Window window : Window.getWindows()) {
      if (window instanceof ContextMenu) {
        picture("menu" + suffix, window);
      }
    }
    robot.push(KeyCode.ESCAPE);
    robot.interact(stage[0]::close);
  }

  private static void picture(String name, Window window) throws Exception {
    WritableImage[] image = new WritableImage[1];
    FxThread.runAndWait(() -> image[0] = window.getScene().snapshot(null), 30_000);
    Png.write(image[0], FOLDER.resolve(name + ".png"));
  }

  private static StripPlot plot(int channels, PlotLayout layout) {
    return Exhibits.live(channels, layout);
  }

  private static void shellPictures(String suffix) throws Exception {
    for (String what : new String[] {"record", "library", "palette", "shortcuts", "minimum"}) {
      boolean minimum = what.equals("minimum");
      double width = minimum ? 1000 : 1920;
      double height = minimum ? 700 : 1080;
      CountDownLatch end = new CountDownLatch(1);
      draw("shell-" + what + suffix, width, height, () -> shell(what, end));
      end.countDown();
    }
  }

  private static Region shell(String what, CountDownLatch end) {
    StudioStatus status = new StudioStatus();
    RunningTasks tasks = new RunningTasks();
    BackgroundTask.of(
            "Check 12 episodes",
            progress -> {
              progress.report(5, 12);
              progress.say("episode 6");
              end.await();
              return "";
            })
        .startOn(tasks);
    Actions actions = Exhibits.actions();
    Shell shell = Exhibits.shell(status, tasks, actions);
    switch (what) {
      case "library" -> {
        shell.open("library");
        Exhibits.notices(shell);
      }
      case "palette" -> actions.get("help.commands").run();
      case "shortcuts" -> actions.get("help.shortcuts").run();
      default -> {}
    }
    return shell;
  }

  private static void draw(String name, double width, double height, Supplier<Region> control)
      throws Exception {
    Scene[] scene = new Scene[1];
    FxThread.runAndWait(
        () -> {
          scene[0] = new Scene(control.get(), width, height);
          Theme.shared().dress(scene[0]);
        },
        30_000);
    // What controls post for later, as the focus or a task's progress, belongs to the picture.
    for (int i = 0; i < 3; i++) {
      FxThread.runAndWait(() -> {}, 30_000);
    }
    WritableImage[] image = new WritableImage[1];
    FxThread.runAndWait(
        () -> {
          layOut(scene[0]);
          scene[0].getRoot().lookupAll(".plot").stream()
              .filter(StripPlot.class::isInstance)
              .forEach(node -> ((StripPlot) node).draw());
          layOut(scene[0]);
          image[0] = scene[0].snapshot(null);
        },
        30_000);
    WritableImage picture = image[0];
    Png.write(picture, FOLDER.resolve(name + ".png"));
    assertTrue(Png.colours(picture) > 8, name + " is empty");
  }

  private static void layOut(Scene scene) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
  }

  /// The error window, with an error as it would come.
  static final class ErrorWindowExhibit {
    private ErrorWindowExhibit() {}

    static Region content() {
      ErrorReport report =
          ErrorReport.of(
              "The episode could not be opened",
              "The episode is untouched, and so is everything else in the library.",
              "Check that the disk is connected, then open it again.",
              new IllegalStateException("disk"));
      return ErrorWindow.content(report, "0.1.0", () -> {}, () -> {});
    }
  }
}
