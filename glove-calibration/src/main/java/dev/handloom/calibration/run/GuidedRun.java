package dev.handloom.calibration.run;

import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.glove.SensedChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run as it goes: asks for a pose, waits until it is held still, goes on by itself. A hold can
/// be taken again, a step left out. An interruption of the glove costs nothing but the hold it fell
/// in.
public final class GuidedRun {
  /// How long a pose is held.
  static final double HOLD_SECONDS = 0.8;

  /// Nobody is in the new pose sooner than this after being asked.
  static final double REACTION_SECONDS = 0.6;

  /// A pose is another when the channels differ by this share of their movement so far, root mean
  /// square.
  private static final double NEW_POSE = 0.06;

  /// Taken for a channel's movement until it has moved more: of a raw channel's range, and radians.
  private static final double LEAST_SHARE = 0.10;

  private static final double LEAST_ANGLE = Math.toRadians(15);

  /// After so long what is held is taken: the glove may not feel the difference.
  static final double PATIENCE_SECONDS = 5;

  private static final double NANOS = 1e9;

  private final StepPlan plan;
  private final GloveReader reader;
  private final StillWatch watch;
  private final double[] read;
  private final List<@Nullable Hold> holds = new ArrayList<>();
  private final RunRecording recording;
  private boolean begun;
  private boolean resumed;
  private long beganNanos;
  private long askedNanos;
  private long lastNanos;

  public GuidedRun(StepPlan plan, GloveReader reader, RunRecording recording, double hz) {
    this.plan = plan;
    this.reader = reader;
    this.recording = recording;
    int channels = reader.channels().size();
    watch = new StillWatch(channels, hz, HOLD_SECONDS);
    read = new double[channels];
  }

  /// A run that goes on where it was broken off. What comes now has times after those before.
  ///
  /// @param before holds that lie behind, null for one that was left out
  /// @param beganNanos when it began, on the clock of the samples to come
  public GuidedRun(
      StepPlan plan,
      GloveReader reader,
      RunRecording recording,
      double hz,
      List<@Nullable Hold> before,
      long beganNanos) {
    this(plan, reader, recording, hz);
    for (Hold hold : before.subList(0, Math.min(before.size(), plan.holds()))) {
      holds.add(hold);
      if (hold != null) {
        watch.recall(hold.mean());
      }
    }
    resumed = !holds.isEmpty();
    this.beganNanos = beganNanos;
  }

  public RunRecording recording() {
    return recording;
  }

  public StepPlan plan() {
    return plan;
  }

  public boolean finished() {
    return holds.size() >= plan.holds();
  }

  /// What is asked for now, or null at the end.
  public @Nullable Step wanted() {
    return finished() ? null : plan.step(holds.size());
  }

  /// How many holds lie behind, taken or left out.
  public int done() {
    return holds.size();
  }

  /// A sample of the glove.
  ///
  /// @param nanos its capture time
  /// @return whether it completed a hold
  public boolean see(long nanos, double[] values) {
    if (finished()) {
      return false;
    }
    if (!begun) {
      begun = true;
      beganNanos = resumed ? beganNanos : nanos;
      askedNanos = nanos;
    }
    recording.add(nanos, holds.size(), values);
    if (nanos - lastNanos > NANOS * HOLD_SECONDS) {
      // The glove was away: what it said before does not count as held.
      watch.restart();
    }
    lastNanos = nanos;
    if (nanos - askedNanos < NANOS * REACTION_SECONDS) {
      return false;
    }
    reader.read(values, read);
    if (!watch.see(read) || (lingers() && nanos - askedNanos < NANOS * PATIENCE_SECONDS)) {
      return false;
    }
    take(nanos);
    return true;
  }

  /// Whether the hand is still where the last pose was: it has not begun to do what is asked.
  private boolean lingers() {
    Hold last = holds.isEmpty() ? null : holds.getLast();
    if (last == null || last.step() == wanted()) {
      return false;
    }
    double sum = 0;
    int count = 0;
    for (int c = 0; c < read.length; c++) {
      SensedChannel channel = reader.channels().get(c);
      double least = channel.angle() ? LEAST_ANGLE : LEAST_SHARE * (channel.high() - channel.low());
      double share = (watch.mean(c) - last.mean()[c]) / Math.max(watch.range(c), least);
      if (Double.isFinite(share)) {
        sum += share * share;
        count++;
      }
    }
    return count > 0 && Math.sqrt(sum / count) < NEW_POSE;
  }

  private void take(long nanos) {
    double[] mean = new double[read.length];
    double[] noise = new double[read.length];
    for (int c = 0; c < read.length; c++) {
      mean[c] = watch.mean(c);
      noise[c] = watch.noise(c);
    }
    double middle = (nanos - beganNanos) / NANOS - HOLD_SECONDS / 2;
    int index = holds.size();
    holds.add(new Hold(plan.step(index), plan.round(index), mean, noise, watch.samples(), middle));
    ask();
  }

  private void ask() {
    askedNanos = lastNanos;
    watch.restart();
  }

  /// Takes the last hold again; nothing at the beginning.
  public void again() {
    if (!holds.isEmpty()) {
      holds.removeLast();
    }
    ask();
  }

  /// Leaves the pose out that is asked for.
  public void leaveOut() {
    if (!finished()) {
      holds.add(null);
    }
    ask();
  }

  /// From 0, the hand moves or has only just been asked, to 1, held long enough.
  public double stillness() {
    return finished() || !begun || lastNanos - askedNanos < NANOS * REACTION_SECONDS
        ? 0
        : watch.stillness();
  }

  /// Every hold that lies behind, null for one that was left out.
  public List<@Nullable Hold> behind() {
    return Collections.unmodifiableList(new ArrayList<>(holds));
  }

  /// The holds that were taken, in order.
  public List<Hold> holds() {
    List<Hold> taken = new ArrayList<>();
    for (Hold hold : holds) {
      if (hold != null) {
        taken.add(hold);
      }
    }
    return taken;
  }

  /// How long it took so far.
  public double seconds() {
    return begun ? (lastNanos - beganNanos) / NANOS : 0;
  }
}
