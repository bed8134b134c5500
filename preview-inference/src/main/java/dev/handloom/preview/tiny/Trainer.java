package dev.handloom.preview.tiny;

import dev.handloom.preview.learn.Adam;
import dev.handloom.preview.learn.Kernel;
import dev.handloom.preview.learn.Lane;
import dev.handloom.preview.learn.Network;
import dev.handloom.preview.model.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Trains a model, step by step; leaves a checkpoint behind from which it goes on after an
/// interruption as if there had been none.
public final class Trainer {
  private static final int JUDGED_BY = 96;
  private static final int LAST_JUDGED_BY = 400;
  private static final long KEEP_NANOS = 20_000_000_000L;
  private static final double MINUTE_NANOS = 60e9;

  private final Lessons lessons;
  private final TrainPlan plan;
  private final @Nullable Checkpoint checkpoint;
  private final TinyNet net;
  private final float[] weights;
  private final float[] slopes;
  private final Adam adam;
  private final List<Lane> lanes = new ArrayList<>();
  private final List<TinyLoss> losses = new ArrayList<>();
  private final Judge judge;
  private TrainState state;

  /// Who watches, and may end it. Called on the training thread.
  public interface Watcher {
    /// @param secondsLeft a guess; NaN while there is none
    void step(int step, double share, double secondsLeft, double loss);

    void look(Look look);

    /// Whether it shall end now; what it learnt so far is kept in the checkpoint.
    boolean ended();
  }

  /// How a training ended.
  public enum End {
    DONE,
    /// It did not become better any more.
    STOPPED_EARLY,
    /// Somebody ended it; a checkpoint was kept.
    INTERRUPTED
  }

  /// @param checkpoint where it is kept, and gone on from; null for nowhere
  public Trainer(Lessons lessons, TrainPlan plan, @Nullable Checkpoint checkpoint)
      throws IOException {
    this.lessons = lessons;
    this.plan = plan;
    this.checkpoint = checkpoint;
    net = new TinyNet(lessons.shape());
    weights = net.network().begin(plan.seed());
    slopes = new float[weights.length];
    adam = new Adam(net.network().shapes(), weights.length, TrainPlan.DECAY);
    state = new TrainState(weights.clone());
    if (checkpoint != null) {
      TrainState kept = checkpoint.read(weights, adam);
      state = kept == null ? state : kept;
    }
    net.network().use(weights);
    Kernel kernel = Kernel.best();
    for (int i = 0; i < TrainPlan.LANES; i++) {
      Lane lane = net.network().lane(kernel);
      net.furnish(lane);
      lanes.add(lane);
      losses.add(new TinyLoss(net));
    }
    judge = new Judge(net, lanes);
  }

  public TinyNet net() {
    return net;
  }

  /// At which step it goes on; 0 for one that begins.
  public int begunAt() {
    return state.step;
  }

  public List<Look> looks() {
    return List.copyOf(state.looks);
  }

  public double minutes() {
    return state.nanos / MINUTE_NANOS;
  }

  /// Trains until it is done. Then the network has the best weights that were seen; where nothing
  /// is there to choose by, the last.
  public End run(Watcher watcher) throws IOException, InterruptedException {
    int first = state.step;
    long begun = System.nanoTime();
    long before = state.nanos;
    long kept = begun;
    End end = state.over() ? End.STOPPED_EARLY : End.DONE;
    try (Crew crew = new Crew(plan.threads())) {
      while (share() < 1 && !state.over()) {
        if (watcher.ended() || Thread.interrupted()) {
          keep();
          return End.INTERRUPTED;
        }
        double loss = step(crew);
        long now = System.nanoTime();
        state.nanos = before + now - begun;
        if (state.step % plan.lookEvery() == 0 || share() >= 1) {
          watcher.look(look(crew));
          end = state.over() ? End.STOPPED_EARLY : End.DONE;
          kept = 0;
        }
        // Of all that was done so far, looks too, so that what is left holds them as well.
        double each = (System.nanoTime() - begun) / 1e9 / Math.max(1, state.step - first);
        double left =
            Math.min(each * (plan.steps() - state.step), plan.minutes() * 60 - state.nanos / 1e9);
        watcher.step(state.step, share(), state.step - first < 3 ? Double.NaN : left, loss);
        if (kept == 0 || now - kept > KEEP_NANOS) {
          keep();
          kept = System.nanoTime();
        }
      }
    }
    keep();
    take(state.best);
    return end;
  }

