package dev.handloom.app.space;

import dev.handloom.app.Workplace;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.merge.LiveMerge;
import dev.handloom.app.ui.space.SpaceGroup;
import dev.handloom.app.ui.space.SpaceThing;
import dev.handloom.app.ui.space.SpaceThing.Kind;
import dev.handloom.calibration.camera.keep.CameraPlace;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.MergedHands;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.device.stream.StreamSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything of a rig that says where it is, by the spaces that it is told in. What was aligned
/// lies in one space; what was not stays apart.
public final class RigScene {
  private static final long FRESH_NANOS = 500_000_000L;
  private static final List<String> PARTS = List.of("x", "y", "z", "qx", "qy", "qz", "qw");

  private record Source(
      Kind kind,
      String name,
      String space,
      LiveStream stream,
      List<Integer> channels,
      int tracked,
      @Nullable LiveStream hand,
      Sample sample,
      @Nullable Sample joints) {}

  private final Workplace workplace;
  private final List<Source> sources = new ArrayList<>();

  public RigScene(Workplace workplace) {
    this.workplace = workplace;
    List<StreamSpec> all = workplace.rig().hub().all().stream().map(LiveStream::spec).toList();
    for (LiveStream stream : workplace.rig().hub().all()) {
      StreamSpec spec = stream.spec();
      boolean merged = MergedHands.made(spec);
      boolean held = all.stream().anyMatch(other -> MergedHands.holds(other, spec.name()));
      if (spec.kind() == StreamKind.SIGNAL && !held && (!spec.derived() || merged)) {
        add(stream);
      }
    }
  }

  /// Whether anything of the rig says where it is.
  public boolean empty() {
    return sources.isEmpty();
  }

  private void add(LiveStream stream) {
    List<String> names = stream.spec().channels().stream().map(Channel::name).toList();
    for (String last : names) {
      if (!last.endsWith("qw")) {
        continue;
      }
      String begin = last.substring(0, last.length() - 2);
      List<Integer> channels = PARTS.stream().map(part -> names.indexOf(begin + part)).toList();
      String whole = stream.spec().name() + " " + begin;
      // Where somebody looks or points is no thing.
      if (!channels.contains(-1) && !whole.contains("gaze") && !begin.startsWith("aim")) {
        Optional<LiveStream> hand = hand(stream);
        Kind kind = kind(whole, stream, hand.isPresent());
        sources.add(
            new Source(
                kind,
                title(stream, begin, kind),
                space(stream),
                stream,
                channels,
                names.indexOf("tracked"),
                hand.orElse(null),
                new Sample(stream.spec()),
                hand.map(joints -> new Sample(joints.spec())).orElse(null)));
      }
    }
  }

  private Optional<LiveStream> hand(LiveStream wrist) {
    String name = wrist.spec().name();
    if (!name.endsWith("wrist")) {
      return Optional.empty();
    }
    return workplace
        .rig()
        .hub()
        .find(name.substring(0, name.length() - "wrist".length()) + "hand")
        .filter(hand -> hand.spec().channels().size() == HandPose.VALUES);
  }

  private Kind kind(String words, LiveStream stream, boolean hand) {
    if (hand) {
      return workplace.sideOf(stream.spec()) == HandSide.LEFT ? Kind.LEFT_HAND : Kind.RIGHT_HAND;
    }
    if (words.contains("controller")) {
      return Kind.CONTROLLER;
    }
    if (words.contains("gripper")) {
      return Kind.GRIPPER;
    }
    return stream.spec().name().endsWith("/head") ? Kind.HEAD : Kind.TRACKER;
  }

  private String title(LiveStream stream, String begin, Kind kind) {
    String role =
        workplace
            .rig()
            .device(stream.spec().device())
            .map(device -> device.config().role())
            .orElse(stream.spec().device());
    String part = stream.spec().name().substring(stream.spec().name().indexOf('/') + 1);
    String words =
        switch (kind) {
          case HEAD -> "head of the " + role;
          case LEFT_HAND -> "left hand";
          case RIGHT_HAND -> "right hand";
          case CONTROLLER -> part.replace('-', ' ');
          default -> begin.isEmpty() ? role : begin.replace('_', ' ').strip() + ", " + role;
        };
    return capital(words);
  }

