package dev.handloom.app.space;

import dev.handloom.app.space.SceneMoment.Age;
import dev.handloom.app.ui.space.SpaceGroup;
import dev.handloom.app.ui.space.SpaceThing;
import dev.handloom.app.ui.space.SpaceThing.Kind;
import dev.handloom.device.space.Pose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Everything that says where it is, by the spaces that it is told in, at one moment. What was
/// aligned lies in one space; what was not stays apart.
final class Scene {
  /// A camera beside a camera beside a camera is still found.
  private static final int MOST_PARENTS = 4;

  private final List<SceneSource> sources;
  private final List<SceneCamera> cameras;
  private final SceneMoment moment;
  private final Map<String, Room> rooms = new LinkedHashMap<>();

  /// By their streams: where cameras may sit on.
  private final Map<String, Stand> stands = new HashMap<>();

  /// By their devices: where the spaces of headsets were laid.
  private final Map<String, Stand> headsets = new HashMap<>();

  private static final class Room {
    final List<SpaceThing> things = new ArrayList<>();
    final Set<String> missing = new LinkedHashSet<>();
    String note = "";

    /// Whether all that is said of how it lies to others is said elsewhere.
    boolean said;
  }

  private record Stand(String space, Pose pose, boolean seen) {}

  private Scene(List<SceneSource> sources, List<SceneCamera> cameras, SceneMoment moment) {
    this.sources = sources;
    this.cameras = cameras;
    this.moment = moment;
  }

  /// @param laid how headsets' spaces lie in others
  /// @param alone what is said of a space that nobody has laid over another, though there are
  ///   others
  static List<SpaceGroup> at(
      SceneMoment moment,
      List<SceneSource> sources,
      List<SceneCamera> cameras,
      List<LaidSpace> laid,
      SceneWords words,
      String alone) {
    Scene scene = new Scene(sources, cameras, moment);
    sources.forEach(scene::place);
    cameras.forEach(scene::place);
    laid.stream().filter(each -> each.camera() == null).forEach(scene::lay);
    // Where a headset's things are by then is known.
    laid.stream().filter(each -> each.camera() != null).forEach(scene::layByCamera);
    List<SpaceGroup> groups = new ArrayList<>();
    scene.rooms.forEach((space, room) -> {
      String device = words.device(space);
      boolean untold = room.note.isEmpty() && !room.said && scene.rooms.size() > 1;
      Set<String> names = new HashSet<>(room.missing);
      room.things.forEach(thing -> names.add(thing.name()));
      UnaryOperator<String> plain = name -> plain(name, ", " + device, names);
      groups.add(
          new SpaceGroup(
              "Space of " + device,
              untold ? alone : room.note,
              room.things.stream().map(thing -> thing.named(plain.apply(thing.name()))).toList(),
              room.missing.stream().map(plain).toList(),
              null));
    });
    return groups;
  }

  /// In its own space nobody asks of which device a thing is, unless another is called alike.
  private static String plain(String name, String end, Set<String> names) {
    String plain = name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
    return names.contains(plain) ? name : plain;
  }

  private Room room(String space) {
    return rooms.computeIfAbsent(space, _ -> new Room());
  }

  private void place(SceneSource source) {
    double[] values = new double[source.stream().channels().size()];
    Age age = moment.read(source.stream(), values);
    Pose pose = age == Age.NONE ? null : source.pose(values).orElse(null);
    if (pose == null) {
      if (moment.expected(source)) {
        room(source.space()).missing.add(source.name());
      }
      return;
    }
    double[] joints = null;
    boolean seen = age == Age.NOW && source.seen(values);
    if (source.hand() != null) {
      double[] told = new double[source.hand().channels().size()];
      Age hand = moment.read(source.hand(), told);
      joints = hand == Age.NONE ? null : told;
      seen &= hand != Age.BEFORE;
    }
    stands.putIfAbsent(source.stream().name(), new Stand(source.space(), pose, seen));
    room(source.space())
        .things
        .add(
            new SpaceThing(source.kind(), source.name(), pose, joints, seen, moment.trail(source)));
  }

  private void place(SceneCamera camera) {
    Stand stand = stand(camera.parent(), MOST_PARENTS);
    if (stand != null) {
      room(stand.space)
          .things
          .add(
              new SpaceThing(
                  Kind.CAMERA,
                  camera.name(),
                  stand.pose.then(camera.parentFromCamera()),
                  null,
                  stand.seen,
                  List.of()));
    }
  }

  private @Nullable Stand stand(String parent, int most) {
    Stand tracked = stands.get(parent);
    if (tracked != null) {
      return tracked;
    }
    for (SceneCamera beside : cameras) {
      if (beside.device().equals(parent) && most > 0) {
        Stand under = stand(beside.parent(), most - 1);
        return under == null
            ? null
            : new Stand(under.space, under.pose.then(beside.parentFromCamera()), under.seen);
      }
    }
    return sources.stream().anyMatch(source -> source.space().equals(parent))
        ? new Stand(parent, Pose.IDENTITY, true)
        : null;
  }

  private void lay(LaidSpace laid) {
    if (laid.holds()) {
      into(laid, laid.target(), laid.targetFromHeadset());
      return;
    }
    Room own = rooms.get(laid.headset());
    Room into = rooms.get(laid.target());
    if (own != null && into != null) {
      own.note = own.note.isEmpty() ? laid.note() : own.note;
      into.said = true;
    }
  }

  private void into(LaidSpace laid, String space, Pose spaceFromHeadset) {
    Room own = rooms.get(laid.headset());
    Room into = rooms.get(space);
    if (own == null || into == null) {
      return;
    }
    own.things.forEach(thing -> into.things.add(thing.in(spaceFromHeadset)));
    into.missing.addAll(own.missing);
    into.note = (into.note + " " + laid.note()).strip();
    rooms.remove(laid.headset());
    headsets.put(laid.headset(), new Stand(space, spaceFromHeadset, true));
  }

  /// A camera that stands in a room whose trackers are known takes the headset there; another one
  /// is shown in the headset's space, which is upright.
  private void layByCamera(LaidSpace laid) {
    LaidSpace.Camera camera = Objects.requireNonNull(laid.camera());
    if (!laid.holds()) {
      Room own = rooms.get(laid.headset());
      if (own != null && own.note.isEmpty()) {
        own.note = laid.note();
      }
      return;
    }
    for (SceneCamera standing : cameras) {
      if (standing.device().equals(laid.target()) && rooms.containsKey(standing.parent())) {
        into(laid, standing.parent(), standing.parentFromCamera().then(laid.targetFromHeadset()));
        return;
      }
    }
    Stand headset =
        headsets.getOrDefault(laid.headset(), new Stand(laid.headset(), Pose.IDENTITY, true));
    Room room = rooms.get(headset.space);
    if (room != null) {
      Pose there = headset.pose.then(laid.targetFromHeadset().inverse());
      room.things.add(new SpaceThing(Kind.CAMERA, camera.name(), there, null, true, List.of()));
      room.note = (room.note + " " + camera.note()).strip();
    }
  }
}
