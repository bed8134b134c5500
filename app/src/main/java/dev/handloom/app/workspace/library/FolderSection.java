package dev.handloom.app.workspace.library;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;

/// Where the library is.
final class FolderSection {
  private FolderSection() {}

  static Node content(OpenLibrary library, Action change, Action show) {
    Label path = new Label();
    path.setId("library.folder");
    path.setWrapText(true);
    library
        .folderProperty()
        .subscribe(folder -> {
          path.setText(folder.toString());
          path.setTooltip(new Tooltip(folder.toString()));
        });
    return new Section(
        "Folder", path, new FlowPane(8, 8, Actions.button(change), Actions.button(show)));
  }
}
