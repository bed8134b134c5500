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
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;

/// Pictures of the preview: with nothing to look up, running, without a camera, with two models.
final class PreviewPictures {
  private static final long FX_MILLIS = 20_000;
  private static final String CAMERA = "head-camera";
  private static final String RUN = "preview.one.run";

  private final Studio studio;

  PreviewPictures(Studio studio) {
    this.studio = studio;
  }

  /// Before anything was recorded.
  Path nothing(Path out, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    fx(() -> studio.shell().open("preview"));
    return picture(out, "preview-nothing", theme, size);
  }

  List<Path> render(Path out, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    List<Path> pictures = new ArrayList<>();
    fx(() -> studio.shell().open("preview"));
    pictures.add(picture(out, "preview-start", theme, size));
    fx(this::nameServer);
    pictures.add(picture(out, "preview-server", theme, size));
    fx(() -> Gallery.fire(studio, "server.cancel"));
    fire(RUN);
    Gallery.until("it runs", () -> reads("preview.state").equals("Running"));
    // Until a dream has met what happened.
    Gallery.until("it is read", () -> !reads("preview.rate").isEmpty());
    pictures.add(picture(out, "preview-running", theme, size));
    fire("preview.look.changes");
    pictures.add(picture(out, "preview-changes", theme, size));
    fire("preview.look.difference");
    pictures.add(picture(out, "preview-difference", theme, size));
    fire("preview.look.picture");
    fx(() -> toggle("preview.whatIf"));
    pictures.add(picture(out, "preview-what-if", theme, size));
    fx(() -> toggle("preview.whatIf"));
    simulation().device(CAMERA).misbehave(Misbehaviour.Unplug.forGood());
    Gallery.until("it waits", () -> reads("preview.state").equals("Waiting"));
    pictures.add(picture(out, "preview-waiting", theme, size));
    simulation().device(CAMERA).misbehave(new Misbehaviour.Replug());
    fire("preview.two");
    fire("preview.second.run");
    pictures.add(picture(out, "preview-two", theme, size));
    fire("preview.two");
    fire(RUN);
    fx(() -> {
      studio.shell().open("review");
      studio.actions().get("review.preview").run();
    });
    Gallery.until("the episode is asked", () -> !reads("preview.state").isEmpty());
    for (int second = 0; second < 4; second++) {
      fx(studio.actions().get("review.on")::run);
    }
    Gallery.until("it is asked there", () -> reads("preview.state").equals("Running"));
    pictures.add(picture(out, "preview-review", theme, size));
    for (int second = 0; second < 4; second++) {
      fx(studio.actions().get("review.back")::run);
    }
    fx(studio.actions().get("review.preview")::run);
    return pictures;
  }

  private void nameServer() {
    for (Node each : studio.stage().getScene().getRoot().lookupAll("*")) {
      if ("preview.one.model".equals(each.getId()) && each instanceof MenuButton menu) {
        menu.getItems().getLast().fire();
        return;
      }
    }
  }

  private void toggle(String id) {
    for (Node each : studio.stage().getScene().getRoot().lookupAll("*")) {
      if (id.equals(each.getId()) && each instanceof ToggleButton button && !button.isDisabled()) {
        button.fire();
      }
    }
  }

  private SimulatedRig simulation() {
    return Gallery.ask(() ->
        Objects.requireNonNull(studio.currentRig().workplaceProperty().get())
            .simulation()
            .orElseThrow());
  }

  private String reads(String id) {
    return Gallery.ask(() -> {
      for (Node each : studio.stage().getScene().getRoot().lookupAll("*")) {
        if (id.equals(each.getId()) && each instanceof Labeled label) {
          return label.getText();
        }
      }
      return "";
    });
  }

  private void fire(String id) throws InterruptedException, TimeoutException {
    fx(() -> Gallery.fire(studio, id));
  }

  private Path picture(Path out, String what, ThemeChoice theme, int[] size)
      throws IOException, InterruptedException, TimeoutException {
    return Gallery.picture(studio, out, Gallery.name(what, theme, size));
  }

  private static void fx(Runnable what) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(what, FX_MILLIS);
  }
}
