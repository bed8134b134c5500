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

  /// @param what null in a held pose, and from when on the programme goes on
  /// @param held null unless a pose is to be held
  private record Asked(
      long fromNanos, HandSide side, @Nullable HandExercise what, @Nullable Held held) {
    boolean over() {
      return what == null && held == null;
    }
  }

  /// A pose that is to be held: after a moment the hand goes there, and stays.
  ///
  /// @param angles as this person takes it this time
  /// @param wrist whether it is the wrist that is to be bent
  /// @param reaction seconds before the hand begins to move
  /// @param move seconds for the way
  record Held(double[] angles, boolean wrist, double reaction, double move) {
    double share(double seconds) {
      return MinimumJerk.share((seconds - reaction) / move);
    }
  }

  /// Replaced, never changed.
  private volatile List<Asked> asked = List.of();

  void ask(long sinceStartNanos, HandSide side, @Nullable HandExercise what) {
    add(new Asked(sinceStartNanos, side, what, null));
  }

  void hold(long sinceStartNanos, HandSide side, Held held) {
    add(new Asked(sinceStartNanos, side, null, held));
  }

  private synchronized void add(Asked one) {
    List<Asked> next = new ArrayList<>(asked);
    next.add(one);
    asked = List.copyOf(next.subList(Math.max(0, next.size() - KEPT), next.size()));
  }

  boolean running(long nanos) {
    List<Asked> all = asked;
    int i = at(all, nanos);
    return i >= 0 && !all.get(i).over();
  }

  /// Whether a pose is held: no hand holds quite still.
  boolean holding(long nanos) {
    List<Asked> all = asked;
    int i = at(all, nanos);
    return i >= 0 && all.get(i).held() != null;
  }

  /// The person in the middle of it.
  ///
  /// @param rest both hands at rest
  Moment over(Moment rest, long nanos) {
    List<Asked> all = asked;
    int i = at(all, nanos);
    if (i < 0 || all.get(i).over()) {
      return rest;
    }
    HandSide side = all.get(i).side();
    double[] angles = angles(all, i, rest.angles(side), nanos);
    Pose wrist = wrist(rest.wrist(side), bent(all, i, nanos), all.get(i), nanos);
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

  /// @param rest where the hand comes from that was asked for nothing before
  private static double[] angles(List<Asked> all, int i, double[] rest, long nanos) {
    Asked now = all.get(i);
    Held held = now.held();
    double seconds = (nanos - now.fromNanos()) / 1e9;
    double[] angles = held == null ? shape(now, nanos) : held.angles().clone();
    double changed =
        held == null ? MinimumJerk.share(seconds / CHANGE_SECONDS) : held.share(seconds);
    Asked before = i == 0 ? null : all.get(i - 1);
    boolean goesOn = before != null && !before.over() && before.side() == now.side();
    if (changed < 1 && (goesOn || held != null)) {
      double[] from = goesOn ? angles(all, i - 1, rest, now.fromNanos()) : rest;
      for (int k = 0; k < angles.length; k++) {
        angles[k] = from[k] + changed * (angles[k] - from[k]);
      }
    }
    return angles;
  }

  /// How far the wrist is bent in a pose that is held, 0 to 1.
  private static double bent(List<Asked> all, int i, long nanos) {
    Asked now = all.get(i);
    Held held = now.held();
    if (held == null) {
      return 0;
    }
    double from = i == 0 ? 0 : bent(all, i - 1, now.fromNanos());
    double to = held.wrist() ? 1 : 0;
    return from + held.share((nanos - now.fromNanos()) / 1e9) * (to - from);
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

  private static Pose wrist(Pose rest, double held, Asked asked, long nanos) {
    double share = asked.held() == null ? share(asked, nanos) : held;
    if (asked.what() == HandExercise.WRIST || asked.held() != null) {
      Quat bent = Quat.about(Table.X, WRIST_RADIANS * share);
      return new Pose(
          rest.position().plus(Table.Y.times(TAP_METRES * lift(asked, share))),
          rest.rotation().times(bent));
    }
    double lifted = asked.what() == HandExercise.TAP ? TAP_METRES * share : 0;
    return new Pose(rest.position().plus(Table.Y.times(lifted)), rest.rotation());
  }

  /// A hand that is to hold a pose stays on the table, but for its wrist.
  private static double lift(Asked asked, double share) {
    return asked.held() == null ? 1 : share;
  }

  /// 0 to 1 and back, again and again.
  private static double share(Asked asked, long nanos) {
    double sine = Math.sin(Math.PI * (nanos - asked.fromNanos()) / 1e9 / PERIOD_SECONDS);
    return sine * sine;
  }
}
