package dev.handloom.device.sim.person;

import dev.handloom.device.delay.HandGesture;
import dev.handloom.device.hand.HandAngles;
import dev.handloom.device.hand.HandExercise;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import dev.handloom.device.sim.wearer.Asked;
import dev.handloom.device.sim.wearer.Wearer;
import dev.handloom.device.space.Pose;
import dev.handloom.device.space.Quat;
import dev.handloom.device.space.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A person who goes through the same programme over and over, each round a little different, and
/// who makes a gesture when asked for one.
public final class ScriptedPerson {
  /// Physiological tremor: some 9 Hz, a fraction of a degree in the fingers.
  private static final double TREMOR_HERTZ = 9;

  private static final double TREMOR_RADIANS = 0.004;
  private static final double SWAY_METRES = 0.006;

  /// Who wants to put a finger on a point is about so far off it, each way.
  private static final double TOUCH_METRES = 0.0007;

  private record Round(Manner manner, long number, CyclePlan plan) {}

  /// Who goes through the programme, and since when.
  private record Begun(Manner manner, long fromNanos) {}

  private final long seed;
  private volatile Begun begun;
  private final Wearer left;
  private final Wearer right;
  private final Exercises exercises = new Exercises();
  private volatile @Nullable Round latest;
  private volatile List<AskedGesture> asked = List.of();
  private volatile @Nullable AskedArm askedArm;
  private volatile @Nullable AskedGripper askedGripper;
  private volatile @Nullable AskedTouch askedTouch;
  private volatile Pose board = Table.BOARD;
  private final Random touching;

  public ScriptedPerson(long seed) {
    this.seed = seed;
    begun = new Begun(Manner.plain(seed), 0);
    touching = new Random(5 * seed + 3);
    left = new Wearer(3 * seed + 1, HandSide.LEFT, HandSize.ADULT);
    right = new Wearer(3 * seed + 2, HandSide.RIGHT, HandSize.ADULT);
  }

  /// After so many seconds the programme begins again.
  public static double roundSeconds() {
    return CyclePlan.SECONDS;
  }

  /// What the script says the person does in a round: from and to, in seconds since the start, one
  /// thing after the other, with both hands still between them.
  public List<double[]> stretches(long round) {
    double start = round * CyclePlan.SECONDS;
    return plan(Manner.plain(seed), round).stretches().stream()
        .map(stretch -> new double[] {start + stretch.from(), start + stretch.to()})
        .toList();
  }

  /// From now on somebody goes through the programme in another manner, from its own beginning on:
  /// between two takes, for everything leaps to where it is for them.
  public void begin(Manner manner, long sinceStartNanos) {
    begun = new Begun(manner, sinceStartNanos);
  }

  /// Asks for a gesture, from now until [#enough]. The programme stands still meanwhile.
  ///
  /// @param evenly as a metronome would, with which delays cannot be told apart
  public synchronized void ask(
      HandGesture what, HandSide side, boolean evenly, long sinceStartNanos) {
    enough(sinceStartNanos);
    long from = asked.isEmpty() ? 0 : asked.getLast().overNanos();
    List<AskedGesture> next = new ArrayList<>(asked);
    next.add(
        new AskedGesture(
            what, side, evenly, Math.max(from, sinceStartNanos), AskedGesture.FOREVER, seed));
    asked = List.copyOf(next);
  }

  /// The gesture is not needed any more.
  public synchronized void enough(long sinceStartNanos) {
    if (!asked.isEmpty() && asked.getLast().untilNanos() >= AskedGesture.FOREVER) {
      List<AskedGesture> next = new ArrayList<>(asked);
      AskedGesture last = next.removeLast();
      next.add(last.until(Math.max(last.fromNanos(), sinceStartNanos)));
      asked = List.copyOf(next);
    }
  }

  /// The person at a time since the start.
  public Moment at(long sinceStartNanos) {
    long paused = 0;
    AskedGesture running = null;
    for (AskedGesture each : asked) {
      paused += each.pausedNanos(sinceStartNanos);
      running = each.running(sinceStartNanos) ? each : running;
    }
    double seconds = sinceStartNanos / 1e9;
    Begun now = begun;
    Manner manner = now.manner();
    double programme =
        manner.fromSeconds()
            + manner.tempo() * ((sinceStartNanos - now.fromNanos() - paused) / 1e9);
    long round = (long) Math.floor(programme / CyclePlan.SECONDS);
    CyclePlan plan = plan(manner, round);
    Moment moment = plan.at(programme - round * CyclePlan.SECONDS, head(seconds));
    moment = running == null ? moment : running.over(moment, sinceStartNanos);
    if (exercises.running(sinceStartNanos)) {
      moment = exercises.over(plan.at(0, moment.head()), sinceStartNanos);
    }
    AskedTouch touch = askedTouch;
    moment = touch == null ? moment : touch.over(moment, sinceStartNanos);
    if (!exercises.running(sinceStartNanos) || exercises.holding(sinceStartNanos)) {
      tremble(moment, seconds);
    }
    AskedGripper gripper = askedGripper;
    return gripper == null ? moment : moment.withGripper(gripper.widthMetres(sinceStartNanos));
  }

