package dev.handloom.calibration.retarget;

import dev.handloom.calibration.urdf.Drives;
import dev.handloom.calibration.urdf.RobotModel;
import dev.handloom.calibration.urdf.RobotMotion;
import dev.handloom.calibration.urdf.UrdfException;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A robot's hand: a description and what its links mean, checked against each other.
public final class RobotHand {
  /// A fingertip, and the finger that ends in it.
  ///
  /// @param local the tip in its link's frame
  /// @param base where the first joint of the finger stands, in the root's frame
  /// @param length of the finger stretched, from that joint to the tip, in metres
  public record Tip(Finger finger, int link, Vec3 local, double[] base, double length) {}

  /// By how much one way must be longer than the other for a joint to bend rather than spread.
  private static final double ONE_SIDED = 0.3;

  private final String name;
  private final String hash;
  private final RobotModel model;
  private final HandMapping mapping;
  private final Drives drives;
  private final List<Tip> tips = new ArrayList<>();
  private final List<Integer> used = new ArrayList<>();
  private final double[] rest;
  private final double[] lower;
  private final double[] upper;
  private final Set<Integer> outer = new HashSet<>();
  private final List<int[]> drivesOf = new ArrayList<>();
  private final double[] opening = new double[3];
  private final double[] shut = new double[3];

  /// Where a person's X, Y and Z point in the root's frame, column by column.
  private final Vec3 across;

  private final Vec3 back;
  private final Vec3 backwards;
  private final boolean mirrored;

  private RobotHand(
      String name, String hash, RobotModel model, HandMapping mapping, boolean mirrored)
      throws UrdfException {
    this.name = name;
    this.hash = hash;
    this.model = model;
    this.mapping = mapping;
    this.mirrored = mirrored;
    String complaint = mapping.complaint();
    if (!complaint.isEmpty()) {
      throw new UrdfException("The mapping of " + name + " cannot be used. " + complaint);
    }
    drives = Drives.of(model);
    rest = drives.rest();
    lower = rest.clone();
    upper = rest.clone();
    RobotMotion motion = new RobotMotion(model, drives);
    motion.move(rest);
    int wrist = link(mapping.wrist());
    for (HandMapping.Tip tip : mapping.tips()) {
      tips.add(finger(tip, wrist, motion));
    }
    for (int d = 0; d < drives.count(); d++) {
      if (upper[d] > lower[d]) {
        used.add(d);
      }
    }
    double[] turned = new double[6];
    motion.direction(wrist, mapping.forward().unit(), turned, 0);
    motion.direction(wrist, mapping.back().unit(), turned, 3);
    Vec3 forward = new Vec3(turned[0], turned[1], turned[2]);
    Vec3 up = new Vec3(turned[3], turned[4], turned[5]);
    back = up.minus(forward.times(up.dot(forward))).unit();
    backwards = forward.times(-1);
    across = forward.cross(back).times(mirrored ? -1 : 1);
    if (mapping.jaws()) {
      spread(motion);
    }
  }

  /// @param hash of the description's and the mapping's text
  /// @throws UrdfException where a link that the mapping names is missing, or does not move
  public static RobotHand of(String name, String hash, RobotModel model, HandMapping mapping)
      throws UrdfException {
    return new RobotHand(name, hash, model, mapping, false);
  }

  /// The same for a person's hand of that side: the other one's is mirrored, and so must be the
  /// robot's.
  public RobotHand wornOn(HandSide person) {
    try {
      return new RobotHand(name, hash, model, mapping, person != mapping.side());
    } catch (UrdfException e) {
      throw new IllegalStateException("It was good a moment ago: " + name, e);
    }
  }

  private int link(String wanted) throws UrdfException {
    int link = model.link(wanted);
    if (link < 0) {
      throw new UrdfException(
          "The mapping of " + name + " names the link " + wanted + ", and there is no such link.");
    }
    return link;
  }

  private Tip finger(HandMapping.Tip tip, int wrist, RobotMotion motion) throws UrdfException {
    int link = link(tip.link());
    double[] point = new double[3];
    motion.point(link, tip.point(), point, 0);
    double[] next = point;
    double length = 0;
    double[] base = point;
    boolean moves = false;
    boolean reached = link == wrist;
    List<Integer> own = new ArrayList<>();
    for (int l = link; l > 0 && !reached; l = model.parent(l)) {
      int d = drives.driveOf(l - 1);
      if (d >= 0) {
        moves = true;
        own.add(d);
        lower[d] = drives.lower(d);
        upper[d] = drives.upper(d);
        double[] at = new double[3];
        motion.point(model.parent(l), model.holder(l).origin().position(), at, 0);
        length += apart(at, next);
        next = at;
        base = at;
      }
      reached = model.parent(l) == wrist;
    }
    if (!reached) {
      throw new UrdfException(
          "Link "
              + tip.link()
              + " does not hang on "
              + mapping.wrist()
              + ", the wrist of "
              + name
              + ".");
    }
    if (!moves) {
      throw new UrdfException(
          "No joint moves "
              + tip.link()
              + ", the "
              + tip.finger().word()
              + "'s tip of "
              + name
              + ".");
    }
    straighten(tip.finger(), own);
    drivesOf.add(own.stream().mapToInt(d -> d).distinct().toArray());
    return new Tip(tip.finger(), link, tip.point(), base, length);
  }

