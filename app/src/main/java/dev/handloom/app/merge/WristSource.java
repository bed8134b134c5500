package dev.handloom.app.merge;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What sees where a wrist is: a pose among the channels of a stream.
///
/// @param channels of x y z qx qy qz qw
/// @param tracked the channel that says whether it is seen; −1 where none does
/// @param hand the whole hand as the same device sees it, where it does
/// @param joints how sure the device is of each joint of that
public record WristSource(
    LiveStream stream,
    List<Integer> channels,
    int tracked,
    @Nullable LiveStream hand,
    @Nullable LiveStream joints) {
  private static final List<String> PARTS = List.of("x", "y", "z", "qx", "qy", "qz", "qw");
  private static final String TRACKED = "tracked";

  public WristSource {
    channels = List.copyOf(channels);
  }

  /// What a rig names.
  ///
  /// @param named a device, a stream, or a stream, a colon and what its channels begin with
  public static Optional<WristSource> find(Rig rig, HandSide side, String named) {
    int colon = named.indexOf(':');
    String name = colon < 0 ? named : named.substring(0, colon);
    String words = colon < 0 ? "" : named.substring(colon + 1) + "_";
    LiveStream exact = rig.hub().find(name).orElse(null);
    if (exact != null) {
      return of(rig, exact, colon < 0 ? List.of("", side.word() + "_", "grip_") : List.of(words));
    }
    LiveStream wrist = rig.hub().find(name + "/" + side.word() + "-wrist").orElse(null);
    if (wrist != null) {
      return of(rig, wrist, List.of(""));
    }
    List<LiveStream> streams =
        rig.hub().all().stream()
            .filter(each -> each.spec().device().equals(name) && !each.spec().derived())
            .toList();
    for (String begin : List.of(side.word() + "_", "", "grip_")) {
      for (LiveStream each : streams) {
        String part = each.spec().name();
        boolean other =
            part.contains((side == HandSide.LEFT ? HandSide.RIGHT : HandSide.LEFT).word())
                || part.endsWith("/head");
        Optional<WristSource> found = other ? Optional.empty() : of(rig, each, List.of(begin));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<WristSource> of(Rig rig, LiveStream stream, List<String> begins) {
    List<String> names = stream.spec().channels().stream().map(Channel::name).toList();
    for (String begin : begins) {
      List<Integer> channels = new ArrayList<>();
      PARTS.forEach(part -> channels.add(names.indexOf(begin + part)));
      if (!channels.contains(-1)) {
        String name = stream.spec().name();
        boolean headset = name.endsWith("-wrist");
        String beside = headset ? name.substring(0, name.length() - "wrist".length()) : "";
        return Optional.of(
            new WristSource(
                stream,
                channels,
                names.indexOf(TRACKED),
                headset ? rig.hub().find(beside + "hand").orElse(null) : null,
                headset ? rig.hub().find(beside + "joints").orElse(null) : null));
      }
    }
    return Optional.empty();
  }

  /// Where it is in a sample; empty where it is not seen.
  public Optional<Pose> in(Sample sample) {
    double[] v = new double[PARTS.size()];
    double sum = 0;
    for (int i = 0; i < v.length; i++) {
      v[i] = sample.values[channels.get(i)];
      sum += v[i];
    }
    boolean seen = Double.isFinite(sum) && (tracked < 0 || sample.values[tracked] > 0.5);
    return seen
        ? Optional.of(new Pose(new Vec3(v[0], v[1], v[2]), new Quat(v[3], v[4], v[5], v[6]).unit()))
        : Optional.empty();
  }

  /// The streams that a hand is made of by it.
  List<String> names() {
    List<String> names = new ArrayList<>(List.of(stream.spec().name()));
    if (hand != null && joints != null) {
      names.add(hand.spec().name());
      names.add(joints.spec().name());
    }
    return names;
  }
}
