package dev.handloom.app.studio;

import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Pictures of a calibration: before it, in it, with the glove unplugged, and what it led to. The
/// simulated person goes through one whole run; later pictures show what came of it.
final class CalibratePictures {
  private static final long FX_MILLIS = 20_000;
  private static final String GLOVE = "right-glove";
  private static final String OTHER = "left-glove";

  private final Studio studio;

  CalibratePictures(Studio studio) {
    this.studio = studio;
  }

  List<Path> render(Path out, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    List<Path> pictures = new ArrayList<>();
    fx(() -> studio.shell().open("calibrate"));
    Gallery.until("the gloves are there", () -> shown("calibrate.calibrate." + GLOVE));
    pictures.add(picture(out, "calibrate-start", theme, size));
    missing(out, theme, size, pictures);
    if (!shown("calibrate.check." + GLOVE)) {
      fire("calibrate.calibrate." + GLOVE);
      Gallery.until("a pinch is asked for", () -> reads("calibrate.pose").startsWith("Pinch"));
      pictures.add(picture(out, "calibrate-run", theme, size));
      whole();
    } else {
      fire("calibrate.calibrate." + OTHER);
      if (shown("calibrate.anewNow")) {
        // The run of the pictures before is not finished.
        fire("calibrate.anewNow");
      }
      Gallery.until("a pinch is asked for", () -> reads("calibrate.pose").startsWith("Pinch"));
      pictures.add(picture(out, "calibrate-run", theme, size));
      press(KeyCode.O);
      pictures.add(picture(out, "calibrate-run-over", theme, size));
      press(KeyCode.O);
      simulation().device(OTHER).misbehave(Misbehaviour.Unplug.forGood());
      Gallery.until("it is said", () -> !reads("calibrate.trouble").isEmpty());
      pictures.add(picture(out, "calibrate-unplugged", theme, size));
      simulation().device(OTHER).misbehave(new Misbehaviour.Replug());
      Gallery.until("it is back", () -> reads("calibrate.trouble").isEmpty());
      press(KeyCode.ESCAPE);
      Gallery.until("it can go on", () -> shown("calibrate.go-on." + OTHER));
      pictures.add(picture(out, "calibrate-unfinished", theme, size));
    }
    fire("calibrate.quality." + GLOVE);
    Gallery.until("the quality is shown", () -> shown("calibrate.grade"));
    pictures.add(picture(out, "calibrate-quality", theme, size));
    fire("calibrate.back");
    fire("calibrate.check." + GLOVE);
    Gallery.until("there is a verdict", () -> shown("calibrate.verdict"));
    pictures.add(picture(out, "calibrate-check", theme, size));
    fire("calibrate.back");
    fire("calibrate.history." + GLOVE);
    pictures.add(picture(out, "calibrate-history", theme, size));
    fire("calibrate.back");
    return pictures;
  }

  /// A left-handed person whose left hand has three fingers.
  private void missing(Path out, ThemeChoice theme, int[] size, List<Path> pictures)
      throws IOException, InterruptedException, TimeoutException {
    List<String> boxes =
        List.of("calibrate.leftHanded", "calibrate.left.ring", "calibrate.left.little");
    for (String box : boxes) {
      fire(box);
    }
    pictures.add(picture(out, "calibrate-fingers", theme, size));
    fire("calibrate.calibrate." + OTHER);
    if (shown("calibrate.anewNow")) {
      fire("calibrate.anewNow");
    }
    Gallery.until("a pinch is asked for", () -> reads("calibrate.pose").startsWith("Pinch"));
    pictures.add(picture(out, "calibrate-fingers-run", theme, size));
    press(KeyCode.ESCAPE);
    Gallery.until("it can go on", () -> shown("calibrate.go-on." + OTHER));
    for (String box : boxes) {
      fire(box);
    }
  }

  /// Goes to the end of the run.
  private void whole() throws InterruptedException, TimeoutException {
    for (int wait = 0; wait < 3 && !shown("calibrate.grade"); wait++) {
      String before = reads("calibrate.number");
      Gallery.until(
          "the run goes on",
          () -> shown("calibrate.grade") || far(reads("calibrate.number")) > far(before) + 8);
    }
    Gallery.until("the quality is shown", () -> shown("calibrate.grade"));
    fire("calibrate.done");
    Gallery.until("it can be checked", () -> shown("calibrate.check." + GLOVE));
  }

  private static int far(String number) {
    int slash = number.indexOf('/');
    return slash < 0 ? 0 : Integer.parseInt(number.substring(0, slash));
  }

  private SimulatedRig simulation() {
    return Gallery.ask(() ->
        Objects.requireNonNull(studio.currentRig().workplaceProperty().get())
            .simulation()
            .orElseThrow());
  }

  private void fire(String id) throws InterruptedException, TimeoutException {
    fx(() -> Gallery.fire(studio, id));
  }

  private void press(KeyCode code) throws InterruptedException, TimeoutException {
    fx(() -> {
      Scene scene = studio.stage().getScene();
      Node focus = scene.getFocusOwner();
      Event.fireEvent(
          focus == null ? scene.getRoot() : focus,
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    });
  }

  private boolean shown(String id) {
    return Gallery.ask(() ->
        studio.stage().getScene().getRoot().lookupAll("*").stream()
            .anyMatch(each -> id.equals(each.getId()) && each.isVisible()));
  }

  private String reads(String id) {
    return Gallery.ask(() ->
        studio.stage().getScene().getRoot().lookupAll("*").stream()
            .filter(each -> id.equals(each.getId()) && each instanceof Labeled)
            .map(each -> ((Labeled) each).getText())
            .findFirst()
            .orElse(""));
  }

  private Path picture(Path out, String what, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    return Gallery.picture(studio, out, Gallery.name(what, theme, size));
  }

  private static void fx(Runnable what) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(what, FX_MILLIS);
  }
}
