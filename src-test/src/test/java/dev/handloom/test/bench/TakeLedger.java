package dev.handloom.test.bench;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.payload.PayloadReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts a take again from the bytes of its file, and holds it against what the manifest says and
/// what the devices sent.
final class TakeLedger implements LogVisitor {
  private static final class Count {
    final StreamSpec spec;
    final boolean video;
    long first = -1;
    long last = -1;
    long written;
    long missing;
    long unordered;
    long firstCaptureNanos;
    long overrunAtStart;

    Count(StreamSpec spec, boolean video) {
      this.spec = spec;
      this.video = video;
    }
  }

  private final List<Count> counts = new ArrayList<>();
  final List<String> faults = new ArrayList<>();
  long received;
  long written;
  long overrun;
  long neverCame;

  private TakeLedger() {}

  /// @param gloves knows when each of its numbers was due; null to trust the first and the last
  static TakeLedger of(Path mcap, Manifest manifest, @Nullable NumberedGloves gloves)
      throws IOException {
    TakeLedger ledger = new TakeLedger();
    EpisodeLogReader.read(mcap, ledger);
    Map<String, Manifest.StreamEntry> entries = new LinkedHashMap<>();
    manifest.streams().forEach(entry -> entries.put(entry.name(), entry));
    for (Count count : ledger.counts) {
      Manifest.StreamEntry entry = entries.remove(count.spec.name());
      if (entry == null) {
        ledger.faults.add(count.spec.name() + " is not in the manifest");
      } else {
        ledger.compare(count, entry);
        if (gloves != null && !count.video) {
          ledger.edges(count, entry, manifest, gloves);
        }
      }
    }
    entries.keySet().forEach(name -> ledger.faults.add(name + " is not in the file"));
    return ledger;
  }

  private void compare(Count count, Manifest.StreamEntry entry) {
    long numbers = count.first < 0 ? 0 : count.last - count.first + 1;
    received += numbers - entry.lost() + count.overrunAtStart;
    written += count.written;
    overrun += entry.overruns();
    neverCame += entry.lost();
    String name = count.spec.name();
    if (count.written != entry.samples()) {
      faults.add(name + ": " + count.written + " in the file, " + entry.samples() + " claimed");
    }
    long missing = count.missing + count.overrunAtStart;
    if (missing != entry.lost() + entry.overruns()) {
      faults.add(
          name + ": " + missing + " missing, " + (entry.lost() + entry.overruns()) + " told");
    }
    if (numbers != count.written + count.missing || count.unordered > 0) {
      faults.add(name + ": out of order or twice, " + count.unordered + " times");
    }
    if (count.written == 0) {
      faults.add(name + ": nothing was written");
    }
  }

  /// Nothing is missing before the first and after the last: what was due within the take is there,
  /// give or take what capture times are uncertain by.
  private void edges(
      Count count, Manifest.StreamEntry entry, Manifest manifest, NumberedGloves gloves) {
    Long bound = entry.worstBoundNanos();
    long slack = 3 * gloves.periodNanos() + (bound == null ? 0 : 2 * bound);
    long early = gloves.dueNanos(count.first) - manifest.times().startNanos();
    long late = manifest.times().stopNanos() - gloves.dueNanos(count.last);
    if (early > slack || late > slack) {
      faults.add(
          String.format(
              java.util.Locale.ROOT,
              "%s: begins %.1f ms after the take and ends %.1f ms before it",
              count.spec.name(),
              early / 1e6,
              late / 1e6));
    }
  }

  @Override
  public void stream(int number, StreamSpec spec, @Nullable String videoFile) {
    counts.add(new Count(spec, videoFile != null));
  }

  @Override
  public void sample(int number, PayloadReader payload) {
    Count count = counts.get(number);
    long sequence = payload.sequence();
    if (count.first < 0) {
      count.first = sequence;
      count.firstCaptureNanos = payload.captureNanos();
    } else if (sequence > count.last) {
      count.missing += sequence - count.last - 1;
    } else {
      count.unordered++;
    }
    count.last = Math.max(count.last, sequence);
    count.written++;
  }

  /// What was overwritten before the first sample in the file leaves no gap there.
  @Override
  public void event(EpisodeEvent event) {
    for (Count count : counts) {
      if (event.kind() == EventKind.OVERRUN
          && event.subject().equals(count.spec.name())
          && event.studioNanos() == count.firstCaptureNanos) {
        count.overrunAtStart += event.count();
      }
    }
  }

  int streams() {
    return counts.size();
  }

  /// Whether all adds up.
  boolean holds() {
    return faults.isEmpty() && received == written + overrun;
  }
}
