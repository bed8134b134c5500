package dev.handloom.app.studio;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.app.awake.KeepAwake;
import dev.handloom.app.take.TakePhase;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.device.rig.DeviceState;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Pictures of the whole studio at work, for the README and for whoever changed something: a take
/// is recorded on the simulated rig, then every workspace is shown in each theme and size.
public final class Gallery {
  private static final List<int[]> SIZES = List.of(new int[] {1000, 700}, new int[] {1920, 1080});
  private static final List<ThemeChoice> THEMES = List.of(ThemeChoice.LIGHT, ThemeChoice.DARK);
  private static final List<String> WORKSPACES = List.of("devices", "record", "review", "library");

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long POLL_NANOS = 20_000_000L;

  /// A workspace that has just been opened shows live values after this.
  private static final long SETTLE_NANOS = 1_500_000_000L;

  private static final long TAKE_NANOS = 12_000_000_000L;
  private static final int SECONDS_IN = 9;
  private static final long FX_MILLIS = 60_000;

  /// Told how far it has come.
  @FunctionalInterface
  public interface Progress {
    void at(double share, String detail);
  }

  private final UserFolders folders;
  private final Part part;

  /// What is shown.
  public enum Part {
    ALL,
    PREVIEW,
    LIBRARY,
    /// Headsets, and where everything is.
    SPACES
  }

  public Gallery(UserFolders folders) {
    this(folders, Part.ALL);
  }

  public Gallery(UserFolders folders, Part part) {
    this.folders = folders;
    this.part = part;
  }

