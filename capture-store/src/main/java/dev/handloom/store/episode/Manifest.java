package dev.handloom.store.episode;

import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an episode amounts to, as `episode.json` says it.
///
/// @param schema the version of this layout
/// @param task what the person did, in their words
/// @param person who wore the devices; empty where nobody said
/// @param rig the name of the rig
/// @param ended why the take ended, for a person
/// @param times when
/// @param notes what recovery found, for a person; empty for a take that ended well
/// @param events losses and the like, the first [#MOST_EVENTS]; all are in the MCAP
/// @param software who wrote this
/// @param pauses stretches that a person left out; nothing captured in them is in the files
/// @param enclosures what was put into the MCAP beside the samples, as the calibrations of gloves
public record Manifest(
    int schema,
    String id,
    String task,
    String person,
    String rig,
    State state,
    String ended,
    Times times,
    List<StreamEntry> streams,
    List<CameraEntry> cameras,
    List<SyncEntry> sync,
    List<EpisodeEvent> events,
    List<String> notes,
    List<FileEntry> files,
    String software,
    List<Pause> pauses,
    List<EnclosureEntry> enclosures) {

  /// The layout that this version writes, and the newest it reads.
  public static final int SCHEMA = 1;

  public static final int MOST_EVENTS = 1000;

  /// How the take came to its end.
  public enum State {
    /// Ended by the recorder.
    COMPLETE,
    /// Ended by recovery, after a crash or a failed disk.
    RECOVERED
  }

  public Manifest {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(times, "times");
    Objects.requireNonNull(task, "task");
    person = Objects.requireNonNullElse(person, "");
    rig = Objects.requireNonNullElse(rig, "");
    ended = Objects.requireNonNullElse(ended, "");
    software = Objects.requireNonNullElse(software, "");
    streams = List.copyOf(Objects.requireNonNullElse(streams, List.of()));
    cameras = List.copyOf(Objects.requireNonNullElse(cameras, List.of()));
    sync = List.copyOf(Objects.requireNonNullElse(sync, List.of()));
    events = List.copyOf(Objects.requireNonNullElse(events, List.of()));
    notes = List.copyOf(Objects.requireNonNullElse(notes, List.of()));
    files = List.copyOf(Objects.requireNonNullElse(files, List.of()));
    pauses = List.copyOf(Objects.requireNonNullElse(pauses, List.of()));
    enclosures = List.copyOf(Objects.requireNonNullElse(enclosures, List.of()));
  }

  /// A take without enclosures.
  public Manifest(
      int schema,
      String id,
      String task,
      String person,
      String rig,
      State state,
      String ended,
      Times times,
      List<StreamEntry> streams,
      List<CameraEntry> cameras,
      List<SyncEntry> sync,
      List<EpisodeEvent> events,
      List<String> notes,
      List<FileEntry> files,
      String software,
      List<Pause> pauses) {
    this(
        schema, id, task, person, rig, state, ended, times, streams, cameras, sync, events, notes,
        files, software, pauses, List.of());
  }

  /// An [Enclosure].
  public record EnclosureEntry(String name, String subject, String words, long bytes) {
    public EnclosureEntry {
      Objects.requireNonNull(name, "name");
      subject = Objects.requireNonNullElse(subject, "");
      words = Objects.requireNonNullElse(words, "");
    }
  }

  /// A take without a pause.
  public Manifest(
      int schema,
      String id,
      String task,
      String person,
      String rig,
      State state,
      String ended,
      Times times,
      List<StreamEntry> streams,
      List<CameraEntry> cameras,
      List<SyncEntry> sync,
      List<EpisodeEvent> events,
      List<String> notes,
      List<FileEntry> files,
      String software) {
    this(
        schema, id, task, person, rig, state, ended, times, streams, cameras, sync, events, notes,
        files, software, List.of());
  }

  /// From when to when nothing was recorded, studio time: the first moment left out, and the first
  /// that is in the take again.
  public record Pause(long fromNanos, long toNanos) {}

  /// @param startNanos studio time; the first capture time that belongs to the take
  /// @param stopNanos studio time; the last
  /// @param anchor puts studio time on the wall clock, for the whole take
  public record Times(long startNanos, long stopNanos, StudioClock.Anchor anchor) {
    public Times {
      Objects.requireNonNull(anchor, "anchor");
    }

    public long startUnixNanos() {
      return anchor.toUnixNanos(startNanos);
    }

    public long durationNanos() {
      return stopNanos - startNanos;
    }
  }

  /// One stream that was recorded.
  ///
  /// @param maker what computed it; null for a raw one
  /// @param samples how many are in the MCAP
  /// @param measuredHz by capture times
  /// @param lost samples that the device counted and that never came
  /// @param overruns samples that came and could not be written in time
  /// @param restarts how often the device's count began anew
  /// @param worstBoundNanos the widest stated bound of a capture time; null when none was stated
  /// @param unbounded samples without a stated bound
  public record StreamEntry(
      String name,
      String kind,
      @Nullable String maker,
      double nominalHz,
      int channels,
      long samples,
      double measuredHz,
      long firstCaptureNanos,
      long lastCaptureNanos,
      long lost,
      long overruns,
      long restarts,
      @Nullable Long worstBoundNanos,
      long unbounded) {
    public StreamEntry {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(kind, "kind");
    }
  }

  /// One camera's video.
  ///
  /// @param frames pictures in the file that have a record
  /// @param trouble why there are none, or no more; empty when all went well
  /// @param encoder what packed the pictures, for a person; empty where nobody said
  /// @param notEncoded pictures that came and were too many for the encoder; each has a record that
  ///   says so
  public record CameraEntry(
      String stream,
      String file,
      String codec,
      int width,
      int height,
      long frames,
      long bytes,
      String trouble,
      String encoder,
      long notEncoded) {
    public CameraEntry {
      Objects.requireNonNull(stream, "stream");
      if (!Bundle.isFileName(file)) {
        throw new IllegalArgumentException("Not the name of a video in a bundle: " + file);
      }
      codec = Objects.requireNonNullElse(codec, "");
      trouble = Objects.requireNonNullElse(trouble, "");
      encoder = Objects.requireNonNullElse(encoder, "");
    }

    public CameraEntry(
        String stream,
        String file,
        String codec,
        int width,
        int height,
        long frames,
        long bytes,
        String trouble) {
      this(stream, file, codec, width, height, frames, bytes, trouble, "", 0);
    }
  }

  /// What was known of a device's clock at the end.
  public record SyncEntry(
      String device,
      String state,
      String method,
      long offsetNanos,
      double driftPpm,
      @Nullable Long boundNanos,
      long jumps) {
    public SyncEntry {
      Objects.requireNonNull(device, "device");
      state = Objects.requireNonNullElse(state, "");
      method = Objects.requireNonNullElse(method, "");
    }

    /// From what was written down during the take.
    public static SyncEntry of(ClockNote note) {
      ClockReport report = note.report();
      return new SyncEntry(
          note.device(),
          report.state().name(),
          report.method(),
          report.offsetNanos(),
          report.driftPpm(),
          report.boundNanos() == Sample.UNBOUNDED ? null : report.boundNanos(),
          report.jumps());
    }
  }

  /// A file of the bundle.
  public record FileEntry(String name, long bytes, String sha256) {
    public FileEntry {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(sha256, "sha256");
    }
  }

  /// Samples and pictures that never came to the file, over all streams.
  public long missing() {
    long sum = 0;
    for (StreamEntry stream : streams) {
      sum += stream.lost() + stream.overruns();
    }
    for (CameraEntry camera : cameras) {
      sum += camera.notEncoded();
    }
    return sum;
  }

  /// The widest stated bound of any capture time, or null when none was stated.
  public @Nullable Long worstBoundNanos() {
    Long worst = null;
    for (StreamEntry stream : streams) {
      Long bound = stream.worstBoundNanos();
      if (bound != null && (worst == null || bound > worst)) {
        worst = bound;
      }
    }
    return worst;
  }

  /// Bytes of all files.
  public long bytes() {
    long sum = 0;
    for (FileEntry file : files) {
      sum += file.bytes();
    }
    return sum;
  }
}
