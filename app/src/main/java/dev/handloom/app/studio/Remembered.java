package dev.handloom.app.studio;

import dev.handloom.app.UserFolders;
import dev.handloom.app.lens.LastBoard;
import dev.handloom.app.preview.ServerBook;
import dev.handloom.app.ui.settings.Settings;
import dev.handloom.app.ui.settings.SettingsFile;
import dev.handloom.app.ui.shell.Notice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is remembered from one start to the next. Each change is saved at once. It is asked on any
/// thread and changed on the JavaFX thread.
final class Remembered {
  private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);

  private final SettingsFile file;
  private final LastBoard board;
  private final ServerBook servers;
  private final Consumer<Notice> notices;
  private final @Nullable String problem;
  private volatile Settings settings;

  Remembered(UserFolders folders, Consumer<Notice> notices) {
    this.notices = notices;
    file = new SettingsFile(folders.settings().resolve("settings.json"));
    board = new LastBoard(folders.settings());
    servers = new ServerBook(folders.settings());
    SettingsFile.Loaded loaded = file.load();
    settings = loaded.settings();
    problem = loaded.problem();
  }

  /// Tells of what was kept and could not be read.
  void tellProblem() {
    if (problem != null) {
      notices.accept(Notice.warning("Your settings could not be used", problem));
    }
  }

  /// Which board was held before a camera last.
  LastBoard board() {
    return board;
  }

  /// Which model servers were asked.
  ServerBook servers() {
    return servers;
  }

  Settings settings() {
    return settings;
  }

  void change(UnaryOperator<Settings> change) {
    settings = change.apply(settings);
    try {
      file.save(settings);
    } catch (IOException e) {
      LOG.error("Settings could not be saved", e);
      notices.accept(
          Notice.warning(
              "Your settings could not be saved", "They hold until you quit. " + e.getMessage()));
    }
  }

  void rig(@Nullable Path rig) {
    change(now -> now.withRig(rig == null ? null : rig.toAbsolutePath().toString()));
  }

  void buttons(Map<String, String> buttons) {
    change(now -> now.withButtons(buttons));
  }

  /// For how long a calibration is trusted.
  Duration trusted() {
    return Duration.ofHours(settings().calibration().staleHours());
  }

  void trust(Duration hours) {
    change(now -> now.withCalibration(now.calibration().withStaleHours((int) hours.toHours())));
  }
}
