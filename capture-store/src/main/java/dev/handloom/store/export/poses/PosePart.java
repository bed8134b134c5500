package dev.handloom.store.export.poses;

import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A stream of a plan that is one pose, and where its numbers begin in a row's state.
public record PosePart(Part part, int column) {
  private static final List<String> OWN_NAMES = List.of("x", "y", "z", "qx", "qy", "qz", "qw");

  /// All streams of a plan that are a pose each.
  public static List<PosePart> in(DatasetPlan plan) {
    List<PosePart> found = new ArrayList<>();
    int column = 0;
    for (Part part : plan.streams()) {
      if (pose(part)) {
        found.add(new PosePart(part, column));
      }
      column += part.channels().size();
    }
    return found;
  }

  /// What a channel is called in its stream.
  public static String ownName(String channel) {
    return channel.substring(channel.lastIndexOf('.') + 1);
  }

  /// A pose alone, or with what a headset says of it: whether it is tracked, and more after that.
  public static boolean pose(Part part) {
    List<String> names = part.channels().stream().map(PosePart::ownName).toList();
    int own = OWN_NAMES.size();
    return names.size() >= own
        && names.subList(0, own).equals(OWN_NAMES)
        && (names.size() == own || names.get(own).equals("tracked"))
        && part.units().subList(0, 3).stream().allMatch("m"::equals);
  }

  /// Which side of the body a stream's name says: `left`, `right` or nothing.
  public static String side(String stream) {
    List<String> words = words(stream);
    boolean left = words.contains("left");
    return left == words.contains("right") ? "" : left ? "left" : "right";
  }

  /// The words of a stream's name.
  public static List<String> words(String stream) {
    return List.of(stream.split("[^a-z0-9]+"));
  }

  /// The stream of that name among some.
  public static Optional<PosePart> named(List<PosePart> some, String stream) {
    return some.stream().filter(one -> one.part.stream().equals(stream)).findFirst();
  }

  public Pose pose(float[] state) {
    return new Pose(
        new Vec3(state[column], state[column + 1], state[column + 2]),
        new Quat(state[column + 3], state[column + 4], state[column + 5], state[column + 6])
            .unit());
  }
}
