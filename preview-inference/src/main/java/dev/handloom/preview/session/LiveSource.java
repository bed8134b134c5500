package dev.handloom.preview.session;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Hub;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.preview.example.ChannelPlace;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.example.Wants.Group;
import dev.handloom.preview.example.Wants.View;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.pack.Manifest.Channel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is captured now. Reads the rings with cursors of its own; they never wait for it.
public final class LiveSource implements Source {
  private static final double SECOND_NANOS = 1e9;

  /// What is shown of the past at least.
  private static final double SHOWN_SECONDS = 5;

  /// A picture older than this is not what is there now.
  private static final long OLDEST_NANOS = 1_000_000_000L;

  private static final double MILLI = 1e6;

  private final Hub hub;
  private final String session = UUID.randomUUID().toString();
  private final List<LiveCamera> cameras = new ArrayList<>();
  private final Map<String, LiveNumbers> numbers = new LinkedHashMap<>();
  private @Nullable Wants wants;
  private List<@Nullable Read> state = List.of();
  private List<@Nullable Read> actions = List.of();
  private long lastSeen;

  /// A channel of a stream.
  private record Read(LiveNumbers from, int channel) {}

  public LiveSource(Hub hub) {
    this.hub = hub;
  }

  @Override
  public void open(Wants wanted) {
    close();
    wants = wanted;
    double keep = SHOWN_SECONDS + wanted.stepSeconds() * (wanted.before() + wanted.after());
    for (View view : wanted.views()) {
      cameras.add(new LiveCamera(view, Math.round(keep * SECOND_NANOS)));
    }
    state = reads(wanted.state(), keep);
    actions = reads(wanted.actions(), keep);
  }

  private List<@Nullable Read> reads(List<Channel> channels, double keep) {
    List<StreamSpec> specs = hub.all().stream().map(LiveStream::spec).toList();
    List<@Nullable Read> reads = new ArrayList<>();
    for (Channel channel : channels) {
      reads.add(
          ChannelPlace.of(channel.name(), specs)
              .map(place ->
                  new Read(
                      numbers.computeIfAbsent(place.stream(), name -> new LiveNumbers(name, keep)),
                      place.channel()))
              .orElse(null));
    }
    return reads;
  }

  @Override
  public List<String> mismatches() {
    Wants wanted = wants;
    return wanted == null
        ? List.of()
        : Fitting.mismatches(wanted, hub.all().stream().map(LiveStream::spec).toList());
  }

  @Override
  public void look() {
    for (LiveNumbers each : numbers.values()) {
      each.look(hub);
    }
    for (LiveCamera camera : cameras) {
      camera.look(hub);
    }
  }

  @Override
  public Sight see(String task) {
    long begun = StudioClock.now();
    Wants wanted = wants;
    if (wanted == null) {
      return new Sight.Missing("Nothing is wanted yet");
    }
    // The newest picture says which moment it is; numbers are taken at that moment.
    long at = cameras.isEmpty() ? numbersUntil() : Long.MIN_VALUE;
    for (int v = 0; v < cameras.size(); v++) {
      LiveCamera camera = cameras.get(v);
      String name = wanted.views().get(v).camera();
      if (camera.empty()) {
        return new Sight.Missing(
            camera.trouble().isEmpty()
                ? "No picture of the " + SaidOf.stream(name) + " yet"
                : camera.trouble());
      }
      if (begun - camera.newest() > OLDEST_NANOS) {
        return new Sight.Missing(
            "No picture of the " + SaidOf.stream(name) + " for " + since(begun, camera.newest()));
      }
      at = Math.max(at, camera.newest());
    }
    if (at == Long.MIN_VALUE) {
      return new Sight.Missing("Nothing has come yet");
    }
    if (at == lastSeen) {
      return new Sight.Same();
    }
    Map<String, List<Picture>> shown = new LinkedHashMap<>();
    for (int v = 0; v < cameras.size(); v++) {
      View view = wanted.views().get(v);
      List<Picture> frames = new ArrayList<>();
      for (int back : wanted.frames()) {
        Picture picture = picture(v, at + Math.round(back * wanted.stepSeconds() * SECOND_NANOS));
        if (picture == null) {
          return new Sight.Missing(
              String.format(
                  Locale.ROOT,
                  "Waits until there are %.1f s of the %s",
                  wanted.before() * wanted.stepSeconds(),
                  SaidOf.stream(view.camera())));
        }
        frames.add(picture);
      }
      shown.put(view.name(), frames);
    }
    Map<String, float[]> told = new LinkedHashMap<>();
    Map<String, List<float[]>> earlier = new LinkedHashMap<>();
    int first = 0;
    for (Group group : wanted.groups()) {
      float[] values = values(group, first, at);
      for (int c = 0; c < values.length; c++) {
        if (Float.isNaN(values[c])) {
          return new Sight.Missing(
              "Nothing from the " + SaidOf.channel(group.channels().get(c).name()));
        }
      }
      told.put(group.name(), values);
      earlier.put(group.name(), earlier(wanted, group, first, at, values));
      first += values.length;
    }
    lastSeen = at;
    Observation observation = new Observation(at, shown, told, earlier, task, session);
    return new Sight.Seen(observation, StudioClock.now() - begun);
  }