  /// The outer joints of a finger bend one way only, however far back they could go: a finger that
  /// is bent back has no way downhill to where it is bent forward.
  private void straighten(Finger finger, List<Integer> fromTip) {
    List<Integer> bends = fromTip.stream().filter(d -> curl(d) != 0).toList();
    // A thumb's joint next to its root is needed both ways.
    int most = finger == Finger.THUMB ? Math.min(1, bends.size() - 1) : bends.size() - 1;
    for (int i = 0; i < most; i++) {
      int d = bends.get(i);
      boolean up = curl(d) > 0;
      outer.add(d);
      lower[d] = up ? rest[d] : lower[d];
      upper[d] = up ? upper[d] : rest[d];
    }
  }

  /// How far a drive curls its finger from its rest, in radians; 0 for one that spreads it, that
  /// goes as far to both sides, and for one that slides.
  double curl(int d) {
    double up = drives.upper(d) - rest[d];
    double down = rest[d] - drives.lower(d);
    boolean bends = Math.abs(up - down) > ONE_SIDED * Math.max(up, down);
    return !bends || !drives.joint(d).kind().turns() ? 0 : up > down ? up : -down;
  }

  /// Whether a drive curls a finger behind its knuckle.
  boolean outer(int d) {
    return outer.contains(d);
  }

  private static double apart(double[] a, double[] b) {
    return new Vec3(a[0] - b[0], a[1] - b[1], a[2] - b[2]).length();
  }

  /// Finds how far the jaws open and close.
  private void spread(RobotMotion motion) {
    for (int way = -1; way <= 1; way += 2) {
      double[] q = rest.clone();
      double[] found = way > 0 ? opening : shut;
      double best = way * between(motion, q, found);
      for (int round = 0; round < 2; round++) {
        for (int d : used) {
          double before = q[d];
          double kept = before;
          for (double end : new double[] {lower[d], upper[d]}) {
            q[d] = end;
            double reached = way * between(motion, q, found);
            if (reached > best) {
              best = reached;
              kept = end;
            }
          }
          q[d] = kept;
        }
      }
      between(motion, q, found);
    }
  }

  private double between(RobotMotion motion, double[] q, double[] out) {
    motion.move(q);
    double[] ends = new double[6];
    for (int t = 0; t < 2; t++) {
      motion.point(tips.get(t).link(), tips.get(t).local(), ends, 3 * t);
    }
    for (int r = 0; r < 3; r++) {
      out[r] = ends[3 + r] - ends[r];
    }
    return Math.sqrt(out[0] * out[0] + out[1] * out[1] + out[2] * out[2]);
  }

  /// A direction of the person's wrist frame in the robot's root frame.
  void turn(double x, double y, double z, double[] out, int at) {
    out[at] = x * across.x() + y * back.x() + z * backwards.x();
    out[at + 1] = x * across.y() + y * back.y() + z * backwards.y();
    out[at + 2] = x * across.z() + y * back.z() + z * backwards.z();
  }

  /// A place in the robot's root frame as a person's wrist frame has it: fingers along −Z, the back
  /// of the hand along +Y; a mirrored robot comes out as its mirror image. Three numbers from `at`
  /// on, in place.
  public void asHeld(double[] place, int at) {
    Vec3 root = new Vec3(place[at], place[at + 1], place[at + 2]);
    place[at] = root.dot(across);
    place[at + 1] = root.dot(back);
    place[at + 2] = root.dot(backwards);
  }

  public String name() {
    return name;
  }

  /// Of what it was read from: the same text, the same hash.
  public String hash() {
    return hash;
  }

  public RobotModel model() {
    return model;
  }

  public HandMapping mapping() {
    return mapping;
  }

  public Drives drives() {
    return drives;
  }

  public List<Tip> tips() {
    return tips;
  }

  /// The drives that move the fingers, in the order of the description.
  public List<Integer> used() {
    return used;
  }

  /// Whether the person's hand is the other one, so that targets are for the mirrored robot.
  public boolean mirrored() {
    return mirrored;
  }

  /// Which tip is a finger's; −1 if the robot has no such finger.
  int tipOf(Finger finger) {
    for (int t = 0; t < tips.size(); t++) {
      if (tips.get(t).finger() == finger) {
        return t;
      }
    }
    return -1;
  }

  /// The drives that move a tip.
  int[] drivesOf(int tip) {
    return drivesOf.get(tip);
  }

  double rest(int drive) {
    return rest[drive];
  }

  /// What a drive may be told; a drive that moves no finger may stay at its rest alone.
  public double lower(int drive) {
    return lower[drive];
  }

  public double upper(int drive) {
    return upper[drive];
  }

  /// From one jaw to the other when they are open; of a gripper.
  double[] opening() {
    return opening;
  }

  /// From one jaw to the other when they are shut; of a gripper.
  double[] shut() {
    return shut;
  }
}
