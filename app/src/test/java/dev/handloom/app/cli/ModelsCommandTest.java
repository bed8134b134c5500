package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  @TempDir Path user;

  private Ran run(Object... arguments) {
    return Ran.handloom(user, arguments);
  }

  @Test
  void aPackIsSignedAndEveryChangeIsFound() throws Exception {
    Path keys = user.resolve("keys");
    Path pack = Files.createDirectories(user.resolve("pack/deep"));
    Files.writeString(pack.resolve("model.onnx"), "weights");
    pack = user.resolve("pack");
    assertEquals(0, run("models", "keys", "--out", keys).code());
    run("models", "keys", "--out", keys).refused(3, "not overwritten");
    Object[] sign = {
      "models",
      "sign",
      pack,
      "--key",
      keys.resolve("signing.pem"),
      "--public",
      keys.resolve("signing.pub")
    };
    assertEquals(0, run(sign).code());
    Object[] verify = {"models", "verify", pack, "--public", keys.resolve("signing.pub")};
    assertTrue(run(verify).out().contains("As it was signed: 1 file"));
    Files.writeString(pack.resolve("deep/model.onnx"), "Weights");
    run(verify).refused(1, "changed after it was signed: deep/model.onnx");
    Files.writeString(pack.resolve("deep/model.onnx"), "weights");
    Files.writeString(pack.resolve("more.py"), "");
    run(verify).refused(1, "nobody signed: more.py");
    run("models", "verify", user.resolve("none"), "--public", keys.resolve("signing.pub"))
        .refused(3, "no such folder");
    run("models", "verify", pack, "--public", pack.resolve("more.py")).refused(3, "no PUBLIC KEY");
  }

  @Test
  void aModelThatIsNotThereIsSaidToBeSo() throws Exception {
    run("models", "ask", "ftp://x").refused(3, "openpi://host:8000");
    run("models", "ask").refused(2, "ADDRESS");
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    run("models", "ask", "openpi://127.0.0.1:" + free).refused(3, "Is its server running?");
    run("models", "ask", "groot://127.0.0.1:" + free).refused(3, "Is its server running?");
  }
}
