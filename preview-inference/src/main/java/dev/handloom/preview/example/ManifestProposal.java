package dev.handloom.preview.example;

import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.Manifest.Camera;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.pack.Manifest.Fit;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a model for a rig could be shown and could answer, from an episode of it: the cameras, and
/// every channel that says where the body is.
public final class ManifestProposal {
  public static final double STEP_SECONDS = 1.0 / 15;
  public static final int STEPS = 16;
  public static final List<Integer> FRAMES = List.of(-2, 0);
  public static final List<Integer> HORIZONS = List.of(4, 8, 12, 16);
  public static final int SIDE = 64;
  public static final int MOST_CAMERAS = 2;
  public static final int MOST_CHANNELS = 64;

  private ManifestProposal() {}

  /// What a model of the usual shape would want. The spreads are 1 until [Normalisation] knows
  /// them.
  public static Wants of(EpisodeReader episode) throws ExampleException {
    List<StreamSpec> cameras =
        episode.cameras().values().stream()
            .map(CameraFrames::times)
            .map(StreamSamples::spec)
            .toList();
    List<StreamSpec> signals =
        episode.signals().values().stream().map(StreamSamples::spec).toList();
    return of(cameras, signals);
  }

  /// As [#of(EpisodeReader)], of the streams of a rig.
  public static Wants of(Collection<StreamSpec> cameras, Collection<StreamSpec> signals)
      throws ExampleException {
    List<Wants.View> views =
        cameras.stream()
            .sorted(Comparator.comparing(StreamSpec::name))
            .limit(MOST_CAMERAS)
            .map(spec -> new Wants.View(spec.name(), spec.name(), SIDE, SIDE, Fit.STRETCH))
            .toList();
    List<Channel> state = body(signals);
    if (views.isEmpty() || state.isEmpty()) {
      throw new ExampleException(
          views.isEmpty()
              ? "There is no camera among the streams, and a model must see something"
              : "No stream says where hands, arms or grippers are; there is nothing to predict");
    }
    List<Channel> actions =
        state.stream().map(c -> new Channel(c.name(), c.unit(), true, 0, 1)).toList();
    return new Wants(
        STEP_SECONDS,
        STEPS,
        FRAMES,
        HORIZONS,
        views,
        List.of(new Wants.Group(Wants.STATE, state)),
        actions);
  }

  /// Where the body is, device by device: calibrated angles where a device has them, else what it
  /// measures itself.
  private static List<Channel> body(Collection<StreamSpec> signals) {
    Map<String, List<StreamSpec>> devices = new TreeMap<>();
    for (StreamSpec spec : signals) {
      if (spec.kind() == StreamKind.SIGNAL
          && spec.channels().stream().anyMatch(ManifestProposal::says)) {
        devices.computeIfAbsent(spec.device(), d -> new ArrayList<>()).add(spec);
      }
    }
    List<Channel> channels = new ArrayList<>();
    for (List<StreamSpec> streams : devices.values()) {
      boolean calibrated = streams.stream().anyMatch(StreamSpec::derived);
      for (StreamSpec spec : streams) {
        if ((calibrated && !spec.derived()) || mostlySwitches(spec)) {
          continue;
        }
        for (dev.handloom.device.stream.Channel channel : spec.channels()) {
          if (says(channel) && channels.size() < MOST_CHANNELS) {
            channels.add(
                new Channel(
                    spec.name() + "." + channel.name(), channel.unit().sign(), false, 0, 1));
          }
        }
      }
    }
    return channels;
  }

  /// Buttons and the sticks beside them are not where a hand is.
  private static boolean mostlySwitches(StreamSpec spec) {
    long switches = spec.channels().stream().filter(c -> c.unit() == Unit.SWITCH).count();
    return 2 * switches > spec.channels().size();
  }

  /// How far a number may be wrong is not where a body is.
  private static boolean doubt(String name) {
    return name.equals("bound") || name.equals("doubt") || name.matches(".*_(bound|doubt)");
  }

  private static boolean says(dev.handloom.device.stream.Channel channel) {
    if (doubt(channel.name())) {
      return false;
    }
    return switch (channel.unit()) {
      case COUNT, RATIO, METRE, RADIAN -> true;
      case NONE -> channel.name().matches(".*q[xyzw]");
      default -> false;
    };
  }

  /// The papers of a model trained on examples, without what only its maker knows.
  public static Manifest manifest(
      Wants wants,
      String name,
      String version,
      String producer,
      String licence,
      String weights,
      String golden,
      Map<String, List<Integer>> inputs,
      Map<String, List<Integer>> outputs,
      Manifest.Training training) {
    return new Manifest(
        name,
        version,
        producer,
        licence,
        weights,
        wants.stepSeconds(),
        wants.steps(),
        wants.frames(),
        wants.horizons(),
        wants.views().stream()
            .map(v -> new Camera(v.camera(), v.width(), v.height(), v.fit()))
            .toList(),
        wants.state(),
        wants.actions(),
        new LinkedHashMap<>(inputs),
        new LinkedHashMap<>(outputs),
        training,
        golden);
  }
}
