package dev.handloom.app.cli;

import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.pack.PackSignature;
import dev.handloom.preview.pack.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Signs a pack.
@Command(
    name = "sign",
    description = {
      "Sign every file of a pack, in the layout of OpenSSF Model Signing.",
      "The signature lies in the pack as model.sig."
    })
final class ModelsSignCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(paramLabel = "FOLDER", description = "The pack.")
  private Path folder = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "The secret key, of an elliptic curve, in PEM.")
  private Path key = Path.of("");

  @Option(
      names = "--public",
      paramLabel = "FILE",
      required = true,
      description = "The public key of the pair, by which others find the right one.")
  private Path open = Path.of("");

  ModelsSignCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailed(CommandFailed.UNUSABLE, "There is no such folder: " + folder);
    }
    try {
      var publicKey = SigningKeys.publicKey(open);
      PackSignature.sign(
          folder,
          String.valueOf(folder.toAbsolutePath().normalize().getFileName()),
          SigningKeys.privateKey(key),
          publicKey);
      // Two keys that are no pair would sign what nobody can verify.
      int files = PackSignature.verify(folder, publicKey).files().size();
      terminal.say("Signed: " + Figures.count(files, "file", "files") + " of " + folder);
      return 0;
    } catch (PackException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }
}
