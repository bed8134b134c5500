package dev.handloom.app.studio;

import dev.handloom.app.Workplace;
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

/// Pictures of a headset's card, of where everything is, and of laying spaces over each other. On a
/// rig of its own, with a headset, gloves and a room's trackers.
final class SpacePictures {
  private static final String HEADSET = "openxr-headset";
  private static final String KNOWN = "calibrate.space.known." + HEADSET + ".base-station";

  private final Studio studio;
  private final Path rig;
  private final Shots shots;
  private final SpaceReviewPictures takes;

  /// @param rig where the file of the rig is put
  SpacePictures(Studio studio, Path rig, Path out) {
    this.studio = studio;
    this.rig = rig;
    shots = new Shots(studio, out);
    takes = new SpaceReviewPictures(studio);
  }

  List<Path> render(List<ThemeChoice> themes, List<int[]> sizes)
      throws IOException, InterruptedException, TimeoutException {
    file().write(rig);
    Shots.fx(() -> studio.open(new ToOpen.Rig(rig)));
    Gallery.until("the rig is live", () -> Gallery.ask(() -> open() && Gallery.live(studio)));
    for (int[] size : sizes) {
      shots.all("headset-card", themes, size, "devices", "devices.tab.cards");
      shots.all("space-apart", themes, size, "devices", "devices.tab.space");
      review("review-space-apart", themes, size, () -> {});
      shots.all("calibrate-spaces", themes, size, "calibrate", "calibrate.tab.spaces");
      Shots.fx(() -> Gallery.fire(studio, "calibrate.space.go"));
      Gallery.until("it is moved", () -> shots.text("calibrate.space.say").startsWith("Move"));
      shots.all("calibrate-spaces-moving", themes, size, "calibrate", "");
      Gallery.until("it is worked out", () -> !shots.text("calibrate.space.result").isEmpty());
      shots.all("calibrate-spaces-found", themes, size, "calibrate", "");
      Shots.fx(() -> Gallery.fire(studio, "calibrate.space.keep"));
      Gallery.until("it is kept", () -> shots.text(KNOWN).contains("It holds"));
      shots.all("calibrate-spaces-kept", themes, size, "calibrate", "");
      shots.all("space", themes, size, "devices", "devices.tab.space");
      shots.all("record-merged", themes, size, "record", "");
      review(
          "review-space",
          themes,
          size,
          () -> workplace().simulation().orElseThrow().recentre(HEADSET));
      takes.on(3);
      shots.all("review-space-recentred", themes, size, "review", "");
      workplace().simulation().orElseThrow().recentre(HEADSET);
      Shots.fx(() -> studio.shell().open("calibrate"));
      Gallery.until("it is stale", () -> shots.text(KNOWN).contains("recentred"));
      shots.all("calibrate-spaces-stale", themes, size, "calibrate", "");
      shots.all("space-stale", themes, size, "devices", "devices.tab.space");
    }
    Shots.fx(() -> Gallery.fire(studio, "devices.tab.cards"));
    return shots.pictures();
  }

  private void review(String name, List<ThemeChoice> themes, int[] size, Runnable between)
      throws IOException, InterruptedException, TimeoutException {
    takes.record(between);
    Shots.fx(() -> studio.shell().open("review"));
    Gallery.until(
        "the take is open",
        () -> Gallery.ask(() -> studio.stage().getScene().lookup(".review-space") != null));
    takes.newest();
    takes.on(2);
    shots.all(name, themes, size, "review", "");
  }

  private static RigFile file() {
    List<DeviceConfig> devices = new ArrayList<>();
    for (String name :
        List.of(HEADSET, "left-glove", "right-glove", "base-station", "head-camera")) {
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
}
