package dev.handloom.app.space;

import dev.handloom.calibration.space.Alignment;
import dev.handloom.calibration.space.SpaceProfile;
import dev.handloom.calibration.space.SpaceShelf;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.driver.headset.HeadsetStreams;
import dev.handloom.device.hand.HandPose;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Pose;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.importer.BundleMaker;
import dev.handloom.store.importer.EpisodeDraft;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/// Ten seconds of a headset with two hands and of a room's trackers, whose places are figures that
/// a test can work out.
final class SmallTake {
  static final long SECOND = 1_000_000_000L;
  static final int SECONDS = 10;
  static final String HEADSET = "visor";
  static final String ROOM = "room";
  private static final double HZ = 50;
  private static final long STEP = Math.round(SECOND / HZ);

  private final List<Numbers> numbers = new ArrayList<>();
  private final List<Enclosure> enclosures = new ArrayList<>();
  private final List<EpisodeEvent> events = new ArrayList<>();

  /// @param leftSeen whether the headset tells of the left hand at a second of the take
  /// @param recentredAt the second at which the origin is put elsewhere; none if after the end
  SmallTake headset(DoublePredicate leftSeen, double recentredAt) {
    for (StreamSpec spec : HeadsetStreams.of(HEADSET, HZ, null, false, true, true)) {
      String part = spec.name().substring(HEADSET.length() + 1);
      boolean left = part.startsWith("left");
      if (part.endsWith("joints")) {
        continue;
      }
      List<long[]> times = new ArrayList<>();
      List<double[]> rows = new ArrayList<>();
      for (long at = 0; at <= SECONDS * SECOND; at += STEP) {
        double second = (double) at / SECOND;
        if (part.contains("-controller") || !left || leftSeen.test(second)) {
          times.add(new long[] {at});
          rows.add(row(spec, part, second, recentredAt));
        }
      }
      numbers.add(
          new Numbers(
              spec,
              times.stream().mapToLong(one -> one[0]).toArray(),
              rows.toArray(double[][]::new),
              STEP));
    }
    return this;
  }

  private static double[] row(StreamSpec spec, String part, double second, double recentredAt) {
    double[] row = new double[spec.channels().size()];
    if (spec.channels().size() == HandPose.VALUES) {
      for (int i = 0; i < row.length; i++) {
        row[i] = i % HandPose.PER_JOINT == 6 ? 1 : i % HandPose.PER_JOINT < 3 ? 0.001 * i : 0;
      }
      return row;
    }
    if (part.contains("controller")) {
      // It lies in its box.
      return row;
    }
    row[0] = part.startsWith("left") ? -0.2 : part.startsWith("right") ? 0.2 : 0;
    row[1] = part.equals("head") ? 0.5 : 0.1 + 0.01 * second;
    row[6] = 1;
    row[7] = 1;
    if (part.equals("head")) {
      row[9] = second >= recentredAt ? 1 : 0;
    }
    return row;
  }

  /// What tracks in the room: a point on the right wrist.
  SmallTake room() {
    List<Channel> channels = new ArrayList<>();
    for (String part : List.of("x", "y", "z", "qx", "qy", "qz", "qw")) {
      channels.add(new Channel("wrist_" + part, Unit.METRE, -5, 5));
    }
    StreamSpec spec = StreamSpec.signal(ROOM + "/pose", channels, HZ, null);
    int count = (int) (SECONDS * HZ) + 1;
    long[] times = new long[count];
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      times[i] = i * STEP;
      rows[i] = new double[] {1, 0.1, 0, 0, 0, 0, 1};
    }
    numbers.add(new Numbers(spec, times, rows, STEP));
    return this;
  }

  /// A glove whose fingers alone are felt.
  SmallTake glove() {
    StreamSpec spec =
        StreamSpec.signal(
            "left-glove/fingers", List.of(new Channel("thumb", Unit.NONE, 0, 1)), HZ, null);
    numbers.add(
        new Numbers(spec, new long[] {0, SECONDS * SECOND}, new double[][] {{0}, {1}}, STEP));
    return this;
  }

  /// @param space whose origin the headset was asked for
  SmallTake aligned(Pose roomFromHeadset, String space) {
    return aligned(ROOM, roomFromHeadset, space, null);
  }

  /// A camera that stands still, by a board that was touched.
  SmallTake touched(Pose cameraFromHeadset) {
    return aligned(
        "head-camera",
        cameraFromHeadset,
        "stage",
        new SpaceProfile.Through("20261122-090000-000", "sim:head-camera"));
  }

  private SmallTake aligned(
      String target, Pose targetFromHeadset, String space, SpaceProfile.@Nullable Through through) {
    SpaceProfile profile =
        new SpaceProfile(
            SpaceProfile.FORMAT,
            "20261122-100000-000",
            HEADSET,
            target,
            Instant.parse("2026-11-22T10:00:00Z"),
            "test",
            true,
            through == null ? SpaceProfile.Kind.MOVED : SpaceProfile.Kind.TOUCHED,
            "",
            space,
            "a session",
            0,
            new Alignment(targetFromHeadset, Pose.IDENTITY, 0.001, 0, 0.0015, 0, 100, 50, 0),
            through);
    enclosures.add(
        new Enclosure(
            "alignment-" + HEADSET + "-" + target + ".json",
            "application/json",
            HEADSET + "/head",
            profile.words(),
            SpaceShelf.bytes(profile)));
    return this;
  }

  /// A camera that sits on what the room tracks.
  SmallTake camera(Pose trackerFromCamera) {
    var at = trackerFromCamera.position();
    String json =
        """
        {"parent": "%s/pose", "parentFromCamera": {"position": {"x": %s, "y": %s, "z": %s},
         "rotation": {"x": 0, "y": 0, "z": 0, "w": 1}}}
        """
            .formatted(ROOM, at.x(), at.y(), at.z());
    enclosures.add(
        new Enclosure(
            "camera-place-wrist-camera-video.json",
            "application/json",
            "wrist-camera/video",
            "",
            json.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /// The headset's link comes back in the take.
  SmallTake startedAnewAt(double second) {
    events.add(
        new EpisodeEvent(
            Math.round(second * SECOND), EventKind.RECONNECT, HEADSET, 0, "The link came back"));
    return this;
  }

  EpisodeReader write(Path library) throws IOException {
    long began = Instant.parse("2026-11-22T10:00:00Z").getEpochSecond() * SECOND;
    Manifest.Times times =
        new Manifest.Times(0, SECONDS * SECOND, new StudioClock.Anchor(0, began, 0));
    EpisodeDraft.Beside beside =
        new EpisodeDraft.Beside(
            times, events, List.of(), List.of(), enclosures, List.of(), List.of());
    EpisodeDraft draft =
        new EpisodeDraft(
            "a test",
            "Move",
            "",
            "",
            began,
            0,
            SECONDS * SECOND,
            numbers,
            List.of(),
            List.of(),
            List.of(),
            beside);
    try (Library opened = Library.open(library)) {
      return EpisodeReader.open(new BundleMaker(opened, "test").make(draft, () -> {}).bundle());
    }
  }

  static HandSide side(String stream) {
    return stream.contains("right") ? HandSide.RIGHT : HandSide.LEFT;
  }
}
