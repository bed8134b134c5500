package dev.handloom.app.cli;

import dev.handloom.preview.pack.PackDigest;
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

/// Whether a pack is what somebody signed.
@Command(
    name = "verify",
    description = "Whether a pack is exactly what the owner of a key signed: every file, no more.")
final class ModelsVerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(paramLabel = "FOLDER", description = "The pack.")
  private Path folder = Path.of("");

  @Option(
      names = "--public",
      paramLabel = "FILE",
      required = true,
      description = "The public key that you trust, in PEM.")
  private Path open = Path.of("");

  ModelsVerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      throw new CommandFailed(CommandFailed.UNUSABLE, "There is no such folder: " + folder);
    }
    var key = publicKey();
    try {
      PackDigest digest = PackSignature.verify(folder, key);
      terminal.say(
          "As it was signed: "
              + Figures.count(digest.files().size(), "file", "files")
              + ", "
              + digest.whole());
      return 0;
    } catch (PackException e) {
      throw new CommandFailed(CommandFailed.FINDING, String.valueOf(e.getMessage()));
    }
  }

  private java.security.interfaces.ECPublicKey publicKey() {
    try {
      return SigningKeys.publicKey(open);
    } catch (PackException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }
}
