package dev.handloom.app.cli;

import dev.handloom.app.Neighbourhood;
import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Checkup;
import dev.handloom.device.discovery.Doctor;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.Examiner;
import dev.handloom.device.discovery.Surroundings;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Looks at what is plugged in or at the devices of a rig, and says what was found and what to do.
@Command(
    name = "doctor",
    description = {
      "Look at what is plugged in, or over the devices of a rig: what each is, what is in the way and"
          + " what to do about it. Exit code 1 if something is in the way.",
      "What is plugged in and in no rig is listened to, and asked only what moves and stores nothing;"
          + " opening a serial port makes some boards start anew."
    })
final class DoctorCommand implements Callable<Integer> {
  /// Long enough for a device that is there and speaks another language to be called a stranger.
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private static final long MEASURE_NANOS = 1_500_000_000L;
  private static final long POLL_NANOS = 50_000_000L;

  private final Terminal terminal;
  private final UserFolders folders;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private RigOption rig = new RigOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "DEVICE|RIG",
      description =
          "A rig file; an address, as serial:/dev/ttyUSB0; or, with --rig, one of its devices.")
  private @Nullable String wanted;

  DoctorCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  /// @param blind what could not be looked for
  record Round(List<Examined> devices, List<String> blind) {}

  /// @param devices point by point
  record RigRound(String rig, List<Checkup> devices) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    String named = wanted;
    Neighbourhood around = Neighbourhood.ofThisMachine();
    if (rig.rig != null) {
      return rig(around, rig, named);
    }
    if (named != null && Files.isRegularFile(Path.of(named))) {
      RigOption file = new RigOption();
      file.rig = Path.of(named);
      return rig(around, file, null);
    }
    return plugged(around, named);
  }

  private int rig(Neighbourhood around, RigOption file, @Nullable String only)
      throws IOException, InterruptedException {
    List<Checkup> checkups = new ArrayList<>();
    try (Workplace workplace = file.open(folders)) {
      List<Device> devices =
          workplace.rig().devices().stream()
              .filter(each -> only == null || each.config().id().equals(only))
              .toList();
      if (devices.isEmpty()) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "The rig has no device "
                + only
                + "; it has: "
                + String.join(
                    ", ", workplace.rig().devices().stream().map(d -> d.config().id()).toList()));
      }
      devices.forEach(Device::connect);
      long end = System.nanoTime() + PATIENCE.toNanos();
      for (Device device : devices) {
        settle(device, end);
      }
      if (devices.stream().anyMatch(each -> each.state().get() == DeviceState.LIVE)) {
        LockSupport.parkNanos(MEASURE_NANOS);
      }
      Doctor doctor = around.doctor();
      List<Attached> there = around.look().devices();
      for (Device device : devices) {
        checkups.add(doctor.lookCloser(device, there));
      }
      if (json.json) {
        terminal.json(new RigRound(workplace.rig().file().name(), checkups));
      } else {
        terminal.say(workplace.rig().file().name());
        checkups.forEach(each -> CheckupText.lines(each).forEach(terminal::say));
      }
    }
    return checkups.stream().allMatch(Checkup::sound) ? 0 : CommandFailed.FINDING;
  }

  /// Until it is live or has said why not. One that only was not understood yet is given the time.
  private static void settle(Device device, long end) {
    while (System.nanoTime() < end) {
      DeviceState state = device.state().get();
      boolean refused = state != DeviceState.SILENT && !device.trouble().isEmpty();
      if (state == DeviceState.LIVE || state == DeviceState.FAILED || refused) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private int plugged(Neighbourhood around, @Nullable String named) throws InterruptedException {
    Surroundings.Seen seen = around.look();
    Examiner examiner = around.examiner();
    List<Examined> examined = new ArrayList<>();
    if (named != null) {
      examined.add(examiner.examine(named(named, seen.devices())));
    } else {
      for (Attached device : seen.devices()) {
        // What does not hang on USB may be a console: it is opened only when it is named.
        examined.add(device.vendor() < 0 ? examiner.glance(device) : examiner.examine(device));
      }
    }
    if (json.json) {
      terminal.json(new Round(examined, seen.blind()));
    } else {
      examined.forEach(each -> FoundText.whole(each).forEach(terminal::say));
      if (examined.isEmpty()) {
        terminal.say("Nothing is plugged in that could be a device.");
      }
      seen.blind().forEach(terminal::say);
    }
    boolean hindered = examined.stream().anyMatch(each -> each.hindrance() != null);
    return hindered ? CommandFailed.FINDING : 0;
  }

  /// A pseudo-terminal is in no list, and is there all the same.
  private static Attached named(String wanted, List<Attached> there) {
    for (Attached device : there) {
      if (device.isMeantBy(wanted) || device.path().equals(wanted)) {
        return device;
      }
    }
    Attached unlisted = Attached.byPath(wanted);
    if (unlisted == null) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "There is no such device or rig file; is it plugged in? handloom doctor lists what is"
              + " there: "
              + wanted);
    }
    return unlisted;
  }
}
