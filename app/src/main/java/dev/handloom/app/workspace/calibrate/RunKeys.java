package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;

/// What can be done in a run, by button, key or pedal. The keys are plain ones, and theirs only
/// while the run is in front: other workspaces use them for other things.
public final class RunKeys {
  /// What the run does.
  public interface Run {
    void pauseOrGoOn();

    void again();

    void leaveOut();

    void stop();
  }

  private final Action pause;
  private final Action again;
  private final Action leaveOut;
  private final Action stop;
  private final Action layOver;
  private final BooleanProperty over = new SimpleBooleanProperty();
  private final Map<KeyCode, Action> byKey = new EnumMap<>(KeyCode.class);
  private Run run;

  RunKeys(Actions actions, Run first) {
    run = first;
    pause =
        add(
                actions,
                "pause",
                "Pause or go on with the calibration",
                () -> run.pauseOrGoOn(),
                Feather.PAUSE)
            .describedAs("Nothing counts meanwhile.");
    again =
        add(actions, "again", "Take the last pose again", () -> run.again(), Feather.ROTATE_CCW)
            .describedAs("The one that was just held.");
    leaveOut =
        add(actions, "leave-out", "Leave this pose out", () -> run.leaveOut(), Feather.SKIP_FORWARD)
            .describedAs("For what a hand cannot do.");
    stop =
        add(actions, "stop", "Stop the calibration", () -> run.stop(), Feather.X)
            .describedAs("What was held is kept, to go on later.");
    layOver =
        add(
                actions,
                "lay-over",
                "Lay the wanted hand over the live one",
                () -> over.set(!over.get()),
                Feather.LAYERS)
            .selected(over);
    byKey.put(KeyCode.SPACE, pause);
    byKey.put(KeyCode.BACK_SPACE, again);
    byKey.put(KeyCode.R, again);
    byKey.put(KeyCode.S, leaveOut);
    byKey.put(KeyCode.ESCAPE, stop);
    byKey.put(KeyCode.O, layOver);
    enable(false, false);
  }

  private static Action add(Actions actions, String id, String text, Runnable does, Feather icon) {
    return actions.add(Action.named("calibrate." + id, text, does).icon(icon).menu("Calibrate"));
  }

  /// Whom the keys lead from now on: the run that is in front.
  public void lead(Run inFront) {
    run = inFront;
    open(true);
  }

  public Action pause() {
    return pause;
  }

  public Action again() {
    return again;
  }

  public Action leaveOut() {
    return leaveOut;
  }

  public Action stop() {
    return stop;
  }

  public Action layOver() {
    return layOver;
  }

  BooleanProperty overProperty() {
    return over;
  }

  /// @param running whether a run is open
  /// @param any whether a pose lies behind
  public void enable(boolean running, boolean any) {
    for (Action action : List.of(pause, leaveOut, layOver)) {
      action.enabledProperty().set(running);
    }
    again.enabledProperty().set(running && any);
  }

  /// Whether there is a run to be stopped, also one that failed.
  public void open(boolean now) {
    stop.enabledProperty().set(now);
    if (!now) {
      enable(false, false);
    }
  }

  /// A button that says its key.
  public Button button(Action action) {
    Button button = Actions.button(action);
    String words =
        action == pause
            ? "Pause  (Space)"
            : action == again
                ? "Again  (R)"
                : action == leaveOut
                    ? "Leave out  (S)"
                    : action == stop ? "Stop  (Esc)" : "Lay over  (O)";
    button.setText(words);
    button.setTooltip(new Tooltip(action.tooltipText()));
    // Space belongs to the run.
    button.setFocusTraversable(false);
    return button;
  }

  /// A key on the page.
  public void pressed(KeyEvent event) {
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
