package dev.handloom.app.cli;

import dev.handloom.preview.pack.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A pair of keys to sign packs with.
@Command(name = "keys", description = "Make a pair of keys to sign packs of models with.")
final class ModelsKeysCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin HelpOption help = new HelpOption();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where signing.pem, which is kept secret, and signing.pub go.")
  private Path out = Path.of("");

  ModelsKeysCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path secret = out.resolve("signing.pem");
    Path open = out.resolve("signing.pub");
    if (Files.exists(secret) || Files.exists(open)) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, "There are keys already, and they are not overwritten: " + out);
    }
    Files.createDirectories(out);
    KeyPair pair = SigningKeys.make();
    if (Files.getFileStore(out).supportsFileAttributeView("posix")) {
      Files.createFile(
          secret,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(secret, SigningKeys.pem(pair.getPrivate()));
    Files.writeString(open, SigningKeys.pem((ECPublicKey) pair.getPublic()));
    terminal.say("Sign with " + secret + ", which nobody else should have.");
    terminal.say("Give " + open + " to those who shall trust what you sign.");
    return 0;
  }
}
