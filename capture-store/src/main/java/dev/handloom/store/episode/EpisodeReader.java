package dev.handloom.store.episode;

import dev.handloom.device.clock.ClockCorrection;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.payload.ClockNote;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.PayloadReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A whole episode in memory but for its pictures. Immutable once opened.
public final class EpisodeReader {
  private final List<Enclosure> enclosures = new ArrayList<>();
  private final Bundle bundle;
  private final Manifest manifest;
  private final Map<String, StreamSamples> signals = new LinkedHashMap<>();
  private final Map<String, CameraFrames> cameras = new LinkedHashMap<>();
  private final List<EpisodeEvent> events = new ArrayList<>();
  private final List<ClockNote> clocks = new ArrayList<>();
  private final List<StudioClock.Anchor> anchors = new ArrayList<>();

  private EpisodeReader(Bundle bundle, Manifest manifest) {
    this.bundle = bundle;
    this.manifest = manifest;
  }

  /// Reads a saved episode.
  public static EpisodeReader open(Bundle bundle) throws IOException {
    Manifest manifest = ManifestFile.read(bundle);
    EpisodeReader episode = new EpisodeReader(bundle, manifest);
    EpisodeLogReader.read(
        bundle.mcap(), episode.new Collector(SecondTimes.usable(bundle, manifest)));
    return episode;
  }

  public Bundle bundle() {
    return bundle;
  }

  public Manifest manifest() {
    return manifest;
  }

  /// The first moment of the take, studio time.
  public long startNanos() {
    return manifest.times().startNanos();
  }

  /// The last moment of the take, studio time.
  public long stopNanos() {
    return manifest.times().stopNanos();
  }

  /// The streams of numbers by name, hands among them.
  public Map<String, StreamSamples> signals() {
    return Collections.unmodifiableMap(signals);
  }

  /// The streams that are hands.
  public List<StreamSamples> hands() {
    return signals.values().stream().filter(s -> s.spec().kind() == StreamKind.HAND).toList();
  }

  /// A stream of numbers.
  public Optional<StreamSamples> signal(String name) {
    return Optional.ofNullable(signals.get(name));
  }

  /// The cameras by the names of their streams.
  public Map<String, CameraFrames> cameras() {
    return Collections.unmodifiableMap(cameras);
  }

  /// A camera.
  public Optional<CameraFrames> camera(String stream) {
    return Optional.ofNullable(cameras.get(stream));
  }

  /// What happened, in the order of the file.
  public List<EpisodeEvent> events() {
    return List.copyOf(events);
  }

  /// What was known of the clocks, about once a second for each device.
  public List<ClockNote> clocks() {
    return List.copyOf(clocks);
  }

  public List<StudioClock.Anchor> anchors() {
    return List.copyOf(anchors);
  }

  /// What stands in it beside the samples.
  public List<Enclosure> enclosures() {
    return List.copyOf(enclosures);
  }

  private final class Collector implements LogVisitor {
    private final List<StreamSamples> plain = new ArrayList<>();
    private final List<@Nullable CameraFrames> video = new ArrayList<>();
    private final @Nullable SecondTimes second;
    private final List<ClockCorrection.@Nullable Cursor> cursors = new ArrayList<>();

    Collector(@Nullable SecondTimes second) {
      this.second = second;
    }

    @Override
    public void stream(int number, StreamSpec spec, @Nullable String videoFile) {
      ClockCorrection correction = second == null ? null : second.of(spec);
      cursors.add(correction == null ? null : correction.cursor());
      StreamSamples samples = new StreamSamples(spec, correction != null);
      plain.add(samples);
      if (videoFile == null) {
        signals.put(spec.name(), samples);
        video.add(null);
      } else {
        CameraFrames frames = new CameraFrames(samples, bundle.video(videoFile));
        cameras.put(spec.name(), frames);
        video.add(frames);
      }
    }

    @Override
    public void sample(int number, PayloadReader payload) throws IOException {
      ClockCorrection.Cursor cursor = cursors.get(number);
      if (cursor != null && !cursor.next(payload.deviceTicks(), payload.arrivalNanos())) {
        cursor = null;
      }
      CameraFrames frames = video.get(number);
      if (frames != null) {
        frames.add(payload, cursor);
      } else {
        plain.get(number).add(payload, cursor);
      }
    }

    @Override
    public void event(EpisodeEvent event) {
      events.add(event);
    }

    @Override
    public void enclosure(Enclosure enclosure) {
      enclosures.add(enclosure);
    }

    @Override
    public void clock(ClockNote note) {
      clocks.add(note);
    }

    @Override
    public void anchor(StudioClock.Anchor anchor) {
      anchors.add(anchor);
    }
  }
}
