package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.arm.RigArm;
import dev.handloom.app.arm.ServoWriting;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.ServoTable;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.profile.ProfileException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks an arm's servos what they keep, and writes it when a person has said so twice.
final class ServoDesk {
  private final ArmsPage.Surroundings around;
  private final RigArm arm;
  private final ArmProfile profile;
  private final String person;
  private final ServoPage page;

  ServoDesk(ArmsPage.Surroundings around, RigArm arm, ArmProfile profile, String person) {
    this.around = around;
    this.arm = arm;
    this.profile = profile;
    this.person = person;
    page = new ServoPage(arm, this::ask, this::sure);
  }

  ServoPage page() {
    return page;
  }

  private record Kept(ServoTable table, Optional<String> hindrance) {}

  /// Reads them.
  void ask() {
    Workplace workplace = around.current().workplaceProperty().get();
    if (workplace == null || refused()) {
      return;
    }
    page.busy("Asking the servos…");
    BackgroundTask.of(
            "Asking the servos",
            _ ->
                arm.servos(
                    workplace,
                    memory -> {
                      ServoTable table =
                          ServoTable.of(profile.model(), memory.read(), memory.kind());
                      return new Kept(
                          table, ServoWriting.hindrance(profile, table, memory.kind().steps()));
                    }))
        .onSuccess(kept -> page.show(kept.table(), kept.hindrance()))
        .onFailure(e -> page.failed("They could not be asked. " + e.getMessage() + "."))
        .startOn(around.tasks());
  }

  private boolean refused() {
    if (around.takes().phaseProperty().get().running()) {
      page.failed("A take is running; the arm stays connected. Ask again when it is saved.");
      return true;
    }
    return false;
  }

  private void sure() {
    SheetLayer layer = around.sheets().get();
    WriteSheet sheet = new WriteSheet(arm.title(), this::write, layer::close);
    layer.show(sheet.sheet(), sheet.first());
  }

  /// @param trouble what went wrong after all were written; null where nothing did
  private record Done(
      ServoTable table, ServoWriting.@Nullable Written written, @Nullable String trouble) {}

  private void write() {
    Workplace workplace = around.current().workplaceProperty().get();
    ArmShelf shelf = around.rack().shelf().orElse(null);
    if (workplace == null || shelf == null || refused()) {
      return;
    }
    page.busy("Writing into the servos, one after the other…");
    BackgroundTask.of(
            "Writing into the servos", _ -> arm.servos(workplace, memory -> written(memory, shelf)))
        .kept()
        .onSuccess(this::told)
        .onFailure(e -> page.failed("Nothing was changed. " + e.getMessage() + "."))
        .startOn(around.tasks());
  }

  private Done written(dev.handloom.device.driver.bus.ServoMemory memory, ArmShelf shelf)
      throws IOException {
    ServoTable table = ServoTable.of(profile.model(), memory.read(), memory.kind());
    try {
      return new Done(
          table,
          ServoWriting.write(arm, profile, table, memory, shelf, person, Version.text()),
          null);
    } catch (ProfileException e) {
      return new Done(table, null, Objects.toString(e.getMessage(), ""));
    }
  }

  private void told(Done done) {
    around.rack().fit();
    ServoWriting.Written written = done.written();
    if (written == null) {
      page.failed(
          "The servos were written, but the calibration that fits them could not be kept: "
              + done.trouble()
              + ". Calibrate the arm again before you record.");
      return;
    }
    page.show(written.after(), Optional.empty());
    around
        .notices()
        .accept(
            Notice.success(
                "The servos keep the calibration",
                written.kept() == null
                    ? "Simulated servos forget it when the simulation ends; the profile stays."
                    : "Each was read back. A calibration that fits what they report now is in"
                        + " use."));
  }
}
