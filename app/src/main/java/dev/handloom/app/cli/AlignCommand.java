package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.app.space.AlignPair;
import dev.handloom.app.space.AlignSession;
import dev.handloom.app.space.AlignSession.Look;
import dev.handloom.app.space.AlignSession.State;
import dev.handloom.app.space.KnownSpace;
import dev.handloom.app.space.touch.TouchPair;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.device.hand.HandSide;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lays a headset's space over a room's.
@Command(
    name = "align",
    description = {
      "Lay the space of a headset over that of trackers: move a hand that has a tracker on it, slowly"
          + " and turning it, where the headset sees it. It ends by itself when it was moved enough.",
      "With --touch, over that of a camera that was calibrated and stands still: touch the corners of"
          + " a printed board that the camera sees with an index finger.",
      "What is found is kept in the library; it holds until the headset is recentred."
    })
final class AlignCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_NANOS = 50_000_000L;

  private final Terminal terminal;
  private final UserFolders folders;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private RigOption rig = new RigOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--headset",
      paramLabel = "DEVICE",
      description = "Which headset; the rig's first if none is named.")
  private @Nullable String headset;

  @Option(
      names = "--to",
      paramLabel = "DEVICE",
      description =
          "In whose space; the rig's first tracker on a hand if none is named, or with --touch its"
              + " first camera that is calibrated.")
  private @Nullable String to;

  @Option(
      names = "--side",
      paramLabel = "left|right",
      description =
          "Which hand is moved or touches; the first that has a tracker if none is named, or with"
              + " --touch the right one.")
  private @Nullable HandSide side;

  @Option(
      names = "--most",
      paramLabel = "S",
      description =
          "Give up when it was not moved or touched enough after so many seconds"
              + " (${DEFAULT-VALUE}).")
  private double most = 120;

  @Option(
      names = "--touch",
      description = "Touch the corners of a printed board instead of moving a hand.")
  private boolean touch;

  @Option(
      names = "--places",
      paramLabel = "N",
      description =
          "With --touch: at how many places the board is touched (${DEFAULT-VALUE}). A second one"
              + " makes things better that are far from the board.")
  private int places = 1;

  @Mixin private BoardOption board = new BoardOption();

  @Option(names = "--dry-run", description = "Say what is found, and keep nothing.")
  private boolean dryRun;

  AlignCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(most > 0)) {
      throw new CommandFailed(CommandFailed.USAGE, "--most is a number of seconds above 0");
    }
    if (places < 1 || places > TouchAtTerminal.MOST_PLACES) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--places is a number from 1 to " + TouchAtTerminal.MOST_PLACES);
    }
    try (Workplace workplace = rig.open(folders)) {
      if (touch) {
        TouchAtTerminal touching = new TouchAtTerminal(terminal, most, places);
        TouchPair pair =
            touching.pair(workplace, library.folder(folders, terminal), headset, to, side);
        Board shown = board.board(terminal, folders);
        workplace.connectAndWait(PATIENCE);
        return keep(touching.touched(workplace, pair, shown));
      }
      AlignPair pair = pair(AlignPair.of(workplace));
      workplace.connectAndWait(PATIENCE);
      terminal.tell(pair.words() + ".");
      terminal.tell("Move the hand slowly and turn it in every direction. Ctrl+C ends it.");
      try (AlignSession session = new AlignSession(pair)) {
        return found(moved(session));
      }
    }
  }

  private AlignPair pair(List<AlignPair> pairs) {
    return pairs.stream()
        .filter(each -> headset == null || each.headset().id().equals(headset))
        .filter(each -> to == null || each.target().equals(to))
        .filter(each -> side == null || each.side() == side)
        .findFirst()
        .orElseThrow(() ->
            new CommandFailed(
                CommandFailed.UNUSABLE,
                "The rig has no headset and tracker that see the same hand. It takes a headset that"
                    + " sees hands, and a device that tells x, y, z, qx, qy, qz, qw of a tracker on"
                    + " a wrist."));
  }

  private Look moved(AlignSession session) {
    long end = System.nanoTime() + Math.round(most * 1e9);
    session.goOn();
    Look look = session.look();
    String told = "";
    try (GentleEnd gentle = new GentleEnd();
        ProgressLine progress = new ProgressLine(terminal, "Alignment")) {
      boolean late = false;
      while (look.state() == State.WAITING || look.state() == State.MOVING) {
        if (!late && (gentle.asked() || System.nanoTime() > end)) {
          late = true;
          session.goOn();
        }
        if (!look.words().isEmpty() && !look.words().equals(told)) {
          terminal.tell(look.words());
        }
        told = look.words();
        progress.at(look.covered(), Figures.count(look.moments(), "moment", "moments"));
        LockSupport.parkNanos(LOOK_NANOS);
        look = session.look();
      }
      progress.done("worked out");
    }
    return look;
  }

  private int found(Look look) throws IOException {
    SpaceProfile made = look.made();
    if (look.state() == State.REFUSED || made == null) {
      throw new CommandFailed(CommandFailed.FINDING, look.words());
    }
    return keep(made);
  }

  private int keep(SpaceProfile made) throws IOException {
    String kept = "";
    if (!dryRun) {
      try (Library store = library.openOrMake(folders, terminal)) {
        Path file = KnownSpace.shelf(store.folder()).keep(made);
        kept = file.toString();
      } catch (AlignmentRefusal e) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE, Objects.toString(e.getMessage(), "It could not be kept"));
      }
    }
    if (json.json) {
      terminal.json(made);
      return 0;
    }
    terminal.say(made.words());
    var at = made.targetFromHeadset().position();
    terminal.say(
        String.format(
            Locale.ROOT,
            "The headset's space begins at %.3f %.3f %.3f m there",
            plain(at.x()),
            plain(at.y()),
            plain(at.z())));
    terminal.say(kept.isEmpty() ? "Nothing was kept" : "Kept: " + kept);
    return 0;
  }

  /// To the millimetre, without a minus before a zero.
  private static double plain(double metres) {
    return Math.rint(1000 * metres) / 1000 + 0.0;
  }
}
