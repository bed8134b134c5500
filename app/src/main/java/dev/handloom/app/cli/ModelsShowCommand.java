package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.preview.local.PackTrial;
import dev.handloom.preview.pack.GoldenSamples;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What an installed model is, and whether it still is.
@Command(
    name = "show",
    description = {
      "What an installed model is told and answers. Every file is compared with its digest.",
      "--run computes its golden samples again. Exit code 1 if it is not what it was."
    })
final class ModelsShowCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      paramLabel = "MODEL",
      description = "A name as champion, or the beginning of a digest.")
  private String model = "";

  @Option(names = "--run", description = "Compute its golden samples on this machine.")
  private boolean run;

  @Option(
      names = "--on",
      paramLabel = "DEVICE",
      description = "Where: best, cpu or cuda.",
      defaultValue = "best")
  private String on = "best";

  @Mixin private ModelOffer offer = new ModelOffer();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  ModelsShowCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  /// @param goldenSamples null where they were not computed
  record Shown(
      ModelShelf.Row model,
      @Nullable Integer goldenSamples,
      @Nullable Double worst,
      @Nullable String runsOn) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    ModelStore store = new ModelStore(library.folder(folders, terminal));
    try {
      ModelStore.Installed found = store.open(model);
      PackTrial.Passed passed = null;
      var rig = offer.offer(library, folders, terminal);
      if (run || rig != null) {
        PackTrial trial = new PackTrial(ModelShelf.compute(on), rig);
        trial.run(found.folder(), found.manifest());
        passed = Objects.requireNonNull(trial.passed());
      }
      Map<String, String> names = store.names().now();
      if (json.json) {
        terminal.json(
            new Shown(
                ModelShelf.row(found, names),
                passed == null ? null : passed.worst().samples(),
                passed == null ? null : passed.worst().size(),
                passed == null ? null : passed.runsOn().words()));
      } else {
        say(found, names, passed);
      }
      return 0;
    } catch (PackException e) {
      throw ModelShelf.failed(CommandFailed.FINDING, e);
    }
  }

  private void say(
      ModelStore.Installed found, Map<String, String> names, PackTrial.@Nullable Passed passed) {
    Manifest papers = found.manifest();
    terminal.say(papers.name() + " " + papers.version());
    line("digest", found.digest());
    line("names", String.join(", ", ModelShelf.aliases(found, names)));
    line("signed", found.signed() ? "by a key that was trusted when it was installed" : "no");
    line("made by", papers.producer());
    line("licence", papers.licence());
    line(
        "answers",
        Figures.count(papers.steps(), "step", "steps")
            + " at "
            + Figures.hertz(1 / papers.stepSeconds()));
    for (Manifest.Camera camera : papers.cameras()) {
      line(
          "camera",
          camera.name()
              + " "
              + camera.width()
              + "×"
              + camera.height()
              + ", "
              + camera.fit().name().toLowerCase(Locale.ROOT));
    }
    papers.state().forEach(channel -> line("is told", channel.name() + " in " + channel.unit()));
    papers
        .actions()
        .forEach(channel ->
            line(
                "answers",
                channel.name()
                    + " in "
                    + channel.unit()
                    + (channel.relative() ? ", from where it is" : "")));
    line("dreams", papers.horizons().isEmpty() ? "no" : "steps " + papers.horizons());
    if (passed != null) {
      GoldenSamples.Difference worst = passed.worst();
      line(
          "golden",
          String.format(
              Locale.ROOT,
              "%s, at most %.1e off",
              Figures.count(worst.samples(), "sample", "samples"),
              worst.size()));
      line("runs on", passed.runsOn().words());
    }
    line("lies in", found.folder().toString());
  }

  private void line(String name, String words) {
    if (!words.isBlank()) {
      terminal.say(String.format("  %-10s %s", name, words));
    }
  }
}
