package dev.handloom.calibration.retarget;

import dev.handloom.calibration.urdf.Drives;
import dev.handloom.calibration.urdf.RobotModel;
import dev.handloom.calibration.urdf.RobotMotion;
import dev.handloom.calibration.urdf.UrdfException;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the links of a description probably mean, from their names and from how they move.
final class MappingGuess {
  /// Words for fingers in the names of links.
  private static final Map<Finger, Set<String>> WORDS =
      Map.of(
          Finger.THUMB, Set.of("thumb", "th", "thb"),
          Finger.INDEX, Set.of("index", "ff", "fore", "forefinger", "pointer"),
          Finger.MIDDLE, Set.of("middle", "mf", "mid"),
          Finger.RING, Set.of("ring", "rf"),
          Finger.LITTLE, Set.of("little", "lf", "pinky", "pinkie", "small"));

  private static final Set<String> TIP_WORDS = Set.of("tip", "fingertip", "tips", "end");

  /// Words that tell the two jaws of a gripper from each other.
  private static final Set<String> ONE_JAW = Set.of("left", "l", "1");

  private static final Set<String> OTHER_JAW = Set.of("right", "r", "2");

  /// A last link without a tip of its own is taken to be so long, against the bone before it.
  private static final double LAST_BONE = 0.8;

  private final RobotModel model;
  private final Drives drives;
  private final RobotMotion motion;
  private final double[] rest;

  private MappingGuess(RobotModel model) throws UrdfException {
    this.model = model;
    drives = Drives.of(model);
    motion = new RobotMotion(model, drives);
    rest = drives.rest();
  }

  /// @throws UrdfException where names and shape do not tell; it lists what there is
  static HandMapping of(String name, RobotModel model) throws UrdfException {
    return new MappingGuess(model).guess(name);
  }

  private HandMapping guess(String name) throws UrdfException {
    Map<Finger, Integer> links = new EnumMap<>(Finger.class);
    for (int link = 1; link < model.links().size(); link++) {
      Finger finger = finger(words(model.links().get(link)));
      if (finger != null && moved(link) && better(link, links.get(finger))) {
        links.put(finger, link);
      }
    }
    if (links.size() < 2) {
      links = jaws();
    }
    int wrist = above(new ArrayList<>(links.values()));
    List<HandMapping.Tip> tips = new ArrayList<>();
    for (Map.Entry<Finger, Integer> each : links.entrySet()) {
      int link = each.getValue();
      tips.add(new HandMapping.Tip(each.getKey(), model.links().get(link), point(link)));
    }
    return shaped(name, wrist, tips);
  }

