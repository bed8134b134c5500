package dev.handloom.app.workspace.calibrate.robot;

import dev.handloom.app.retarget.RobotTrial;
import dev.handloom.app.ui.hand.HandView;
import dev.handloom.calibration.retarget.RobotHand;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.HandSide;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A live hand beside the robot that follows it, and how well it does.
final class RobotStage {
  private static final double LEAST_VIEW = 160;
  private static final long STALE_NANOS = 1_000_000_000L;

  /// Figures that change with every picture cannot be read.
  private static final long FIGURES_NANOS = 250_000_000L;

  private final RobotFigures figures = new RobotFigures();
  private final RobotView robotView = new RobotView();
  private final VBox handBox = new VBox(4);
  private HandView handView = new HandView(HandSide.RIGHT);
  private long figuresAt;

  Node content() {
    handView.setId("calibrate.robot.live");
    robotView.setId("calibrate.robot.view");
    VBox robotBox = box("The robot's hand", new VBox(4), robotView);
    HBox views = new HBox(16, box("Your hand now", handBox, handView), robotBox);
    VBox.setVgrow(views, Priority.ALWAYS);
    VBox main = new VBox(16, views, figures);
    main.setPadding(new Insets(16));
    return main;
  }

  private static VBox box(String words, VBox box, Region view) {
    Label caption = new Label(words);
    caption.getStyleClass().add("section-title");
    box.getChildren().setAll(caption, view);
    box.setAlignment(Pos.TOP_CENTER);
    box.setMinSize(LEAST_VIEW, LEAST_VIEW);
    box.setPrefWidth(LEAST_VIEW);
    VBox.setVgrow(view, Priority.ALWAYS);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  /// @param refused whether a robot was named that cannot be used
  void nobody(boolean refused) {
    handView.showUnknown("Seen when a robot follows it");
    robotView.show(null, refused ? "This robot cannot be used" : "No robot yet");
    figures.names(List.of());
  }

  /// Another hand, or another robot.
  void begin(HandSide side, RobotHand robot) {
    handView = new HandView(side);
    handView.setId("calibrate.robot.live");
    handView.showUnknown("Nothing from the hand yet");
    box("Your hand now", handBox, handView);
    robotView.show(robot.wornOn(side), "Waits for the hand");
    handView.turns(robotView);
    robotView.turns(handView);
  }

  /// What the figures are of.
  void names(List<String> names) {
    figures.names(names);
  }

  /// Shows what came last.
  ///
  /// @return whether the figures were written anew
  boolean look(RobotTrial.Look look, long nowNanos) {
    if (StudioClock.now() - look.arrivalNanos() > STALE_NANOS) {
      handView.showStale("The hand is silent");
      robotView.stand("Waits for the hand");
      return false;
    }
    handView.showJoints(look.joints());
    robotView.follow(look.drives(), look.places());
    if (nowNanos - figuresAt <= FIGURES_NANOS) {
      return false;
    }
    figuresAt = nowNanos;
    figures.show(look);
    return true;
  }
}
