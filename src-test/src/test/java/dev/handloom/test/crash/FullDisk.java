package dev.handloom.test.crash;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.CheckReport;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecordingStatus.StreamStatus;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import dev.handloom.store.recover.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Records on a file system that is too small until it is full, and looks at what is kept.
///
/// `FullDisk FOLDER`: an empty folder on a file system of a few megabytes, which is filled.
public final class FullDisk {
  private static final long LEFT_BYTES = 2_000_000;
  private static final int BLOCK_BYTES = 4096;

  private FullDisk() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long size = Files.getFileStore(folder).getTotalSpace();
    if (size > 64L << 20) {
      throw new IllegalArgumentException("That is a large file system, not a small one: " + folder);
    }
    boolean good = true;
    try (NumberedRig rig = new NumberedRig()) {
      // The reserve ends the take while there is still room for its last bytes.
      good &= run(rig, folder.resolve("reserve"), 2_000_000, "The take was ended");
      // No reserve: the write itself fails, and nothing is left to write with.
      good &= run(rig, folder.resolve("none"), 0, "No space left on device");
    }
    System.exit(good ? 0 : 1);
  }

  private static boolean run(NumberedRig rig, Path folder, long reserve, String reason)
      throws Exception {
    Path filler = folder.resolveSibling("filler");
    Map<String, Long> durable = new HashMap<>();
    TakeResult result;
    try (Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.rig().hub(),
                rig.rig().devices(),
                library,
                new RecorderOptions(Disk.ofThisMachine(), reserve, "full").withRoom(reserve, 0))) {
      fill(filler, reserve + LEFT_BYTES);
      recorder.start(TakePlan.of("fill the disk"));
      long until = System.nanoTime() + Duration.ofMinutes(5).toNanos();
      while (recorder.result().isEmpty() && System.nanoTime() < until) {
        for (StreamStatus stream : recorder.status().streams()) {
          durable.merge(stream.name(), stream.durable(), Math::max);
        }
        LockSupport.parkNanos(4_000_000);
      }
      result = recorder.stop("It went on for minutes").orElseThrow();
      Files.delete(filler);
      // Somebody made room: whatever could not be ended is ended now.
      Recovery.recoverAll(library);
    }
    String wrong = kept(result.bundle(), durable);
    boolean told = told(result, reason);
    System.out.printf(
        Locale.ROOT,
        "Full disk, %,d bytes in reserve: %s. %s; %,d samples were acknowledged%s%n",
        reserve,
        result.state(),
        result.message(),
        durable.values().stream().mapToLong(Long::longValue).sum(),
        wrong.isEmpty() && told
            ? ", and all are there"
            : ". WRONG: " + wrong + (told ? "" : " Nobody is told why"));
    return wrong.isEmpty() && told;
  }

  private static boolean told(TakeResult result, String reason) throws IOException {
    return result.message().contains(reason)
        || EpisodeReader.open(result.bundle()).events().stream()
            .anyMatch(event -> event.text().contains(reason));
  }

  private static void fill(Path filler, long leave) throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    Files.createFile(filler);
    while (Files.getFileStore(filler).getUsableSpace() > leave) {
      Files.write(filler, block, StandardOpenOption.APPEND);
    }
  }

  private static String kept(Bundle bundle, Map<String, Long> durable) throws IOException {
    CheckReport report = EpisodeCheck.check(bundle, true, CheckProgress.none());
    if (!report.good()) {
      return report.findings().toString();
    }
    EpisodeReader episode = EpisodeReader.open(bundle);
    Map<String, Integer> there = new HashMap<>();
    episode.signals().forEach((name, stream) -> there.put(name, stream.size()));
    episode.cameras().forEach((name, camera) -> there.put(name, camera.size()));
    for (Map.Entry<String, Long> each : durable.entrySet()) {
      int count = there.getOrDefault(each.getKey(), 0);
      if (count < each.getValue()) {
        return each.getKey() + ": " + count + " of " + each.getValue();
      }
    }
    for (StreamSamples stream : List.copyOf(episode.signals().values())) {
      for (int i = 0; i < stream.size(); i++) {
        if (stream.value(i, 3) != NumberedDriver.value(stream.sequence(i), 3)) {
          return stream.spec().name() + " is false at " + i;
        }
      }
    }
    return durable.values().stream().anyMatch(count -> count > 0) ? "" : "Nothing was recorded";
  }
}
