package dev.handloom.app.studio;

import dev.handloom.app.Workplace;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// Pictures of a headset's card, of where everything is, and of laying spaces over each other. On a
/// rig of its own, with a headset, gloves and a room's trackers.
final class SpacePictures {
  private static final long FX_MILLIS = 60_000;
  private static final String HEADSET = "openxr-headset";

  private final Studio studio;
  private final Path rig;
  private final Path out;
  private final SpaceReviewPictures takes;
  private final List<Path> pictures = new ArrayList<>();

  /// @param rig where the file of the rig is put
  SpacePictures(Studio studio, Path rig, Path out) {
    this.studio = studio;
    this.rig = rig;
    this.out = out;
    takes = new SpaceReviewPictures(studio);
  }

  List<Path> render(List<ThemeChoice> themes, List<int[]> sizes)
      throws IOException, InterruptedException, TimeoutException {
    file().write(rig);
    fx(() -> studio.open(new ToOpen.Rig(rig)));
    Gallery.until("the rig is live", () -> Gallery.ask(() -> open() && Gallery.live(studio)));
    for (int[] size : sizes) {
      all("headset-card", themes, size, "devices", "devices.tab.cards");
      all("space-apart", themes, size, "devices", "devices.tab.space");
      review("review-space-apart", themes, size, () -> {});
      all("calibrate-spaces", themes, size, "calibrate", "calibrate.tab.spaces");
      fx(() -> Gallery.fire(studio, "calibrate.space.go"));
      Gallery.until("it is moved", () -> text("calibrate.space.say").startsWith("Move"));
      all("calibrate-spaces-moving", themes, size, "calibrate", "");
      Gallery.until("it is worked out", () -> !text("calibrate.space.result").isEmpty());
      all("calibrate-spaces-found", themes, size, "calibrate", "");
      fx(() -> Gallery.fire(studio, "calibrate.space.keep"));
      Gallery.until(
          "it is kept", () -> text("calibrate.space.known." + HEADSET).contains("It holds"));
      all("calibrate-spaces-kept", themes, size, "calibrate", "");
      all("space", themes, size, "devices", "devices.tab.space");
      all("record-merged", themes, size, "record", "");
      review(
          "review-space",
          themes,
          size,
          () -> workplace().simulation().orElseThrow().recentre(HEADSET));
      takes.on(3);
      all("review-space-recentred", themes, size, "review", "");
      workplace().simulation().orElseThrow().recentre(HEADSET);
      fx(() -> studio.shell().open("calibrate"));
      Gallery.until(
          "it is stale", () -> text("calibrate.space.known." + HEADSET).contains("recentred"));
      all("calibrate-spaces-stale", themes, size, "calibrate", "");
      all("space-stale", themes, size, "devices", "devices.tab.space");
    }
    fx(() -> Gallery.fire(studio, "devices.tab.cards"));
    return pictures;
  }

  private void review(String name, List<ThemeChoice> themes, int[] size, Runnable between)
      throws IOException, InterruptedException, TimeoutException {
    takes.record(between);
    fx(() -> studio.shell().open("review"));
    Gallery.until(
        "the take is open",
        () -> Gallery.ask(() -> studio.stage().getScene().lookup(".review-space") != null));
    takes.newest();
    takes.on(2);
    all(name, themes, size, "review", "");
  }

  private static RigFile file() {
    List<DeviceConfig> devices = new ArrayList<>();
    for (String name :
        List.of(
            HEADSET, "left-glove", "right-glove", "base-station", "head-camera", "wrist-camera")) {
      DeviceConfig config = SimulatedRig.config(name);
      Map<String, String> settings = new HashMap<>(config.settings());
      if (name.endsWith("glove")) {
        settings.put("wrist", HEADSET);
      } else if (name.equals(HEADSET)) {
        settings.put("space", "local");
      }
      String role = name.equals(HEADSET) ? "headset" : config.role();
      devices.add(
          new DeviceConfig(
              config.id(), config.driver(), role, config.address(), settings, config.line()));
    }
    return new RigFile("A simulated headset", Workplace.FIRST_SEED, devices);
  }

  private Workplace workplace() {
    return Objects.requireNonNull(studio.currentRig().workplaceProperty().get());
  }

  private boolean open() {
    Workplace workplace = studio.currentRig().workplaceProperty().get();
    return workplace != null && workplace.rig().device(HEADSET).isPresent();
  }

  private void all(String name, List<ThemeChoice> themes, int[] size, String workspace, String tab)
      throws IOException, InterruptedException, TimeoutException {
    for (ThemeChoice theme : themes) {
      fx(() -> {
        Theme.shared().choiceProperty().set(theme);
        studio.stage().setWidth(size[0]);
        studio.stage().setHeight(size[1]);
        studio.shell().open(workspace);
        if (!tab.isEmpty()) {
          Gallery.fire(studio, tab);
        }
      });
      pictures.add(Gallery.picture(studio, out, Gallery.name(name, theme, size)));
    }
  }

  private String text(String id) {
    return Gallery.ask(() -> {
      for (Node each : studio.stage().getScene().getRoot().lookupAll("*")) {
        if (id.equals(each.getId()) && each instanceof Label label && label.isVisible()) {
          return label.getText();
        }
      }
      return "";
    });
  }

  private static void fx(Runnable what) throws InterruptedException, TimeoutException {
    FxThread.runAndWait(what, FX_MILLIS);
  }
}
