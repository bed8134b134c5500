package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.preview.local.Compute;
import dev.handloom.preview.local.PackTrial;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.tiny.TinyPack;
import dev.handloom.preview.tiny.TrainJob;
import dev.handloom.preview.tiny.TrainNews;
import dev.handloom.preview.tiny.TrainPlan;
import dev.handloom.preview.tiny.TrainProcess;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Trains a small model on accepted episodes.
@Command(
    name = "train",
    description = {
      "Train a small model on this computer, from the accepted episodes of a library: it proposes the"
          + " next actions and dreams what the cameras will see.",
      "Some episodes are held out: a few say which weights are kept, others judge it in the end. An interrupted training goes on when the"
          + " same command is given again.",
      "Exit code 1 if the model is no better than the last picture or than standing still."
    })
final class TrainCommand implements Callable<Integer> {
  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyy.MM.dd.HHmm", Locale.ROOT);

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--query",
      paramLabel = "QUERY",
      description = "Which of the accepted episodes, as in the library's search; all if not given.")
  private String query = "";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write the pack here, a folder that is not there yet, instead of installing it in the"
              + " library.")
  private @Nullable Path out;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "How many steps at most (${DEFAULT-VALUE}).")
  private int steps = TrainPlan.USUAL_STEPS;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "How long at most; as long as the steps take if not given.")
  private double minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What is drawn: beginnings, batches, the held-out episodes (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads that compute; if not given, one core is left over, and none with --demo.")
  private int threads;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What to call it (${DEFAULT-VALUE}).")
  private String name = "TinyWAM";

  @Option(
      names = "--licence",
      paramLabel = "WORDS",
      description = "Under which terms others may use the weights (${DEFAULT-VALUE}).")
  private String licence = "not stated";

  @Option(
      names = "--fresh",
      description = "Begin anew, even where an interrupted training could go on.")
  private boolean fresh;

  @Option(
      names = "--demo",
      description =
          "First record episodes on the simulated rig, where the library has too few, and accept"
              + " them.")
  private boolean demo;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      description = "With --demo: how many episodes there shall be (${DEFAULT-VALUE}).")
  private int episodes = TrainDemo.USUAL_EPISODES;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "With --demo: how long each takes (${DEFAULT-VALUE}).")
  private double seconds = TrainDemo.USUAL_SECONDS;

  TrainCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    try (GentleEnd end = new GentleEnd()) {
      Path folder;
      if (demo) {
        if (library.library == null) {
          library.library = folders.library().resolveSibling("demo-library");
        }
        Lengths.check(episodes, seconds);
        try (Library store = library.openOrMake(folders, terminal)) {
          folder = store.folder();
          new TrainDemo(terminal, folders, end).record(store, episodes, seconds, seed);
        }
      } else {
        try (Library store = library.open(folders, terminal)) {
          folder = store.folder();
        }
      }
      return end.asked() ? CommandFailed.UNUSABLE : train(folder, end);
    }
  }

  private void check() {
    if (steps < 1 || steps > 1_000_000) {
      throw new CommandFailed(CommandFailed.USAGE, "--steps must be from 1 to 1000000");
    }
    if (!(minutes >= 0) || minutes > 10_000) {
      throw new CommandFailed(CommandFailed.USAGE, "--minutes must be from 0 to 10000");
    }
    if (threads == 0) {
      threads = demo ? Runtime.getRuntime().availableProcessors() : TrainPlan.usualThreads();
    }
    if (threads < 1 || threads > 256) {
      throw new CommandFailed(CommandFailed.USAGE, "--threads must be from 1 to 256");
    }
    if (name.isBlank()) {
      throw new CommandFailed(CommandFailed.USAGE, "--name must not be empty");
    }
    if (out != null && Files.exists(out)) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "Something is there already; name a folder that is not there yet: " + out);
    }
  }

  private int train(Path folder, GentleEnd end) throws IOException, InterruptedException {
    Path work =
        out == null
            ? folder.resolve(ModelStore.FOLDER).resolve("training")
            : Objects.requireNonNull(out.toAbsolutePath().getParent())
                .resolve(out.getFileName() + ".training");
    if (fresh) {
      erase(work);
    }
    TrainJob job =
        new TrainJob(
            folder.toString(),
            query,
            steps,
            minutes,
            seed,
            threads,
            work.toString(),
            new TinyPack.Label(
                name,
                ZonedDateTime.now(ZoneOffset.UTC).format(VERSION),
                "Handloom " + Version.text(),
                licence));
    TrainTold told = new TrainTold(terminal);
    boolean done;
    try (told) {
      done = TrainProcess.run(job, told, end::asked);
    }
    TrainNews last = told.last();
    if (!done || last == null) {
      throw new CommandFailed(CommandFailed.UNUSABLE, told.whyNot(work));
    }
    Path kept = keep(job, folder);
    erase(work);
    if (json.json) {
      terminal.json(TrainTold.result(last, kept));
    } else {
      told.tell(last);
      terminal.say("");
      terminal.say("The pack lies in " + kept);
    }
    return TrainTold.good(last) ? 0 : CommandFailed.FINDING;
  }

  /// Moves the pack where it was wanted, or installs it.
  private Path keep(TrainJob job, Path folder) throws IOException {
    PackTrial trial = new PackTrial(new Compute(Compute.Where.CPU, 0), null);
    try {
      Path target = out;
      if (target != null) {
        trial.run(job.pack(), dev.handloom.preview.pack.ManifestFile.read(job.pack()));
        Files.move(job.pack(), target, StandardCopyOption.ATOMIC_MOVE);
        return target;
      }
      ModelStore.Installed model =
          new ModelStore(folder)
              .install(
                  job.pack(),
                  null,
                  trial,
                  ModelStore.USUAL_MOST_BYTES,
                  System.getProperty("user.name", ""));
      terminal.tell(
          "Installed: "
              + model.manifest().name()
              + " "
              + model.manifest().version()
              + ", "
              + model.brief());
      return model.folder();
    } catch (PackException e) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "The model was trained, but it does not pass as a pack; it was left in "
              + job.pack()
              + ". "
              + e.getMessage());
    }
  }

  private static void erase(Path work) throws IOException {
    if (!Files.isDirectory(work)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(work)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
