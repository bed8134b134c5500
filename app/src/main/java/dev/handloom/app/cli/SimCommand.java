package dev.handloom.app.cli;

import dev.handloom.app.Workplace;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.sim.SimulatedRig;
import java.io.IOException;
import java.util.List;
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

  SimCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// A device and how a rig file names it.
  record Entry(String device, String driver, @Nullable String address) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    String name = device;
    if (list) {
      List<Entry> entries =
          SimulatedRig.rigFile(seed).devices().stream()
              .map(config -> new Entry(config.id(), config.driver(), null))
              .toList();
      if (json.json) {
        terminal.json(entries);
      } else {
        entries.forEach(
            entry -> terminal.say("%-14s %s".formatted(entry.device(), entry.driver())));
      }
      return 0;
    }
    if (name == null) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "Say which device to simulate: " + String.join(", ", SimulatedRig.names()));
    }
    if (!SimulatedRig.names().contains(name)) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "There is no simulated device \""
              + name
              + "\"; there are: "
              + String.join(", ", SimulatedRig.names()));
    }
    try (SimulatedRig rig = SimulatedRig.start(seed, name)) {
      DeviceConfig config = rig.rigFile().devices().getFirst();
      String address = rig.serve(name);
      if (json.json) {
        terminal.json(new Entry(name, config.driver(), address));
      } else {
        terminal.say(address);
        terminal.tell(
            "The simulated "
                + name.replace('-', ' ')
                + " runs there until Ctrl+C. In a rig file: driver \""
                + config.driver()
                + "\", address \""
                + address
                + "\".");
      }
      // Ends with the process.
      new CountDownLatch(1).await();
      return 0;
    }
  }
}
