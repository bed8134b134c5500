package dev.handloom.app.ui.shell;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.CommandPalette;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.action.ShortcutSheet;
import dev.handloom.app.ui.fx.RunningTasks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.MenuBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Everything in the window: menu bar, rail, the workspace, status bar, and over them the notices
/// and the sheets.
///
/// Declare all actions before it is made: the menu bar is built from them once.
public final class Shell extends StackPane {

  private static final int MOST_NUMBERED = 9;

  private final Actions actions;
  private final List<Workspace> workspaces;
  private final Map<Workspace, Node> contents = new HashMap<>();
  private final BorderPane frame = new BorderPane();
  private final Rail rail;
  private final Notices notices = new Notices();
  private final SheetLayer sheets = new SheetLayer();
  private final ShortcutSheet shortcuts;
  private final ReadOnlyObjectWrapper<@Nullable Workspace> current =
      new ReadOnlyObjectWrapper<>(this, "workspace");

  /// @param workspaces in the order of the rail; the first is shown
  public Shell(
      Actions actions, List<Workspace> workspaces, StudioStatus status, RunningTasks tasks) {
    if (workspaces.isEmpty()) {
      throw new IllegalArgumentException("A shell needs a workspace");
    }
    this.actions = actions;
    this.workspaces = List.copyOf(workspaces);
    this.shortcuts = new ShortcutSheet(actions, sheets);
    getStyleClass().add("shell");
    declareActions();
    rail = new Rail(this.workspaces, this::open);
    MenuBar menuBar = actions.menuBar();
    // Only has an effect on macOS.
    menuBar.setUseSystemMenuBar(true);
    VBox top = new VBox(menuBar);
    top.getStyleClass().add("shell-top");
    frame.setMinSize(0, 0);
    frame.setTop(top);
    frame.setLeft(rail);
    frame.setBottom(new StatusBar(status, tasks));
    getChildren().addAll(frame, notices, sheets);
    // The status bar stays readable under the notices.
    notices
        .translateYProperty()
        .bind(frame.getBottom().layoutYProperty().subtract(heightProperty()));
    open(this.workspaces.getFirst());
    sceneProperty()
        .subscribe(scene -> {
          if (scene != null) {
            installKeys(scene);
          }
        });
  }

  private void declareActions() {
    int number = 1;
    for (Workspace workspace : workspaces) {
      Action action =
          Action.named("workspace." + workspace.id(), openText(workspace), () -> open(workspace))
              .icon(workspace.icon())
              .menu("View");
      if (number <= MOST_NUMBERED) {
        action.keys(digit(number), KeyCombination.SHORTCUT_DOWN);
      }
      actions.add(action);
      number++;
    }
    CommandPalette palette = new CommandPalette(actions, sheets);
    actions.add(
        Action.named("help.commands", "Find a command…", palette::toggle)
            .icon(Feather.SEARCH)
            .keys(KeyCode.K, KeyCombination.SHORTCUT_DOWN)
            .menu("Help"));
    actions.add(
        Action.named("help.shortcuts", "Show keyboard shortcuts", shortcuts::toggle)
            .icon(Feather.COMMAND)
            .keys(KeyCode.F1)
            .menu("Help"));
  }

  private void installKeys(Scene scene) {
    actions.installShortcuts(scene);
    // "?" lies on another key in each layout: the character decides, not the key.
    scene.addEventHandler(
        KeyEvent.KEY_TYPED,
        event -> {
          if (event.getCharacter().equals("?")
              && !(scene.getFocusOwner() instanceof TextInputControl)) {
            event.consume();
            shortcuts.toggle();
          }
        });
  }

  /// Brings a workspace to the front.
  public void open(Workspace workspace) {
    Workspace before = current.get();
    if (workspace.equals(before)) {
      return;
    }
    if (before != null) {
      before.hidden();
    }
    frame.setCenter(contents.computeIfAbsent(workspace, Workspace::content));
    current.set(workspace);
    rail.show(workspace);
    workspace.shown();
  }

  /// Brings the workspace of that id to the front; an unknown id changes nothing.
  public void open(@Nullable String id) {
    for (Workspace workspace : workspaces) {
      if (workspace.id().equals(id)) {
        open(workspace);
      }
    }
  }

  /// The workspace in front.
  public ReadOnlyObjectProperty<@Nullable Workspace> workspaceProperty() {
    return current.getReadOnlyProperty();
  }

  public Notices notices() {
    return notices;
  }

  /// Where a workspace may show a sheet of its own.
  public SheetLayer sheets() {
    return sheets;
  }

  static String openText(Workspace workspace) {
    return "Go to " + workspace.title();
  }

  static String keysSuffix(int number) {
    if (number > MOST_NUMBERED) {
      return "";
    }
    return " ("
        + new KeyCodeCombination(digit(number), KeyCombination.SHORTCUT_DOWN).getDisplayText()
        + ")";
  }

  private static KeyCode digit(int number) {
    return KeyCode.valueOf("DIGIT" + number);
  }
}