  private static void tremble(Moment moment, double seconds) {
    for (int i = 0; i < HandAngles.COUNT; i++) {
      double phase = 2 * Math.PI * (TREMOR_HERTZ + 0.13 * i) * seconds + i;
      moment.leftAngles()[i] += TREMOR_RADIANS * Math.sin(phase) * calm(i);
      moment.rightAngles()[i] += TREMOR_RADIANS * Math.cos(phase) * calm(i);
    }
  }

  /// From now on the person exercises one hand, and the other one rests.
  ///
  /// @param what null to go on with the programme
  public void exercise(HandSide side, @Nullable HandExercise what, long sinceStartNanos) {
    exercises.ask(sinceStartNanos, side, what);
  }

  /// From now on the person moves the arm that they lead joint by joint; null to go on with the
  /// programme.
  public void moveArm(@Nullable AskedArm what) {
    askedArm = what;
  }

  /// What was asked last; null in the programme.
  public @Nullable AskedArm askedArm() {
    return askedArm;
  }

  /// From now on the person opens or closes the gripper so far, and holds it.
  ///
  /// @param metres between the finger pads; null to go on with the programme
  public void moveGripper(@Nullable Double metres, long sinceStartNanos) {
    askedGripper =
        metres == null
            ? null
            : new AskedGripper(at(sinceStartNanos).gripperWidthMetres(), metres, sinceStartNanos);
  }

  /// From now on the person holds the tip of an index finger on a place of the board, as well as a
  /// person can. The other hand goes on with the programme.
  ///
  /// @param xMetres from the board's upper left corner to the right, as it is printed
  /// @param yMetres down
  public synchronized void touch(
      HandSide side, double xMetres, double yMetres, long sinceStartNanos) {
    Vec3 where =
        new Vec3(
            xMetres + TOUCH_METRES * touching.nextGaussian(),
            yMetres + TOUCH_METRES * touching.nextGaussian(),
            -Table.TIP_RADIUS);
    Moment from = at(sinceStartNanos);
    askedTouch = AskedTouch.of(side, from, board.apply(where), sinceStartNanos);
  }

  /// The finger is taken off the board, and the hand goes on with the programme.
  public synchronized void letGo(long sinceStartNanos) {
    AskedTouch touch = askedTouch;
    if (touch != null && touch.wrist() != null) {
      askedTouch = new AskedTouch(touch.side(), at(sinceStartNanos), null, sinceStartNanos);
    }
  }

  /// Puts the printed board elsewhere: its upper left corner, right and down as it is printed.
  public void lay(Pose inRoom) {
    board = inRoom;
  }

  /// Where the printed board lies now.
  public Pose board() {
    return board;
  }

  /// From now on the person holds a pose with one hand, as people do who are asked: after a moment,
  /// in a way of their own, and each time a little different. The other hand rests.
  ///
  /// @param what null to go on with the programme
  public void hold(HandSide side, @Nullable Asked what, long sinceStartNanos) {
    if (what == null) {
      exercises.ask(sinceStartNanos, side, null);
      return;
    }
    Wearer hand = side == HandSide.LEFT ? left : right;
    synchronized (hand) {
      exercises.hold(
          sinceStartNanos,
          side,
          new Exercises.Held(
              hand.take(what), what == Asked.WRIST, hand.reaction(), hand.moveSeconds()));
    }
  }

  /// Side to side a finger trembles less.
  private static double calm(int angle) {
    return angle % HandAngles.PER_FINGER == 1 ? 0.3 : 1;
  }

  private CyclePlan plan(Manner manner, long round) {
    Round known = latest;
    if (known == null || known.number() != round || !known.manner().equals(manner)) {
      known = new Round(manner, round, new CyclePlan(manner.seed(), round));
      latest = known;
    }
    return known.plan();
  }

  private static Pose head(double seconds) {
    double slow = Math.sin(0.61 * seconds);
    double slower = Math.sin(0.37 * seconds + 1);
    Vec3 sway = new Vec3(slow, 0.4 * slower, 0.7 * Math.sin(0.23 * seconds)).times(SWAY_METRES);
    Quat turn =
        Quat.about(Table.Y, 0.025 * slower)
            .times(Table.HEAD.rotation())
            .times(Quat.about(Table.X, 0.018 * slow));
    return new Pose(Table.HEAD.position().plus(sway), turn);
  }
}
