package dev.handloom.app.space;

import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.app.ui.space.SpaceExtent;
import dev.handloom.app.ui.space.SpaceGroup;
import dev.handloom.calibration.space.AlignmentRefusal;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.calibration.space.SpaceProfile.Holds;
import dev.handloom.calibration.space.SpaceShelf;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Pose;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.EnclosedCamera;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where everything of an episode was that says so, at any of its moments. How spaces lie over each
/// other is what the episode itself carries, never what is known today. From any thread.
public final class EpisodeScene {
  private static final Logger LOG = LoggerFactory.getLogger(EpisodeScene.class);
  private static final String ALONE = "Not aligned in this take.";

  /// Looked at to know how far things reach, evenly over the take.
  private static final int MOMENTS = 120;

  private final EpisodeReader episode;
  private final SceneWords words;
  private final List<SceneSource> sources;
  private final List<SceneCamera> cameras;
  private final List<SpaceProfile> profiles;
  private final Map<String, RecordedOrigin> origins = new LinkedHashMap<>();
  private final Map<String, SpaceExtent> extents = new HashMap<>();

  private EpisodeScene(EpisodeReader episode, SceneWords words) {
    this.episode = episode;
    this.words = words;
    List<StreamSpec> streams =
        episode.signals().values().stream().map(StreamSamples::spec).toList();
    sources = SceneSource.of(streams, words).stream().filter(this::everSeen).toList();
    cameras = cameras();
    profiles = profiles();
    for (StreamSamples samples : episode.signals().values()) {
      if (Headset.tells(samples.spec())) {
        origins.putIfAbsent(samples.spec().device(), RecordedOrigin.of(episode, samples));
      }
    }
  }

  /// Looks through an episode; takes a while.
  ///
  /// @param side which hand a stream tells of, by its name
  public static EpisodeScene of(EpisodeReader episode, Function<String, HandSide> side) {
    EpisodeScene made = new EpisodeScene(episode, new EpisodeNames(side));
    long start = episode.startNanos();
    long length = episode.stopNanos() - start;
    for (int i = 0; i <= MOMENTS && !made.empty(); i++) {
      made.reach(start + length / MOMENTS * i);
    }
    return made;
  }

  private record EpisodeNames(Function<String, HandSide> sides) implements SceneWords {
    /// What its role was is not in an episode.
    @Override
    public String device(String id) {
      return id.replace('-', ' ');
    }

    @Override
    public HandSide side(StreamSpec stream) {
      return sides.apply(stream.name());
    }
  }

  /// Whether nothing of the episode says where it is.
  public boolean empty() {
    return sources.isEmpty();
  }

  /// Whether a hand is drawn in it.
  ///
  /// @param hand the stream of its joints
  public boolean shows(String hand) {
    return sources.stream()
        .anyMatch(source -> source.hand() != null && source.hand().name().equals(hand));
  }

  /// How everything lay.
  ///
  /// @param nanos studio time
  public List<SpaceGroup> at(long nanos) {
    long since = Long.MIN_VALUE;
    for (RecordedOrigin each : origins.values()) {
      since = Math.max(since, each.at(nanos).fromNanos());
    }
    return look(nanos, since).stream()
        .map(group -> group.within(extents.get(key(group, nanos))))
        .toList();
  }

  /// @param since from when on a trail may be drawn
  private List<SpaceGroup> look(long nanos, long since) {
    List<LaidSpace> laid = new ArrayList<>();
    profiles.forEach(profile -> laid.add(laid(profile, nanos)));
    for (RecordedOrigin each : origins.values()) {
      if (!each.at(nanos).equals(each.first())) {
        // Whatever nobody aligned moves all the same.
        laid.add(alone(each, nanos));
      }
    }
    return Scene.at(
        new RecordedMoment(episode.signals(), nanos, since), sources, cameras, laid, words, ALONE);
  }

  private void reach(long nanos) {
    for (SpaceGroup group : look(nanos, nanos)) {
      SpaceExtent.of(group.things())
          .ifPresent(now -> extents.merge(key(group, nanos), now, SpaceExtent::and));
    }
  }

