package dev.handloom.store.record;

import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.library.Library;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sustained recording: 40 streams at 1 kHz and two cameras at 640×480 and 30 fps. What it costs,
/// and whether anything is missing. Arguments: seconds, folder.
public final class RecordBench {
  private static final int GLOVES = 8;
  private static final int STREAMS = 5;

  private RecordBench() {}

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("bench");
    List<DeviceConfig> devices = new ArrayList<>();
    for (int i = 0; i < GLOVES; i++) {
      devices.add(
          FakeRig.glove(
              "glove" + i,
              Map.of("hz", "1000", "streams", Integer.toString(STREAMS), "channels", "6")));
    }
    devices.add(FakeRig.camera("head", 640, 480, 30));
    devices.add(FakeRig.camera("wrist", 640, 480, 30));
    try (FakeRig rig = new FakeRig(devices.toArray(DeviceConfig[]::new));
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.rig().hub(), rig.rig().devices(), library, RecorderOptions.standard("bench"))) {
      recorder.start(TakePlan.of("bench"));
      recorder.state().await(s -> s == RecorderState.RECORDING, Duration.ofSeconds(10));
      Map<String, long[]> before = costs();
      long begun = System.nanoTime();
      long worstBehind = 0;
      long worstSync = 0;
      while (System.nanoTime() - begun < seconds * 1_000_000_000L) {
        Thread.sleep(20);
        RecordingStatus status = recorder.status();
        worstSync = Math.max(worstSync, status.syncAgeNanos());
        for (RecordingStatus.StreamStatus stream : status.streams()) {
          worstBehind = Math.max(worstBehind, stream.behind());
        }
      }
      Map<String, long[]> after = costs();
      double wall = System.nanoTime() - begun;
      long stopping = System.nanoTime();
      TakeResult result = recorder.stop("").orElseThrow();
      double stopMillis = (System.nanoTime() - stopping) / 1e6;
      System.out.printf("MEASURE %s: %s%n", result.state(), result.message());
      after.forEach((name, cost) -> {
        long[] was = before.getOrDefault(name, new long[2]);
        System.out.printf(
            "MEASURE %-14s %5.1f %% of one core, %8.1f KB/s allocated%n",
            name, 100 * (cost[0] - was[0]) / wall, (cost[1] - was[1]) * 1e6 / wall);
      });
      Manifest manifest = result.manifest();
      if (manifest == null) {
        return;
      }
      long samples = manifest.streams().stream().mapToLong(s -> s.samples()).sum();
      System.out.printf(
          "MEASURE %d samples, %d missing, %.1f MB, %.2f MB/s, %d behind and %.0f ms unsynced at"
              + " worst, stop took %.0f ms%n",
          samples,
          manifest.missing(),
          manifest.bytes() / 1e6,
          manifest.bytes() * 1e3 / wall,
          worstBehind,
          worstSync / 1e6,
          stopMillis);
      long open = System.nanoTime();
      EpisodeReader.open(result.bundle());
      long check = System.nanoTime();
      CheckReport report = EpisodeCheck.check(result.bundle(), false, CheckProgress.none());
      System.out.printf(
          "MEASURE open for review %.0f ms, check %.0f ms, good %s %s%n",
          (check - open) / 1e6,
          (System.nanoTime() - check) / 1e6,
          report.good(),
          report.findings().stream().limit(5).toList());
    }
  }

  private static Map<String, long[]> costs() {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Map<String, long[]> sums = new TreeMap<>();
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null) {
        String first = info.getThreadName().split("[ -]")[0];
        long[] sum = sums.computeIfAbsent(first, k -> new long[2]);
        sum[0] += Math.max(0, threads.getThreadCpuTime(id));
        sum[1] += Math.max(0, threads.getThreadAllocatedBytes(id));
      }
    }
    return sums;
  }
}
