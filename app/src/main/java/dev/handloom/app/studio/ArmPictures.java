package dev.handloom.app.studio;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Workplace;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;

/// Pictures of arms and their calibration, on a rig of their own. The simulated person goes through
/// one whole run; later pictures show what came of it.
final class ArmPictures {
  private static final long FX_MILLIS = 20_000;
  private static final String ARM = "so101-leader";
  private static final String EXO = "g1-exo";
  private static final String PERSON = "Ada";

  private final Studio studio;

  ArmPictures(Studio studio) {
    this.studio = studio;
  }

  List<Path> render(Path out, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    RigFile file =
        new RigFile("Arms", 5, List.of(SimulatedRig.config(ARM), SimulatedRig.config(EXO)));
    Workplace arms;
    try {
      arms = CurrentRig.prepare(file, DelayBook.EMPTY);
    } catch (RigFileException e) {
      throw new IOException("The rig of arms is not understood", e);
    }
    Workplace before = Gallery.ask(() -> Objects.requireNonNull(studio.currentRig().take(arms)));
    try {
      return take(out, theme, size);
    } finally {
      fx(() -> studio.currentRig().take(before));
      arms.close();
    }
  }

  private List<Path> take(Path out, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    List<Path> pictures = new ArrayList<>();
    Gallery.until("the arms are live", () -> Gallery.ask(() -> Gallery.live(studio)));
    fx(() -> studio.shell().open("calibrate"));
    fire("calibrate.tab.arms");
    Gallery.until("the arms are there", () -> shown("calibrate.calibrate." + ARM));
    fx(this::named);
    pictures.add(picture(out, "calibrate-arms", theme, size));
    boolean first = !shown("calibrate.quality." + ARM);
    fire("calibrate.calibrate." + ARM);
    Gallery.until("a sweep is asked for", () -> reads("calibrate.pose").startsWith("Sweep"));
    Gallery.until("the joint moves", () -> !reads("calibrate.moved").startsWith("Moved by 0"));
    pictures.add(picture(out, "calibrate-arm-run", theme, size));
    if (first) {
      for (int joint = 0; joint < 6; joint++) {
        int step = 3 * (joint + 1);
        Gallery.until(
            "joint " + joint + " is done", () -> shown("calibrate.grade") || number() > step);
      }
      Gallery.until("the quality is shown", () -> shown("calibrate.grade"));
    } else {
      SimulatedRig simulation = simulation();
      simulation.device(ARM).misbehave(Misbehaviour.Unplug.forGood());
      Gallery.until("it is said", () -> !reads("calibrate.trouble").isEmpty());
      pictures.add(picture(out, "calibrate-arm-unplugged", theme, size));
      simulation.device(ARM).misbehave(new Misbehaviour.Replug());
      Gallery.until("it is back", () -> reads("calibrate.trouble").isEmpty());
      fx(() -> studio.actions().get("calibrate.stop").run());
      Gallery.until("it is stopped", () -> shown("calibrate.quality." + ARM));
      fire("calibrate.quality." + ARM);
    }
    pictures.add(picture(out, "calibrate-arm-quality", theme, size));
    fire("calibrate.done");
    fire("calibrate.history." + ARM);
    pictures.add(picture(out, "calibrate-arm-history", theme, size));
    fire("calibrate.arm.back");
    fire("calibrate.servos." + ARM);
    Gallery.until("the servos have said", () -> reads("calibrate.servos").startsWith("They keep"));
    pictures.add(picture(out, "calibrate-arm-servos", theme, size));
    fire("calibrate.arm.back");
    pictures.addAll(exoskeleton(out, theme, size));
    return pictures;
  }

  /// Of an exoskeleton's run only the first joint, to show its ellipse.
  private List<Path> exoskeleton(Path out, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    if (!shown("calibrate.quality." + EXO)) {
      fire("calibrate.calibrate." + EXO);
      Gallery.until("one joint is done", () -> number() > 3);
      for (int step = 4; !shown("calibrate.grade") && step < 200; step++) {
        int now = number();
        fx(() -> studio.actions().get("calibrate.leave-out").run());
        Gallery.until("it goes on", () -> shown("calibrate.grade") || number() > now);
      }
      Gallery.until("the quality is shown", () -> shown("calibrate.grade"));
    } else {
      fire("calibrate.quality." + EXO);
    }
    Gallery.until("its ellipse is drawn", () -> shown("calibrate.ellipses"));
    Path picture = picture(out, "calibrate-exo-quality", theme, size);
    fire("calibrate.done");
    return List.of(picture);
  }

  private void named() {
    for (Node each : studio.stage().getScene().getRoot().lookupAll(".text-field")) {
      if ("calibrate.arm.person".equals(each.getId()) && each instanceof TextField field) {
        field.setText(PERSON);
      }
    }
  }

  private int number() {
    String words = reads("calibrate.number");
    int slash = words.indexOf('/');
    return slash < 0 ? 0 : Integer.parseInt(words.substring(words.indexOf(' ') + 1, slash));
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
