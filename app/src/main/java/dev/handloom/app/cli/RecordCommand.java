package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.app.arm.Fitted;
import dev.handloom.app.arm.Fitting;
import dev.handloom.app.calibrate.Enclosed;
import dev.handloom.app.calibrate.Outfit;
import dev.handloom.app.calibrate.Worn;
import dev.handloom.app.gripper.GripperInUse;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.space.KnownSpace;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakeResult;
import dev.handloom.store.video.VideoEncoder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Records without a window.
@Command(name = "record", description = "Record episodes of a rig without a window.")
final class RecordCommand implements Callable<Integer> {
  private static final Duration SETTLING = Duration.ofSeconds(10);

  /// A wait for longer than this is told.
  private static final Duration UNTOLD = Duration.ofSeconds(3);

  private static final double MOST_WAIT_SECONDS = 3600;

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();
  @Mixin private RigOption rig = new RigOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--task",
      paramLabel = "TEXT",
      required = true,
      description = "What is being shown.")
  private String task = "";

  @Option(
      names = "--person",
      paramLabel = "NAME",
      description = "Who wears the devices; their calibrations are used.")
  private String person = "";

  @Option(names = "--episodes", paramLabel = "N", description = "How many (${DEFAULT-VALUE}).")
  private int episodes = 1;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      required = true,
      description = "How long each takes.")
  private double seconds;

  @Option(
      names = "--pre-roll",
      paramLabel = "S",
      description = "Keep so many seconds before each start, 0 to 30 (${DEFAULT-VALUE}).")
  private double preRoll = 0;

  @Option(
      names = "--wait",
      paramLabel = "S",
      description = "Wait so many seconds at most until every device is live (${DEFAULT-VALUE}).")
  private double wait = 30;

  @Option(
      names = "--anyway",
      description = "Record even if a device is not live; it is written into the episode.")
  private boolean anyway;

  RecordCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  private boolean allLive(Workplace workplace) throws InterruptedException {
    Duration most = Duration.ofMillis(Math.round(wait * 1000));
    if (most.compareTo(UNTOLD) <= 0) {
      return workplace.connectAndWait(most);
    }
    if (workplace.connectAndWait(UNTOLD)) {
      return true;
    }
    terminal.tell(
        "Waiting for "
            + workplace.rig().devices().stream()
                .filter(device -> device.state().get() != DeviceState.LIVE)
                .map(device -> device.config().id())
                .collect(Collectors.joining(", "))
            + ", "
            + most.toSeconds()
            + " s at most.");
    return workplace.awaitLive(most.minus(UNTOLD));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Lengths.check(episodes, seconds);
    if (!(preRoll >= 0 && preRoll <= 30)) {
      throw new CommandFailed(CommandFailed.USAGE, "--pre-roll takes 0 to 30 seconds.");
    }
    if (!(wait >= 0 && wait <= MOST_WAIT_SECONDS)) {
      throw new CommandFailed(CommandFailed.USAGE, "--wait takes 0 to 3600 seconds.");
    }
    // Unpacked while the devices connect, so that the first take does not wait for it.
    VideoEncoder.warmUp();
    if (task.isBlank()) {
      throw new CommandFailed(CommandFailed.USAGE, "--task needs words: what is being shown?");
    }
    try (Workplace workplace = rig.open(folders);
        Library store = library.openOrMake(folders, terminal)) {
      if (!allLive(workplace)) {
        for (Device device : workplace.rig().devices()) {
          if (device.state().get() != DeviceState.LIVE) {
            terminal.tell(
                device.config().id()
                    + " is not live: "
                    + (device.trouble().isEmpty() ? "nothing came yet" : device.trouble()));
          }
        }
        if (!anyway) {
          throw new CommandFailed(
              CommandFailed.UNUSABLE,
              "Nothing was recorded. Mend the devices above, or record without them with --anyway.");
        }
      }
      List<Worn> worn = Outfit.choose(workplace, Outfit.shelf(store), person);
      Outfit.put(workplace, worn);
      worn.stream()
          .filter(one -> !one.trouble().isEmpty())
          .forEach(one -> terminal.tell(one.glove().title() + ": " + one.trouble()));
      List<Fitted> arms = Fitting.choose(workplace, Fitting.shelf(store));
      Fitting.put(workplace, arms);
      arms.stream()
          .filter(one -> !one.trouble().isEmpty())
          .forEach(one -> terminal.tell(one.arm().title() + ": " + one.trouble()));
      workplace.clocksSettle(SETTLING);
      try (GentleEnd end = new GentleEnd();
          GripperWidths grippers = GripperWidths.start(terminal, workplace, store);
          TakeRun run = new TakeRun(terminal, workplace, store, end)) {
        List<Enclosure> enclosed = new ArrayList<>(Enclosed.of(worn));
        enclosed.addAll(
            KnownLens.enclosures(KnownLens.of(workplace, KnownLens.shelf(store.folder()))));
        enclosed.addAll(GripperInUse.enclosed(grippers.live()));
        enclosed.addAll(Fitting.enclosed(arms));
        enclosed.addAll(spaces(workplace, store));
        run.enclose(enclosed);
        List<TakeResult> results = run.record(task, person, episodes, seconds, preRoll);
        report(results);
        return TakeRun.exitCode(results, episodes);
      }
    }
  }

  /// How headsets lie in other spaces; one that was recentred since is said to have been.
  private List<Enclosure> spaces(Workplace workplace, Library store) {
    try {
      List<KnownSpace> known = KnownSpace.of(workplace, store.folder());
      known.stream()
          .filter(each -> !each.trouble().isEmpty())
          .forEach(each ->
              terminal.tell(each.headset().device().config().role() + ": " + each.trouble()));
      return KnownSpace.enclosures(known);
    } catch (AlignmentRefusal e) {
      terminal.tell(e.getMessage() + ". The takes carry no alignment of headsets.");
      return List.of();
    }
  }

  private void report(List<TakeResult> results) {
    if (json.json) {
      terminal.json(results.stream().map(TakeRow::of).toList());
      return;
    }
    for (TakeResult result : results) {
      Manifest manifest = result.manifest();
      terminal.say(
          manifest == null || result.state() != RecorderState.SAVED
              ? "A take could not be saved as it should. " + result.message()
              : String.format(
                  Locale.ROOT,
                  "%s  saved  %s  %,d missing%s  %s",
                  manifest.id(),
                  Figures.seconds(manifest.times().durationNanos() / 1e9),
                  manifest.missing(),
                  encoders(manifest),
                  result.bundle().folder()));
    }
  }

  private static String encoders(Manifest manifest) {
    String all =
        manifest.cameras().stream()
            .map(Manifest.CameraEntry::encoder)
            .filter(encoder -> !encoder.isEmpty())
            .distinct()
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : "  video: " + all;
  }
}