  static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private String space(LiveStream stream) {
    String device = stream.spec().device();
    return workplace.merges().stream()
        .filter(merge ->
            MergedHands.made(stream.spec())
                && stream.spec().name().startsWith(merge.glove().prefix() + "/"))
        .map(LiveMerge::space)
        .findFirst()
        .orElse(device);
  }

  /// How everything lies now.
  ///
  /// @param lenses what is known of the rig's cameras
  /// @param known how headsets' spaces lie in others
  public List<SpaceGroup> now(List<KnownLens> lenses, List<KnownSpace> known) {
    Map<String, List<SpaceThing>> bySpace = new LinkedHashMap<>();
    Map<String, Pose> trackers = new HashMap<>();
    for (Source source : sources) {
      place(source, bySpace, trackers);
    }
    cameras(lenses, bySpace, trackers);
    Map<String, String> notes = new HashMap<>();
    new LaidSpaces(bySpace, notes).lay(known);
    List<SpaceGroup> groups = new ArrayList<>();
    bySpace.forEach((space, things) -> {
      String alone =
          bySpace.size() > 1
              ? "Nobody knows how it lies to the others. Calibrate ▸ Spaces finds out."
              : "";
      groups.add(
          new SpaceGroup("Space of " + role(space), notes.getOrDefault(space, alone), things));
    });
    return groups;
  }

  private String role(String device) {
    return workplace.rig().device(device).map(each -> each.config().role()).orElse(device);
  }

  private static void place(
      Source source, Map<String, List<SpaceThing>> bySpace, Map<String, Pose> trackers) {
    Sample sample = source.sample();
    if (!source.stream().ring().latest(sample)) {
      return;
    }
    double[] v = new double[PARTS.size()];
    double sum = 0;
    double size = 0;
    for (int i = 0; i < v.length; i++) {
      v[i] = sample.values[source.channels().get(i)];
      sum += v[i];
      size += Math.abs(v[i]);
    }
    boolean never =
        source.tracked() >= 0 && sample.values[source.tracked()] == 0 && size <= 1 + 1e-9;
    if (!Double.isFinite(sum) || never) {
      // Switched off since the start: it is nowhere.
      return;
    }
    boolean fresh = StudioClock.now() - sample.arrivalNanos < FRESH_NANOS;
    boolean seen = fresh && (source.tracked() < 0 || sample.values[source.tracked()] > 0.5);
    Pose pose = new Pose(new Vec3(v[0], v[1], v[2]), new Quat(v[3], v[4], v[5], v[6]).unit());
    trackers.putIfAbsent(source.stream().spec().name(), pose);
    double[] joints = null;
    LiveStream hand = source.hand();
    Sample holder = source.joints();
    if (hand != null && holder != null && hand.ring().latest(holder)) {
      joints = holder.values.clone();
    }
    bySpace
        .computeIfAbsent(source.space(), _ -> new ArrayList<>())
        .add(new SpaceThing(source.kind(), source.name(), pose, joints, seen));
  }

  private static void cameras(
      List<KnownLens> lenses, Map<String, List<SpaceThing>> bySpace, Map<String, Pose> trackers) {
    for (KnownLens lens : lenses) {
      CameraPlace place = lens.place();
      if (place == null) {
        continue;
      }
      String parent = place.parent();
      String device = parent.replaceFirst("/.*", "");
      List<SpaceThing> things = bySpace.get(device);
      Pose on =
          switch (place.kind()) {
            case WORLD -> Pose.IDENTITY;
            case TRACKER -> trackers.get(parent);
            case CAMERA -> null;
          };
      if (things != null && on != null) {
        things.add(
            new SpaceThing(
                Kind.CAMERA, capital(lens.role()), on.then(place.parentFromCamera()), null, true));
      }
    }
  }
}
