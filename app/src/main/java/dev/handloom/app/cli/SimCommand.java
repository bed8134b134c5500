package dev.handloom.app.cli;

import dev.handloom.app.Workplace;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.sim.Simulators;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a simulated device for other programs, or for a rig file of one's own.
@Command(
    name = "sim",
    description =
        "Run a simulated device that speaks the real wire protocol, and print its address, until Ctrl+C.")
final class SimCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(arity = "0..1", paramLabel = "DEVICE", description = "Which one; --list lists them.")
  private @Nullable String device;

  @Option(names = "--list", description = "List the devices that can be simulated.")
  private boolean list;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another person and other faults of the device (${DEFAULT-VALUE}).")
  private long seed = Workplace.FIRST_SEED;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      description =
          "Where to run it, as tcp:127.0.0.1:9000, or whom it sends to, as udp:127.0.0.1:14043.")
  private @Nullable String wanted;

  SimCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// A device that runs, and what a rig file says of it.
  record Entry(String device, String driver, String address, Map<String, String> settings) {}

  /// A device that can be simulated.
  record Kind(String device, String driver, String title) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    String name = device;
    if (list) {
      List<Kind> kinds =
          Simulators.all().stream()
              .map(kind -> new Kind(kind.name(), kind.driver(), kind.title()))
              .toList();
      if (json.json) {
        terminal.json(kinds);
      } else {
        kinds.forEach(kind ->
            terminal.say("%-20s %-14s %s".formatted(kind.device(), kind.driver(), kind.title())));
      }
      return 0;
    }
    if (name == null) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "Say which device to simulate: " + String.join(", ", Simulators.names()));
    }
    if (!Simulators.knows(name)) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "There is no simulated device \""
              + name
              + "\"; there are: "
              + String.join(", ", Simulators.names()));
    }
    try (SimulatedRig rig = SimulatedRig.start(seed, name)) {
      DeviceConfig config = rig.rigFile().devices().getFirst();
      String address = rig.serve(name, wanted);
      if (json.json) {
        terminal.json(new Entry(name, config.driver(), address, config.settings()));
      } else {
        terminal.say(address);
        terminal.tell(
            "The simulated "
                + name.replace('-', ' ')
                + " runs there until Ctrl+C. In a rig file: driver \""
                + config.driver()
                + "\", address \""
                + address
                + "\", settings "
                + new TreeMap<>(config.settings())
                + ".");
      }
      // Ends with the process.
      new CountDownLatch(1).await();
      return 0;
    }
  }
}
