package dev.handloom.app.workspace.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.fx.FxThread;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class CalibrateWorkspaceTest {
  private final List<String> told = new ArrayList<>();

  private final class Page implements CalibratePage {
    private final String name;

    Page(String name) {
      this.name = name;
    }

    @Override
    public String id() {
      return name;
    }

    @Override
    public String title() {
      return name;
    }

    @Override
    public Node content() {
      return new Label(name);
    }

    @Override
    public void shown() {
      told.add(name + " shown");
    }

    @Override
    public void hidden() {
      told.add(name + " hidden");
    }
  }

  @Test
  void theTabOfThePageInFrontLeavesItsRunAloneWhenItIsClickedAgain() throws Exception {
    FxToolkit.registerPrimaryStage();
    FxThread.runAndWait(
        () -> {
          CalibrateWorkspace workspace =
              new CalibrateWorkspace(List.of(new Page("gloves"), new Page("spaces")));
          BorderPane content = (BorderPane) workspace.content();
          HBox head = (HBox) content.getTop();
          ToggleButton gloves = (ToggleButton) head.getChildren().getFirst();
          ToggleButton spaces = (ToggleButton) head.getChildren().getLast();
          workspace.shown();
          spaces.fire();
          assertEquals(List.of("gloves shown", "gloves hidden", "spaces shown"), told);
          spaces.fire();
          assertTrue(spaces.isSelected(), "one is always in front");
          assertEquals(3, told.size(), told::toString);
          gloves.fire();
          assertEquals(List.of("spaces hidden", "gloves shown"), told.subList(3, 5));
        },
        30_000);
  }
}
