package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.paper.PaperFile;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.calibration.profile.Profile;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Saves the quality that is shown as a file to print.
final class QualityPaper {
  private final GlovesPage.Surroundings around;
  private final Supplier<@Nullable Profile> shown;
  private final Action save;

  /// @param shown whose quality is in front; null for none
  QualityPaper(GlovesPage.Surroundings around, Supplier<@Nullable Profile> shown) {
    this.around = around;
    this.shown = shown;
    save =
        around
            .actions()
            .add(
                Action.named("calibrate.print", "Print…", this::save)
                    .icon(Feather.PRINTER)
                    .menu("Calibrate")
                    .describedAs(
                        "A PDF that every computer prints; a name that ends in .html makes a page"
                            + " for browsers of it."));
    save.enabledProperty().set(false);
  }

  Button button() {
    Button button = Actions.button(save);
    button.setId("calibrate.print");
    return button;
  }

  void enable() {
    save.enabledProperty().set(shown.get() != null);
  }

  private void save() {
    Profile profile = shown.get();
    if (profile == null) {
      return;
    }
    String name =
        (profile.person() + "-" + profile.device())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    Path picked =
        around
            .desktop()
            .get()
            .pickTarget("Save the quality", "calibration-" + name + "-" + profile.id() + ".pdf")
            .orElse(null);
    if (picked == null) {
      return;
    }
    ZoneId zone = around.clock().getZone();
    BackgroundTask.of(
            "Saving the quality",
            _ -> {
              PaperFile.write(profile, zone, picked);
              return picked;
            })
        .kept()
        .onSuccess(file ->
            around
                .notices()
                .accept(Notice.success("The page is saved", "Open it to print it: " + file)))
        .onFailure(e ->
            around
                .notices()
                .accept(
                    Notice.warning("The page could not be saved", String.valueOf(e.getMessage()))))
        .startOn(around.tasks());
  }
}