  /// Makes the pictures; starts the toolkit, which must not run yet.
  public List<Path> render(Path out, Progress progress)
      throws IOException, InterruptedException, TimeoutException {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<Studio> opened = new AtomicReference<>();
    Platform.setImplicitExit(false);
    CountDownLatch started = new CountDownLatch(1);
    Platform.startup(started::countDown);
    started.await();
    FxThread.runAndWait(
        () -> {
          Studio studio = new Studio(folders, new Stage(), KeepAwake.unneeded(), closed::countDown);
          studio.show();
          opened.set(studio);
        },
        FX_MILLIS);
    Studio studio = java.util.Objects.requireNonNull(opened.get(), "the studio was made");
    progress.at(0.02, "waiting for the simulated rig");
    until("the simulated rig is live", () -> ask(() -> live(studio)));
    List<Path> pictures = new ArrayList<>();
    if (part == Part.SPACES) {
      spaces(studio, out, SIZES, pictures);
      FxThread.runAndWait(studio::quit, FX_MILLIS);
      closed.await();
      return pictures;
    }
    for (ThemeChoice theme : THEMES) {
      // Only small: the headless window does not become smaller again.
      dress(studio, theme, SIZES.getFirst());
      pictures.add(new PreviewPictures(studio).nothing(out, theme, SIZES.getFirst()));
    }
    record(studio, progress);
    if (part != Part.ALL) {
      // The one that is looked at in Review must not be the only one.
      record(studio, progress);
    }
    boolean entered = false;

    int all = SIZES.size() * THEMES.size() * (WORKSPACES.size() + 64);
    for (int[] size : SIZES) {
      for (ThemeChoice theme : THEMES) {
        dress(studio, theme, size);
        if (part == Part.LIBRARY) {
          pictures.addAll(new DatasetPictures(studio).render(out, theme, size));
          continue;
        }
        if (part == Part.PREVIEW) {
          pictures.addAll(new PreviewPictures(studio).render(out, theme, size));
          continue;
        }
        for (String workspace : WORKSPACES) {
          progress.at(0.2 + 0.8 * pictures.size() / all, workspace);
          FxThread.runAndWait(() -> studio.shell().open(workspace), FX_MILLIS);
          if (workspace.equals("review") && !entered) {
            entered = true;
            intoTheEpisode(studio);
          }
          pictures.add(picture(studio, out, name(workspace, theme, size)));
          if (workspace.equals("review")) {
            pictures.addAll(new ReviewPictures(studio).render(out, theme, size));
          }
          if (workspace.equals("library")) {
            pictures.addAll(new DatasetPictures(studio).render(out, theme, size));
          }
        }
        FxThread.runAndWait(
            () -> {
              studio.shell().open("review");
              studio.actions().get("review.times").run();
            },
            FX_MILLIS);
        pictures.add(picture(studio, out, name("episode-times", theme, size)));
        FxThread.runAndWait(studio.actions().get("review.times")::run, FX_MILLIS);
        FxThread.runAndWait(studio.actions().get("devices.time")::run, FX_MILLIS);
        pictures.add(picture(studio, out, name("time", theme, size)));
        FxThread.runAndWait(() -> fire(studio, "devices.tab.cards"), FX_MILLIS);
        new PlugPictures(
                studio, shot -> pictures.add(picture(studio, out, name(shot, theme, size))))
            .take();
        FxThread.runAndWait(
            () -> {
              studio.shell().open("record");
              studio.takes().arm(true);
            },
            FX_MILLIS);
        until("the recorder is armed", () -> phase(studio) == TakePhase.ARMED);
        pictures.add(picture(studio, out, name("armed", theme, size)));
        FxThread.runAndWait(() -> studio.takes().start(), FX_MILLIS);
        until("a take is running", () -> phase(studio) == TakePhase.RECORDING);
        pictures.add(picture(studio, out, name("recording", theme, size)));
        FxThread.runAndWait(() -> studio.takes().pauseOrResume(), FX_MILLIS);
        until("the take is paused", () -> phase(studio) == TakePhase.PAUSED);
        pictures.add(picture(studio, out, name("paused", theme, size)));
        FxThread.runAndWait(
            () -> {
              studio.takes().arm(false);
              studio.takes().stop();
            },
            FX_MILLIS);
        until("the take is saved", () -> phase(studio) == TakePhase.READY);
        FxThread.runAndWait(() -> studio.actions().get("record.settings").run(), FX_MILLIS);
        pictures.add(picture(studio, out, name("recording-settings", theme, size)));
        FxThread.runAndWait(() -> studio.shell().sheets().close(), FX_MILLIS);
        pictures.addAll(new RunPictures(studio).render(out, theme, size));
        for (String page : List.of("day", "lab")) {
          FxThread.runAndWait(studio.actions().get("progress." + page)::run, FX_MILLIS);
          pictures.add(picture(studio, out, name("progress-" + page, theme, size)));
        }
        pictures.addAll(new CalibratePictures(studio).render(out, theme, size));
        FxThread.runAndWait(() -> fire(studio, "calibrate.tab.cameras"), FX_MILLIS);
        pictures.add(picture(studio, out, name("calibrate-cameras", theme, size)));
        pictures.addAll(new ArmPictures(studio).render(out, theme, size));
        FxThread.runAndWait(() -> fire(studio, "calibrate.tab.gloves"), FX_MILLIS);
        pictures.addAll(new RobotPictures(studio).render(out, theme, size));
        pictures.addAll(new PreviewPictures(studio).render(out, theme, size));
      }
    }
    if (part == Part.ALL) {
      Path rig = folders.settings().resolve("gripper-rig.json");
      pictures.addAll(new GripperPictures(studio, rig).render(out, THEMES, SIZES));
      Path headsetRig = folders.settings().resolve("headset-page-rig.json");
      pictures.addAll(new HeadsetPictures(studio, headsetRig).render(out, THEMES, SIZES));
      spaces(studio, out, List.of(SIZES.getLast()), pictures);
    }
    FxThread.runAndWait(studio::quit, FX_MILLIS);
    closed.await();
    return pictures;
  }

  private void spaces(Studio studio, Path out, List<int[]> sizes, List<Path> pictures)
      throws IOException, InterruptedException, TimeoutException {
    Path settings = folders.settings();
    for (int[] size : sizes) {
      // Small ones first: the headless window does not become smaller again.
      List<int[]> one = List.of(size);
      Path touched = settings.resolve("touch-rig.json");
      pictures.addAll(new TouchPictures(studio, touched, out).render(THEMES, one));
      Path moved = settings.resolve("space-rig.json");
      pictures.addAll(new SpacePictures(studio, moved, out).render(THEMES, one));
    }
  }

