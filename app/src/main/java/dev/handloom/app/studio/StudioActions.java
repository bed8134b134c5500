package dev.handloom.app.studio;

import dev.handloom.app.CurrentRig;
import dev.handloom.app.Diagnostics;
import dev.handloom.app.EncoderReport;
import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.guard.DebugActions;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.app.ui.theme.ThemeChoice;
import dev.handloom.device.rig.Device;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.store.video.Encoders;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;

/// What can be done anywhere in the studio.
final class StudioActions {
  private final Studio studio;
  private final UserFolders folders;
  private final CurrentRig current;
  private final TaskRunner tasks;
  private final Supplier<Desktop> desktop;
  private final Consumer<Notice> notices;

  StudioActions(
      Studio studio,
      UserFolders folders,
      CurrentRig current,
      TaskRunner tasks,
      Supplier<Desktop> desktop,
      Consumer<Notice> notices) {
    this.studio = studio;
    this.folders = folders;
    this.current = current;
    this.tasks = tasks;
    this.desktop = desktop;
    this.notices = notices;
  }

  void declare(Actions actions) {
    actions.add(
        Action.named("app.quit", "Quit", studio::quit)
            .icon(Feather.LOG_OUT)
            .keys(KeyCode.Q, KeyCombination.SHORTCUT_DOWN)
            .menu("File"));
    for (ThemeChoice choice : ThemeChoice.values()) {
      SimpleBooleanProperty chosen = new SimpleBooleanProperty();
      chosen.bind(Theme.shared().choiceProperty().map(c -> c == choice));
      actions.add(
          Action.named(
                  "theme." + choice.name().toLowerCase(java.util.Locale.ROOT),
                  "Theme: " + choice.label(),
                  () -> Theme.shared().choiceProperty().set(choice))
              .selected(chosen)
              .menu("View"));
    }
    actions.add(
        Action.named("app.full-screen", "Full screen", this::fullScreen)
            .icon(Feather.MAXIMIZE)
            .keys(KeyCode.F11)
            .menu("View"));
    actions.add(
        Action.named("help.logs", "Show log folder", this::showLogs)
            .icon(Feather.FOLDER)
            .menu("Help"));
    actions.add(
        Action.named("help.diagnostics", "Save diagnostics…", this::saveDiagnostics)
            .icon(Feather.SAVE)
            .menu("Help")
            .describedAs("Versions, devices, settings and logs in one file. Nothing is sent."));
    if (System.getenv("HANDLOOM_DEBUG") != null) {
      DebugActions.declare(actions);
    }
    actions.add(
        Action.named("help.about", "About Handloom", this::about).icon(Feather.INFO).menu("Help"));
  }

  private void fullScreen() {
    studio.stage().setFullScreen(!studio.stage().isFullScreen());
  }

  private void showLogs() {
    if (!desktop.get().show(folders.logs())) {
      notices.accept(Notice.info("The logs are in this folder", folders.logs().toString()));
    }
  }

  private void saveDiagnostics() {
    desktop
        .get()
        .pickTarget("Save diagnostics", "handloom-diagnostics.zip")
        .ifPresent(zip -> {
          Map<String, String> sections = new HashMap<>();
          sections.put("devices.txt", devices());
          BackgroundTask.of(
                  "Saving diagnostics",
                  _ -> {
                    sections.put("encoders.txt", encoders());
                    new Diagnostics(folders).save(zip, sections);
                    return zip;
                  })
              .onSuccess(
                  path -> notices.accept(Notice.success("Diagnostics saved", path.toString())))
              .onFailure(e ->
                  notices.accept(
                      Notice.warning(
                          "Diagnostics could not be saved",
                          e.getMessage() + ". Choose another folder.")))
              .startOn(tasks);
        });
  }

  private static String encoders() throws InterruptedException {
    FrameFormat usual = new FrameFormat(640, 480, FrameFormat.Pixels.BGRA);
    return String.join("\n", EncoderReport.lines(Encoders.shared().tryAll(usual))) + "\n";
  }

  private String devices() {
    Workplace workplace = current.workplaceProperty().get();
    if (workplace == null) {
      return "no rig\n";
    }
    StringBuilder text = new StringBuilder(workplace.rig().file().name()).append('\n');
    for (Device device : workplace.rig().devices()) {
      text.append(device.config().id()).append("  ").append(device.config().driver()).append("  ");
      text.append(device.config().shownAddress())
          .append("  ")
          .append(device.state().get())
          .append('\n');
      text.append("    ").append(device.clock()).append('\n');
      device
          .streams()
          .forEach(s ->
              text.append("    ")
                  .append(s.spec().name())
                  .append(": received ")
                  .append(s.health().received())
                  .append(", lost ")
                  .append(s.health().lost())
                  .append(", bad ")
                  .append(s.health().badFrames())
                  .append(", reconnects ")
                  .append(s.health().reconnects())
                  .append('\n'));
    }
    return text.toString();
  }

  private void about() {
    notices.accept(
        Notice.info(
            "Handloom " + Version.text(),
            "Java " + Runtime.version() + "\nSettings: " + folders.settings()));
  }
}
