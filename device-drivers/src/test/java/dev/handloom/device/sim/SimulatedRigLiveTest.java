package dev.handloom.device.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.ClockState;
import dev.handloom.device.link.ByteLink;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.truth.CaptureLog;
import dev.handloom.device.sim.truth.Truth;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.SampleRing;
import dev.handloom.device.stream.StreamHealth;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// The simulated rig and the real drivers, over the real wires, in real time.
class SimulatedRigLiveTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static Rig connect(SimulatedRig simulated) throws Exception {
    Links links = Links.ofThisMachine().with("sim", simulated::open);
    Rig rig = new Rig(simulated.rigFile(), new Drivers(), links);
    rig.connect();
    for (Device device : rig.devices()) {
      live(device);
    }
    return rig;
  }

  private static void live(Device device) throws InterruptedException {
    assertTrue(
        device.state().await(DeviceState.LIVE::equals, SOON),
        device.config().id() + " is " + device.state().get() + ": " + device.trouble());
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "never came: " + what);
      LockSupport.parkNanos(2_000_000);
    }
  }

  private static StreamHealth health(Device device) {
    return device.streams().getFirst().health();
  }

  @Test
  void theWholeRigComesAliveAndEveryBoundHoldsAgainstTheTruth() throws Exception {
    try (SimulatedRig simulated = SimulatedRig.start(42);
        Rig rig = connect(simulated)) {
      Truth truth = simulated.truth();
      for (Device device : rig.devices()) {
        until(device.config().id() + " locked", () -> device.clock().state() == ClockState.LOCKED);
      }
      for (Device device : rig.devices()) {
        judge(device, device.streams().getFirst().ring().reader(), truth);
      }
    }
  }

  /// Follows a stream for a while and holds each capture time against the truth.
  private static void judge(Device device, RingReader reader, Truth truth) {
    String id = device.config().id();
    Sample sample = new Sample(reader.spec());
    int wanted = id.endsWith("camera") ? 45 : 150;
    int judged = 0;
    int within = 0;
    long worst = 0;
    long bound = 0;
    long end = System.nanoTime() + SOON.toNanos();
    while (judged < wanted) {
      assertTrue(System.nanoTime() < end, id + " stopped");
      if (!reader.poll(sample)) {
        LockSupport.parkNanos(1_000_000);
        continue;
      }
      long captured =
          id.endsWith("glove")
              ? truth.capturedNanosOfLatestBefore(id, sample.arrivalNanos)
              : truth.log(id).capturedNanos(sample.sequence);
      assertTrue(captured != CaptureLog.UNKNOWN, id + " " + sample.sequence);
      long error = Math.abs(sample.captureNanos - captured);
      worst = Math.max(worst, error);
      bound = Math.max(bound, sample.boundNanos);
      within += error <= sample.boundNanos ? 1 : 0;
      judged++;
    }
    System.out.printf(
        "Live %s: %d of %d within the bound, worst error %.2f ms, widest bound %.2f ms%n",
        id, within, judged, worst / 1e6, bound / 1e6);
    // A machine with other work hands bytes over late, and the truth of a glove is known by when
    // they came; the benchmark of
    // clocks asks for 99 %.
    assertTrue(within >= 0.9 * judged, id + ": " + within + " of " + judged);
  }

  @Test
  void unpluggedAndPluggedInAgainItKeepsItsRingAndCountsTheReconnect() throws Exception {
    for (String name : List.of("left-glove", "wrist-camera")) {
      try (SimulatedRig simulated = SimulatedRig.start(1, name);
          Rig rig = connect(simulated)) {
        Device device = rig.devices().getFirst();
        SampleRing ring = device.streams().getFirst().ring();
        List<DeviceState> seen = new CopyOnWriteArrayList<>();
        device.state().listen(seen::add);
        long before = health(device).received();
        simulated.device(name).misbehave(Misbehaviour.Unplug.forGood());
        assertTrue(device.state().await(DeviceState.RECONNECTING::equals, SOON), name);
        until("its trouble", () -> device.trouble().contains("not plugged in"));
        simulated.device(name).misbehave(new Misbehaviour.Replug());
        live(device);
        until("new samples", () -> health(device).received() > before + 5);
        // The announcement of the first LIVE may still have been under way when we began to listen.
        // On a busy machine a device may take its time for the first sample.
        List<DeviceState> after =
            seen.subList(seen.indexOf(DeviceState.RECONNECTING), seen.size()).stream()
                .filter(state -> state != DeviceState.SILENT)
                .toList();
        assertEquals(List.of(DeviceState.RECONNECTING, DeviceState.LIVE), after);
        assertEquals(1, health(device).reconnects());
        assertSame(ring, device.streams().getFirst().ring());
        assertEquals("", device.trouble());
      }
    }
  }

  @Test
  void aStallIsSilenceAndThenItIsLiveAgain() throws Exception {
    try (SimulatedRig simulated = SimulatedRig.start(1, "gripper");
        Rig rig = connect(simulated)) {
      Device device = rig.devices().getFirst();
      simulated.device("gripper").misbehave(new Misbehaviour.Stall(Duration.ofSeconds(5)));
      assertTrue(device.state().await(DeviceState.SILENT::equals, SOON));
      assertFalse(device.trouble().isEmpty());
      live(device);
      assertEquals(0, health(device).reconnects());
      assertTrue(health(device).longestGapNanos() > 1_500_000_000L);
    }
  }

  @Test
  void droppedSamplesGarbageAndAClockThatLeapsAreAllCounted() throws Exception {
    try (SimulatedRig simulated = SimulatedRig.start(1, "gripper");
        Rig rig = connect(simulated)) {
      Device device = rig.devices().getFirst();
      StreamHealth health = health(device);
      long lost = health.lost();
      simulated.device("gripper").misbehave(new Misbehaviour.Drop(7));
      until("seven losses", () -> health.lost() == lost + 7);
      simulated.device("gripper").misbehave(new Misbehaviour.Garbage(300));
      until("bad lines", () -> health.badFrames() > 0);
      simulated.device("gripper").misbehave(new Misbehaviour.JumpClock(Duration.ofSeconds(-10)));
      until("a jump", () -> device.clock().jumps() == 1);
      assertEquals(DeviceState.LIVE, device.state().get());
      assertEquals(0, health.reconnects());
    }
  }

  @Test
  void garbageBetweenFramesCostsNoFrame() throws Exception {
    try (SimulatedRig simulated = SimulatedRig.start(1, "head-camera");
        Rig rig = connect(simulated)) {
      Device device = rig.devices().getFirst();
      StreamHealth health = health(device);
      long lost = health.lost();
      simulated.device("head-camera").misbehave(new Misbehaviour.Garbage(500));
      until("bad bytes", () -> health.badFrames() == 1);
      long then = health.received();
      until("more frames", () -> health.received() > then + 3);
      assertEquals(lost, health.lost());
    }
  }

  @Test
  void aGloveWhoseHostIsSilentStandsStillForASecond() throws Exception {
    try (SimulatedRig simulated = SimulatedRig.start(3, "right-glove");
        ByteLink link = (ByteLink) simulated.open("right-glove")) {
      long first = nextLine(link);
      long second = nextLine(link);
      assertTrue(second - first > 500_000_000L, "only " + (second - first) + " ns");
      long begun = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        link.write(new byte[] {'\n'}, 0, 1);
        nextLine(link);
      }
      assertTrue(System.nanoTime() - begun < 5_000_000_000L, "answered, it runs");
    }
  }

  private static long nextLine(ByteLink link) throws IOException {
    byte[] one = new byte[1];
    long end = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < end) {
      if (link.read(one, 0, 1, 100) == 1 && one[0] == '\n') {
        return System.nanoTime();
      }
    }
    throw new AssertionError("no line came");
  }

  @Test
  void closingLeavesNoThreadAndNoTerminal() throws Exception {
    long terminals = terminals();
    SimulatedRig simulated = SimulatedRig.start(5);
    try (Rig rig = connect(simulated)) {
      assertEquals(5, rig.devices().size());
      assertTrue(threads("sim ") >= 5);
    } finally {
      simulated.close();
    }
    assertEquals(0, threads("sim "));
    assertEquals(0, threads("device "));
    assertEquals(terminals, terminals());
    assertThrows(IOException.class, () -> simulated.open("left-glove"));
  }

  /// Pseudo-terminals that this process holds open, where the system can tell.
  private static long terminals() throws IOException {
    Path open = Path.of("/proc/self/fd");
    if (!Files.isDirectory(open)) {
      return 0;
    }
    long count = 0;
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(open)) {
      for (Path descriptor : descriptors) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          count += target.startsWith("/dev/pt") ? 1 : 0;
        } catch (NoSuchFileException e) {
          // Closed since the listing.
        }
      }
    }
    return count;
  }

  private static long threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith(prefix))
        .count();
  }

  @Test
  void aCameraCanBeServedToOtherPrograms() throws Exception {
    try (SimulatedRig simulated = SimulatedRig.start(5, "wrist-camera")) {
      String address = simulated.serve("wrist-camera", null);
      assertTrue(address.startsWith("tcp:127.0.0.1:"), address);
      DeviceConfig config =
          new DeviceConfig("cam", "frames", "cam", address, Map.of("fps", "30"), 0);
      try (Rig rig =
          new Rig(
              new RigFile("Foreign", 0, List.of(config)), new Drivers(), Links.ofThisMachine())) {
        rig.connect();
        live(rig.devices().getFirst());
      }
    }
  }

  @Test
  void aRigFileThatAsksForWhatThereIsNotIsToldWhatThereIs() {
    DeviceConfig config = new DeviceConfig("x", "line", "x", "sim:foot", Map.of(), 1);
    IOException e =
        assertThrows(
            IOException.class, () -> SimulatedRig.start(new RigFile("r", 1, List.of(config))));
    assertTrue(String.valueOf(e.getMessage()).contains("left-glove"), e.getMessage());
  }
}