  /// Where an origin is put elsewhere, all its things jump.
  private String key(SpaceGroup group, long nanos) {
    StringBuilder key = new StringBuilder(group.title());
    origins.values().forEach(each -> key.append(' ').append(each.at(nanos).fromNanos()));
    return key.toString();
  }

  private boolean everSeen(SceneSource source) {
    StreamSamples samples = episode.signals().get(source.stream().name());
    double[] values = new double[source.stream().channels().size()];
    for (int i = 0; samples != null && i < samples.size(); i++) {
      samples.values(i, values);
      if (source.pose(values).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private List<SceneCamera> cameras() {
    List<SceneCamera> found = new ArrayList<>();
    for (Enclosure one : episode.enclosures()) {
      EnclosedCamera camera = EnclosedCamera.of(one).orElse(null);
      EnclosedCamera.Place place = camera == null ? null : camera.place();
      if (camera != null && place != null) {
        String device = camera.stream().replaceFirst("/.*", "");
        found.add(
            new SceneCamera(
                SceneSource.capital(words.device(device)),
                device,
                place.parent(),
                place.parentFromCamera()));
      }
    }
    return found;
  }

  private List<SpaceProfile> profiles() {
    List<SpaceProfile> found = new ArrayList<>();
    for (Enclosure one : episode.enclosures()) {
      if (KnownSpace.encloses(one)) {
        try {
          found.add(SpaceShelf.read(one.bytes(), one.name()));
        } catch (AlignmentRefusal e) {
          // Without it the spaces stay apart, and that is said.
          LOG.warn("An alignment in {} is not used", episode.bundle().folder(), e);
        }
      }
    }
    return found;
  }

  private LaidSpace laid(SpaceProfile profile, long nanos) {
    RecordedOrigin origin = origins.get(profile.headset());
    boolean holds = origin == null || holds(profile, origin, nanos) != Holds.NO;
    String device = words.device(profile.headset());
    String note =
        origin == null || holds
            ? note(profile, device, origin, nanos)
            : moved(origin, nanos) + ": not aligned from there on.";
    String camera = words.device(profile.target());
    return new LaidSpace(
        profile.headset(),
        profile.target(),
        profile.targetFromHeadset(),
        holds,
        note,
        profile.through() == null
            ? null
            : new LaidSpace.Camera(
                SceneSource.capital(camera), note(profile, camera, origin, nanos)));
  }

  private String note(
      SpaceProfile profile, String what, @Nullable RecordedOrigin origin, long nanos) {
    return String.format(
        Locale.ROOT,
        "The %s lies in it to %.1f mm.%s",
        what,
        1000 * profile.alignment().heldOutMetres(),
        origin != null && origin.at(nanos).starts() > 0
            ? " The %s was started anew at %s, and may lie elsewhere."
                .formatted(words.device(profile.headset()), clock(origin, nanos))
            : "");
  }

  /// It held when the take began, else it would not have been put into the episode. In which
  /// session of the headset that was is not in there: what it says of its origin tells it.
  private static Holds holds(SpaceProfile profile, RecordedOrigin origin, long nanos) {
    RecordedOrigin.Stretch now = origin.at(nanos);
    boolean same = now.starts() == 0 && origin.first().origin() == profile.origin();
    return profile.holds(same ? profile.session() : "", now.origin());
  }

  private LaidSpace alone(RecordedOrigin origin, long nanos) {
    return new LaidSpace(
        origin.headset(),
        origin.headset(),
        Pose.IDENTITY,
        false,
        moved(origin, nanos) + ": its space begins elsewhere from there on.",
        null);
  }

  /// Beside the headset's own space, which needs not be named.
  private String moved(RecordedOrigin origin, long nanos) {
    return (origin.at(nanos).starts() > 0 ? "Started anew at " : "Recentred at ")
        + clock(origin, nanos);
  }

  private String clock(RecordedOrigin origin, long nanos) {
    return TimeText.clock(origin.at(nanos).fromNanos() - episode.startNanos());
  }
}
