package dev.handloom.calibration.space;

import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.rig.HandEye;
import dev.handloom.device.space.Pose;
import java.util.ArrayList;
import java.util.List;

/// Lays a headset's space over a room's by something that both see move: a hand or a controller for
/// the headset, and a tracker that sits on it for the room. How the tracker sits need not be known.
public final class MotionAlignment {
  /// Every so many moments in a row belong together: neighbours share their errors, and a check by
  /// a neighbour would be none.
  private static final int RUN = 5;

  /// Of the runs, every so manieth is kept for the check.
  private static final int CHECKED = 3;

  private static final int LEAST = 30;

  /// A motion so far from its first place says something of the turn between the spaces.
  private static final double LEAST_WAY_METRES = 0.08;

  private static final double LEAST_TURN = Math.toRadians(25);

  private MotionAlignment() {}

  /// Both at one moment.
  ///
  /// @param inHeadset what the headset sees, in its space
  /// @param inTarget the tracker on it, in the other space
  public record Moment(Pose inHeadset, Pose inTarget) {}

  /// How much of the motion that is needed was made, 0 to 1: the way, and turns about two axes.
  public static double covered(List<Moment> moments) {
    if (moments.isEmpty()) {
      return 0;
    }
    double way = 0;
    double turn = 0;
    Pose first = moments.getFirst().inTarget();
    Pose farthest = first;
    for (Moment each : moments) {
      way = Math.max(way, each.inTarget().position().distance(first.position()));
      double turned = each.inTarget().rotation().angleTo(first.rotation());
      if (turned > turn) {
        turn = turned;
        farthest = each.inTarget();
      }
    }
    // About another axis: as far from both ends of the widest turn as they are from each other.
    double second = 0;
    for (Moment each : moments) {
      double a = each.inTarget().rotation().angleTo(first.rotation());
      double b = each.inTarget().rotation().angleTo(farthest.rotation());
      second = Math.max(second, (a + b - turn) / 2);
    }
    double count = Math.min(1, moments.size() / (2.0 * LEAST));
    return Math.min(
        count,
        Math.min(
            Math.min(1, way / (2 * LEAST_WAY_METRES)),
            Math.min(
                Math.min(1, turn / (1.5 * LEAST_TURN)), Math.min(1, second / (LEAST_TURN / 4)))));
  }

  /// @param moments in the order of time
  /// @throws AlignmentRefusal where the motion leaves the answer open, or does not agree with
  ///   itself
  public static Alignment of(List<Moment> moments) throws AlignmentRefusal {
    if (moments.size() < LEAST) {
      throw new AlignmentRefusal(
          "Both were seen at "
              + moments.size()
              + " moments only, and "
              + LEAST
              + " are needed. Move slowly, where the headset and the trackers' station both see.");
    }
    List<Moment> fit = new ArrayList<>();
    List<Moment> check = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      (i / RUN % CHECKED == CHECKED - 1 ? check : fit).add(moments.get(i));
    }
    HandEye found = solved(fit);
    Pose target = found.worldFromBoard();
    Pose mount = found.trackerFromCamera();
    double[] made = apart(fit, found.leftOut(), target, mount);
    double[] seen = apart(check, List.of(), target, mount);
    return new Alignment(
        target,
        mount,
        made[0],
        made[1],
        seen[0],
        seen[1],
        fit.size() - found.leftOut().size(),
        check.size(),
        found.leftOut().size());
  }

  private static HandEye solved(List<Moment> fit) throws AlignmentRefusal {
    List<HandEye.Moment> moments =
        fit.stream()
            .map(each -> new HandEye.Moment(each.inTarget(), each.inHeadset().inverse()))
            .toList();
    try {
      return HandEye.of(moments);
    } catch (CameraRefusal e) {
      throw new AlignmentRefusal(
          "The motion does not say how the spaces lie. Turn the hand about two axes, by 30° and"
              + " more, while it moves; the tracker must not slip on it.",
          e);
    }
  }

  /// Root mean squares of metres and radians between where the tracker is and where the headset
  /// puts it.
  private static double[] apart(
      List<Moment> moments, List<Integer> without, Pose target, Pose mount) {
    double metres = 0;
    double radians = 0;
    int count = 0;
    Pose onHand = mount.inverse();
    for (int i = 0; i < moments.size(); i++) {
      if (without.contains(i)) {
        continue;
      }
      Pose told = moments.get(i).inTarget();
      Pose seen = target.then(moments.get(i).inHeadset()).then(onHand);
      double away = told.position().distance(seen.position());
      double turned = told.rotation().angleTo(seen.rotation());
      metres += away * away;
      radians += turned * turned;
      count++;
    }
    return new double[] {
      Math.sqrt(metres / Math.max(1, count)), Math.sqrt(radians / Math.max(1, count))
    };
  }
}