  /// A training that is over, judged by episodes that nothing was chosen by.
  public Trained trained(End end) throws IOException, InterruptedException {
    try (Crew crew = new Crew(plan.threads())) {
      return new Trained(
          lessons,
          plan,
          net,
          end,
          looks(),
          judge.scores(lessons, lessons.judging(), LAST_JUDGED_BY, crew),
          Judge.nearest(lessons, LAST_JUDGED_BY),
          minutes());
    } catch (ModelException e) {
      throw new TrainException("The nearest episode could not be asked. " + e.getMessage(), e);
    }
  }

  private double share() {
    return Math.max(
        state.step / (double) plan.steps(), state.nanos / MINUTE_NANOS / plan.minutes());
  }

  private void keep() throws IOException {
    if (checkpoint != null) {
      checkpoint.write(weights, adam, state);
    }
  }

  /// What is drawn for an example.
  private record Drawn(int example, boolean own, int[] horizons, long seed) {}

  /// Everything that is drawn for a step follows from the seed and the step's number.
  private double step(Crew crew) throws InterruptedException {
    Random random = new Random(plan.seed() * 0x9E3779B97F4A7C15L + state.step);
    Drawn[] drawn = new Drawn[TrainPlan.BATCH];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] =
          new Drawn(
              random.nextInt(lessons.learnt().size()),
              random.nextDouble() < TrainPlan.OWN_SHARE,
              horizons(random),
              random.nextLong());
    }
    long[] acted = random.longs(TrainPlan.ACTED).toArray();
    double[][] loss = new double[drawn.length][];
    crew.each(
        lanes.size(),
        l -> {
          for (int i = l; i < drawn.length; i += lanes.size()) {
            loss[i] = learn(l, drawn[i]);
          }
          for (int i = l; i < acted.length; i += lanes.size()) {
            act(l, new Random(acted[i]));
          }
        });
    Network.gather(lanes, slopes, 1f / drawn.length);
    adam.step(weights, slopes, plan.pace(state.step, share()));
    net.network().changed();
    double[] mean = new double[3];
    for (double[] each : loss) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += each[i] / drawn.length;
      }
    }
    state.step++;
    state.smooth(mean, weights);
    return mean[0] + mean[1] + mean[2];
  }

  /// Dreams cost most of a step, so an example goes through some of them.
  private int[] horizons(Random random) {
    int all = net.shape().horizons();
    int[] order = new int[all];
    for (int i = 0; i < all; i++) {
      int at = random.nextInt(i + 1);
      order[i] = order[at];
      order[at] = i;
    }
    return Arrays.copyOf(order, Math.min(all, TrainPlan.DREAMS));
  }

  private double[] learn(int l, Drawn drawn) {
    Lane lane = lanes.get(l);
    Lesson lesson = lessons.learnt(drawn.example(), new Random(drawn.seed()));
    for (int f = 0; f < lesson.seen().length; f++) {
      net.show(lane, f, lesson.seen()[f]);
    }
    net.glance(lane, lesson.seen());
    net.tell(lane, lesson.state(), lesson.earlier());
    net.give(lane, drawn.own() ? null : lesson.chunk());
    int parts = 0;
    for (int h : drawn.horizons()) {
      parts |= TinyNet.dreaming(h);
    }
    net.network().forward(lane, parts);
    net.network().clear(lane, parts);
    double[] loss = losses.get(l).slopes(lane, lesson, drawn.horizons());
    net.network().backward(lane, parts);
    return loss;
  }

  /// The policy alone: little beside a dream, so many of them.
  private void act(int l, Random random) {
    Lane lane = lanes.get(l);
    Lessons.Told told = lessons.told(random.nextInt(lessons.learnt().size()), random);
    net.glance(lane, told.seen());
    net.tell(lane, told.state(), told.earlier());
    net.give(lane, null);
    net.network().forward(lane, TinyNet.POLICY);
    net.network().clear(lane, TinyNet.POLICY);
    losses.get(l).plan(lane, told.chunk(), TrainPlan.BATCH / (float) TrainPlan.ACTED);
    net.network().backward(lane, TinyNet.POLICY);
  }

  /// Judges the mean of the last weights, which is steadier than they are.
  private Look look(Crew crew) throws InterruptedException {
    boolean chooses = lessons.choosing().size() > 0;
    Lessons.Part by = chooses ? lessons.choosing() : lessons.judging();
    float[] now = weights.clone();
    take(state.mean);
    Look look =
        new Look(
            state.step,
            state.loss[0],
            state.loss[1],
            state.loss[2],
            judge.scores(lessons, by, JUDGED_BY, crew));
    state.took(look, chooses);
    take(now);
    return look;
  }

  private void take(float[] those) {
    System.arraycopy(those, 0, weights, 0, weights.length);
    net.network().changed();
  }
}
