package dev.handloom.app.cli;

import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.remote.AccessKey;
import dev.handloom.preview.remote.Patience;
import dev.handloom.preview.remote.RemoteModels;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Whether a model on another machine is there, and what it says of itself.
@Command(
    name = "ask",
    description = {
      "Ask a model on another machine what it says of itself.",
      "A key is taken from the environment, HANDLOOM_MODEL_KEY, and never written anywhere."
    })
final class ModelsAskCommand implements Callable<Integer> {
  private static final String KEY = "HANDLOOM_MODEL_KEY";

  private final Terminal terminal;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      paramLabel = "ADDRESS",
      description =
          "As openpi://host:8000, dreamzero://host, starvla://host, groot://host, cosmos://host.")
  private String address = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for it. Usually ${DEFAULT-VALUE}.",
      defaultValue = "5")
  private int seconds;

  @Mixin private JsonOption json = new JsonOption();

  ModelsAskCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /// What `--json` prints.
  record Printed(
      String address,
      String name,
      List<String> wants,
      List<String> actions,
      @Nullable Double stepSeconds,
      List<Integer> frames,
      boolean remembers,
      Map<String, String> said) {}

  @Override
  public Integer call() {
    if (seconds < 1) {
      throw new CommandFailed(CommandFailed.USAGE, "--wait must be at least 1 second");
    }
    String key = System.getenv(KEY);
    Duration wait = Duration.ofSeconds(seconds);
    try (Model model =
        RemoteModels.open(
            address, key == null ? AccessKey.NONE : new AccessKey(key), new Patience(wait, wait))) {
      Papers papers = model.papers();
      if (json.json) {
        terminal.json(
            new Printed(
                address,
                papers.name(),
                papers.wants(),
                papers.actions(),
                Double.isNaN(papers.stepSeconds()) ? null : papers.stepSeconds(),
                papers.frames(),
                papers.remembers(),
                papers.said()));
      } else {
        say(papers);
      }
      return 0;
    } catch (ModelException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private void say(Papers papers) {
    terminal.say(papers.name() + " at " + address);
    line("wants", String.join(", ", papers.wants()));
    line("answers", String.join(", ", papers.actions()));
    if (!Double.isNaN(papers.stepSeconds())) {
      line("steps", Figures.hertz(1 / papers.stepSeconds()));
    }
    if (papers.frames().size() > 1) {
      line("pictures", "at the steps " + papers.frames());
    }
    if (papers.remembers()) {
      line("remembers", "what it saw in the same session");
    }
    papers.said().forEach((name, value) -> line("says", name + " " + value));
  }

  private void line(String name, String words) {
    if (!words.isBlank()) {
      terminal.say(String.format("  %-10s %s", name, words));
    }
  }
}
