package dev.handloom.store.recover;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.Pauses;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.episode.Tally;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.Topics;
import dev.handloom.store.video.VideoTail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the MCAP of a take that never ended still says.
final class RecoveredLog implements LogVisitor {
  private final List<Tally> tallies = new ArrayList<>();
  private final List<Manifest.EnclosureEntry> enclosures = new ArrayList<>();
  private final Pauses pauses = new Pauses();
  private final List<@Nullable String> videos = new ArrayList<>();
  private final List<List<VideoTail.Expected>> pictures = new ArrayList<>();
  private final Map<String, Manifest.SyncEntry> clocks = new LinkedHashMap<>();
  private final List<EpisodeEvent> events = new ArrayList<>();
  private final Map<String, Long> overruns = new LinkedHashMap<>();
  private @Nullable TakeMarker take;
  private long lastCapture = Long.MIN_VALUE;

  @Override
  public void metadata(String name, Map<String, String> entries) {
    if (name.equals(Topics.EPISODE_METADATA)) {
      take = marker(entries);
    }
  }

  private static @Nullable TakeMarker marker(Map<String, String> entries) {
    try {
      return new TakeMarker(
          entries.getOrDefault("id", ""),
          entries.getOrDefault("task", ""),
          entries.getOrDefault("person", ""),
          entries.getOrDefault("rig", ""),
          Long.parseLong(entries.getOrDefault("start_nanos", "")),
          new StudioClock.Anchor(
              Long.parseLong(entries.getOrDefault("anchor_studio_nanos", "")),
              Long.parseLong(entries.getOrDefault("anchor_unix_nanos", "")),
              Long.parseLong(entries.getOrDefault("anchor_uncertainty_nanos", "0"))),
          "");
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public void enclosure(Enclosure enclosure) {
    enclosures.add(enclosure.entry());
  }

  List<Manifest.EnclosureEntry> enclosures() {
    return List.copyOf(enclosures);
  }

  @Override
  public void stream(int number, StreamSpec spec, @Nullable String videoFile) {
    Tally tally = new Tally(spec);
    tally.over(pauses);
    tallies.add(tally);
    videos.add(videoFile);
    pictures.add(new ArrayList<>());
  }

  @Override
  public void sample(int number, PayloadReader payload) {
    Tally tally = tallies.get(number);
    tally.at(payload.captureNanos(), payload.boundNanos(), payload.arrivalNanos());
    if (videos.get(number) != null && !payload.frame().encoded()) {
      tally.addNotEncoded(payload.sequence(), 0);
      return;
    }
    tally.add(payload.sequence(), payload.captureNanos(), payload.boundNanos(), 0);
    lastCapture = Math.max(lastCapture, payload.captureNanos());
    if (videos.get(number) != null) {
      FrameRow row = payload.frame();
      pictures
          .get(number)
          .add(new VideoTail.Expected(row.ptsMicros(), row.keyFrame(), row.packetCrc()));
    }
  }

  @Override
  public void event(EpisodeEvent event) {
    pauses.follow(event);
    if (event.kind() == EventKind.OVERRUN) {
      overruns.merge(event.subject(), event.count(), Long::sum);
    }
    if (events.size() < Manifest.MOST_EVENTS) {
      events.add(event);
    }
  }

  @Override
  public void clock(ClockNote note) {
    clocks.put(note.device(), Manifest.SyncEntry.of(note));
  }

  /// The take as the log names it; null when it does not.
  @Nullable TakeMarker take() {
    return take;
  }

  /// Studio time of the last sample; [Long#MIN_VALUE] when there is none.
  long lastCaptureNanos() {
    return lastCapture;
  }

  List<Manifest.StreamEntry> streams() {
    for (Tally tally : tallies) {
      tally.wereOverruns(overruns.getOrDefault(tally.spec().name(), 0L));
    }
    overruns.clear();
    return tallies.stream().map(Tally::entry).toList();
  }

  /// A camera and its video, as the log names them.
  record Camera(
      String stream,
      String file,
      FrameFormat format,
      List<VideoTail.Expected> records,
      long notEncoded) {}

  List<Camera> cameras() {
    List<Camera> out = new ArrayList<>();
    for (int i = 0; i < tallies.size(); i++) {
      Tally tally = tallies.get(i);
      String file = videos.get(i);
      FrameFormat format = tally.spec().frame();
      if (file != null && format != null) {
        out.add(new Camera(tally.spec().name(), file, format, pictures.get(i), tally.notEncoded()));
      }
    }
    return out;
  }

  List<Manifest.Pause> pauses(long stopNanos) {
    return pauses.entries(stopNanos);
  }

  /// Studio time of the last sample of a stream that has one.
  long lastCapture(String stream) {
    return tallies.stream()
        .filter(tally -> tally.spec().name().equals(stream))
        .mapToLong(Tally::lastCaptureNanos)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /// The streams as they were counted.
  List<Tally> tallies() {
    return tallies;
  }

  List<Manifest.SyncEntry> sync() {
    return List.copyOf(clocks.values());
  }

  List<EpisodeEvent> events() {
    return List.copyOf(events);
  }
}
