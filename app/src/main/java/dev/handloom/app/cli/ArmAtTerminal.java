package dev.handloom.app.cli;

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
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A guided run of a leader arm or an exoskeleton, and what its servos keep.
final class ArmAtTerminal implements CalibrateKind {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Override
  public boolean fits(Workplace workplace, Device device) {
    return RigArm.of(device).isPresent();
  }

  @Override
  public int run(Workplace workplace, Device device, Library library, CalibrateCommand wishes)
      throws IOException, InterruptedException {
    RigArm arm = RigArm.of(device).orElseThrow();
    if (wishes.check || wishes.rezero || wishes.lengthMillimetres != null) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--check, --rezero and --size are for gloves; this is an arm.");
    }
    if (wishes.servos.lerobot != null && !wishes.servos.read && !wishes.servos.write) {
      throw new CommandFailed(CommandFailed.USAGE, "--lerobot goes with --servos.");
    }
    ArmShelf shelf = new ArmShelf(library.folder().resolve("profiles"));
    try (GentleEnd end = new GentleEnd()) {
      Session session = new Session(wishes, arm, shelf);
      return wishes.servos.read || wishes.servos.write
          ? session.compare(workplace)
          : session.calibrate(workplace, end);
    } catch (ProfileException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  /// One go of the command.
  private static final class Session {
    private final Terminal terminal;
    private final CalibrateCommand wishes;
    private final String person;
    private final String device;
    private final boolean json;
    private final RigArm arm;
    private final ArmShelf shelf;

    Session(CalibrateCommand wishes, RigArm arm, ArmShelf shelf) {
      terminal = wishes.terminal;
      this.wishes = wishes;
      person = wishes.person;
      device = arm.device().config().id();
      json = wishes.json.json;
      this.arm = arm;
      this.shelf = shelf;
    }

    private int calibrate(Workplace workplace, GentleEnd end)
        throws InterruptedException, ProfileException {
      Device live = arm.device();
      live.connect();
      live.state().await(state -> state == DeviceState.LIVE, PATIENCE);
      if (live.state().get() != DeviceState.LIVE) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "Nothing was calibrated: "
                + device
                + " is not live. "
                + (live.trouble().isEmpty() ? "Nothing came." : live.trouble()));
      }
      ArmRun run = arm.run(workplace, new Steps(), end::asked);
      if (!run.finished()) {
        throw new CommandFailed(CommandFailed.FINDING, "The run was given up; nothing was kept.");
      }
      ArmCalibration made = ArmCalibration.of(run);
      ArmProfile profile =
          ArmProfile.of(person, device, arm.stream().spec(), Instant.now(), Version.text(), made);
      Path file = shelf.keep(profile, run.recording());
      if (json) {
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

    private int compare(Workplace workplace) throws IOException, ProfileException {
      if (!arm.keeps()) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE, device + " has no servos whose memory is known.");
      }
      Optional<ArmProfile> current = shelf.history(person, device).current();
      if (current.isEmpty()) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "There is no profile of " + person + " on " + device + " to compare with.");
      }
      ArmProfile profile = current.get();
      try {
        return arm.servos(
            workplace,
            memory -> {
              ServoTable table = ServoTable.of(profile.model(), memory.read(), memory.kind());
              if (wishes.servos.write) {
                writeAll(profile, table, memory.kind().steps(), memory::write);
              } else if (json) {
                terminal.json(table);
              } else {
                ArmText.servos(table).forEach(terminal::say);
              }
              export(profile, table);
              return table.rows().stream().allMatch(ServoTable.Row::same) || wishes.servos.write
                  ? 0
                  : CommandFailed.FINDING;
            });
      } catch (IllegalArgumentException e) {
        throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
      }
    }

    private void writeAll(ArmProfile profile, ServoTable table, int steps, Write write)
        throws IOException {
      Optional<String> hindrance = table.hindrance(profile.model(), steps);
      if (hindrance.isPresent() || profile.quality().grade() == Grade.UNUSABLE) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "Nothing was written. "
                + hindrance.orElse("The profile in use is unusable; calibrate first."));
      }
      if (!json) {
        terminal.say("Before:");
        ArmText.servos(table).forEach(terminal::say);
      }
      ServoTable after = new ServoTable(written(table, write));
      if (arm.device().config().simulated()) {
        // They are new in every simulation: a profile for what was written would fit none.
        say(after, "Simulated servos forget this when the simulation ends; the profile stays.");
        return;
      }
      ArmProfile shifted =
          ArmProfile.of(
              person,
              device,
              profile.channels(),
              Instant.now(),
              Version.text(),
              new ArmCalibration(table.written(profile.model(), steps), profile.quality()));
      try {
        Path file = shelf.keep(shifted, null);
        say(after, "A profile for what they report now is in use: " + file);
      } catch (ProfileException e) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "The servos were written, and the profile that fits them was not. Calibrate again. "
                + e.getMessage());
      }
    }

    private void say(ServoTable after, String then) {
      if (json) {
        terminal.json(after);
        return;
      }
      terminal.say("After, as read back:");
      ArmText.servos(after).forEach(terminal::say);
      terminal.say(then);
    }

    /// All or none: if one does not take it, those before it are put back.
    private static List<ServoTable.Row> written(ServoTable table, Write write) {
      List<ServoTable.Row> after = new ArrayList<>();
      for (ServoTable.Row row : table.rows()) {
        try {
          after.add(new ServoTable.Row(row.joint(), write.write(row.ours()), row.ours(), 0));
        } catch (IOException e) {
          throw new CommandFailed(
              CommandFailed.UNUSABLE, e.getMessage() + ". " + putBack(table, after.size(), write));
        }
      }
      return after;
    }

    private static String putBack(ServoTable table, int last, Write write) {
      try {
        for (int j = 0; j <= last; j++) {
          write.write(table.rows().get(j).theirs());
        }
        return "All servos are as they were.";
      } catch (IOException e) {
        return "Not all could be put back as they were: look at --servos, and calibrate again. "
            + e.getMessage();
      }
    }

    private void export(ArmProfile profile, ServoTable table) throws IOException {
      Path file = wishes.servos.lerobot;
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

  private interface Write {
    ServoEntry write(ServoEntry entry) throws IOException;
  }
}
