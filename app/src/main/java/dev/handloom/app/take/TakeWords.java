package dev.handloom.app.take;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.shell.StudioStatus.Item;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.record.RecordingStatus;
import dev.handloom.store.record.TakeResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A take in words and figures, as the banner and the status bar say them.
public final class TakeWords {
  /// Below this a person should make room before the next take.
  private static final double FEW_HOURS = 1;

  /// Nothing grew on the disk although a take runs.
  private static final long STUCK_NANOS = 2_500_000_000L;

  /// Pictures that wait while one is packed and the next has come.
  private static final long KEEPS_UP = 3;

  private static final long LEAST_MEASURED_NANOS = 1_000_000_000L;

  private final Takes takes;
  private final OpenLibrary library;
  private final EncoderLoad load = new EncoderLoad();

  public TakeWords(Takes takes, OpenLibrary library) {
    this.takes = takes;
    this.library = library;
  }

  /// Length of the take under way or of the last one, as 1:02.4.
  public String elapsed() {
    Optional<RecordingStatus> status = takes.status();
    if (status.isPresent()) {
      return clock(status.get().elapsedNanos());
    }
    Optional<RecordingStatus> held = takes.held();
    if (held.isPresent()) {
      return clock(held.get().heldNanos());
    }
    TakeResult last = takes.last();
    Manifest manifest = last == null ? null : last.manifest();
    return clock(manifest == null ? 0 : manifest.times().durationNanos());
  }

  static String clock(long nanos) {
    long tenths = Math.max(0, nanos) / 100_000_000L;
    return String.format(Locale.ROOT, "%d:%02d.%d", tenths / 600, tenths / 10 % 60, tenths % 10);
  }

  /// Beside the clock: what is on the disk, what was lost, what the last take amounts to.
  public String detail() {
    Optional<RecordingStatus> status = takes.status();
    if (status.isPresent()) {
      RecordingStatus now = status.get();
      String disk = megabytes(now.bytes()) + " on disk";
      if (!now.growing() && now.elapsedNanos() > STUCK_NANOS) {
        return "Nothing reaches the disk! " + disk;
      }
      return disk + ", " + lost(now.missing()) + marks() + silent(now);
    }
    Optional<RecordingStatus> held = takes.held();
    if (held.isPresent()) {
      return String.format(
          Locale.ROOT,
          "in memory, %s. Nothing is on the disk yet.",
          megabytes(held.get().heldBytes()));
    }
    TakeResult last = takes.last();
    if (last == null) {
      return "";
    }
    Manifest manifest = last.manifest();
    if (manifest == null) {
      return last.message();
    }
    String what = manifest.task().isEmpty() ? "" : "“" + manifest.task() + "”, ";
    return what
        + megabytes(manifest.bytes())
        + ", "
        + lost(manifest.missing())
        + ". "
        + takes.savedCount()
        + (takes.savedCount() == 1 ? " take" : " takes")
        + " in this session.";
  }

  /// How a take under way goes: the disk, the encoders, the clocks; empty while there is none.
  public String flow() {
    return takes.status().map(now -> flow(now, load.at(now, StudioClock.now()))).orElse("");
  }

  static String flow(RecordingStatus now, double busy) {
    long waiting = 0;
    long late = 0;
    long worst = -1;
    boolean cameras = false;
    for (RecordingStatus.StreamStatus stream : now.streams()) {
      if (stream.video()) {
        cameras = true;
        waiting = Math.max(waiting, stream.behind());
        late += stream.notEncoded();
      }
      if (stream.boundNanos() != Sample.UNBOUNDED) {
        worst = Math.max(worst, stream.boundNanos());
      }
    }
    // Until the last half minute is measured, the take so far says it.
    double rate =
        now.bytesPerSecond() >= 0
            ? now.bytesPerSecond()
            : now.bytes() * 1e9 / Math.max(1, now.elapsedNanos());
    String disk =
        now.elapsedNanos() < LEAST_MEASURED_NANOS
            ? "Disk rate being measured"
            : String.format(Locale.ROOT, "Disk %.1f MB/s", rate / 1e6);
    String encoders =
        !cameras
            ? ""
            : waiting <= KEEPS_UP
                ? busy < 0
                    ? " · Encoders keep up"
                    : String.format(Locale.ROOT, " · Encoders %.0f %% busy", 100 * busy)
                : String.format(Locale.ROOT, " · Encoders %d pictures behind", waiting);
    String dropped = late == 0 ? "" : String.format(Locale.ROOT, " · %,d pictures too many", late);
    String bound =
        worst < 0 ? "" : String.format(Locale.ROOT, " · Times within ±%.1f ms", worst / 1e6);
    return disk + encoders + dropped + bound;
  }

  private String marks() {
    int count = takes.markers();
    return count == 0 ? "" : ", " + count + (count == 1 ? " marker" : " markers");
  }

  private static String silent(RecordingStatus now) {
    List<String> names =
        now.streams().stream().filter(s -> s.silentNanos() > 0).map(s -> s.name()).toList();
    return names.isEmpty() ? "" : ". Nothing comes from " + String.join(", ", names);
  }

  /// Samples missing from the take under way.
  public long missing() {
    return takes.status().map(RecordingStatus::missing).orElse(0L);
  }

  /// How much room is left, in hours where the rate is known.
  public Item disk() {
    OpenLibrary.Room room = library.room();
    if (room.freeBytes() < 0) {
      return Item.NONE;
    }
    String free = gigabytes(room.freeBytes()) + " free";
    Optional<RecordingStatus> status = takes.status();
    double measured = status.map(RecordingStatus::bytesPerSecond).orElse(-1.0);
    if (status.isPresent() && measured <= 0 && room.bytesPerSecond() <= 0) {
      return Item.calm(free + ", measuring what is left");
    }
    double rate = measured > 0 ? measured : room.bytesPerSecond();
    if (rate <= 0) {
      return Item.calm(free);
    }
    double hours = room.freeBytes() / rate / 3600;
    String text =
        free
            + ", "
            + (hours > 100
                ? "over 100 h"
                : String.format(Locale.ROOT, hours < 10 ? "%.1f h" : "%.0f h", hours))
            + " left";
    return hours < FEW_HOURS ? Item.warning(text) : Item.calm(text);
  }

  private static String lost(long samples) {
    return samples == 0
        ? "nothing lost"
        : String.format(Locale.ROOT, "%,d %s lost", samples, samples == 1 ? "sample" : "samples");
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f GB", bytes / 1e9);
  }
}
