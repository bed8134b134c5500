package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakeResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The whole main job without a window and without hardware.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Do the whole main job on the simulated rig, without a window: connect, record, say how well.")
final class DemoCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Terminal terminal;
  private final UserFolders folders;

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
  record Recorded(String library, List<Episode> episodes) {}

  record Episode(
      String id,
      String folder,
      double seconds,
      long samples,
      long pictures,
      long missing,
      @Nullable Double timesWithinMillis) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Lengths.check(episodes, seconds);
    Path folder = library.folder(folders);
    terminal.tell("Starting the simulated rig: two gloves, a gripper, two cameras, one person…");
    try (Library store = library.openOrMake(folders);
        Workplace workplace = Workplace.simulated(seed)) {
      if (!workplace.connectAndWait(PATIENCE)) {
        DeviceTable.of(workplace.rig()).lines().forEach(terminal::tell);
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "The simulated rig did not come to life; nothing was recorded.");
      }
      List<TakeResult> results;
      try (TakeRun run = new TakeRun(terminal, workplace, store)) {
        workplace.clocksSettle(PATIENCE);
        results = run.record("Pour the cup into the bowl", "", episodes, seconds);
      }
      if (json.json) {
        terminal.json(
            new Recorded(folder.toString(), results.stream().map(DemoCommand::row).toList()));
      } else {
        tell(results, folder);
      }
      return results.stream().allMatch(r -> r.state() == RecorderState.SAVED)
              && results.size() == episodes
          ? 0
          : CommandFailed.UNUSABLE;
    }
  }

  private static Episode row(TakeResult result) {
    Manifest manifest = manifest(result);
    Long bound = manifest.worstBoundNanos();
    return new Episode(
        manifest.id(),
        result.bundle().folder().toString(),
        manifest.times().durationNanos() / 1e9,
        samples(manifest),
        pictures(manifest),
        manifest.missing(),
        bound == null ? null : bound / 1e6);
  }

  private static Manifest manifest(TakeResult result) {
    return Objects.requireNonNull(result.manifest(), "a saved take has a manifest");
  }

  private static long samples(Manifest manifest) {
    return manifest.streams().stream().mapToLong(Manifest.StreamEntry::samples).sum();
  }

  private static long pictures(Manifest manifest) {
    return manifest.cameras().stream().mapToLong(Manifest.CameraEntry::frames).sum();
  }

  private void tell(List<TakeResult> results, Path folder) {
    terminal.say("");
    for (TakeResult result : results) {
      if (result.state() != RecorderState.SAVED || result.manifest() == null) {
        terminal.say("A take could not be saved. " + result.message());
        continue;
      }
      Manifest manifest = manifest(result);
      Long bound = manifest.worstBoundNanos();
      terminal.say(
          String.format(
              Locale.ROOT,
              "%s  %.1f s  %,d samples of %d streams, %,d pictures, %s; %s",
              manifest.id(),
              manifest.times().durationNanos() / 1e9,
              samples(manifest),
              manifest.streams().size(),
              pictures(manifest),
              manifest.missing() == 0
                  ? "nothing missing"
                  : Figures.count(manifest.missing(), "sample", "samples") + " missing",
              bound == null
                  ? "capture times unknown"
                  : String.format(Locale.ROOT, "every capture time within ±%.1f ms", bound / 1e6)));
    }
    terminal.say("");
    terminal.say("They lie in " + folder.toAbsolutePath().normalize());
    String option = library.library == null ? "" : " --library " + quoted(folder);
    terminal.say("Next:");
    terminal.say("  handloom list" + option + "            what is there");
    terminal.say("  handloom show last" + option + "       one episode, stream by stream");
    terminal.say("  handloom check " + quoted(folder) + "  whether every file is whole");
    terminal.say(
        "  handloom                               the studio: live view, recording, review");
  }

  private static String quoted(Path folder) {
    String text = folder.toString();
    return text.contains(" ") ? "\"" + text + "\"" : text;
  }
}
