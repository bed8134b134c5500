package dev.handloom.test.bench;

import dev.handloom.device.link.Links;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import dev.handloom.test.bench.StallingDisk.Stall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One take of so many streams and cameras, measured.
final class RecordRound {
  private static final double VIDEO_HZ = 30;
  private static final Duration LIVE_WITHIN = Duration.ofSeconds(20);
  private static final List<String> CAMERAS = List.of("head-camera", "wrist-camera");

  private final int streams;
  private final int cameras;
  private final double rate;
  private final double seconds;
  private final Stall stall;
  private final double stallSeconds;
  private long lost = -1;

  RecordRound(
      int streams, int cameras, double rate, double seconds, Stall stall, double stallSeconds) {
    this.streams = streams;
    this.cameras = cameras;
    this.rate = rate;
    this.seconds = seconds;
    this.stall = stall;
    this.stallSeconds = stallSeconds;
  }

  /// Samples missing from the take; -1 if there is none.
  long lost() {
    return lost;
  }

  /// Records, counts again and prints; true if all adds up.
  boolean run(@Nullable Path parent, boolean inFull) throws Exception {
    Path folder =
        parent == null
            ? Files.createTempDirectory("handloom-bench")
            : Files.createTempDirectory(Files.createDirectories(parent), "handloom-bench");
    List<SimulatedRig> simulations = new ArrayList<>();
    try (NumberedGloves gloves = new NumberedGloves(streams, rate)) {
      List<DeviceConfig> devices = new ArrayList<>(gloves.devices());
      Links links = cameras(devices, simulations);
      try (Rig rig = new Rig(new RigFile("bench", 1, devices), new Drivers(), links)) {
        gloves.start();
        rig.connect();
        for (Device device : rig.devices()) {
          if (!device.state().await(s -> s == DeviceState.LIVE, LIVE_WITHIN)) {
            throw new IOException(device.config().id() + ": " + device.trouble());
          }
        }
        return record(rig, gloves, folder, inFull);
      }
    } finally {
      simulations.forEach(SimulatedRig::close);
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /// A simulated rig has two cameras; more cameras mean more rigs.
  private Links cameras(List<DeviceConfig> devices, List<SimulatedRig> simulations)
      throws IOException {
    Links links = Links.ofThisMachine();
    for (int i = 0; i < cameras; i += CAMERAS.size()) {
      List<DeviceConfig> configs = new ArrayList<>();
      for (String name : CAMERAS.subList(0, Math.min(CAMERAS.size(), cameras - i))) {
        Map<String, String> settings = Map.of("width", "640", "height", "480", "fps", "30");
        configs.add(new DeviceConfig(name, "frames", name, "sim:" + name, settings, 0));
        devices.add(
            new DeviceConfig(name + "-" + i, "frames", name, "sim" + i + ":" + name, settings, 0));
      }
      SimulatedRig simulation = SimulatedRig.start(new RigFile("cameras", 1 + i, configs));
      simulations.add(simulation);
      links = links.with("sim" + i, simulation::open);
    }
    return links;
  }

  private boolean record(Rig rig, NumberedGloves gloves, Path folder, boolean inFull)
      throws Exception {
    StallingDisk disk = new StallingDisk();
    Flight flight = Flight.start();
    try (flight;
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.hub(),
                rig.devices(),
                library,
                new RecorderOptions(disk, RecorderOptions.DEFAULT_RESERVE_BYTES, "bench"))) {
      recorder.start(TakePlan.of("bench"));
      recorder.state().await(s -> s == RecorderState.RECORDING, LIVE_WITHIN);
      Backlog backlog = new Backlog(recorder, disk, rate, VIDEO_HZ);
      ThreadCosts before = ThreadCosts.now();
      long begun = System.nanoTime();
      long length = (long) (seconds * 1e9);
      backlog.watchUntil(begun + length / 2);
      if (stall != Stall.NONE) {
        disk.stall(stall, (long) (stallSeconds * 1e9));
      }
      backlog.watchUntil(begun + length);
      ThreadCosts after = ThreadCosts.now();
      TakeResult result = recorder.stop("").orElseThrow();
      gloves.stop();
      Manifest manifest = result.manifest();
      if (manifest == null || result.state() != RecorderState.SAVED) {
        Benchmarks.line("the take was not saved", "%s", result.message());
        return false;
      }
      TakeLedger ledger = TakeLedger.of(result.bundle().mcap(), manifest, gloves);
      CheckReport check = EpisodeCheck.check(result.bundle(), false, CheckProgress.none());
      lost = manifest.missing();
      new Report(manifest, ledger, check, backlog, disk, before, after, flight.pauses())
          .print(inFull, gloves);
      return ledger.holds() && check.good();
    }
  }

  /// All that was measured of the take.
  private final class Report {
    private final Manifest manifest;
    private final TakeLedger ledger;
    private final CheckReport check;
    private final Backlog backlog;
    private final StallingDisk disk;
    private final ThreadCosts before;
    private final ThreadCosts after;
    private final Flight.Pauses pauses;

    Report(
        Manifest manifest,
        TakeLedger ledger,
        CheckReport check,
        Backlog backlog,
        StallingDisk disk,
        ThreadCosts before,
        ThreadCosts after,
        Flight.Pauses pauses) {
      this.manifest = manifest;
      this.ledger = ledger;
      this.check = check;
      this.backlog = backlog;
      this.disk = disk;
      this.before = before;
      this.after = after;
      this.pauses = pauses;
    }

    void print(boolean inFull, NumberedGloves gloves) {
      String title = streams + " streams, " + cameras + " cameras";
      if (!inFull) {
        Benchmarks.line(
            title,
            "%d not written in time, %d never came, writer at most %.0f ms late, %.2f cores in all%s",
            ledger.overrun,
            ledger.neverCame,
            backlog.worstLateNanos / 1e6,
            after.processCoresSince(before),
            ledger.holds() ? "" : " — DOES NOT ADD UP: " + ledger.faults);
        return;
      }
      Benchmarks.line(
          title,
          "%.0f s at %.0f Hz × %d channels; 640×480 at %.0f fps; stall: %s",
          seconds,
          rate,
          NumberedGloves.CHANNELS,
          VIDEO_HZ,
          stall == Stall.NONE
              ? "none"
              : stallSeconds
                  + " s on "
                  + (stall == Stall.BOTH
                      ? "write and force"
                      : stall.name().toLowerCase(Locale.ROOT)));
      Benchmarks.line(
          "received = written + overrun",
          "%d = %d + %d, %s",
          ledger.received,
          ledger.written,
          ledger.overrun,
          ledger.holds()
              ? "holds for each of " + ledger.streams() + " streams"
              : "DOES NOT HOLD: " + ledger.faults);
      Benchmarks.line("sent and never came", "%d", ledger.neverCame);
      Benchmarks.line(
          "check of the bundle",
          "%s",
          check.good() ? "good" : check.findings().stream().limit(3).toList());
      costs();
      queues();
      Benchmarks.line(
          "the simulated gloves' own worst lateness", "%.0f ms", gloves.worstLateNanos() / 1e6);
    }

    private void costs() {
      double writer = cores("record ");
      double devices = cores("device glove");
      double camera = cores("device head") + cores("device wrist");
      double encoders = cores("encode ");
      double videos = cores("video ");
      Benchmarks.line(
          "CPU per stream",
          "%.2f %% of a core: writer %.2f, its device %.2f",
          100 * (writer + devices) / streams,
          100 * writer / streams,
          100 * devices / streams);
      if (cameras > 0) {
        Benchmarks.line(
            "CPU per camera",
            "%.1f %% of a core: encoder %.1f, to disk %.2f, its device %.2f",
            100 * (encoders + videos + camera) / cameras,
            100 * encoders / cameras,
            100 * videos / cameras,
            100 * camera / cameras);
      }
      Benchmarks.line(
          "CPU of all",
          "%.2f cores: disk sync %.3f, simulators %.2f, process %.2f",
          writer + devices + camera + encoders + videos + cores("disk sync"),
          cores("disk sync"),
          cores("sim "),
          after.processCoresSince(before));
      Benchmarks.line(
          "allocated",
          "writer %.0f KB/s, devices %.0f, encoders %.0f, disk sync %.0f",
          allocated("record "),
          allocated("device "),
          allocated("encode ") + allocated("video "),
          allocated("disk sync"));
      Benchmarks.line(
          "GC pauses",
          "%d, longest %.1f ms, %.0f ms in all",
          pauses.count(),
          pauses.longestNanos() / 1e6,
          pauses.sumNanos() / 1e6);
    }

    private void queues() {
      Map<String, Boolean> isVideo = new HashMap<>();
      manifest.streams().forEach(s -> isVideo.put(s.name(), s.kind().equals("VIDEO")));
      Benchmarks.line(
          "waiting in a stream's ring, worst stream",
          "p99 %d, most %d of %d samples",
          backlog.depth(0.99, false, isVideo),
          backlog.depth(1, false, isVideo),
          Integer.highestOneBit((int) Math.ceil(rate * 4) - 1) << 1);
      if (cameras > 0) {
        Benchmarks.line(
            "waiting in a camera's ring, worst camera",
            "p99 %d, most %d of 32 pictures",
            backlog.depth(0.99, true, isVideo),
            backlog.depth(1, true, isVideo));
      }
      Benchmarks.line(
          "worst lateness of the writer",
          "%.0f ms, %.0f ms outside of the stall; of an encoder %.0f ms",
          backlog.worstLateNanos / 1e6,
          backlog.worstCalmLateNanos / 1e6,
          backlog.worstVideoLateNanos / 1e6);
      Benchmarks.line(
          "disk",
          "%.2f MB/s in %d writes, %d forces, %d took over 100 ms, worst write %.0f ms, force %.0f"
              + " ms",
          disk.bytes.get() / 1e6 / seconds,
          disk.writes.get(),
          disk.forces.get(),
          disk.stalls.get(),
          disk.worstWriteNanos.get() / 1e6,
          disk.worstForceNanos.get() / 1e6);
      Benchmarks.line("longest not on the disk", "%.0f ms", backlog.worstUnsyncedNanos / 1e6);
    }

    private double cores(String prefix) {
      return after.coresSince(before, name -> name.startsWith(prefix));
    }

    private double allocated(String prefix) {
      return after.allocatedSince(before, name -> name.startsWith(prefix)) / 1e3;
    }
  }
}
