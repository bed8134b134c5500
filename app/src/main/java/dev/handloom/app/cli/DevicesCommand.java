package dev.handloom.app.cli;

import dev.handloom.app.Neighbourhood;
import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.NetworkLook;
import dev.handloom.device.discovery.PlugWatch;
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

  @Option(
      names = "--watch",
      description =
          "Go on until Ctrl+C: tell what is plugged in and unplugged, what it probably is and why;"
              + " with --rig, show how healthy its devices are. With --json, one object a line.")
  private boolean watch;

  @Option(
      names = "--listen",
      description =
          "With --watch, also open serial ports that are plugged in, listen, and ask what moves and"
              + " stores nothing.")
  private boolean listen;

  @Option(
      names = "--network",
      description =
          "Look on the network for three seconds: listen on the UDP ports that drivers usually have,"
              + " and ask once, by multicast DNS, who offers pictures or a web interface.")
  private boolean network;

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
    if (listen && !watch) {
      throw new CommandFailed(CommandFailed.USAGE, "--listen goes with --watch.");
    }
    if (udevRules) {
      terminal.say(UdevRules.of(new Drivers().all().values()).stripTrailing());
      return 0;
    }
    Neighbourhood around = Neighbourhood.ofThisMachine();
    if (network) {
      return onNetwork(around);
    }
    if (watch && rig.rig == null) {
      new PlugLines(terminal, around, json.json, listen).run();
      return 0;
    }
    try (Workplace workplace = rig.open(folders)) {
      workplace.connectAndWait(PATIENCE);
      LockSupport.parkNanos(MEASURE_NANOS);
      List<Examined> found = beside(workplace.rig(), around);
      long looked = StudioClock.now();
      DeviceTable table = DeviceTable.of(workplace.rig(), found);
      int drawn = show(table);
      while (watch && !terminal.cut()) {
        LockSupport.parkNanos(json.json ? PlugWatch.PERIOD_NANOS : REDRAW_NANOS);
        if (StudioClock.now() - looked >= PlugWatch.PERIOD_NANOS) {
          looked = StudioClock.now();
          found = beside(workplace.rig(), around);
        }
        table = DeviceTable.of(workplace.rig(), found);
        if (terminal.interactive() && !json.json) {
          terminal.say("\u001b[" + drawn + "A\u001b[J\u001b[1A");
        }
        drawn = show(table);
      }
      return table.allLive() ? 0 : CommandFailed.FINDING;
    }
  }

  private int onNetwork(Neighbourhood around) throws IOException, InterruptedException {
    if (watch || rig.rig != null) {
      throw new CommandFailed(CommandFailed.USAGE, "--network goes with --json alone.");
    }
    NetworkLook.Seen seen = around.lookOnNetwork();
    if (json.json) {
      terminal.json(seen);
      return 0;
    }
    terminal.say(
        seen.found().isEmpty() ? "Nothing on the network is known." : "Found on the network");
    seen.found().forEach(each -> FoundText.brief(each).forEach(terminal::say));
    seen.tried().forEach(step -> terminal.say("  " + step));
    return 0;
  }

  /// What is plugged in and not in the rig.
  private static List<Examined> beside(Rig rig, Neighbourhood around) {
    return around.worthShowing(around.look().devices()).stream()
        .filter(seen -> !Neighbourhood.isIn(rig.file(), seen.device()))
        .toList();
  }

  private int show(DeviceTable table) {
    if (json.json) {
      if (watch) {
        terminal.jsonLine(table);
      } else {
        terminal.json(table);
      }
      return 0;
    }
    table.lines().forEach(terminal::say);
    return table.lines().size();
  }
}
