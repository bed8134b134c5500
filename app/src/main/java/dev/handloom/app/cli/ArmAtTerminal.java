package dev.handloom.app.cli;

import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.arm.ArmLook;
import dev.handloom.app.arm.Fitting;
import dev.handloom.app.arm.LiveArmRun;
import dev.handloom.app.arm.RigArm;
import dev.handloom.app.arm.ServoWriting;
import dev.handloom.app.calibrate.RunState;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.ArmStep;
import dev.handloom.calibration.arm.ServoTable;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.profile.LeRobotArm;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.driver.bus.ServoMemory;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A guided run of a leader arm or an exoskeleton, and what its servos keep.
final class ArmAtTerminal implements CalibrateKind {
  private static final long LOOK_NANOS = 20_000_000L;
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
    ArmShelf shelf = Fitting.shelf(library);
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

    /// Under which its profiles are kept.
    private final String name;

    private final boolean json;
    private final RigArm arm;
    private final ArmShelf shelf;

    Session(CalibrateCommand wishes, RigArm arm, ArmShelf shelf) {
      terminal = wishes.terminal;
      this.wishes = wishes;
      person = wishes.person;
      device = arm.device().config().id();
      name = arm.name();
      json = wishes.json.json;
      this.arm = arm;
      this.shelf = shelf;
    }

    private int calibrate(Workplace workplace, GentleEnd end)
        throws IOException, InterruptedException, ProfileException {
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
      String robot = wishes.robot.hand;
      if (robot != null) {
        return new CurvesAtTerminal(terminal, arm, shelf, person, json).run(workplace, robot, end);
      }
      try (LiveArmRun run =
          LiveArmRun.start(arm, person, shelf, Version.text(), LiveArmRun.mover(workplace, arm))) {
        follow(run, end);
        ArmProfile profile = run.made().orElse(null);
        if (run.look().state() != RunState.DONE || profile == null) {
          throw run.look().state() == RunState.FAILED
              ? new CommandFailed(CommandFailed.UNUSABLE, run.look().words())
              : new CommandFailed(CommandFailed.FINDING, "The run was given up; nothing was kept.");
        }
        if (json) {
          terminal.json(profile);
        } else {
          ArmText.lines(profile).forEach(terminal::say);
          terminal.say("Kept: " + run.kept().orElseThrow());
        }
        return profile.quality().grade().ordinal() >= Grade.POOR.ordinal()
            ? CommandFailed.FINDING
            : 0;
      }
    }

    private void follow(LiveArmRun run, GentleEnd end) {
      int told = -1;
      String said = "";
      for (ArmLook look = run.look(); !look.state().over() && !end.asked(); look = run.look()) {
        ArmStep step = look.wanted();
        if (step != null && look.done() != told) {
          told = look.done();
          terminal.tell(
              String.format(
                  Locale.ROOT,
                  "%2d of %d  %s: %s",
                  told + 1,
                  look.of(),
                  step.title(),
                  step.words()));
        }
        if (!look.words().equals(said) && look.state() == RunState.WAITING_FOR_DEVICE) {
          said = look.words();
          terminal.tell(said);
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }

    private int compare(Workplace workplace) throws IOException, ProfileException {
      if (!arm.keeps()) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE, device + " has no servos whose memory is known.");
      }
      Optional<ArmProfile> current = shelf.history(name).current();
      if (current.isEmpty()) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "There is no profile of " + device + " to compare with; calibrate it first.");
      }
      ArmProfile profile = current.get();
      try {
        return arm.servos(
            workplace,
            memory -> {
              ServoTable table = ServoTable.of(profile.model(), memory.read(), memory.kind());
              if (wishes.servos.write) {
                writeAll(profile, table, memory);
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

    private void writeAll(ArmProfile profile, ServoTable table, ServoMemory memory)
        throws IOException {
      Optional<String> hindrance = ServoWriting.hindrance(profile, table, memory.kind().steps());
      if (hindrance.isPresent()) {
        throw new CommandFailed(CommandFailed.UNUSABLE, "Nothing was written. " + hindrance.get());
      }
      if (!json) {
        terminal.say("Before:");
        ArmText.servos(table).forEach(terminal::say);
      }
      try {
        ServoWriting.Written written =
            ServoWriting.write(arm, profile, table, memory, shelf, person, Version.text());
        say(
            written.after(),
            written.kept() == null
                ? "Simulated servos forget this when the simulation ends; the profile stays."
                : "A profile for what they report now is in use: " + written.kept());
      } catch (ProfileException e) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "The servos were written, and the profile that fits them was not. Calibrate again. "
                + e.getMessage());
      } catch (IOException e) {
        throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
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
}
