package dev.handloom.test.bench;

import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.wire.PtyWire;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What one device costs, by the link it hangs on (1 kHz where the device sends by itself, its own
/// rate where it is asked or sends reports), and how many there may be before anything is late: a
/// sample lost or not written in time, or the recorder later than 100 ms.
final class DevicesBenchmark implements Benchmarks.Benchmark {
  private static final Duration LIVE_WITHIN = Duration.ofSeconds(30);
  private static final double LATE_MILLIS = 100;

  /// Of what the simulators should say.
  private static final double LEAST_RATE = 0.95;

  private static final int MOST_DEVICES = 1024;

  /// @param devices at once while the cost of one is measured
  /// @param most stop looking for the largest number there
  /// @param only kinds whose title has this in it; empty for all
  private record Options(double seconds, int devices, double rate, int most, String only) {}

  /// So many devices of one kind.
  @FunctionalInterface
  private interface Maker {
    BenchDevices make(int count) throws IOException;
  }

  /// @param terminal whether it needs pseudo-terminals
  private record Kind(String title, boolean terminal, Maker maker) {}

  private static List<Kind> kinds(double rate) {
    List<Kind> kinds = new ArrayList<>();
    for (LoudDevices.Wire wire : LoudDevices.Wire.values()) {
      kinds.add(
          new Kind(
              wire.title(),
              wire == LoudDevices.Wire.SERIAL,
              count -> new LoudDevices(wire, count, rate)));
    }
    // These have the rate of their kind.
    kinds.add(simulated("HID reports of a DualSense, within this program", "dualsense", false));
    kinds.add(simulated("six Dynamixel servos, asked over a pseudo-terminal", "koch-leader", true));
    kinds.add(simulated("six Feetech servos, asked over a pseudo-terminal", "so101-leader", true));
    return kinds;
  }

  private static Kind simulated(String title, String name, boolean terminal) {
    return new Kind(title, terminal, count -> new SimulatedDevices(name, count));
  }

  @Override
  public int run(List<String> words) throws Exception {
    Options options;
    try {
      options = options(words);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      System.out.println(
          "  devices [--seconds 8] [--devices 4] [--rate 1000] [--most 1024] [--only WORDS]");
      return 2;
    }
    boolean good = true;
    for (Kind wire : kinds(options.rate())) {
      if (!options.only().isEmpty() && !wire.title().contains(options.only())) {
        continue;
      }
      if (wire.terminal() && !PtyWire.available()) {
        Benchmarks.line(wire.title(), "skipped: this system has no pseudo-terminals");
        continue;
      }
      Round one = round(wire, options.devices(), options);
      Benchmarks.line(
          wire.title() + ", one at " + Math.round(one.hz()) + " Hz",
          "%.2f %% of a core to read, %.2f %% to write; %.0f bytes of heap a sample%s",
          100 * one.readCores() / one.devices(),
          100 * one.writeCores() / one.devices(),
          one.bytesPerSample(),
          one.late() ? "; LATE: " + one.words() : "");
      good &= one.saved();
      int most = one.late() ? 0 : options.devices();
      Round worst = one;
      for (int n = options.devices() * 2; !worst.late() && n <= options.most(); n *= 2) {
        worst = round(wire, n, options);
        good &= worst.saved();
        most = worst.late() ? most : n;
      }
      // Between the last that held and the first that did not.
      int low = most;
      int high = worst.late() ? Math.min(options.most(), Math.max(1, worst.devices())) : low;
      while (high - low > Math.max(1, low / 8)) {
        int middle = (low + high) / 2;
        Round round = round(wire, middle, options);
        if (round.late()) {
          high = middle;
          worst = round;
        } else {
          low = middle;
        }
      }
      Benchmarks.line(
          wire.title() + ", most at once",
          "%d%s; their simulators take part of the machine",
          low,
          worst.late() ? " (" + worst.devices() + ": " + worst.words() + ")" : " and more");
    }
    return good ? 0 : 1;
  }

  /// What one take of so many came to.
  private record Round(
      int devices,
      double hz,
      boolean saved,
      long lost,
      double lateMillis,
      double simulatorLateMillis,
      double rateShare,
      double readCores,
      double writeCores,
      double bytesPerSample) {
    boolean late() {
      // Simulators that cannot keep their rate show nothing of the studio: there it ends, too.
      return !saved || lost > 0 || lateMillis > LATE_MILLIS || rateShare < LEAST_RATE;
    }

    String words() {
      if (!saved) {
        return "not saved";
      }
      return (lost > 0 ? lost + " samples missing, " : "")
          + "recorder %.0f ms behind; the simulators came to %.0f %% of their rate%s"
              .formatted(
                  lateMillis,
                  100 * rateShare,
                  simulatorLateMillis > 0
                      ? ", up to %.0f ms late".formatted(simulatorLateMillis)
                      : "");
    }
  }

  /// Late is what is late twice: another program may have had the machine.
  private static Round round(Kind wire, int count, Options options) throws Exception {
    Round first = once(wire, count, options);
    return first.late() ? once(wire, count, options) : first;
  }

  private static Round once(Kind wire, int count, Options options) throws Exception {
    Path folder = Files.createTempDirectory("handloom-bench");
    try (BenchDevices devices = wire.maker().make(count);
        Library library = Library.open(folder)) {
      List<DeviceConfig> configs = devices.configs();
      try (Rig rig = new Rig(new RigFile("bench", 1, configs), new Drivers(), devices.links());
          EpisodeRecorder recorder =
              new EpisodeRecorder(
                  rig.hub(),
                  rig.devices(),
                  library,
                  RecorderOptions.standard("bench").withRoom(1 << 20, 1 << 20))) {
        rig.connect();
        devices.start();
        for (Device device : rig.devices()) {
          if (!device.state().await(s -> s == DeviceState.LIVE, LIVE_WITHIN)) {
            throw new IOException(device.config().id() + ": " + device.trouble());
          }
        }
        return take(rig, recorder, devices, options);
      } finally {
        devices.stop();
      }
    } finally {
      List<Path> all;
      try (Stream<Path> walk = Files.walk(folder)) {
        all = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : all) {
        Files.delete(path);
      }
    }
  }

  private static Round take(
      Rig rig, EpisodeRecorder recorder, BenchDevices devices, Options options) throws Exception {
    double hz = rig.devices().getFirst().streams().getFirst().spec().nominalHz();
    recorder.start(TakePlan.of("bench"));
    recorder.state().await(s -> s == RecorderState.RECORDING, LIVE_WITHIN);
    Backlog backlog = new Backlog(recorder, new StallingDisk(), hz, 30);
    devices.forgetLateness();
    ThreadCosts before = ThreadCosts.now();
    long receivedBefore = received(rig);
    backlog.watchUntil(System.nanoTime() + (long) (options.seconds() * 1e9));
    ThreadCosts after = ThreadCosts.now();
    long samples = received(rig) - receivedBefore;
    double simulatorLate = devices.worstLateNanos() / 1e6;
    TakeResult result = recorder.stop("").orElseThrow();
    devices.stop();
    Manifest manifest = result.manifest();
    boolean saved = result.state() == RecorderState.SAVED && manifest != null;
    double seconds = options.seconds();
    return new Round(
        rig.devices().size(),
        hz,
        saved,
        manifest == null ? 0 : manifest.missing(),
        backlog.worstLateNanos / 1e6,
        simulatorLate,
        samples / (seconds * hz * rig.devices().size()),
        after.coresSince(before, name -> name.startsWith("device ")),
        after.coresSince(before, name -> name.startsWith("record ")),
        after.allocatedSince(before, name -> name.startsWith("device "))
            * seconds
            / Math.max(1, samples));
  }

  private static long received(Rig rig) {
    long sum = 0;
    for (Device device : rig.devices()) {
      sum += device.streams().getFirst().health().received();
    }
    return sum;
  }

  private static Options options(List<String> words) {
    double seconds = 8;
    int devices = 4;
    double rate = 1000;
    int most = MOST_DEVICES;
    String only = "";
    List<String> rest = new ArrayList<>(words);
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      String value = rest.removeFirst();
      switch (word) {
        case "--seconds" -> seconds = Double.parseDouble(value);
        case "--devices" -> devices = Integer.parseInt(value);
        case "--rate" -> rate = Double.parseDouble(value);
        case "--most" -> most = Integer.parseInt(value);
        case "--only" -> only = value;
        default -> throw new IllegalArgumentException(word);
      }
    }
    if (seconds < 2 || devices < 1 || rate <= 0 || most < devices) {
      throw new IllegalArgumentException("out of range");
    }
    return new Options(seconds, devices, rate, most, only);
  }
}
