package dev.handloom.test.bench;

import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecordingStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Looks at a take every few milliseconds: how much waits in the rings, how old the oldest of it
/// is, how long ago all was known to be on the disk.
final class Backlog {
  private static final long EVERY_NANOS = 10_000_000L;

  private final EpisodeRecorder recorder;
  private final StallingDisk disk;
  private final double signalHz;
  private final double videoHz;
  private final Map<String, List<Long>> depths = new HashMap<>();
  long worstLateNanos;
  long worstCalmLateNanos;
  long worstVideoLateNanos;
  long worstUnsyncedNanos;
  private long calmSinceNanos = System.nanoTime();

  Backlog(EpisodeRecorder recorder, StallingDisk disk, double signalHz, double videoHz) {
    this.recorder = recorder;
    this.disk = disk;
    this.signalHz = signalHz;
    this.videoHz = videoHz;
  }

  /// Looks until then, or until the take has ended by itself.
  void watchUntil(long untilNanos) {
    while (System.nanoTime() < untilNanos && recorder.state().get().busy()) {
      look();
      LockSupport.parkNanos(EVERY_NANOS);
    }
  }

  private void look() {
    RecordingStatus status = recorder.status();
    worstUnsyncedNanos = Math.max(worstUnsyncedNanos, status.syncAgeNanos());
    long late = 0;
    for (RecordingStatus.StreamStatus stream : status.streams()) {
      depths.computeIfAbsent(stream.name(), _ -> new ArrayList<>()).add(stream.behind());
      if (stream.video()) {
        long nanos = (long) (stream.behind() * 1e9 / videoHz);
        worstVideoLateNanos = Math.max(worstVideoLateNanos, nanos);
      } else {
        late = Math.max(late, (long) (stream.behind() * 1e9 / signalHz));
      }
    }
    worstLateNanos = Math.max(worstLateNanos, late);
    long now = System.nanoTime();
    if (disk.stalled()) {
      calmSinceNanos = Long.MAX_VALUE;
    } else if (calmSinceNanos == Long.MAX_VALUE) {
      // What piled up during the stall has a second to be worked off.
      calmSinceNanos = now + 1_000_000_000L;
    }
    if (now >= calmSinceNanos) {
      worstCalmLateNanos = Math.max(worstCalmLateNanos, late);
    }
  }

  /// The given share of looks found no more than this waiting, in the worst stream.
  long depth(double share, boolean video, Map<String, Boolean> isVideo) {
    long worst = 0;
    for (Map.Entry<String, List<Long>> stream : depths.entrySet()) {
      if (isVideo.getOrDefault(stream.getKey(), false) == video) {
        long[] sorted = stream.getValue().stream().mapToLong(Long::longValue).sorted().toArray();
        int at = (int) Math.min(sorted.length - 1, Math.floor(share * sorted.length));
        worst = Math.max(worst, sorted[at]);
      }
    }
    return worst;
  }
}
