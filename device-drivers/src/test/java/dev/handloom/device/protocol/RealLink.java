package dev.handloom.device.protocol;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedDevice;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A simulated device, and the real driver that reads it through a real link: a pseudo-terminal, a
/// socket, a WebSocket.
///
/// ```java
/// try (RealLink it = RealLink.to("dexumi", Map.of())) {
///   it.recordWell(200);
/// }
/// ```
public final class RealLink implements AutoCloseable {
  private static final long PATIENCE_NANOS = 90_000_000_000L;

  private static final double BURST_SECONDS = 0.5;

  private final SimulatedRig simulation;
  private final Rig rig;
  private final Device device;
  private final String name;
  private final List<RingReader> readers = new ArrayList<>();
  private final List<List<Sample>> samples = new ArrayList<>();

  private RealLink(SimulatedRig simulation, Rig rig, String name) {
    this.simulation = simulation;
    this.rig = rig;
    this.name = name;
    device = rig.devices().getFirst();
    for (LiveStream stream : device.streams()) {
      readers.add(stream.ring().reader());
      samples.add(new ArrayList<>());
    }
  }

  /// Plugs a simulated device in and connects it.
  ///
  /// @param more settings on top of those that the simulator names
  public static RealLink to(String simulator, Map<String, String> more) throws Exception {
    DeviceConfig usual = SimulatedRig.config(simulator);
    Map<String, String> settings = new HashMap<>(usual.settings());
    settings.putAll(more);
    DeviceConfig config =
        new DeviceConfig(usual.id(), usual.driver(), usual.role(), usual.address(), settings, 1);
    RigFile file = new RigFile("Test", 3, List.of(config));
    SimulatedRig simulation = SimulatedRig.start(file);
    try {
      Rig rig = new Rig(file, new Drivers(), Links.ofThisMachine().with("sim", simulation::open));
      RealLink made = new RealLink(simulation, rig, simulator);
      rig.connect();
      return made;
    } catch (Exception e) {
      simulation.close();
      throw e;
    }
  }

  public Device device() {
    return device;
  }

  public SimulatedDevice simulated() {
    return simulation.device(name);
  }

  public void misbehave(Misbehaviour how) {
    simulated().misbehave(how);
  }

  /// Everything that came so far.
  public List<Sample> samples(int stream) {
    collect();
    return samples.get(stream);
  }

  private void collect() {
    for (int i = 0; i < readers.size(); i++) {
      Sample sample = new Sample(device.streams().get(i).spec());
      while (readers.get(i).poll(sample)) {
        samples.get(i).add(sample);
        sample = new Sample(device.streams().get(i).spec());
      }
    }
  }

  /// Waits for something to come true.
  public void await(String what, BooleanSupplier condition) {
    long end = StudioClock.now() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (StudioClock.now() > end) {
        throw new AssertionError(
            what
                + " did not happen: "
                + device.state().get()
                + ", "
                + device.trouble()
                + ", samples "
                + samples.stream().map(List::size).toList());
      }
      collect();
      LockSupport.parkNanos(2_000_000);
    }
    collect();
  }

  public void awaitState(DeviceState wanted) throws InterruptedException {
    assertTrue(
        device.state().await(wanted::equals, Duration.ofNanos(PATIENCE_NANOS)),
        () -> "It is " + device.state().get() + ": " + device.trouble());
  }

  /// Waits for so many samples of the first stream, and checks that they are what an undisturbed
  /// device yields: none bad, none missing that was not counted, times that do not run back, no
  /// more than the nominal rate, values within the ranges of their channels.
  public void recordWell(int wanted) {
    await(wanted + " samples", () -> samples.getFirst().size() >= wanted);
    for (int s = 0; s < samples.size(); s++) {
      LiveStream stream = device.streams().get(s);
      // An answer that a busy machine was too late for is bad and has no bytes; wrong bytes are not
      // excused.
      assertTrue(
          device.badFrames().newest().stream().allMatch(bad -> bad.bytes().length == 0),
          () -> "bad: " + device.badFrames().newest());
      assertTrue(!samples.get(s).isEmpty(), stream.spec().name() + " has no samples");
      check(stream, samples.get(s));
    }
    List<Sample> first = samples.getFirst();
    double seconds = (first.getLast().arrivalNanos - first.getFirst().arrivalNanos) / 1e9;
    double nominal = device.streams().getFirst().spec().nominalHz();
    // Slower it may be: a busy machine wakes a simulated device late, which then leaves places out.
    // Nor does it say anything when what waited comes at once.
    double most = 1.2 * nominal * (seconds + BURST_SECONDS);
    assertTrue(first.size() <= most, first.size() + " samples in " + seconds + " s");
  }

  private static void check(LiveStream stream, List<Sample> samples) {
    Sample before = samples.getFirst();
    long missing = 0;
    List<Channel> channels = stream.spec().channels();
    for (Sample sample : samples.subList(1, samples.size())) {
      assertTrue(sample.arrivalNanos >= before.arrivalNanos, "arrival runs back");
      assertTrue(sample.sequence > before.sequence, "sequence runs back");
      missing += sample.sequence - before.sequence - 1;
      assertTrue(sample.captureNanos <= sample.arrivalNanos, "captured after it arrived");
      for (int c = 0; c < channels.size(); c++) {
        double value = sample.values[c];
        Channel channel = channels.get(c);
        assertTrue(
            value >= channel.low() && value <= channel.high(),
            () -> stream.spec().name() + " " + channel.name() + " is " + value);
      }
      before = sample;
    }
    // A busy machine may lose a picture; what must not happen is that nobody counts it.
    assertTrue(
        missing <= stream.health().lost(),
        missing + " missing, " + stream.health().lost() + " lost");
  }

  @Override
  public void close() {
    rig.close();
    simulation.close();
  }
}