  private static Set<String> words(String name) {
    String spaced =
        name.replaceAll("([a-z])([A-Z0-9])", "$1 $2").replaceAll("([0-9])([A-Za-z])", "$1 $2");
    return Set.of(
        Arrays.stream(spaced.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1))
            .distinct()
            .toArray(String[]::new));
  }

  private static @Nullable Finger finger(Set<String> words) {
    for (Finger finger : Finger.values()) {
      for (String word : Objects.requireNonNull(WORDS.get(finger))) {
        if (words.contains(word)) {
          return finger;
        }
      }
    }
    return null;
  }

  private boolean isTip(int link) {
    return words(model.links().get(link)).stream().anyMatch(TIP_WORDS::contains);
  }

  private boolean moved(int link) {
    for (int l = link; l > 0; l = model.parent(l)) {
      if (drives.driveOf(l - 1) >= 0) {
        return true;
      }
    }
    return false;
  }

  private int depth(int link) {
    int depth = 0;
    for (int l = link; l > 0; l = model.parent(l)) {
      depth++;
    }
    return depth;
  }

  private boolean better(int link, @Nullable Integer than) {
    if (than == null || isTip(link) != isTip(than)) {
      return than == null || isTip(link);
    }
    return depth(link) > depth(than);
  }

  /// Two chains that end in a left and a right.
  private Map<Finger, Integer> jaws() throws UrdfException {
    Map<Finger, Integer> found = new EnumMap<>(Finger.class);
    List<String> ends = new ArrayList<>();
    for (int link = 1; link < model.links().size(); link++) {
      if (!moved(link)) {
        continue;
      }
      if (model.isLeaf(link)) {
        ends.add(model.links().get(link));
      }
      Set<String> words = words(model.links().get(link));
      Finger jaw =
          words.stream().anyMatch(ONE_JAW::contains)
              ? Finger.THUMB
              : words.stream().anyMatch(OTHER_JAW::contains) ? Finger.INDEX : null;
      if (jaw != null && better(link, found.get(jaw))) {
        found.put(jaw, link);
      }
    }
    if (found.size() < 2 || ends.size() > 2) {
      throw new UrdfException(
          "It cannot be told from the names which links are fingertips. "
              + (ends.isEmpty()
                  ? "No joint of the description moves."
                  : "Its chains end in "
                      + String.join(", ", ends)
                      + ": say in a mapping file which finger each is."));
    }
    return found;
  }

  /// The last link from which all of them hang.
  private int above(List<Integer> links) {
    for (int l = links.getFirst(); l > 0; l = model.parent(l)) {
      boolean all = true;
      for (int other : links) {
        boolean under = false;
        for (int at = other; at >= 0; at = model.parent(at)) {
          under |= at == l;
        }
        all &= under;
      }
      if (all) {
        return l;
      }
    }
    return 0;
  }

  /// Where the tip is in its link: at its origin if the link is one of its own, else beyond the
  /// last joint, along the bone before it.
  private Vec3 point(int link) {
    if (isTip(link) || drives.driveOf(link - 1) < 0) {
      return Vec3.ZERO;
    }
    motion.move(rest);
    Vec3 joint = place(link);
    for (int l = model.parent(link); l > 0; l = model.parent(l)) {
      Vec3 bone = joint.minus(place(l));
      if (bone.length() > 1e-3) {
        // The way back through a rotation is the way along its columns.
        Vec3 on = bone.times(LAST_BONE);
        return new Vec3(
            round(on.dot(direction(link, 1, 0, 0))),
            round(on.dot(direction(link, 0, 1, 0))),
            round(on.dot(direction(link, 0, 0, 1))));
      }
    }
    return Vec3.ZERO;
  }

  private static double round(double metres) {
    return Math.rint(metres * 1e4) / 1e4 + 0.0;
  }

  private Vec3 place(int link) {
    double[] at = new double[3];
    motion.point(link, Vec3.ZERO, at, 0);
    return new Vec3(at[0], at[1], at[2]);
  }

  private Vec3 direction(int link, double x, double y, double z) {
    double[] at = new double[3];
    motion.direction(link, new Vec3(x, y, z), at, 0);
    return new Vec3(at[0], at[1], at[2]);
  }

  private HandMapping shaped(String name, int wrist, List<HandMapping.Tip> tips)
      throws UrdfException {
    motion.move(rest);
    Vec3 forward = Vec3.ZERO;
    Vec3 knuckles = Vec3.ZERO;
    int fingers = 0;
    Vec3 thumb = null;
    for (HandMapping.Tip tip : tips) {
      Vec3 base = base(model.link(tip.link()), wrist);
      if (tip.finger() == Finger.THUMB && tips.size() > 2) {
        thumb = base;
        continue;
      }
      forward = forward.plus(end(tip).minus(base));
      knuckles = knuckles.plus(base);
      fingers++;
    }
    forward = forward.unit();
    knuckles = knuckles.times(1.0 / fingers);
    Vec3 curl = curl(tips, forward);
    if (forward.equals(Vec3.ZERO) || curl.length() < 1e-4) {
      // Jaws do not curl: any direction across will do.
      forward = forward.equals(Vec3.ZERO) ? new Vec3(0, 0, 1) : forward;
      Vec3 any = Math.abs(forward.x()) < 0.9 ? new Vec3(1, 0, 0) : new Vec3(0, 1, 0);
      curl = any.minus(forward.times(any.dot(forward)));
    }
    Vec3 back = curl.unit().times(-1);
    boolean left = thumb != null && thumb.minus(knuckles).dot(forward.cross(back)) > 0;
    return new HandMapping(
        HandMapping.FORMAT,
        name,
        left ? HandSide.LEFT : HandSide.RIGHT,
        model.links().get(wrist),
        inLink(wrist, forward),
        inLink(wrist, back),
        tips);
  }

  private Vec3 inLink(int link, Vec3 way) {
    motion.move(rest);
    return new Vec3(
        round(way.dot(direction(link, 1, 0, 0))),
        round(way.dot(direction(link, 0, 1, 0))),
        round(way.dot(direction(link, 0, 0, 1))));
  }

  private Vec3 end(HandMapping.Tip tip) {
    double[] at = new double[3];
    motion.point(model.link(tip.link()), tip.point(), at, 0);
    return new Vec3(at[0], at[1], at[2]);
  }

  private Vec3 base(int link, int wrist) {
    Vec3 base = place(link);
    for (int l = link; l > 0 && l != wrist; l = model.parent(l)) {
      if (drives.driveOf(l - 1) >= 0) {
        base = place(l);
      }
    }
    return base;
  }

  /// Where the fingertips go, across the fingers, when joints go half of their longer way: fingers
  /// bend farther into the palm than out of it.
  private Vec3 curl(List<HandMapping.Tip> tips, Vec3 forward) {
    double[] bent = rest.clone();
    for (int d = 0; d < bent.length; d++) {
      double up = drives.upper(d) - rest[d];
      double down = rest[d] - drives.lower(d);
      // What goes as far to both sides spreads fingers.
      boolean bends = Math.abs(up - down) > 0.3 * Math.max(up, down);
      bent[d] += bends ? (up > down ? up : -down) / 2 : 0;
    }
    Vec3 way = Vec3.ZERO;
    for (HandMapping.Tip tip : tips) {
      if (tip.finger() != Finger.THUMB || tips.size() == 2) {
        motion.move(rest);
        Vec3 from = end(tip);
        motion.move(bent);
        way = way.plus(end(tip).minus(from));
      }
    }
    motion.move(rest);
    return way.minus(forward.times(way.dot(forward)));
  }
}
