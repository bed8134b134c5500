package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.preview.local.PackTrial;
import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.pack.SigningKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes a pack into a library.
@Command(
    name = "install",
    description = {
      "Install a model: a folder or a zip. Its signature, every file, its graph and its golden"
          + " samples are checked first; what fails leaves nothing behind.",
      "Exit code 1 if the pack is refused."
    })
final class ModelsInstallCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(paramLabel = "PACK", description = "A folder or a zip.")
  private Path pack = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The public key that must have signed it, in PEM.")
  private @Nullable Path key;

  @Option(names = "--unsigned", description = "Take it whoever made it.")
  private boolean unsigned;

  @Option(
      names = "--most-gb",
      paramLabel = "GB",
      description = "The largest that is taken. Usually 8.",
      defaultValue = "8")
  private int mostGb;

  @Option(
      names = "--on",
      paramLabel = "DEVICE",
      description = "Where the golden samples are computed: best, cpu or cuda.",
      defaultValue = "best")
  private String on = "best";

  @Mixin private ModelOffer offer = new ModelOffer();
  @Mixin private ModelShelf shelf = new ModelShelf();
  @Mixin private JsonOption json = new JsonOption();

  ModelsInstallCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  record Installed(
      ModelShelf.Row model, int goldenSamples, double worst, String runsOn, boolean imagines) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (unsigned == (key != null)) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "Say whose signature the pack must bear with --key, or take it from anybody with"
              + " --unsigned.");
    }
    if (mostGb < 1) {
      throw new CommandFailed(CommandFailed.USAGE, "--most-gb must be at least 1");
    }
    ECPublicKey trusted = trusted();
    PackTrial trial =
        new PackTrial(ModelShelf.compute(on), offer.offer(shelf.library, folders, terminal));
    ModelStore store = shelf.store(folders, terminal);
    try {
      ModelStore.Installed model =
          store.install(pack, trusted, trial, mostGb * 1_000_000_000L, shelf.by);
      PackTrial.Passed passed = Objects.requireNonNull(trial.passed());
      tell(store, model, passed);
      return 0;
    } catch (PackException e) {
      throw new CommandFailed(
          CommandFailed.FINDING,
          "The pack is refused, and nothing was installed. " + e.getMessage());
    }
  }

  private @Nullable ECPublicKey trusted() {
    try {
      return key == null ? null : SigningKeys.publicKey(key);
    } catch (PackException e) {
      throw ModelShelf.failed(CommandFailed.UNUSABLE, e);
    }
  }

  private void tell(ModelStore store, ModelStore.Installed model, PackTrial.Passed passed)
      throws PackException {
    if (json.json) {
      terminal.json(
          new Installed(
              ModelShelf.row(model, store.names().now()),
              passed.worst().samples(),
              passed.worst().size(),
              passed.runsOn().words(),
              passed.imagines()));
      return;
    }
    terminal.say(
        "Installed: "
            + model.manifest().name()
            + " "
            + model.manifest().version()
            + ", "
            + model.brief());
    terminal.say(
        model.signed()
            ? "  signed     by the key you trust"
            : "  not signed: nobody vouches for it");
    terminal.say(
        String.format(
            Locale.ROOT,
            "  golden     %s, at most %.1e off",
            Figures.count(passed.worst().samples(), "sample", "samples"),
            passed.worst().size()));
    terminal.say("  runs on    " + passed.runsOn().words());
    if (!passed.imagines()) {
      terminal.say("  cannot say what would follow from other actions than its own");
    }
  }
}
