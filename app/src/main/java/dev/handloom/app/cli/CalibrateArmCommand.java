package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.arm.RigArm;
import dev.handloom.calibration.arm.ArmCalibration;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.ArmRun;
import dev.handloom.calibration.arm.ArmStep;
import dev.handloom.calibration.arm.ServoTable;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.profile.LeRobotArm;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.driver.bus.ServoEntry;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A guided calibration of a leader arm or an exoskeleton.
@Command(
    name = "calibrate-arm",
    description = {
      "Calibrate a leader arm or an exoskeleton: take its zero pose, move each joint through its range"
          + " when it is asked for, bend it by a right angle. Says for every joint how sure it is, and names"
          + " joints that do not answer, answer for one another, or slip.",
      "Each step ends by itself once the arm is held still. The profile is kept in the library, with the"
          + " recording of the run. Exit code 1 if the calibration is poor or unusable."
    })
final class CalibrateArmCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Terminal terminal;
  private final UserFolders folders;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private RigOption rig = new RigOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "DEVICE", description = "Which device of the rig.")
  private String wanted = "";

  @Option(names = "--person", paramLabel = "NAME", description = "Who calibrates it.")
  private String person = "";

  @Option(
      names = "--servos",
      description =
          "No run: show what stands in the servos' own memory, beside what the profile in use would"
              + " put there. Nothing is written.")
  private boolean servos;

  @Option(
      names = "--write-servos",
      description =
          "No run: show the same, then write it into the servos and read it back. A profile that fits"
              + " what they report from then on is kept.")
  private boolean write;

  @Option(
      names = "--lerobot",
      paramLabel = "FILE",
      description = "With --servos: write a calibration file for LeRobot, too.")
  private @Nullable Path lerobot;

  CalibrateArmCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (person.isBlank()) {
      throw new CommandFailed(CommandFailed.USAGE, "--person NAME says who calibrates it.");
    }
    try (Workplace workplace = rig.open(folders);
        GentleEnd end = new GentleEnd()) {
      RigArm arm = arm(workplace);
      ArmShelf shelf = new ArmShelf(library.folder(folders, terminal).resolve("profiles"));
      return servos || write
          ? compare(workplace, arm, shelf)
          : calibrate(workplace, arm, shelf, end);
    } catch (ProfileException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private RigArm arm(Workplace workplace) {
    Device device =
        workplace
            .rig()
            .device(wanted)
            .orElseThrow(() ->
                new CommandFailed(
                    CommandFailed.UNUSABLE,
                    "The rig has no device "
                        + wanted
                        + "; it has: "
                        + String.join(
                            ", ",
                            workplace.rig().devices().stream()
                                .map(each -> each.config().id())
                                .toList())));
    return RigArm.of(device)
        .orElseThrow(() ->
            new CommandFailed(
                CommandFailed.UNUSABLE, wanted + " is no arm and no exoskeleton of joints."));
  }

  private int calibrate(Workplace workplace, RigArm arm, ArmShelf shelf, GentleEnd end)
      throws InterruptedException, ProfileException {
    Device device = arm.device();
    device.connect();
    device.state().await(state -> state == DeviceState.LIVE, PATIENCE);
    if (device.state().get() != DeviceState.LIVE) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "Nothing was calibrated: "
              + wanted
              + " is not live. "
              + (device.trouble().isEmpty() ? "Nothing came." : device.trouble()));
    }
    ArmRun run = arm.run(workplace, new Steps(), end::asked);
    if (!run.finished()) {
      throw new CommandFailed(CommandFailed.FINDING, "The run was given up; nothing was kept.");
    }
    ArmCalibration made = ArmCalibration.of(run);
    ArmProfile profile =
        ArmProfile.of(person, wanted, arm.stream().spec(), Instant.now(), Version.text(), made);
    Path file = shelf.keep(profile, run.recording());
    if (json.json) {
      terminal.json(profile);
    } else {
      ArmText.lines(profile).forEach(terminal::say);
      terminal.say("Kept: " + file);
    }
    return made.quality().grade().ordinal() >= Grade.POOR.ordinal() ? CommandFailed.FINDING : 0;
  }

  private final class Steps implements RigArm.Listener {
    @Override
    public void step(ArmStep step, int done, int all) {
      terminal.tell(
          String.format(
              Locale.ROOT, "%2d of %d  %s: %s", done + 1, all, step.title(), step.words()));
    }

    @Override
    public void moved(double radians) {}
  }

  private int compare(Workplace workplace, RigArm arm, ArmShelf shelf)
      throws IOException, ProfileException {
    if (!arm.keeps()) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, wanted + " has no servos whose memory is known.");
    }
    Optional<ArmProfile> current = shelf.history(person, wanted).current();
    if (current.isEmpty()) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "There is no profile of " + person + " on " + wanted + " to compare with.");
    }
    ArmProfile profile = current.get();
    try {
      return arm.servos(
          workplace,
          memory -> {
            ServoTable table = ServoTable.of(profile.model(), memory.read(), memory.kind());
            if (write) {
              writeAll(profile, table, memory.kind().steps(), memory::write, shelf);
            } else if (json.json) {
              terminal.json(table);
            } else {
              ArmText.servos(table).forEach(terminal::say);
            }
            export(profile, table);
            return table.rows().stream().allMatch(ServoTable.Row::same) || write
                ? 0
                : CommandFailed.FINDING;
          });
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private interface Write {
    ServoEntry write(ServoEntry entry) throws IOException;
  }

  private void writeAll(
      ArmProfile profile, ServoTable table, int steps, Write write, ArmShelf shelf)
      throws IOException {
    Optional<String> hindrance = table.hindrance(profile.model(), steps);
    if (hindrance.isPresent() || profile.quality().grade() == Grade.UNUSABLE) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "Nothing was written. "
              + hindrance.orElse("The profile in use is unusable; calibrate first."));
    }
    if (!json.json) {
      terminal.say("Before:");
      ArmText.servos(table).forEach(terminal::say);
    }
    List<ServoTable.Row> after = new ArrayList<>();
    for (ServoTable.Row row : table.rows()) {
      ServoEntry back = write.write(row.ours());
      after.add(new ServoTable.Row(row.joint(), back, row.ours(), 0));
    }
    ArmProfile shifted =
        ArmProfile.of(
            person,
            wanted,
            profile.channels(),
            Instant.now(),
            Version.text(),
            new ArmCalibration(table.written(profile.model(), steps), profile.quality()));
    try {
      Path file = shelf.keep(shifted, null);
      if (json.json) {
        terminal.json(new ServoTable(after));
      } else {
        terminal.say("After, as read back:");
        ArmText.servos(new ServoTable(after)).forEach(terminal::say);
        terminal.say("A profile for what they report now is in use: " + file);
      }
    } catch (ProfileException e) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "The servos were written, and the profile that fits them was not. Calibrate again. "
              + e.getMessage());
    }
  }

  private void export(ArmProfile profile, ServoTable table) throws IOException {
    Path file = lerobot;
    if (file != null) {
      try {
        LeRobotArm.export(profile, table, file);
        terminal.tell("Written for LeRobot: " + file);
      } catch (ProfileException e) {
        throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
      }
    }
  }
}
