package dev.handloom.app.workspace.review;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.shell.Workspace;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.feather.Feather;

/// stub
public final class ReviewWorkspace implements Workspace {
  public ReviewWorkspace(
      OpenLibrary library, TaskRunner tasks, Actions actions, Consumer<Notice> notices) {}

  @Override
  public String id() {
    return "review";
  }

  @Override
  public String title() {
    return "Review";
  }

  @Override
  public Feather icon() {
    return Feather.FILM;
  }

  @Override
  public Node content() {
    return new BorderPane();
  }
}
