package dev.handloom.app.workspace.calibrate.gripper;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;

/// What can be done in a gripper's run, by button, key or pedal. The keys are plain ones, and
/// theirs only while the run is in front.
final class RunActions {
  private final Action begin;
  private final Action pause;
  private final Action again;
  private final Action stop;
  private final Map<KeyCode, Action> byKey = new EnumMap<>(KeyCode.class);

  RunActions(Actions actions, Runnable begins, Runnable pauses, Runnable stops) {
    begin =
        add(actions, "gripper", "Calibrate the gripper", begins, Feather.SLIDERS)
            .describedAs("Closed, then open, each held still, three times over.");
    pause =
        add(actions, "gripper-pause", "Pause or go on with the gripper", pauses, Feather.PAUSE)
            .describedAs("Nothing counts meanwhile.");
    again =
        add(actions, "gripper-again", "Begin the gripper's run again", begins, Feather.ROTATE_CCW)
            .describedAs("What was held does not count.");
    stop =
        add(actions, "gripper-stop", "Stop the gripper's run", stops, Feather.X)
            .describedAs("The calibration in use stays.");
    begin.enabledProperty().set(false);
    byKey.put(KeyCode.SPACE, pause);
    byKey.put(KeyCode.R, again);
    byKey.put(KeyCode.ESCAPE, stop);
    running(false);
  }

  private static Action add(Actions actions, String id, String text, Runnable does, Feather icon) {
    return actions.add(Action.named("calibrate." + id, text, does).icon(icon).menu("Calibrate"));
  }

  Action begin() {
    return begin;
  }

  Action pause() {
    return pause;
  }

  Action again() {
    return again;
  }

  Action stop() {
    return stop;
  }

  void running(boolean now) {
    for (Action action : List.of(pause, again, stop)) {
      action.enabledProperty().set(now);
    }
  }

  /// A button that says its key.
  Button button(Action action) {
    Button button = Actions.button(action);
    button.setText(
        action == pause ? "Pause  (Space)" : action == again ? "Again  (R)" : "Stop  (Esc)");
    button.setTooltip(new Tooltip(action.tooltipText()));
    // Space belongs to the run.
    button.setFocusTraversable(false);
    return button;
  }

  /// A key on the page.
  void pressed(KeyEvent event) {
    Action action = byKey.get(event.getCode());
    if (action == null
        || event.isShortcutDown()
        || event.isAltDown()
        || !action.enabledProperty().get()) {
      return;
    }
    event.consume();
    action.run();
  }
}