  private static void dress(Studio studio, ThemeChoice theme, int[] size)
      throws InterruptedException, TimeoutException {
    FxThread.runAndWait(
        () -> {
          Theme.shared().choiceProperty().set(theme);
          size(studio, size);
        },
        FX_MILLIS);
  }

  /// The start of a take shows hands at rest; a few seconds on there is something to see.
  private static void intoTheEpisode(Studio studio) throws InterruptedException, TimeoutException {
    settle();
    for (int second = 0; second < SECONDS_IN; second++) {
      if (second % 2 == 0) {
        // Each begins where the one before ends.
        String label = "review.label-" + (second / 2 + 1);
        FxThread.runAndWait(studio.actions().get(label)::run, FX_MILLIS);
      }
      FxThread.runAndWait(studio.actions().get("review.on")::run, FX_MILLIS);
    }
    FxThread.runAndWait(studio.actions().get("review.range-to")::run, FX_MILLIS);
    FxThread.runAndWait(studio.actions().get("review.trim")::run, FX_MILLIS);
  }

  /// A selector takes no dots, not even with a backslash: ids are compared.
  static void fire(Studio studio, String id) {
    for (Node each : studio.stage().getScene().getRoot().lookupAll("*")) {
      if (id.equals(each.getId()) && each instanceof ButtonBase button) {
        button.fire();
        return;
      }
    }
  }

  private static void settle() {
    long end = System.nanoTime() + SETTLE_NANOS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static void record(Studio studio, Progress progress)
      throws InterruptedException, TimeoutException {
    FxThread.runAndWait(
        () -> {
          studio.takes().nameTask("Pour the cup into the bowl");
          studio.takes().start();
        },
        FX_MILLIS);
    until("a take is running", () -> phase(studio) == TakePhase.RECORDING);
    long end = System.nanoTime() + TAKE_NANOS;
    while (System.nanoTime() < end) {
      progress.at(
          0.2 - 0.15 * (end - System.nanoTime()) / TAKE_NANOS, "recording a take to review");
      LockSupport.parkNanos(POLL_NANOS);
    }
    FxThread.runAndWait(() -> studio.takes().stop(), FX_MILLIS);
    until("the take is saved", () -> phase(studio) == TakePhase.READY);
  }

  static boolean live(Studio studio) {
    Workplace workplace = studio.currentRig().workplaceProperty().get();
    return workplace != null
        && workplace.rig().devices().stream()
            .allMatch(device -> device.state().get() == DeviceState.LIVE);
  }

  static TakePhase phase(Studio studio) {
    return ask(() -> studio.takes().phaseProperty().get());
  }

  static <T> T ask(Supplier<T> question) {
    AtomicReference<T> answer = new AtomicReference<>();
    try {
      FxThread.runAndWait(() -> answer.set(question.get()), FX_MILLIS);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("The window does not answer", e);
    }
    return java.util.Objects.requireNonNull(answer.get(), "an answer");
  }

  static void until(String what, BooleanSupplier condition) throws TimeoutException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("Waited in vain until " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  static String name(String workspace, ThemeChoice theme, int[] size) {
    return "%s-%s-%d.png".formatted(workspace, theme.name().toLowerCase(Locale.ROOT), size[0]);
  }

  /// From the screen's corner on: a window that reaches beyond the screen is not drawn.
  static void size(Studio studio, int[] size) {
    studio.stage().setX(0);
    studio.stage().setY(0);
    studio.stage().setWidth(size[0]);
    studio.stage().setHeight(size[1]);
  }

  static Path picture(Studio studio, Path out, String name)
      throws IOException, InterruptedException, TimeoutException {
    settle();
    return now(studio, out, name);
  }

  /// Without waiting until all is settled.
  static Path now(Studio studio, Path out, String name)
      throws IOException, InterruptedException, TimeoutException {
    AtomicReference<WritableImage> image = new AtomicReference<>();
    FxThread.runAndWait(() -> image.set(studio.stage().getScene().snapshot(null)), FX_MILLIS);
    Path file = out.resolve(name);
    write(java.util.Objects.requireNonNull(image.get(), "a picture"), file);
    return file;
  }

  private static void write(WritableImage image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    copy.setRGB(0, 0, width, height, argb, 0, width);
    ImageIO.write(copy, "png", file.toFile());
  }
}
