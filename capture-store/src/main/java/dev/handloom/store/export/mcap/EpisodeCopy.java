package dev.handloom.store.export.mcap;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.disk.DiskFile;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.PayloadWriter;
import dev.handloom.store.payload.Schemas;
import dev.handloom.store.payload.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Goes through an episode once and writes all of it into one file.
final class EpisodeCopy implements LogVisitor {
  private final ExportSource source;
  private final ExportOutput out;
  private final PayloadWriter payload;
  private final ExportRun.Steps steps;
  private final FirstKeys firstKeys;
  private final List<StreamCopy> streams = new ArrayList<>();
  private final Map<String, Long> samples = new HashMap<>();
  private final HandFrames handFrames;
  private final HandKeypoints keypoints;
  private final CameraNotes cameraNotes;
  private final EventCopy events;
  private final int clocks;
  private final int anchors;

  /// What a file must hold.
  ///
  /// @param keypoints whether there is a hand whose keypoints are in it
  record Written(long messages, Map<String, ExportOutput.Count> topics, boolean keypoints) {}

  private EpisodeCopy(
      ExportSource source, ExportOutput out, FirstKeys firstKeys, ExportRun.Steps steps) {
    this.source = source;
    this.out = out;
    this.firstKeys = firstKeys;
    this.steps = steps;
    payload = new PayloadWriter(source.manifest().times().anchor());
    events = new EventCopy(source, out, payload);
    cameraNotes = new CameraNotes(source, out, payload);
    handFrames = new HandFrames(source, out, payload);
    keypoints = new HandKeypoints(source.wish().keypoints(), out, payload);
    clocks = out.channel(Schemas.CLOCK, Topics.CLOCKS, Map.of());
    anchors = out.channel(Schemas.ANCHOR, Topics.ANCHORS, Map.of());
  }

  /// Writes the file and closes it; it is on the disk then.
  static Written copy(ExportSource source, DiskFile file, String software, ExportRun.Steps steps)
      throws IOException {
    FirstKeys keys = FirstKeys.of(source);
    try (ExportOutput out = new ExportOutput(file, source.manifest().times().anchor(), software)) {
      out.attachBeside(source);
      EpisodeCopy copy = new EpisodeCopy(source, out, keys, steps);
      try {
        copy.events.review();
        EpisodeLogReader.read(source.bundle().mcap(), copy);
        copy.ensureComplete();
      } catch (EpisodeBad e) {
        throw e.cause();
      } finally {
        copy.streams.forEach(StreamCopy::close);
      }
      return out.finish(copy.keypoints.any());
    }
  }

  /// The episode, not the file, is wrong. [EpisodeLogReader] would say that of the log.
  static final class EpisodeBad extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final IOException failure;

    EpisodeBad(IOException failure) {
      super(failure);
      this.failure = failure;
    }

    IOException cause() {
      return failure;
    }
  }

  @Override
  public void metadata(String name, Map<String, String> entries) {
    if (name.equals(Topics.TIME_METADATA)) {
      Map<String, String> convention = new LinkedHashMap<>(Topics.TIME_CONVENTION);
      out.metadata(name, convention);
    } else if (!source.nameless()) {
      out.metadata(name, entries);
    } else if (name.equals(Topics.EPISODE_METADATA)) {
      Map<String, String> kept = new LinkedHashMap<>(entries);
      kept.keySet().removeAll(List.of("person", "rig"));
      out.metadata(name, kept);
    }
  }

  @Override
  public void enclosure(Enclosure one) {
    if (!source.nameless()) {
      out.metadata(Enclosure.METADATA, one.metadata());
      out.enclosure(one);
    }
    cameraNotes.add(one);
  }

  @Override
  public void stream(int number, StreamSpec spec, @Nullable String videoFile) {
    try {
      streams.add(
          videoFile == null
              ? keypoints.beside(spec, new SignalCopy(nameless(spec), out, payload))
              : new CameraCopy(nameless(spec), source, videoFile, out, payload, steps));
    } catch (IOException e) {
      throw new EpisodeBad(e);
    }
    if (spec.kind() == StreamKind.HAND && Form.of(spec) == Form.HAND) {
      handFrames.add(spec);
    }
  }

  /// A calibration is called after who wears the device.
  private StreamSpec nameless(StreamSpec spec) {
    return source.nameless() && spec.derived()
        ? new StreamSpec(
            spec.name(),
            spec.kind(),
            spec.channels(),
            spec.nominalHz(),
            spec.ticks(),
            spec.frame(),
            "a calibration")
        : spec;
  }

  @Override
  public void sample(int number, PayloadReader read) {
    steps.add(read.message().byteSize());
    long capture = read.captureNanos();
    StreamCopy stream = streams.get(number);
    try {
      if (source.stretch().holds(capture) || firstKeys.wants(number, capture)) {
        stream.copy(read);
        if (!(stream instanceof CameraCopy) || read.frame().encoded()) {
          // A picture that never came into the video is no sample of the manifest.
          samples.merge(stream.name(), 1L, Long::sum);
        }
      } else {
        stream.skip(read);
      }
    } catch (IOException e) {
      throw new EpisodeBad(e);
    }
  }

  @Override
  public void event(EpisodeEvent event) {
    if (source.stretch().holds(event.studioNanos())) {
      if (!source.nameless()) {
        events.event(event);
      }
      if (event.kind() == EventKind.MARKER) {
        events.mark(event);
      }
    }
  }

  @Override
  public void clock(ClockNote note) {
    if (source.stretch().holds(note.studioNanos())) {
      payload.clock(note);
      out.message(clocks, note.studioNanos(), note.studioNanos(), payload);
    }
  }

  @Override
  public void anchor(StudioClock.Anchor anchor) {
    if (source.stretch().holds(anchor.studioNanos())) {
      payload.anchor(anchor);
      out.message(anchors, anchor.studioNanos(), anchor.studioNanos(), payload);
    }
  }

  private void ensureComplete() {
    if (source.stretch().cut()) {
      return;
    }
    for (Manifest.StreamEntry entry : source.manifest().streams()) {
      long copied = samples.getOrDefault(entry.name(), 0L);
      if (copied != entry.samples()) {
        throw new EpisodeBad(
            new IOException(
                entry.name()
                    + " has "
                    + copied
                    + " samples, and its manifest says "
                    + entry.samples()
                    + ". Check the episode: "
                    + source.bundle().folder()));
      }
    }
  }
}
