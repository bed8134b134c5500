package dev.handloom.app.cli;

import dev.handloom.app.Workplace;
import java.io.IOException;
import java.time.Duration;
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
  @Mixin HelpOption help = new HelpOption();
  @Mixin private RigOption rig = new RigOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--watch", description = "Go on showing it until Ctrl+C.")
  private boolean watch;

  DevicesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (watch && json.json) {
      throw new CommandFailed(CommandFailed.USAGE, "--watch and --json do not go together.");
    }
    try (Workplace workplace = rig.open()) {
      workplace.connectAndWait(PATIENCE);
      LockSupport.parkNanos(MEASURE_NANOS);
      DeviceTable table = DeviceTable.of(workplace.rig());
      if (json.json) {
        terminal.json(table);
      } else {
        int drawn = print(table);
        while (watch && !terminal.cut()) {
          LockSupport.parkNanos(REDRAW_NANOS);
          table = DeviceTable.of(workplace.rig());
          if (terminal.interactive()) {
            terminal.say("\u001b[" + drawn + "A\u001b[J\u001b[1A");
          }
          drawn = print(table);
        }
      }
      return table.allLive() ? 0 : CommandFailed.FINDING;
    }
  }

  private int print(DeviceTable table) {
    table.lines().forEach(terminal::say);
    return table.lines().size();
  }
}
