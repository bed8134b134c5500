package dev.handloom.test.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// A rig of many kinds of devices that are unplugged, browned out, cut, garbled and stalled for as
/// long as one likes. What may not grow: live heap, memory outside of it, threads, open files.
///
/// Devices that do not come back, and growth from the first calm moment to the last, are wrong.
public final class Soak implements Benchmarks.Benchmark {
  /// Serial, asked, TCP that dials, WebSocket, UDP, HID.
  static final List<String> DEVICES =
      List.of(
          "left-glove",
          "so101-leader",
          "legacy-glove",
          "gripper",
          "dexumi-inspire",
          "spacemouse",
          "dualsense",
          "pedal");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 100_000_000L;

  /// Collections until what is found no longer falls.
  private static final int COLLECTIONS = 6;

  /// What classes loaded late, buffers of the system and the like may add, however long it runs.
  private static final long HEAP_LEEWAY = 6 << 20;

  private static final long DIRECT_LEEWAY = 2 << 20;
  private static final int THREAD_LEEWAY = 2;
  private static final int FILE_LEEWAY = 6;

  @Override
  public int run(List<String> words) throws Exception {
    double minutes = 2;
    long seed = 1;
    try {
      for (int i = 0; i < words.size(); i += 2) {
        switch (words.get(i)) {
          case "--minutes" -> minutes = Double.parseDouble(words.get(i + 1));
          case "--seed" -> seed = Long.parseLong(words.get(i + 1));
          default -> throw new IllegalArgumentException(words.get(i));
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      System.out.println("  soak [--minutes 2] [--seed 1]");
      return 2;
    }
    Outcome outcome = soak(Duration.ofMillis((long) (minutes * 60_000)), seed);
    Benchmarks.line(
        DEVICES.size() + " devices",
        "%.1f min, %d misbehaviours, %d times connected again, %d samples",
        minutes,
        outcome.misbehaviours(),
        outcome.reconnects(),
        outcome.samples());
    Benchmarks.line("at the first calm moment", "%s", outcome.first());
    Benchmarks.line("at the last", "%s", outcome.last());
    outcome.complaints().forEach(what -> Benchmarks.line("WRONG", "%s", what));
    return outcome.complaints().isEmpty() ? 0 : 1;
  }

  /// What a process holds while nothing moves.
  ///
  /// @param heap bytes that a collection leaves
  /// @param direct bytes outside of the heap
  /// @param files open; 0 where it cannot be known
  record Held(long heap, long direct, int threads, long files) {
    static Held now() {
      long heap = Long.MAX_VALUE;
      for (int i = 0; i < COLLECTIONS; i++) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        heap = Math.min(heap, runtime.totalMemory() - runtime.freeMemory());
      }
      long direct = 0;
      for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
        direct += pool.getMemoryUsed();
      }
      var system = ManagementFactory.getOperatingSystemMXBean();
      return new Held(
          heap,
          direct,
          ManagementFactory.getThreadMXBean().getThreadCount(),
          system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0);
    }

    @Override
    public String toString() {
      return "%.1f MB of heap, %.1f MB outside, %d threads, %d open files"
          .formatted(heap / 1e6, direct / 1e6, threads, files);
    }
  }

  /// @param complaints empty if all is well
  public record Outcome(
      Held first,
      Held last,
      long misbehaviours,
      long reconnects,
      long samples,
      List<String> complaints) {}

  /// Runs for so long; a part of that is waiting for devices to come back.
  public static Outcome soak(Duration length, long seed) throws Exception {
    List<DeviceConfig> configs = DEVICES.stream().map(SimulatedRig::config).toList();
    RigFile file = new RigFile("Soak", seed, configs);
    List<String> complaints = new ArrayList<>();
    try (SimulatedRig simulation = SimulatedRig.start(file);
        Rig rig =
            new Rig(file, new Drivers(), Links.ofThisMachine().with("sim", simulation::open))) {
      rig.connect();
      Random random = new Random(seed);
      // Whatever is loaded and grown once is, before it is looked at.
      for (int i = 0; i < DEVICES.size() * 3; i++) {
        simulation.device(DEVICES.get(i % DEVICES.size())).misbehave(next(random, i % 7));
      }
      calm(rig, complaints);
      Held first = Held.now();
      long done = 0;
      long end = System.nanoTime() + length.toNanos();
      while (System.nanoTime() < end) {
        String name = DEVICES.get(random.nextInt(DEVICES.size()));
        simulation.device(name).misbehave(next(random, random.nextInt(7)));
        done++;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      calm(rig, complaints);
      Held last = Held.now();
      grown("heap", first.heap(), last.heap(), HEAP_LEEWAY, complaints);
      grown("memory outside of it", first.direct(), last.direct(), DIRECT_LEEWAY, complaints);
      grown("threads", first.threads(), last.threads(), THREAD_LEEWAY, complaints);
      grown("open files", first.files(), last.files(), FILE_LEEWAY, complaints);
      long reconnects = 0;
      long samples = 0;
      for (Device device : rig.devices()) {
        reconnects += device.streams().getFirst().health().reconnects();
        samples += device.streams().getFirst().health().received();
      }
      return new Outcome(first, last, done, reconnects, samples, complaints);
    }
  }

  private static Misbehaviour next(Random random, int kind) {
    Duration short_ = Duration.ofMillis(50 + random.nextInt(400));
    return switch (kind) {
      case 0 -> new Misbehaviour.Unplug(short_);
      case 1 -> new Misbehaviour.BrownOut(short_);
      case 2 -> new Misbehaviour.Cut(1 + random.nextInt(3));
      case 3 -> new Misbehaviour.Garbage(1 + random.nextInt(300));
      case 4 -> new Misbehaviour.Flip(1 + random.nextInt(3));
      case 5 -> new Misbehaviour.Stall(short_);
      default -> new Misbehaviour.JumpClock(short_);
    };
  }

  /// Until everything is live again.
  private static void calm(Rig rig, List<String> complaints) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (Device device : rig.devices()) {
      long left = Math.max(1, end - System.nanoTime());
      if (!device.state().await(s -> s == DeviceState.LIVE, Duration.ofNanos(left))) {
        complaints.add(
            device.config().id()
                + " did not come back: "
                + device.state().get()
                + ", "
                + device.trouble());
      }
    }
  }

  private static void grown(String what, long from, long to, long leeway, List<String> complaints) {
    if (to > from + leeway) {
      complaints.add(what + " grew from " + from + " to " + to);
    }
  }
}
