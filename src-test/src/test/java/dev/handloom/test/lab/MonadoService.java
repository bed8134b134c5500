package dev.handloom.test.lab;

import java.io.Closeable;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/// A real OpenXR runtime, with a headset that a test can move. Runs where Monado is installed.
final class MonadoService implements Closeable {
  private static final String CONFIG =
      "{\"active\":\"remote\",\"remote\":{\"version\":0,\"port\":" + RemoteHands.PORT + "}}";

  private final Process process;

  /// Starts it, and comes back when it can be moved.
  MonadoService() throws Exception {
    Path config = Path.of(System.getenv("HOME"), ".config", "monado", "config_v0.json");
    Files.createDirectories(config.getParent());
    Files.writeString(config, CONFIG);
    Path runtime = Path.of(System.getenv("XDG_RUNTIME_DIR"));
    Files.createDirectories(runtime);
    // What a killed service leaves in the way of the next.
    Files.deleteIfExists(runtime.resolve("monado_comp_ipc"));
    Files.deleteIfExists(runtime.resolve("monado.pid"));
    ProcessBuilder builder = new ProcessBuilder("monado-service");
    builder.environment().put("XRT_COMPOSITOR_NULL", "1");
    // Taken from the product's child alone.
    builder.environment().remove("VK_DRIVER_FILES");
    // Its input must stay open, and be no file.
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("/tmp/monado.log")))
            .start();
    Bench.await("Monado takes programs", () -> Files.exists(runtime.resolve("monado_comp_ipc")));
  }

  /// As a crash would.
  void kill() throws Exception {
    process.destroyForcibly();
    Bench.await("Monado has ended", () -> !process.isAlive());
  }

  /// Stops it in its tracks, or lets it go on.
  void freeze(boolean still) throws Exception {
    String signal = still ? "-STOP" : "-CONT";
    // The lab's system has no program of that name; its shell has.
    new ProcessBuilder("sh", "-c", "kill " + signal + " " + process.pid()).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    // The next one takes the same port.
    process.onExit().join();
  }
}
