package dev.handloom.test.interop;

import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.pack.PackSignature;
import dev.handloom.preview.pack.SigningKeys;
import java.nio.file.Path;

/// Signs and verifies a pack with keys of others: `sign FOLDER KEY PUBLIC` and `verify FOLDER
/// PUBLIC`.
public final class SignPack {
  private SignPack() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[1]);
    try {
      if (args[0].equals("sign")) {
        PackSignature.sign(
            folder,
            "pack",
            SigningKeys.privateKey(Path.of(args[2])),
            SigningKeys.publicKey(Path.of(args[3])));
      } else {
        PackSignature.verify(folder, SigningKeys.publicKey(Path.of(args[2])));
      }
    } catch (PackException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
