package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.app.delay.DelayFile;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakeResult;
import dev.handloom.store.video.VideoEncoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The whole main job without a window and without hardware.
@Command(
    name = "demo",
    description =
        "Do the whole main job on the simulated rig, without a window: connect, record, say how well.")
final class DemoCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SETTLING = Duration.ofSeconds(20);

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "How many episodes to record (${DEFAULT-VALUE}).")
  private int episodes = 2;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long each takes (${DEFAULT-VALUE}).")
  private double seconds = 8;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another simulated person (${DEFAULT-VALUE}).")
  private long seed = Workplace.FIRST_SEED;

  DemoCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  /// What was recorded, as JSON.
  record Recorded(String library, List<TakeRow> episodes) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Lengths.check(episodes, seconds);
    // Unpacked while the devices connect, so that the first take does not wait for it.
    VideoEncoder.warmUp();
    try (Library store = library.openOrMake(folders, terminal)) {
      terminal.tell("Starting the simulated rig: two gloves, a gripper, two cameras, one person…");
      try (Workplace workplace = Workplace.simulated(seed, new DelayFile(folders).usable())) {
        if (!workplace.connectAndWait(PATIENCE)) {
          DeviceTable.of(workplace.rig(), List.of()).lines().forEach(terminal::tell);
          throw new CommandFailed(
              CommandFailed.UNUSABLE,
              "The simulated rig did not come to life; nothing was recorded.");
        }
        workplace.clocksSettle(SETTLING);
        return record(workplace, store);
      }
    }
  }

  private int record(Workplace workplace, Library store) throws InterruptedException {
    try (GentleEnd end = new GentleEnd();
        TakeRun run = new TakeRun(terminal, workplace, store, end)) {
      List<TakeResult> results = run.record("Pour the cup into the bowl", "", episodes, seconds);
      if (json.json) {
        terminal.json(
            new Recorded(store.folder().toString(), results.stream().map(TakeRow::of).toList()));
      } else {
        tell(results, store.folder());
      }
      return TakeRun.exitCode(results, episodes);
    }
  }

  private void tell(List<TakeResult> results, Path folder) {
    terminal.say("");
    for (TakeResult result : results) {
      Manifest manifest = result.manifest();
      if (result.state() != RecorderState.SAVED || manifest == null) {
        terminal.say("A take could not be saved as it should. " + result.message());
        continue;
      }
      Long bound = manifest.worstBoundNanos();
      terminal.say(
          String.format(
              Locale.ROOT,
              "%s  %.1f s  %,d samples of %d streams, %,d pictures, %s; %s",
              manifest.id(),
              manifest.times().durationNanos() / 1e9,
              TakeRow.samples(manifest),
              manifest.streams().size(),
              TakeRow.pictures(manifest),
              manifest.missing() == 0
                  ? "nothing missing"
                  : Figures.count(manifest.missing(), "sample", "samples") + " missing",
              bound == null
                  ? "capture times unknown"
                  : String.format(Locale.ROOT, "every capture time within ±%.1f ms", bound / 1e6)));
    }
    terminal.say("");
    terminal.say("They lie in " + folder);
    String option = library.library == null ? "" : " --library " + quoted(folder);
    terminal.say("Next:");
    Map<String, String> next = new LinkedHashMap<>();
    next.put("list" + option, "what is there");
    next.put("show last" + option, "one episode, stream by stream");
    next.put("check" + option, "whether every file is whole");
    next.put("", "the studio: live view, recording, review");
    int width = next.keySet().stream().mapToInt(String::length).max().orElse(0);
    next.forEach((command, what) ->
        terminal.say("  handloom " + command + " ".repeat(width - command.length() + 2) + what));
  }

  private static String quoted(Path folder) {
    String text = folder.toString();
    return text.contains(" ") ? "\"" + text + "\"" : text;
  }
}
