package dev.handloom.app.workspace.library;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.awake.KeepAwake;
import dev.handloom.app.desktop.AnsweredDesktop;
import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.theme.ThemeChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxRobot;
import org.testfx.service.query.NodeQuery;

/// The Library workspace in a window of its own, over a small library. On the JavaFX thread, as far
/// as nothing else is said.
final class LibraryStage {
  final List<Notice> notices = new ArrayList<>();
  final Actions actions = new Actions();
  final Path folder = Files.createTempDirectory("handloom-library");
  final SmallLibrary small = new SmallLibrary(folder.resolve("first"));
  final OpenLibrary library =
      new OpenLibrary(folder.resolve("first"), TaskRunner.direct(), notices::add);

  /// What is picked where a folder is asked for.
  @Nullable Path picked;

  /// Tasks that were started and have not begun; null while they run at once.
  @Nullable List<BackgroundTask<?>> held;

  private final Parent root;

  LibraryStage(Stage window) throws IOException {
    Theme.shared().install();
    Takes takes =
        new Takes(
            new CurrentRig(), library, TaskRunner.direct(), notices::add, KeepAwake.unneeded());
    LibraryWorkspace workspace =
        new LibraryWorkspace(
            library,
            takes,
            this::runOrHold,
            actions,
            () -> AnsweredDesktop.folder(() -> picked),
            notices::add);
    root = (Parent) workspace.content();
    window.setScene(new Scene(root, 1000, 900));
    workspace.shown();
    window.show();
  }

  void tab(String id) {
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

  /// Closes the library and removes it. Not on the JavaFX thread.
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

  static String text(FxRobot robot, String id) {
    return at(robot, id).queryAs(Labeled.class).getText();
  }

  // A selector would read the dot in an id as a class.
  static NodeQuery at(FxRobot robot, String id) {
    return robot.lookup((Node node) -> id.equals(node.getId()));
  }
}
