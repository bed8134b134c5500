package dev.handloom.app.studio;

import dev.handloom.app.run.RunOfTakes;
import dev.handloom.app.run.RunPhase;
import dev.handloom.app.run.RunPlan;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/// Pictures of a run in each of its phases.
final class RunPictures {
  private static final String SILENT = "right-glove";
  private static final long FX_MILLIS = 20_000;
  private static final RunPlan PLAN =
      new RunPlan(
          "Pour the cup into the bowl",
          "Take the cup with the left hand, pour it out over the bowl, put it back where it stood.",
          "",
          5,
          "P07",
          9);

  private final Studio studio;
  private final RunOfTakes runs;

  RunPictures(Studio studio) {
    this.studio = studio;
    runs = studio.runs();
  }

  List<Path> render(Path out, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    List<Path> pictures = new ArrayList<>();
    action("record.run");
    pictures.add(picture(out, "run-sheet", theme, size));
    fx(() -> studio.shell().sheets().close());
    action("record.handsfree");
    pictures.add(picture(out, "hands-free", theme, size));
    fx(() -> studio.shell().sheets().close());
    fx(() -> runs.begin(PLAN));
    pictures.add(picture(out, "run-ready", theme, size));
    press(RunPhase.COUNTDOWN);
    pictures.add(picture(out, "run-countdown", theme, size));
    fx(runs::press);
    fx(() -> runs.change(new RunPlan(PLAN.task(), PLAN.instruction(), "", 5, "P07", 0)));
    take();
    pictures.add(picture(out, "run-recording", theme, size));
    simulation().device(SILENT).misbehave(Misbehaviour.Unplug.forGood());
    pictures.add(picture(out, "run-alarm", theme, size));
    fx(runs::press);
    Gallery.until("the take is saved", () -> phase() == RunPhase.SAVED);
    pictures.add(Gallery.now(studio, out, Gallery.name("run-saved", theme, size)));
    fx(() -> runs.judge(Verdict.SUCCESS));
    Gallery.until("the reset begins", () -> phase() == RunPhase.RESET);
    pictures.add(picture(out, "run-reset", theme, size));
    // A device is out: the start is held back.
    fx(runs::press);
    pictures.add(picture(out, "run-not-ready", theme, size));
    simulation().device(SILENT).misbehave(new Misbehaviour.Replug());
    fx(runs::end);
    Gallery.until("the device is back", () -> Gallery.ask(() -> Gallery.live(studio)));
    action("record.ambient");
    if (!Gallery.phase(studio).running()) {
      // Twice where something is not ready.
      action("record.ambient");
    }
    Gallery.until("it records without a break", () -> Gallery.phase(studio).running());
    pictures.add(picture(out, "ambient", theme, size));
    action("record.ambient");
    Gallery.until("it is saved", () -> !Gallery.phase(studio).running());
    return pictures;
  }

  private SimulatedRig simulation() {
    return Gallery.ask(() ->
        Objects.requireNonNull(studio.currentRig().workplaceProperty().get())
            .simulation()
            .orElseThrow());
  }

  private void take() throws InterruptedException, TimeoutException {
    press(RunPhase.RECORDING);
    Gallery.until(
        "the take runs", () -> Gallery.phase(studio) == dev.handloom.app.take.TakePhase.RECORDING);
  }

  /// Twice where something is not ready.
  private void press(RunPhase wanted) throws InterruptedException, TimeoutException {
    fx(runs::press);
    if (phase() == RunPhase.READY) {
      fx(runs::press);
    }
    Gallery.until("the phase is " + wanted, () -> phase() == wanted);
  }

  private void action(String id) throws InterruptedException, TimeoutException {
    fx(() -> studio.actions().get(id).run());
  }

  private RunPhase phase() {
    return Gallery.ask(() -> runs.phaseProperty().get());
  }

  private Path picture(Path out, String what, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    return Gallery.picture(studio, out, Gallery.name(what, theme, size));
  }

  private static void fx(Runnable what) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(what, FX_MILLIS);
  }
}