  private float[] values(Group group, int first, long at) {
    float[] values = new float[group.channels().size()];
    for (int c = 0; c < values.length; c++) {
      values[c] = state(first + c, at);
    }
    return values;
  }

  /// What was not there yet when the pictures before this one were taken was as it is now.
  private List<float[]> earlier(Wants wanted, Group group, int first, long at, float[] now) {
    List<float[]> earlier = new ArrayList<>();
    for (int back : wanted.earlier()) {
      float[] then =
          values(group, first, at + Math.round(back * wanted.stepSeconds() * SECOND_NANOS));
      for (int c = 0; c < then.length; c++) {
        then[c] = Float.isNaN(then[c]) ? now[c] : then[c];
      }
      earlier.add(then);
    }
    return earlier;
  }

  private static String since(long now, long then) {
    double millis = (now - then) / MILLI;
    return millis < 10_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1000)
        : String.format(Locale.ROOT, "%.0f s", millis / 1000);
  }

  @Override
  public Playhead playhead() {
    return new Playhead(true, 0, 0, StudioClock.now(), true, 1);
  }

  @Override
  public long numbersUntil() {
    long until = Long.MAX_VALUE;
    for (LiveNumbers each : numbers.values()) {
      until = Math.min(until, each.newest());
    }
    return until == Long.MAX_VALUE ? Long.MIN_VALUE : until;
  }

  @Override
  public long picturesUntil(int view) {
    return view < cameras.size() ? cameras.get(view).newest() : Long.MIN_VALUE;
  }

  @Override
  public float state(int channel, long nanos) {
    return channel < state.size() ? value(state.get(channel), nanos) : Float.NaN;
  }

  @Override
  public float action(int channel, long nanos) {
    return channel < actions.size() ? value(actions.get(channel), nanos) : Float.NaN;
  }

  private static float value(@Nullable Read read, long nanos) {
    return read == null ? Float.NaN : read.from().value(read.channel(), nanos);
  }

  @Override
  public @Nullable Picture picture(int view, long nanos) {
    Wants wanted = wants;
    if (wanted == null || view >= cameras.size()) {
      return null;
    }
    // Half a step would be between two pictures; a camera's own beat comes on top.
    long farthest = Math.round(0.75 * wanted.stepSeconds() * SECOND_NANOS);
    return cameras.get(view).nearest(nanos, farthest);
  }

  @Override
  public void close() {
    cameras.forEach(LiveCamera::close);
    cameras.clear();
    numbers.clear();
  }

  /// The streams of a rig that a model can be shown, as numbers.
  public static List<StreamSpec> signals(Hub hub) {
    return hub.all().stream()
        .map(LiveStream::spec)
        .filter(spec -> spec.kind() != StreamKind.VIDEO)
        .toList();
  }
}
