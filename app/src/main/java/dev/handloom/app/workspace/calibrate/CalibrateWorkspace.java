package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.ui.shell.Workspace;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Everything that can be calibrated, a page a kind.
public final class CalibrateWorkspace implements Workspace {
  private final List<CalibratePage> pages;
  private final BorderPane content = new BorderPane();
  private @Nullable CalibratePage front;
  private boolean inFront;

  /// @param pages the kinds that there are, most used first
  public CalibrateWorkspace(List<CalibratePage> pages) {
    this.pages = List.copyOf(pages);
  }

  @Override
  public String id() {
    return "calibrate";
  }

  @Override
  public String title() {
    return "Calibrate";
  }

  @Override
  public Feather icon() {
    return Feather.SLIDERS;
  }

  @Override
  public Node content() {
    List<Node> contents = pages.stream().map(CalibratePage::content).toList();
    if (pages.size() > 1) {
      ToggleGroup tabs = new ToggleGroup();
      HBox head = new HBox();
      head.setPadding(new Insets(8, 16, 0, 16));
      for (CalibratePage page : pages) {
        ToggleButton tab = new ToggleButton(page.title());
        tab.setId("calibrate.tab." + page.id());
        tab.setUserData(page);
        tab.setToggleGroup(tabs);
        head.getChildren().add(tab);
      }
      tabs.selectedToggleProperty()
          .addListener((_, before, now) -> {
            if (now != null && now.getUserData() instanceof CalibratePage page) {
              open(page, contents.get(pages.indexOf(page)));
            } else {
              // One of them is always in front.
              before.setSelected(true);
            }
          });
      content.setTop(head);
      tabs.getToggles().getFirst().setSelected(true);
    } else if (!pages.isEmpty()) {
      open(pages.getFirst(), contents.getFirst());
    }
    return content;
  }

  private void open(CalibratePage page, Node shown) {
    CalibratePage before = front;
    if (page.equals(before)) {
      // Its tab was clicked again: a run on it goes on.
      return;
    }
    if (before != null && inFront) {
      before.hidden();
    }
    front = page;
    content.setCenter(shown);
    if (inFront) {
      page.shown();
    }
  }

  @Override
  public void shown() {
    inFront = true;
    CalibratePage page = front;
    if (page != null) {
      page.shown();
    }
  }

  @Override
  public void hidden() {
    inFront = false;
    CalibratePage page = front;
    if (page != null) {
      page.hidden();
    }
  }
}
