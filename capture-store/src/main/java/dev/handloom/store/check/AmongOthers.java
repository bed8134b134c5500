package dev.handloom.store.check;

import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Holds an episode against the others of its library: its length against those of its task, its
/// contents against all.
final class AmongOthers {
  /// With fewer there is no usual length.
  private static final int LEAST = 8;

  /// So many times the usual deviation is unusual.
  private static final double DEVIATIONS = 4;

  /// The deviation is at least so much of the length.
  private static final double LEAST_DEVIATION = 0.1;

  /// Of the median absolute deviation, to stand for a standard deviation.
  private static final double OF_MEDIAN = 1.4826;

  private final Map<String, long[]> lengths = new HashMap<>();
  private final Map<Long, List<Bundle>> byLength = new HashMap<>();

  AmongOthers(Library library) throws IOException {
    Map<String, List<Long>> tasks = new HashMap<>();
    for (EpisodeRow row : library.list()) {
      tasks.computeIfAbsent(task(row.task()), _ -> new ArrayList<>()).add(row.durationNanos());
      byLength.computeIfAbsent(row.durationNanos(), _ -> new ArrayList<>()).add(row.bundle());
    }
    tasks.forEach((task, all) ->
        lengths.put(task, all.stream().mapToLong(Long::longValue).sorted().toArray()));
  }

  private static String task(String task) {
    return task.strip().toLowerCase(Locale.ROOT);
  }

  void check(Bundle bundle, Findings findings) {
    try {
      Manifest manifest = ManifestFile.read(bundle);
      length(manifest, findings);
      duplicate(bundle, manifest, findings);
    } catch (IOException e) {
      // That it cannot be read is a finding already.
    }
  }

  private void length(Manifest manifest, Findings findings) {
    long[] all = lengths.get(task(manifest.task()));
    if (all == null || all.length < LEAST) {
      return;
    }
    double median = all[all.length / 2];
    double[] apart = Arrays.stream(all).mapToDouble(v -> Math.abs(v - median)).sorted().toArray();
    double deviation =
        Math.max(LEAST_DEVIATION * median, OF_MEDIAN * apart[apart.length / 2]) * DEVIATIONS;
    double length = manifest.times().durationNanos();
    if (Math.abs(length - median) > deviation) {
      findings.add(
          length < median ? Code.SHORT : Code.LONG,
          "",
          String.format(
              Locale.ROOT,
              "%.1f s, and the %d takes of this task are usually %.1f s long",
              length / 1e9,
              all.length,
              median / 1e9));
    }
  }

  /// Two takes are never equally long to the nanosecond: only such need a closer look.
  private void duplicate(Bundle bundle, Manifest manifest, Findings findings) throws IOException {
    for (Bundle other : byLength.getOrDefault(manifest.times().durationNanos(), List.of())) {
      if (!other.id().equals(bundle.id()) && same(manifest, ManifestFile.read(other))) {
        findings.add(Code.DUPLICATE, "", "The same recording lies there as " + other.id().text());
        return;
      }
    }
  }

  private static boolean same(Manifest one, Manifest other) {
    if (one.times().startNanos() != other.times().startNanos()
        || one.times().startUnixNanos() != other.times().startUnixNanos()
        || !counts(one).equals(counts(other))) {
      return false;
    }
    Set<String> videos = new HashSet<>();
    one.cameras().forEach(camera -> videos.add(camera.file()));
    Set<String> hashes = new HashSet<>();
    for (Manifest.FileEntry file : other.files()) {
      hashes.add(file.sha256());
    }
    return one.files().stream()
        .filter(file -> videos.contains(file.name()))
        .allMatch(file -> hashes.contains(file.sha256()));
  }

  private static Map<String, Long> counts(Manifest manifest) {
    Map<String, Long> counts = new HashMap<>();
    manifest.streams().forEach(stream -> counts.put(stream.name(), stream.samples()));
    return counts;
  }
}
