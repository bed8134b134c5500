package dev.handloom.app.workspace.library;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.shell.Workspace;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import org.kordamp.ikonli.feather.Feather;

/// stub
public final class LibraryWorkspace implements Workspace {
  public LibraryWorkspace(
      OpenLibrary library,
      Takes takes,
      TaskRunner tasks,
      Actions actions,
      java.util.function.Supplier<dev.handloom.app.desktop.Desktop> desktop,
      Consumer<Notice> notices) {}

  @Override
  public String id() {
    return "library";
  }

  @Override
  public String title() {
    return "Library";
  }

  @Override
  public Feather icon() {
    return Feather.DATABASE;
  }

  @Override
  public Node content() {
    return new BorderPane();
  }
}
