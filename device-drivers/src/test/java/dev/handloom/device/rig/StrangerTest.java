package dev.handloom.device.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.Link;
import dev.handloom.device.link.LinkOpener;
import dev.handloom.device.link.Links;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.sim.wire.PipeWire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Another device on the port than the rig file says.
class StrangerTest {
  private static final long PATIENCE_NANOS = 90_000_000_000L;

  private static Device device(
      String driver, Map<String, String> settings, String address, Links links) throws Exception {
    DeviceConfig config = new DeviceConfig("it", driver, "it", address, settings, 3);
    return new Rig(new RigFile("Test", 1, List.of(config)), new Drivers(), links)
        .devices()
        .getFirst();
  }

  private static void until(Device device, String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertTrue(
          System.nanoTime() < end,
          () -> what + "; it is " + device.state().get() + ": " + device.trouble());
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static void says(Device device, String words) {
    until(device, "no word of " + words, () -> device.trouble().contains(words));
  }

  /// Who speaks, whom the rig file expects, and whose driver knows better.
  private record Mistake(String simulator, String driver, String right) {}

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void itIsToldWhoSpeaks() throws Exception {
    List<Mistake> mistakes =
        List.of(
            new Mistake("gripper", "lucidglove", "line"),
            new Mistake("left-glove", "dexumi", "lucidglove"),
            new Mistake("legacy-glove", "line", "lucidglove"),
            new Mistake("dexumi-inspire", "lucidglove", "dexumi"));
    List<AutoCloseable> open = new ArrayList<>();
    List<Device> devices = new ArrayList<>();
    try {
      for (Mistake mistake : mistakes) {
        SimulatedRig simulated = SimulatedRig.start(1, mistake.simulator());
        open.add(simulated);
        Device device =
            device(
                mistake.driver(),
                mistake.driver().equals("line") ? Map.of("columns", "t_us,seq,width") : Map.of(),
                "sim:" + mistake.simulator(),
                Links.ofThisMachine().with("sim", simulated::open));
        devices.add(device);
        open.addFirst(device::disconnect);
        device.connect();
      }
      for (int i = 0; i < devices.size(); i++) {
        says(devices.get(i), "This does not speak as \"");
        says(devices.get(i), "set \"driver\" to \"" + mistakes.get(i).right() + "\"");
        assertEquals(DeviceState.SILENT, devices.get(i).state().get());
      }
    } finally {
      for (AutoCloseable each : open) {
        each.close();
      }
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theRightDeviceBuiltOtherwiseIsAMatterOfSettings() throws Exception {
    try (SimulatedRig simulated = SimulatedRig.start(1, "left-glove")) {
      Device device =
          device(
              "lucidglove",
              Map.of("joints", "4"),
              "sim:left-glove",
              Links.ofThisMachine().with("sim", simulated::open));
      device.connect();
      says(device, "Compare the device's settings");
      device.disconnect();
    }
  }

  /// The glove goes, and who comes back on its port is a gripper; then the glove is back.
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void anotherDeviceAfterAReplugIsNoticedAndForgotten() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    try (SimulatedRig glove = SimulatedRig.start(1, "left-glove");
        SimulatedRig gripper = SimulatedRig.start(1, "gripper")) {
      LinkOpener port =
          rest ->
              opened.getAndIncrement() == 1 ? gripper.open("gripper") : glove.open("left-glove");
      Device device =
          device(
              "lucidglove",
              Map.of("splay", "true"),
              "sim:port",
              Links.ofThisMachine().with("sim", port));
      device.connect();
      until(device, "not live", () -> device.state().get() == DeviceState.LIVE);
      long before = device.streams().getFirst().health().received();
      glove.device("left-glove").misbehave(new Misbehaviour.Unplug(Duration.ofMillis(50)));
      says(device, "set \"driver\" to \"line\"");
      assertTrue(device.streams().getFirst().health().badFrames() > 0);
      gripper.device("gripper").misbehave(Misbehaviour.Unplug.forGood());
      until(device, "not back", () -> device.state().get() == DeviceState.LIVE);
      assertEquals("", device.trouble());
      assertEquals(2, device.streams().getFirst().health().reconnects());
      assertTrue(device.streams().getFirst().health().received() > before);
      device.disconnect();
    }
  }

  /// Bytes at a wrong rate are nobody's; a device that then speaks well is live.
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void noiseIsNobodys() throws Exception {
    PipeWire wire = new PipeWire("noise", 1 << 14);
    Device device =
        device(
            "lucidglove",
            Map.of(),
            "serial:noise",
            Links.ofThisMachine().with("serial", rest -> open(wire)));
    device.connect();
    Random random = new Random(1);
    byte[] noise = new byte[64];
    until(
        device,
        "no word of the rate",
        () -> {
          random.nextBytes(noise);
          wire.write(noise, 0, noise.length);
          return device.trouble().contains("at the right baud rate?");
        });
    assertTrue(
        device.trouble().startsWith("This does not speak as \"LucidGloves"), device.trouble());
    byte[] packet = "\nA1B2C3D4E5\n".getBytes(StandardCharsets.US_ASCII);
    until(
        device,
        "not live",
        () -> {
          wire.write(packet, 0, packet.length);
          return device.state().get() == DeviceState.LIVE && device.trouble().isEmpty();
        });
    // Silence is something else again.
    says(device, "nothing comes");
    device.disconnect();
    wire.close();
  }

  private static Link open(PipeWire wire) throws IOException {
    return wire.open();
  }
}
