package dev.handloom.app.ui.shell;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The workspaces, down the left side.
final class Rail extends VBox {

  private final ToggleGroup group = new ToggleGroup();

  Rail(List<Workspace> workspaces, Consumer<Workspace> open) {
    getStyleClass().add("rail");
    int number = 1;
    for (Workspace workspace : workspaces) {
      ToggleButton button = new ToggleButton(workspace.title(), new FontIcon(workspace.icon()));
      button.getStyleClass().setAll("rail-item");
      button.setId("rail-" + workspace.id());
      button.setUserData(workspace);
      button.setToggleGroup(group);
      button.setAccessibleText(workspace.title());
      button.setTooltip(new Tooltip(Shell.openText(workspace) + Shell.keysSuffix(number)));
      getChildren().add(button);
      number++;
    }
    // Not by the button's action: the arrow keys choose a button of the group without one.
    group
        .selectedToggleProperty()
        .addListener((_, before, now) -> {
          if (now != null && now.getUserData() instanceof Workspace workspace) {
            open.accept(workspace);
          } else {
            // A second press would unselect it; there is always a workspace.
            group.selectToggle(before);
          }
        });
  }

  void show(Workspace workspace) {
    for (Toggle toggle : group.getToggles()) {
      if (workspace.equals(toggle.getUserData())) {
        group.selectToggle(toggle);
      }
    }
  }
}
