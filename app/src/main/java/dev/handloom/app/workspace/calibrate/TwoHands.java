package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.ui.hand.HandView;
import dev.handloom.calibration.run.Step;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The wanted hand beside the live one, turned together; or the one laid over the other.
final class TwoHands extends HBox {
  private static final double LEAST = 160;
  private static final double PITCH = Math.toRadians(-18);
  private static final double INSIDE_YAW = Math.PI;

  private final WantedPose poses;
  private final HandView wanted;
  private final HandView live;
  private final VBox wantedBox;
  private @Nullable Step step;
  private boolean over;

  TwoHands(HandSide side, HandSize size, Set<Finger> fingers) {
    super(16);
    poses = new WantedPose(side, size);
    wanted = new HandView(side);
    live = new HandView(side);
    wanted.setId("calibrate.wanted");
    live.setId("calibrate.live");
    wanted.showUnknown("");
    live.showUnknown("Nothing from the glove yet");
    wanted.showFingers(fingers);
    live.showFingers(fingers);
    wanted.turnWith(live);
    wantedBox = box("Wanted", wanted);
    getChildren().setAll(wantedBox, box("Your hand now", live));
  }

  private static VBox box(String words, HandView view) {
    Label caption = new Label(words);
    caption.getStyleClass().add("section-title");
    VBox box = new VBox(4, caption, view);
    box.setAlignment(Pos.TOP_CENTER);
    box.setMinSize(LEAST, LEAST);
    VBox.setVgrow(view, Priority.ALWAYS);
    HBox.setHgrow(box, Priority.ALWAYS);
    // Both of one width, whatever stands in them.
    box.setPrefWidth(LEAST);
    return box;
  }

  /// What is asked for; null for nothing any more.
  void want(@Nullable Step now) {
    if (now == step) {
      return;
    }
    step = now;
    if (now == null) {
      wanted.showUnknown("Nothing more is asked for");
    } else {
      wanted.showJoints(poses.joints(now));
      wanted.lookFrom(fromInside(now) ? INSIDE_YAW : 0, PITCH);
      wanted.setAccessibleText(now.title() + ". " + now.words());
    }
    lay();
  }

  HandView live() {
    return live;
  }

  /// Whether the wanted hand lies over the live one, in place of beside it.
  void layOver(boolean now) {
    over = now;
    wantedBox.setVisible(!now);
    wantedBox.setManaged(!now);
    lay();
  }

  /// What a thumb does is hidden behind the back of the hand.
  private static boolean fromInside(Step step) {
    return step.pinched() != null || step == Step.FIST || step == Step.THUMB_ACROSS;
  }

  private void lay() {
    live.showOver(over && step != null ? poses.joints(step) : null);
  }
}
