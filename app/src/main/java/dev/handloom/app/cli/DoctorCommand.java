package dev.handloom.app.cli;

import dev.handloom.device.discovery.Attached;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.discovery.Examiner;
import dev.handloom.device.discovery.Surroundings;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Drivers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Looks at what is plugged in, and says what was tried and what it found.
@Command(
    name = "doctor",
    description = {
      "Look at what is plugged in: what each device probably is and why, what was tried, what is in"
          + " the way and what to do about it. Exit code 1 if something is in the way.",
      "USB serial ports are opened, which makes some boards start anew. They are listened to, and"
          + " asked only what moves and stores nothing."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "ADDRESS",
      description = "Look at this device only, as serial:/dev/ttyUSB0.")
  private @Nullable String address;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// @param blind what could not be looked for
  record Round(List<Examined> devices, List<String> blind) {}

  static Examiner examiner() {
    return new Examiner(
        new Drivers().all().values(), Links.ofThisMachine()::open, DoctorCommand::permitted);
  }

  /// On systems where devices are no files, only opening tells.
  private static boolean permitted(String path) {
    Path file = path.startsWith("/dev/") ? Path.of(path) : null;
    return file == null
        || !Files.exists(file)
        || (Files.isReadable(file) && Files.isWritable(file));
  }

  @Override
  public Integer call() throws InterruptedException {
    Surroundings.Seen seen = Surroundings.ofThisMachine().look();
    Examiner examiner = examiner();
    List<Examined> examined = new ArrayList<>();
    String wanted = address;
    if (wanted != null) {
      examined.add(examiner.examine(named(wanted, seen.devices())));
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
    String rest = wanted.startsWith("serial:") ? wanted.substring(7) : "";
    int at = rest.lastIndexOf('@');
    String path = at < 0 ? rest : rest.substring(0, at);
    if (path.startsWith("/dev/") && Files.exists(Path.of(path))) {
      return new Attached(Attached.Kind.SERIAL, "serial:" + path, path, -1, -1, "");
    }
    throw new CommandFailed(
        CommandFailed.UNUSABLE,
        "There is no such device; is it plugged in? handloom doctor lists what is there: "
            + wanted);
  }
}
