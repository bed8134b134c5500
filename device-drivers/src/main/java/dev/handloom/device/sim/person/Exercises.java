package dev.handloom.device.sim.person;

import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandExercise;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the person was asked to do with one hand, one exercise after the other. Meanwhile the other
/// hand rests and nothing on the table is touched.
final class Exercises {
  /// There and back.
  private static final double PERIOD_SECONDS = 1.6;

  /// From what the hand did before into the exercise.
  private static final double CHANGE_SECONDS = 0.4;

  private static final double WRIST_RADIANS = 0.6;
  private static final double TAP_METRES = 0.03;

  /// Truth is asked about the past; nobody asks further back than a take's worth.
  private static final int KEPT = 64;

  /// @param what null from when on the programme goes on
  private record Asked(long fromNanos, HandSide side, @Nullable HandExercise what) {}

  /// Replaced, never changed.
  private volatile List<Asked> asked = List.of();

  synchronized void ask(long sinceStartNanos, HandSide side, @Nullable HandExercise what) {
    List<Asked> next = new ArrayList<>(asked);
    next.add(new Asked(sinceStartNanos, side, what));
    asked = List.copyOf(next.subList(Math.max(0, next.size() - KEPT), next.size()));
  }

  boolean running(long nanos) {
    List<Asked> all = asked;
    int i = at(all, nanos);
    return i >= 0 && all.get(i).what() != null;
  }

  /// The person in the middle of it.
  ///
  /// @param rest both hands at rest
  Moment over(Moment rest, long nanos) {
    List<Asked> all = asked;
    int i = at(all, nanos);
    if (i < 0 || all.get(i).what() == null) {
      return rest;
    }
    HandSide side = all.get(i).side();
    double[] angles = angles(all, i, nanos);
    Pose wrist = wrist(rest.wrist(side), all.get(i), nanos);
    boolean left = side == HandSide.LEFT;
    return new Moment(
        left ? angles : rest.leftAngles(),
        left ? rest.rightAngles() : angles,
        left ? wrist : rest.leftWrist(),
        left ? rest.rightWrist() : wrist,
        rest.head(),
        rest.gripper(),
        rest.gripperWidthMetres(),
        rest.cup(),
        rest.block(),
        0);
  }

  private static int at(List<Asked> all, long nanos) {
    int i = all.size() - 1;
    while (i >= 0 && all.get(i).fromNanos() > nanos) {
      i--;
    }
    return i;
  }

  private static double[] angles(List<Asked> all, int i, long nanos) {
    Asked now = all.get(i);
    double[] angles = shape(now, nanos);
    double changed = MinimumJerk.share((nanos - now.fromNanos()) / 1e9 / CHANGE_SECONDS);
    Asked before = i == 0 ? null : all.get(i - 1);
    if (changed < 1 && before != null && before.what() != null && before.side() == now.side()) {
      double[] from = angles(all, i - 1, now.fromNanos());
      for (int k = 0; k < angles.length; k++) {
        angles[k] = from[k] + changed * (angles[k] - from[k]);
      }
    }
    return angles;
  }

  private static double[] shape(Asked asked, long nanos) {
    double share = share(asked, nanos);
    double[] angles = Grips.FLAT.clone();
    HandExercise what = asked.what();
    double[] to = what == HandExercise.SPREAD ? Grips.SPREAD : Grips.FIST;
    for (Finger finger : Finger.values()) {
      boolean moves =
          what == HandExercise.FIST
              || what == HandExercise.SPREAD
              || (what != null && what.finger() == finger);
      for (int place = 0; moves && place < HandAngles.PER_FINGER; place++) {
        int k = HandAngles.index(finger, place);
        angles[k] += share * (to[k] - angles[k]);
      }
    }
    return angles;
  }

  private static Pose wrist(Pose rest, Asked asked, long nanos) {
    double share = share(asked, nanos);
    if (asked.what() == HandExercise.WRIST) {
      Quat bent = Quat.about(Table.X, WRIST_RADIANS * share);
      return new Pose(rest.position().plus(Table.Y.times(TAP_METRES)), rest.rotation().times(bent));
    }
    double lifted = asked.what() == HandExercise.TAP ? TAP_METRES * share : 0;
    return new Pose(rest.position().plus(Table.Y.times(lifted)), rest.rotation());
  }

  /// 0 to 1 and back, again and again.
  private static double share(Asked asked, long nanos) {
    double sine = Math.sin(Math.PI * (nanos - asked.fromNanos()) / 1e9 / PERIOD_SECONDS);
    return sine * sine;
  }
}
