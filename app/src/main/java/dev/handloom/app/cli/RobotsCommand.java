package dev.handloom.app.cli;

import dev.handloom.calibration.retarget.HandMapping;
import dev.handloom.calibration.retarget.RobotHand;
import dev.handloom.calibration.retarget.RobotHands;
import dev.handloom.calibration.urdf.Drives;
import dev.handloom.calibration.urdf.JointKind;
import dev.handloom.calibration.urdf.UrdfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the robot hands at hand, or shows how a description is understood.
@Command(
    name = "robots",
    description = {
      "List the robot hands that can follow a person's, or show how a URDF file is understood:",
      "which links are fingertips, where forward is, what each joint may do."
    })
final class RobotsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(arity = "0..1", paramLabel = "NAME|URDF", description = "One of ours, or a file.")
  private @Nullable String named;

  @Option(
      names = "--write",
      description = "Write the mapping beside the file, to be changed by hand.")
  private boolean write;

  RobotsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    try {
      String one = named;
      if (one == null) {
        for (String name : RobotHands.shipped()) {
          terminal.say(line(RobotHands.find(name).hand()));
        }
        terminal.say("And any hand or gripper of a URDF file: handloom robots FILE.urdf");
        return 0;
      }
      show(one, RobotHands.find(one));
      return 0;
    } catch (UrdfException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private static String line(RobotHand hand) {
    HandMapping mapping = hand.mapping();
    return String.format(
        Locale.ROOT,
        "%-16s %-38s %16s, %s",
        hand.name(),
        mapping.name(),
        Figures.count(hand.used().size(), "driven joint", "driven joints"),
        mapping.jaws() ? "two jaws" : mapping.tips().size() + " fingers");
  }

  private void show(String one, RobotHands.Found found) throws IOException {
    RobotHand hand = found.hand();
    terminal.say(line(hand));
    terminal.say(
        (found.guessed()
                ? "What its links mean is a guess from names and shape; look it over."
                : "What its links mean is written down.")
            + " Description "
            + hand.hash());
    HandMapping mapping = hand.mapping();
    terminal.say("  hand     " + mapping.side().word());
    terminal.say("  wrist    " + mapping.wrist());
    for (RobotHand.Tip tip : hand.tips()) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "  %-8s %s, %.0f mm long%s",
              tip.finger().word(),
              hand.model().links().get(tip.link()),
              1000 * tip.length(),
              tip.local().length() > 0
                  ? String.format(Locale.ROOT, ", tip %.0f mm into it", 1000 * tip.local().length())
                  : ""));
    }
    Drives drives = hand.drives();
    for (int d : hand.used()) {
      boolean slides = drives.joint(d).kind() == JointKind.PRISMATIC;
      double unit = slides ? 1000 : 180 / Math.PI;
      String sign = slides ? "mm" : "°";
      terminal.say(
          String.format(
              Locale.ROOT,
              "  joint    %-24s %7.1f to %6.1f %s%s",
              drives.joint(d).name(),
              unit * hand.lower(d),
              unit * hand.upper(d),
              sign,
              Double.isInfinite(drives.velocity(d))
                  ? ""
                  : String.format(Locale.ROOT, ", %.0f %s/s", unit * drives.velocity(d), sign)));
    }
    if (write) {
      write(one, mapping);
    }
  }

  private void write(String one, HandMapping mapping) throws IOException {
    if (RobotHands.shipped().contains(one)) {
      throw new CommandFailed(CommandFailed.USAGE, "The mapping of " + one + " is our own.");
    }
    Path file = RobotHands.mappingOf(Path.of(one));
    if (Files.exists(file)) {
      throw new CommandFailed(
          CommandFailed.USAGE, "There is a mapping already, and it stays as it is: " + file);
    }
    Files.writeString(file, RobotHands.text(mapping));
    terminal.say("Written: " + file);
  }
}
