package dev.handloom.store.sync;

import dev.handloom.device.clock.ClockCorrection;
import dev.handloom.device.clock.ClockHistory;
import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.ClockState;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.clock.SecondPass;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.SecondTimes;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.PayloadReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How well a finished take is timed, worked out from its bytes. They are read more than once, to
/// find the better times and then to hold them beside the live ones, so that no values need to be
/// kept in memory.
public final class EpisodeSync {
  private static final int MOST_CHANGES = 200;

  private final Manifest manifest;
  private final Map<String, List<ClockNote>> notes = new LinkedHashMap<>();
  private final List<StreamPasses> streams = new ArrayList<>();

  private EpisodeSync(Manifest manifest) {
    this.manifest = manifest;
  }

  /// What came out.
  ///
  /// @param streams in the order of the file
  /// @param times to be kept beside the episode; null when there is no data
  public record Result(Manifest manifest, List<StreamSync> streams, @Nullable SecondTimes times) {
    public Result {
      streams = List.copyOf(streams);
    }
  }

  /// Works it out. Nothing is written.
  public static Result of(Bundle bundle, String software) throws IOException {
    EpisodeSync sync = new EpisodeSync(ManifestFile.read(bundle));
    return sync.run(bundle, software);
  }

  /// Makes the second pass over a take that has none yet, or one of other data, and keeps it beside
  /// the take.
  ///
  /// @return whether there is one now
  public static boolean keep(Bundle bundle, String software) throws IOException {
    Manifest manifest = ManifestFile.read(bundle);
    SecondTimes there = SecondTimes.usable(bundle, manifest);
    if (there != null && there.version() >= SecondPass.VERSION) {
      return true;
    }
    SecondTimes times = of(bundle, software).times();
    if (times == null) {
      return false;
    }
    times.write(bundle);
    return true;
  }

  private Result run(Bundle bundle, String software) throws IOException {
    EpisodeLogReader.read(bundle.mcap(), new Notes());
    EpisodeLogReader.read(bundle.mcap(), new First());
    for (StreamPasses stream : streams) {
      stream.between(path(stream.spec, true));
    }
    EpisodeLogReader.read(bundle.mcap(), new Second());
    return new Result(manifest, streams.stream().map(this::figures).toList(), times(software));
  }

  private @Nullable SecondTimes times(String software) {
    String of = SecondTimes.mcapOf(manifest);
    if (of == null) {
      return null;
    }
    List<SecondTimes.Stream> found = new ArrayList<>();
    for (StreamPasses stream : streams) {
      ClockCorrection correction = stream.correction();
      if (correction != null) {
        found.add(
            new SecondTimes.Stream(stream.spec.name(), stream.pathWords(), correction.spans()));
      }
    }
    return new SecondTimes(
        SecondTimes.SCHEMA, SecondPass.VERSION, SecondPass.METHOD, software, of, found);
  }

  private List<ClockNote> notesOf(StreamSpec spec) {
    return notes.getOrDefault(spec.device(), List.of());
  }

  /// The path that the live pass took off at the start or at the end; null where nobody wrote it
  /// down.
  private @Nullable PathDelay path(StreamSpec spec, boolean atEnd) {
    List<ClockNote> of = notesOf(spec);
    return of.isEmpty() ? null : (atEnd ? of.getLast() : of.getFirst()).report().path();
  }

  private StreamSync figures(StreamPasses stream) {
    List<ClockNote> of = notesOf(stream.spec);
    ClockReport end = of.isEmpty() ? null : of.getLast().report();
    Manifest.StreamEntry counted = stream.tally.entry();
    Manifest.StreamEntry told =
        manifest.streams().stream()
            .filter(entry -> entry.name().equals(stream.spec.name()))
            .findFirst()
            .orElse(counted);
    return new StreamSync(
        stream.spec.name(),
        stream.spec.device(),
        stream.spec.maker(),
        counted.samples(),
        told.measuredHz(),
        told.lost(),
        told.overruns(),
        told.restarts(),
        end == null ? ClockState.ACQUIRING : end.state(),
        changes(of),
        end == null ? "nothing was written down" : end.method(),
        end == null ? 0 : end.offsetNanos(),
        end == null ? 0 : end.driftPpm(),
        end == null ? 0 : end.jumps(),
        end == null ? null : end.path(),
        stream.liveBounds(),
        stream.comparison(),
        new ClockHistory(points(of), stream.jitter()));
  }

  private List<StreamSync.Change> changes(List<ClockNote> of) {
    List<StreamSync.Change> changes = new ArrayList<>();
    ClockState state = null;
    for (ClockNote note : of) {
      if (note.report().state() != state && changes.size() < MOST_CHANGES) {
        state = note.report().state();
        changes.add(
            new StreamSync.Change(note.studioNanos() - manifest.times().startNanos(), state));
      }
    }
    return changes;
  }

  private static List<ClockHistory.Point> points(List<ClockNote> of) {
    int every = Math.max(1, (of.size() + ClockHistory.MOST_POINTS - 1) / ClockHistory.MOST_POINTS);
    List<ClockHistory.Point> points = new ArrayList<>();
    for (int i = 0; i < of.size(); i += every) {
      ClockReport report = of.get(i).report();
      points.add(
          new ClockHistory.Point(
              of.get(i).studioNanos(),
              report.state(),
              report.offsetNanos(),
              report.driftPpm(),
              report.boundNanos(),
              report.jumps()));
    }
    return points;
  }

  /// What was known during the take.
  private final class Notes implements LogVisitor {
    @Override
    public void stream(int number, StreamSpec spec, @Nullable String videoFile) {}

    @Override
    public void sample(int number, PayloadReader payload) {}

    @Override
    public void clock(ClockNote note) {
      notes.computeIfAbsent(note.device(), _ -> new ArrayList<>()).add(note);
    }
  }

  private final class First implements LogVisitor {
    @Override
    public void stream(int number, StreamSpec spec, @Nullable String videoFile) {
      streams.add(new StreamPasses(spec, path(spec, false)));
    }

    @Override
    public void sample(int number, PayloadReader payload) {
      streams.get(number).first(payload);
    }
  }

  private final class Second implements LogVisitor {
    @Override
    public void stream(int number, StreamSpec spec, @Nullable String videoFile) {}

    @Override
    public void sample(int number, PayloadReader payload) {
      StreamPasses stream = streams.get(number);
      stream.tally.at(payload.captureNanos(), payload.boundNanos(), payload.arrivalNanos());
      stream.tally.add(payload.sequence(), payload.captureNanos(), payload.boundNanos(), 0);
      stream.second(payload);
    }
  }
}
