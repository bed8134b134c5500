package dev.handloom.app.studio;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.RigShelf;
import dev.handloom.app.Workplace;
import dev.handloom.app.delay.DelayFile;
import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.take.Takes;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.delay.MeasuredDelay;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// How a person gets at a rig: a file, or the simulation.
final class RigActions implements RigShelf {
  private final CurrentRig current;
  private final Takes takes;
  private final TaskRunner tasks;
  private final Supplier<Desktop> desktop;
  private final Consumer<Notice> notices;
  private final Consumer<@Nullable Path> opened;
  private final DelayFile delays;
  private final List<Action> all;
  private final Path folder;
  private @Nullable Path openFile;
  private boolean leaving;

  /// @param folder where rig files are kept that nobody said otherwise of
  /// @param delays what was measured of devices
  /// @param opened told which file was opened; null for the simulated rig
  RigActions(
      CurrentRig current,
      Takes takes,
      TaskRunner tasks,
      Actions actions,
      Path folder,
      Supplier<Desktop> desktop,
      Consumer<Notice> notices,
      Consumer<@Nullable Path> opened,
      DelayFile delays) {
    this.current = current;
    this.folder = folder;
    this.takes = takes;
    this.tasks = tasks;
    this.desktop = desktop;
    this.notices = notices;
    this.opened = opened;
    this.delays = delays;
    all =
        List.of(
            actions.add(
                Action.named("rig.open", "Open rig…", this::pick)
                    .icon(Feather.FOLDER)
                    .keys(KeyCode.O, KeyCombination.SHORTCUT_DOWN)
                    .menu("File")
                    .describedAs("A rig file lists the devices of one workplace.")),
            actions.add(
                Action.named("rig.simulated", "Use the simulated rig", () -> open(null))
                    .icon(Feather.USER)
                    .menu("File")
                    .describedAs(
                        "Two gloves, a gripper and two cameras, moved by one scripted person.")));
    for (Action action : all) {
      action.enabledProperty().bind(takes.phaseProperty().map(p -> !p.running()));
    }
  }

  List<Action> all() {
    return all;
  }

  private void pick() {
    desktop.get().pickFile("Open rig", "Rig files", "*.json").ifPresent(this::open);
  }

  /// Opens a rig file, or the simulated rig.
  void open(@Nullable Path file) {
    String what = file == null ? "the simulated rig" : String.valueOf(file.getFileName());
    BackgroundTask.of("Opening " + what, _ -> CurrentRig.prepare(read(file), known()))
        .onSuccess(next -> take(next, file))
        .onFailure(e ->
            notices.accept(
                Notice.warning(
                    "The rig cannot be used",
                    e.getMessage()
                        + (current.workplaceProperty().get() == null
                            ? ""
                            : ". The rig before stays open.")
                        + (file == null ? "" : "\n" + file))))
        .startOn(tasks);
  }

  @Override
  public @Nullable Path openFile() {
    return openFile;
  }

  @Override
  public Path freePath(String name) {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String stem = words.replaceAll("^-|-$", "");
    Path path = folder.resolve((stem.isEmpty() ? "rig" : stem) + ".json");
    for (int n = 2; Files.exists(path); n++) {
      path = folder.resolve((stem.isEmpty() ? "rig" : stem) + "-" + n + ".json");
    }
    return path;
  }

  @Override
  public Optional<Path> askWhere(Path suggested) {
    return desktop.get().pickTarget("Save rig", String.valueOf(suggested.getFileName()));
  }

  @Override
  public void save(RigFile rig, Path path) {
    BackgroundTask.of(
            "Saving " + path.getFileName(),
            _ -> {
              rig.write(path);
              return path;
            })
        .kept()
        .onSuccess(this::open)
        .onFailure(e ->
            notices.accept(
                Notice.warning(
                    "The rig could not be saved",
                    e.getMessage() + ". Nothing was changed; choose another place.")))
        .startOn(tasks);
  }

  private DelayBook known() {
    try {
      return delays.read();
    } catch (IOException e) {
      notices.accept(
          Notice.warning(
              "The devices count as uncalibrated",
              e.getMessage() + ". The file stays as it is; move it away to measure anew."));
      return DelayBook.EMPTY;
    }
  }

  /// Opens the rig anew that is open, so that what was measured of its devices holds.
  void reopen() {
    open(openFile);
  }

  /// Keeps a measured delay; the rig goes by it at once.
  void keepDelay(MeasuredDelay delay) {
    BackgroundTask.of(
            "Keeping the delay of " + delay.device(),
            _ -> {
              delays.keep(delay);
              return delay;
            })
        .kept()
        .onSuccess(_ -> {
          reopen();
          notices.accept(
              Notice.success(
                  "The delay is kept", "The rig is opened anew and goes by it. " + delays.file()));
        })
        .onFailure(e ->
            notices.accept(
                Notice.warning(
                    "The delay could not be kept", e.getMessage() + ". Nothing was changed.")))
        .startOn(tasks);
  }

  private static @Nullable RigFile read(@Nullable Path file) throws IOException, RigFileException {
    if (file == null) {
      return null;
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("The rig file is not there; open it from where it is now");
    }
    return RigFile.read(file);
  }

  /// A rig that is still being opened is closed when it is there: nobody would show it.
  void leave() {
    leaving = true;
  }

  private void take(Workplace next, @Nullable Path file) {
    if (leaving) {
      close(next);
      return;
    }
    if (takes.phaseProperty().get().running()) {
      // A take began while the rig was being opened; it keeps its rig.
      close(next);
      notices.accept(
          Notice.warning(
              "The rig was not changed", "A take is running. Open the rig again after it."));
      return;
    }
    Workplace before = current.take(next);
    openFile = file;
    opened.accept(file);
    if (before != null) {
      close(before);
    }
  }

  private void close(Workplace old) {
    BackgroundTask.of(
            "Closing " + old.rig().file().name(),
            _ -> {
              old.close();
              return old;
            })
        .kept()
        .startOn(tasks);
  }
}
