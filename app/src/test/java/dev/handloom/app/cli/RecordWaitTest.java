package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long `record` waits for devices, and what it says meanwhile.
class RecordWaitTest {
  @TempDir Path folder;

  private Ran record(int port, Object wait) throws IOException {
    Path rig = folder.resolve("rig.json");
    Files.writeString(
        rig,
        """
        {"name": "bench", "devices": [
          {"id": "glove", "driver": "lucidglove", "address": "tcp:127.0.0.1:%d", "role": "left glove"}
        ]}
        """
            .formatted(port));
    return Ran.handloom(
        folder,
        "record",
        "--rig",
        rig,
        "--task",
        "pour",
        "--seconds",
        1,
        "--wait",
        wait,
        "--library",
        folder.resolve("library"));
  }

  @Test
  void aDeviceThatSaysNothingIsWaitedForAsLongAsAsked() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Ran soon = record(silent.getLocalPort(), 0.5);
      soon.refused(3, "glove is not live", "Nothing was recorded");
      assertTrue(!soon.err().contains("Waiting"), soon::toString);
      record(silent.getLocalPort(), 4)
          .refused(3, "Waiting for glove, 4 s at most.", "glove is not live", "--anyway");
    }
  }

  @Test
  void aDeviceThatComesLateIsRecorded() throws Exception {
    Thread device;
    try (ServerSocket late = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      device = Thread.ofPlatform().daemon().name("late glove").start(() -> speakAfter(late, 5_000));
      Ran ran = record(late.getLocalPort(), 120);
      assertEquals(0, ran.code(), ran::toString);
      assertTrue(ran.err().contains("Waiting for glove, 120 s at most."), ran::toString);
    }
    device.join();
  }

  private static void speakAfter(ServerSocket server, long silentMillis) {
    long from = System.nanoTime() + silentMillis * 1_000_000;
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        OutputStream out = socket.getOutputStream();
        while (true) {
          Thread.sleep(10);
          if (System.nanoTime() > from) {
            out.write("A1000B1100C1200D1300E1400\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
          }
        }
      } catch (IOException | InterruptedException e) {
        // The studio went away; perhaps it comes again.
      }
    }
  }

  @Test
  void aWaitThatIsNoneIsRefused() throws IOException {
    record(1, -1).refused(2, "--wait takes 0 to 3600 seconds");
    record(1, "NaN").refused(2, "--wait takes 0 to 3600 seconds");
  }
}
