package dev.handloom.app.handsfree;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.LiveStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// What the pedals and buttons of the rig do.
public final class HandsFree implements AutoCloseable {
  /// What a button can be made to do; all of them are actions with keys, too.
  private static final List<String> IDS =
      List.of(
          "record.toggle",
          "record.mark",
          "record.success",
          "record.fail",
          "record.unsure",
          "record.redo",
          "record.undo-redo",
          "record.keep-last",
          "record.arm",
          "record.pause",
          "calibrate.pause",
          "calibrate.again",
          "calibrate.leave-out",
          "calibrate.stop",
          "calibrate.gripper",
          "calibrate.gripper-pause",
          "calibrate.gripper-again",
          "calibrate.gripper-stop");

  /// A keyboard's keys are bound beside those of devices, under this name.
  private static final String KEYBOARD = "key";

  private static final long LOOK_NANOS = 5_000_000L;

  private final CurrentRig current;
  private final Actions actions;
  private final Consumer<Map<String, String>> changed;
  private final Consumer<Notice> notices;
  private final Map<String, String> bindings;
  private @Nullable Watch watch;
  private @Nullable Consumer<ButtonKey> trial;

  /// @param bindings from [ButtonKey] to the id of an action, as they were saved
  /// @param changed told all of them when a person has changed one
  public HandsFree(
      CurrentRig current,
      Actions actions,
      Map<String, String> bindings,
      Consumer<Map<String, String>> changed,
      Consumer<Notice> notices) {
    this.current = current;
    this.actions = actions;
    this.changed = changed;
    this.notices = notices;
    this.bindings = new TreeMap<>(bindings);
    current.workplaceProperty().subscribe(_ -> follow());
  }

  /// What a button can be made to do.
  public List<Action> choices() {
    return IDS.stream().map(actions::get).toList();
  }

  /// A key of the keyboard, or of a pedal that sends keys to the system.
  public static ButtonKey key(KeyCode code) {
    return new ButtonKey(KEYBOARD, code.name());
  }

  /// The buttons of the rig in front.
  public List<ButtonKey> buttons() {
    Workplace workplace = current.workplaceProperty().get();
    return workplace == null
        ? List.of()
        : workplace.rig().devices().stream().flatMap(each -> buttons(each).stream()).toList();
  }

  /// The keys that do something.
  public List<ButtonKey> keys() {
    return bindings.keySet().stream()
        .filter(name -> name.startsWith(KEYBOARD + ":"))
        .map(name -> new ButtonKey(KEYBOARD, name.substring(KEYBOARD.length() + 1)))
        .toList();
  }

  /// Lets bound keys work in a scene, before anything else does; they rest while a person types.
  public void install(Scene scene) {
    scene.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          ButtonKey key = key(event.getCode());
          Consumer<ButtonKey> trying = trial;
          if (event.getCode().isModifierKey() || event.isShortcutDown()) {
            return;
          }
          if (trying != null) {
            // Tab, Escape and the like lead through the sheet as ever.
            trying.accept(key);
          } else if (bound(key).isPresent()
              && !(scene.getFocusOwner() instanceof TextInputControl)) {
            event.consume();
            press(key);
          }
        });
  }

  /// From now on a press is only told, and does nothing; null ends that.
  public void trial(@Nullable Consumer<ButtonKey> told) {
    FxThread.require();
    trial = told;
    follow();
  }

  /// The buttons of a device.
  public List<ButtonKey> buttons(Device device) {
    return ButtonStream.switches(device);
  }

  /// What a button does; empty if nothing.
  public Optional<Action> bound(ButtonKey button) {
    String id = bindings.get(button.toString());
    // A file that somebody wrote may name anything.
    return id == null || !IDS.contains(id) ? Optional.empty() : Optional.of(actions.get(id));
  }

  /// Makes a button do something, or nothing.
  public void bind(ButtonKey button, @Nullable Action action) {
    FxThread.require();
    if (action == null) {
      bindings.remove(button.toString());
    } else {
      bindings.put(button.toString(), action.id());
    }
    changed.accept(Map.copyOf(bindings));
    follow();
  }

  /// Follows the streams whose buttons do something, from now on.
  private void follow() {
    close();
    Workplace workplace = current.workplaceProperty().get();
    if (workplace == null) {
      return;
    }
    List<ButtonStream> streams = new ArrayList<>();
    for (Device device : workplace.rig().devices()) {
      for (LiveStream stream : device.streams()) {
        boolean wanted =
            ButtonStream.switches(device).stream()
                .anyMatch(key ->
                    key.stream().equals(stream.spec().name())
                        && (trial != null || bindings.containsKey(key.toString())));
        if (wanted) {
          streams.add(new ButtonStream(stream));
        }
      }
    }
    if (!streams.isEmpty()) {
      Watch next = new Watch(streams);
      watch = next;
      Thread.ofPlatform().name("buttons").daemon(true).start(next);
    }
  }

  private final class Watch implements Runnable {
    private final List<ButtonStream> streams;
    private volatile boolean wanted = true;

    Watch(List<ButtonStream> streams) {
      this.streams = streams;
    }

    @Override
    public void run() {
      Consumer<ButtonKey> post =
          key ->
              FxThread.run(() -> {
                if (wanted) {
                  press(key);
                }
              });
      while (wanted) {
        for (ButtonStream stream : streams) {
          stream.poll(post);
        }
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
    }
  }

  private void press(ButtonKey key) {
    Consumer<ButtonKey> trying = trial;
    if (trying != null) {
      trying.accept(key);
      return;
    }
    bound(key)
        .ifPresent(action -> {
          if (action.enabledProperty().get()) {
            action.run();
          } else {
            notices.accept(
                Notice.info(
                    "The pedal or button did nothing",
                    "“%s” (%s) is not possible now.".formatted(action.text(), key.longWords())));
          }
        });
  }

  /// Follows nothing any more.
  @Override
  public void close() {
    Watch old = watch;
    if (old != null) {
      old.wanted = false;
      watch = null;
    }
  }
}
