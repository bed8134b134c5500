package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.app.retarget.Derivation;
import dev.handloom.calibration.retarget.Objective;
import dev.handloom.calibration.retarget.RetargetSettings;
import dev.handloom.calibration.retarget.RobotHands;
import dev.handloom.calibration.urdf.UrdfException;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes the derived streams of an episode again, or those of another robot.
@Command(
    name = "derive",
    description = {
      "Make the joint targets of an episode again from the hands in it, or make them for another robot.",
      "They go into a file beside the recording, which stays as it is. Where the same was made live,"
          + " both are compared to the last bit."
    })
final class DeriveCommand implements Callable<Integer> {
  private static final String AS_LIVE = "again";

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      paramLabel = "EPISODE",
      description = "The beginning or end of its id, 'last', or its folder.")
  private String episode = "";

  @Option(
      names = "--hand",
      paramLabel = "NAME|URDF",
      description =
          "The robot's hand; 'handloom robots' lists them. Without it, what was made live.")
  private @Nullable String hand;

  @Option(
      names = "--objective",
      paramLabel = "position|vector|pinch",
      description = "What the robot takes over from the hand. Without it, as live, else pinch.")
  private @Nullable Objective objective;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      description = "How far the robot moves for the hand's motion; 1 for a fist from a fist.")
  private @Nullable Double scale;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write. Without it, derived/NAME.mcap in the episode's folder.")
  private @Nullable Path out;

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  DeriveCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  /// What `--json` prints.
  record Printed(String episode, String file, List<Stream> streams) {}

  /// @param liveSame of the samples that were recorded live by the same maker, how many are the
  ///   same to the last bit
  /// @param residualsMm the mean of each fingertip
  record Stream(
      String name,
      String from,
      String maker,
      int samples,
      int live,
      int liveSame,
      int takenOver,
      List<Residual> residualsMm) {}

  record Residual(String name, @Nullable Double mean) {}

  @Override
  public Integer call() throws IOException {
    Bundle bundle = EpisodeChoice.named(episode, library, folders, terminal);
    EpisodeReader reader = EpisodeReader.open(bundle);
    String name = AS_LIVE;
    Derivation derivation;
    try {
      if (hand == null) {
        if (objective != null || scale != null) {
          throw new CommandFailed(
              CommandFailed.USAGE, "--objective and --scale want a robot's hand: --hand NAME.");
        }
        derivation = Derivation.asLive(reader);
      } else {
        RobotHands.Found found = RobotHands.find(hand);
        if (found.guessed()) {
          terminal.tell(
              "What the links of "
                  + hand
                  + " mean is a guess; 'handloom robots "
                  + hand
                  + "' shows it.");
        }
        name = found.hand().name().replaceAll("[^A-Za-z0-9._-]", "-");
        derivation = Derivation.of(reader, found.hand(), settings());
      }
    } catch (UrdfException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
    Path file = out == null ? bundle.derived(name) : out;
    List<Derivation.Made> made = derivation.write(file, "Handloom " + Version.text());
    boolean good = made.stream().allMatch(Derivation.Made::good);
    if (json.json) {
      terminal.json(
          new Printed(
              reader.manifest().id(),
              file.toString(),
              made.stream().map(DeriveCommand::printed).toList()));
    } else {
      made.forEach(this::say);
      terminal.say("Written: " + file);
    }
    return good ? 0 : CommandFailed.FINDING;
  }

  private @Nullable RetargetSettings settings() {
    if (objective == null && scale == null) {
      return null;
    }
    try {
      RetargetSettings usual = RetargetSettings.USUAL;
      return new RetargetSettings(
          objective == null ? usual.objective() : objective,
          scale == null ? usual.scale() : scale,
          usual.smoothness());
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.USAGE, String.valueOf(e.getMessage()));
    }
  }

  private static Stream printed(Derivation.Made made) {
    return new Stream(
        made.stream(),
        made.hand(),
        made.maker(),
        made.samples(),
        made.live(),
        made.same(),
        made.taken(),
        residuals(made));
  }

  private static List<Residual> residuals(Derivation.Made made) {
    List<Residual> residuals = new ArrayList<>();
    for (int e = 0; e < made.errorNames().size(); e++) {
      double mean = 1000 * made.meanErrors()[e];
      residuals.add(new Residual(made.errorNames().get(e), Double.isNaN(mean) ? null : mean));
    }
    return residuals;
  }

  private void say(Derivation.Made made) {
    terminal.say(
        made.stream()
            + "  "
            + Figures.count(made.samples(), "sample", "samples")
            + " from "
            + made.hand());
    terminal.say("  made by " + made.maker());
    if (!made.errorNames().isEmpty()) {
      terminal.say(residualLine(made));
    }
    if (made.live() > 0) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "  of %,d samples recorded live %s the same to the last bit%s",
              made.live(),
              made.good() ? "all are" : String.format(Locale.ROOT, "only %,d are", made.same()),
              made.taken() == 0
                  ? ""
                  : String.format(
                      Locale.ROOT, " (%,d began a stretch and were taken over)", made.taken())));
    }
  }

  private static String residualLine(Derivation.Made made) {
    StringBuilder line = new StringBuilder("  mean residual");
    for (Residual residual : residuals(made)) {
      Double mean = residual.mean();
      line.append(
          String.format(
              Locale.ROOT,
              "  %s %s",
              residual.name().replace("_residual", ""),
              mean == null ? "none" : String.format(Locale.ROOT, "%.1f mm", mean)));
    }
    return line.toString();
  }
}
