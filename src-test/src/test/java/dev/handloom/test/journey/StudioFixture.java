package dev.handloom.test.journey;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.app.awake.KeepAwake;
import dev.handloom.app.studio.Studio;
import dev.handloom.app.take.TakePhase;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.device.rig.DeviceState;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.testfx.api.FxToolkit;

/// The real window on the headless platform, driven by keys, watched from outside.
final class StudioFixture implements AutoCloseable {
  private static final long FX_MILLIS = 60_000;
  private static final long PATIENCE_NANOS = 180_000_000_000L;
  private static final long POLL_NANOS = 20_000_000L;
  private static final int MOST_WORDS = 4_000;

  private final Studio studio;
  private final CountDownLatch ended = new CountDownLatch(1);

  private StudioFixture(Path user, KeepAwake awake) throws Exception {
    FxToolkit.registerPrimaryStage();
    Platform.setImplicitExit(false);
    UserFolders folders =
        new UserFolders(
            user.resolve("settings"),
            user.resolve("logs"),
            user.resolve("run"),
            user.resolve("library"));
    studio =
        ask(() -> {
          Studio opened = new Studio(folders, new Stage(), awake, ended::countDown);
          opened.show();
          return opened;
        });
  }

  /// Starts the studio for a user whose things lie under one folder.
  static StudioFixture open(Path user) throws Exception {
    return new StudioFixture(user, KeepAwake.unneeded());
  }

  static StudioFixture open(Path user, KeepAwake awake) throws Exception {
    return new StudioFixture(user, awake);
  }

  Studio studio() {
    return studio;
  }

  /// Waits until every device of the rig is live.
  void awaitLiveRig() throws TimeoutException {
    until(
        "the rig is live",
        () -> {
          Workplace workplace = studio.currentRig().workplaceProperty().get();
          return workplace != null
              && workplace.rig().devices().stream()
                  .allMatch(device -> device.state().get() == DeviceState.LIVE);
        });
  }

  void awaitPhase(TakePhase phase) throws TimeoutException {
    until("the phase is " + phase, () -> studio.takes().phaseProperty().get() == phase);
  }

  /// Waits for a condition that is looked at on the JavaFX thread.
  void until(String what, BooleanSupplier condition) throws TimeoutException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!ask(condition::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("Waited in vain until " + what + ". " + ask(this::seen));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /// What somebody who looks at the window would report. On the JavaFX thread.
  private String seen() {
    Scene scene = studio.stage().getScene();
    StringBuilder words = new StringBuilder("The focus is at ").append(scene.getFocusOwner());
    words.append("; it reads: ");
    for (Node each : scene.getRoot().lookupAll("*")) {
      if (each instanceof Labeled label
          && label.isVisible()
          && label.getText() != null
          && !label.getText().isEmpty()
          && words.length() < MOST_WORDS) {
        words.append(label.getText()).append(" | ");
      }
    }
    return words.toString();
  }

  /// Asks something on the JavaFX thread.
  static <T> T ask(Callable<T> question) {
    AtomicReference<T> answer = new AtomicReference<>();
    try {
      FxThread.runAndWait(
          () -> {
            try {
              answer.set(question.call());
            } catch (RuntimeException e) {
              throw e;
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          },
          FX_MILLIS);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("The window does not answer", e);
    }
    return java.util.Objects.requireNonNull(answer.get(), "an answer");
  }

  /// Presses a key where the focus is, as a person would.
  void press(KeyCode code, boolean shortcut) {
    press(code, shortcut, false, false);
  }

  void press(KeyCode code, boolean shortcut, boolean shift, boolean alt) {
    // A control hears no key before it was drawn; no person is faster than that.
    soon(
        "what has the focus is drawn",
        () ->
            !(studio.stage().getScene().getFocusOwner() instanceof Control control)
                || control.getSkin() != null);
    fire(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, shortcut, alt, false));
  }

  /// Pressed and let go, as a button wants it.
  void push(KeyCode code) {
    press(code, false);
    fire(new KeyEvent(KeyEvent.KEY_RELEASED, "", "", code, false, false, false, false));
  }

  private void fire(KeyEvent key) {
    ask(() -> {
      Scene scene = studio.stage().getScene();
      Node focus = scene.getFocusOwner();
      // What has just left the window keeps the focus until the next pulse; a key goes by it.
      boolean there = focus != null && scene.equals(focus.getScene());
      Event.fireEvent(there ? focus : scene.getRoot(), key);
      return true;
    });
  }

  /// A control by its id, which may come with the next pulse; fails if it does not.
  <T extends Node> T find(String id, Class<T> kind) {
    soon(id + " is in the window", () -> lookup(id) != null);
    return ask(() -> kind.cast(java.util.Objects.requireNonNull(lookup(id), id)));
  }

  /// Waits for what comes with the next pulse, unless this is the thread that it comes on.
  private void soon(String what, BooleanSupplier condition) {
    if (!Platform.isFxApplicationThread()) {
      try {
        until(what, condition);
      } catch (TimeoutException e) {
        throw new AssertionError(e.getMessage(), e);
      }
    }
  }

  private @Nullable Node lookup(String id) {
    Parent root = studio.stage().getScene().getRoot();
    Node node = root.lookup("#" + id.replace(".", "\\."));
    if (node == null) {
      for (Node each : root.lookupAll("*")) {
        node = id.equals(each.getId()) ? each : node;
      }
    }
    return node;
  }

  /// Whether a label of an id says something. On the JavaFX thread.
  boolean shows(String id, String words) {
    return studio.stage().getScene().lookup("#" + id) instanceof Labeled label
        && label.getText().equals(words);
  }

  void quit() throws TimeoutException {
    ask(() -> {
      studio.quit();
      return true;
    });
    awaitEnd();
  }

  void awaitEnd() throws TimeoutException {
    try {
      if (!ended.await(180, TimeUnit.SECONDS)) {
        throw new TimeoutException("The studio did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TimeoutException("Interrupted while the studio ended");
    }
  }

  @Override
  public void close() throws TimeoutException {
    if (ended.getCount() > 0) {
      ask(() -> {
        studio.takes().stopThen(studio::quit);
        return true;
      });
      awaitEnd();
    }
    String left = devices();
    for (long end = System.nanoTime() + PATIENCE_NANOS; !left.isEmpty(); left = devices()) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("The studio has ended, but its devices have not: " + left);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static String devices() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("device "))
        .collect(Collectors.joining(", "));
  }
}
