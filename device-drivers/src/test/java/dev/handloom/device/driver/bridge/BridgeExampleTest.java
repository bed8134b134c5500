package dev.handloom.device.driver.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.Links;
import dev.handloom.device.link.UdpLink;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// The example of the specification and its check, run as a user would, against the real driver.
class BridgeExampleTest {
  private static final Path EXAMPLES = Path.of("..", "docs", "devices", "examples");
  private static final String CHANNELS =
      "thumb_mcp,thumb_pip,thumb_dip,index_mcp,index_pip,index_dip,middle_mcp,middle_pip,middle_dip,"
          + "ring_mcp,ring_pip,ring_dip,little_mcp,little_pip,little_dip";
  private static final long PATIENCE_NANOS = 90_000_000_000L;
  private static final int WANTED = 60;

  private static Process python(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .directory(EXAMPLES.toFile())
        .redirectErrorStream(true)
        .start();
  }

  private static boolean knows(String library) throws InterruptedException {
    try {
      Process process = python("-c", "import " + library);
      process.getInputStream().readAllBytes();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String output(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), text);
    return text;
  }

  /// A rig of one device, reached over a link that says which port it got.
  private static Rig rig(String address, CompletableFuture<Integer> port) throws Exception {
    Map<String, String> settings =
        Map.of(
            "channels",
            CHANNELS,
            "unit",
            "deg",
            "low",
            "0",
            "high",
            "90",
            "time",
            "t_us",
            "rate_hz",
            "120");
    DeviceConfig config = new DeviceConfig("it", "bridge", "it", address, settings, 1);
    Links links = Links.ofThisMachine().with("any", rest -> any(port));
    return new Rig(new RigFile("Test", 1, List.of(config)), new Drivers(), links);
  }

  private static Link any(CompletableFuture<Integer> port) throws IOException {
    UdpLink link = UdpLink.open("0");
    port.complete(link.at().getPort());
    return link;
  }

  private static void await(Device device, BooleanSupplier condition) {
    long end = StudioClock.now() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertTrue(StudioClock.now() < end, () -> device.state().get() + ": " + device.trouble());
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static void recordsWell(Device device) {
    await(device, () -> device.streams().getFirst().health().received() >= WANTED);
    assertEquals(0, device.streams().getFirst().health().badFrames());
    await(device, () -> device.report().model().equals("Demonstration hand"));
    assertEquals(List.of(), device.report().concerns());
  }

  @Test
  void theExampleIsRecordedOverUdpAndTheCheckAgreesWithTheStudio() throws Exception {
    assumeTrue(knows("json"), "no python3");
    CompletableFuture<Integer> port = new CompletableFuture<>();
    try (Rig rig = rig("any:", port)) {
      rig.connect();
      String to = "127.0.0.1:" + port.get(60, TimeUnit.SECONDS);
      Process bridge = python("bridge.py", "--to", "udp:" + to);
      try {
        recordsWell(rig.devices().getFirst());
      } finally {
        bridge.destroyForcibly().waitFor();
      }
      Process check = python("bridge_check.py", "ask", to, "--channels", CHANNELS);
      String said = output(check);
      assertEquals(0, check.exitValue(), said);
      assertTrue(said.contains("VERDICT: the studio gets what is sent"), said);
      Process wrong = python("bridge_check.py", "ask", to, "--channels", "thumb_mcp");
      String complaint = output(wrong);
      assertEquals(1, wrong.exitValue(), complaint);
      assertTrue(complaint.contains("it lacks thumb_pip"), complaint);
    }
  }

  @Test
  void theCheckFindsThatTheExampleConformsAndThatGarbageDoesNot() throws Exception {
    assumeTrue(knows("json"), "no python3");
    int port;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    for (String sender :
        List.of(
            "import bridge,sys; sys.argv=['bridge','--to','udp:127.0.0.1:%d']; bridge.main()",
            "import socket,time\ns=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
                + "while True:\n s.sendto(b'{\"values\":{\"A\":NaN}}',('127.0.0.1',%d));time.sleep(.01)")) {
      Process bridge = python("-B", "-c", sender.formatted(port));
      try {
        Process check = python("bridge_check.py", "hear", "udp:" + port, "--seconds", "1.5");
        String said = output(check);
        boolean good = sender.startsWith("import bridge");
        assertEquals(good ? 0 : 1, check.exitValue(), said);
        assertTrue(said.contains(good ? "VERDICT: conforms" : "WRONG: a message is no JSON"), said);
      } finally {
        bridge.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void theExampleIsRecordedOverZeroMq() throws Exception {
    assumeTrue(knows("zmq"), "no python3 with pyzmq");
    for (String kind : List.of("zmq-pub", "zmq-push")) {
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      String scheme = kind.equals("zmq-pub") ? "zmq-sub" : "zmq-pull";
      try (Rig rig = rig(scheme + ":127.0.0.1:" + port, new CompletableFuture<>())) {
        rig.connect();
        Process bridge = python("bridge.py", "--to", kind + ":127.0.0.1:" + port);
        try {
          recordsWell(rig.devices().getFirst());
        } finally {
          bridge.destroyForcibly().waitFor();
        }
      }
    }
  }
}
