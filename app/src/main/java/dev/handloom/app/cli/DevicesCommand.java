package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.Examiner;
import dev.handloom.device.discovery.PlugWatch;
import dev.handloom.device.discovery.Surroundings;
import dev.handloom.device.discovery.UdevRules;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Says what is connected and how healthy it is.
@Command(
    name = "devices",
    description =
        "Show what is connected, and how healthy it is. Exit code 1 if a device is not live.")
final class DevicesCommand implements Callable<Integer> {
  /// Long enough to open every link and, after that, to measure a rate.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final long MEASURE_NANOS = 1_500_000_000L;
  private static final long REDRAW_NANOS = 500_000_000L;

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();
  @Mixin private RigOption rig = new RigOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--watch", description = "Go on showing it until Ctrl+C.")
  private boolean watch;

  @Option(
      names = "--udev-rules",
      description =
          "Print the rule file that gives you permission for the devices on Linux, and how to"
              + " install it.")
  private boolean udevRules;

  DevicesCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (watch && json.json) {
      throw new CommandFailed(CommandFailed.USAGE, "--watch and --json do not go together.");
    }
    if (udevRules) {
      terminal.say(UdevRules.of(new Drivers().all().values()).stripTrailing());
      return 0;
    }
    try (Workplace workplace = rig.open(folders)) {
      workplace.connectAndWait(PATIENCE);
      LockSupport.parkNanos(MEASURE_NANOS);
      Surroundings surroundings = Surroundings.ofThisMachine();
      Examiner examiner = DoctorCommand.examiner();
      List<Examined> found = beside(workplace.rig(), surroundings, examiner);
      long looked = StudioClock.now();
      DeviceTable table = DeviceTable.of(workplace.rig(), found);
      if (json.json) {
        terminal.json(table);
      } else {
        int drawn = print(table);
        while (watch && !terminal.cut()) {
          LockSupport.parkNanos(REDRAW_NANOS);
          if (StudioClock.now() - looked >= PlugWatch.PERIOD_NANOS) {
            looked = StudioClock.now();
            found = beside(workplace.rig(), surroundings, examiner);
          }
          table = DeviceTable.of(workplace.rig(), found);
          if (terminal.interactive()) {
            terminal.say("\u001b[" + drawn + "A\u001b[J\u001b[1A");
          }
          drawn = print(table);
        }
      }
      return table.allLive() ? 0 : CommandFailed.FINDING;
    }
  }

  /// What is plugged in and not in the rig. Of HID devices only what a driver may speak to: a list
  /// of keyboards and mice helps nobody.
  private static List<Examined> beside(Rig rig, Surroundings surroundings, Examiner examiner) {
    return surroundings.look().devices().stream()
        .filter(
            there -> rig.devices().stream().noneMatch(d -> there.isMeantBy(d.config().address())))
        .map(examiner::glance)
        .filter(seen ->
            !seen.suspicions().isEmpty()
                || (seen.device().kind() != Attached.Kind.HID && seen.device().vendor() >= 0))
        .toList();
  }

  private int print(DeviceTable table) {
    table.lines().forEach(terminal::say);
    return table.lines().size();
  }
}
