package dev.handloom.preview.tiny;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.pack.Manifest.Channel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The examples of a training set in three parts, by episode: those it learns from, those that say
/// which of its weights are kept and when it is enough, and those it is judged by in the end, which
/// nothing was chosen by.
public final class Lessons {
  private static final double JUDGING_SHARE = 0.2;
  private static final double CHOOSING_SHARE = 0.1;

  /// Pictures are shown so many pixels off at most, so that nothing is learnt by its very place.
  private static final int JITTER = 3;

  /// Whole takes.
  ///
  /// @param episodes that it is made of
  /// @param rows which of the set's episodes, and which of its rows
  public record Part(List<EpisodeRows> episodes, List<int[]> rows) {
    Part() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    public int size() {
      return rows.size();
    }

    /// Some of them, evenly spread.
    int spread(int i, int of) {
      return (int) ((long) i * rows.size() / of);
    }
  }

  private final TrainingSet set;
  private final Wants wants;
  private final int[] stateOf;
  private final Part learnt = new Part();
  private final Part choosing = new Part();
  private final Part judging = new Part();

  /// @param seed of which episodes are held out
  /// @throws TrainException where there are too few to hold one out
  public Lessons(TrainingSet set, long seed) throws TrainException {
    this.set = set;
    wants = set.wants();
    stateOf = EpisodeRows.stateOfActions(wants);
    int count = set.episodes().size();
    if (count < 2) {
      throw new TrainException(
          "One episode is too few: a model is judged by an episode that it did not learn from. Record"
              + " and accept at least one more");
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingLong(i -> drawn(set.episodes().get(i).episode().text(), seed)));
    int judges = (int) Math.max(1, Math.round(JUDGING_SHARE * count));
    // With two episodes none is left to choose by: then the last weights are kept.
    int chooses = count < 3 ? 0 : (int) Math.max(1, Math.round(CHOOSING_SHARE * count));
    for (int i = 0; i < count; i++) {
      EpisodeRows episode = set.episodes().get(order.get(i));
      Part part = i < judges ? judging : i < judges + chooses ? choosing : learnt;
      part.episodes().add(episode);
      for (int row : episode.usable()) {
        part.rows().add(new int[] {order.get(i), row});
      }
    }
  }

  /// An episode stays on its side, whatever comes to the library.
  private static long drawn(String episode, long seed) {
    long mixed = seed;
    for (int i = 0; i < episode.length(); i++) {
      mixed = mixed * 0x5DEECE66DL + episode.charAt(i);
    }
    return new Random(mixed).nextLong();
  }

  public TrainingSet set() {
    return set;
  }

  /// What it learns from.
  public Part learnt() {
    return learnt;
  }

  /// What says which weights are kept; empty where there are too few episodes.
  public Part choosing() {
    return choosing;
  }

  /// What it is judged by in the end.
  public Part judging() {
    return judging;
  }

  /// All that had a say in the weights: learnt from, or chosen by.
  public List<EpisodeRows> known() {
    List<EpisodeRows> known = new ArrayList<>(learnt.episodes());
    known.addAll(choosing.episodes());
    return known;
  }

  public TinyShape shape() {
    return new TinyShape(
        wants.frames().size(),
        wants.views().stream().mapToInt(Wants.View::height).sum(),
        wants.views().getFirst().width(),
        wants.state().size(),
        wants.steps(),
        wants.actions().size(),
        wants.horizons().size());
  }

  /// An example as it was.
  Lesson lesson(Part part, int i) {
    return lesson(part.rows().get(i), null);
  }

  /// An example to learn from, its pictures some pixels off.
  Lesson learnt(int i, RandomGenerator random) {
    return lesson(learnt.rows().get(i), random);
  }

  private Lesson lesson(int[] which, @Nullable RandomGenerator random) {
    EpisodeRows rows = set.episodes().get(which[0]);
    int row = which[1];
    int[] off = random == null ? new int[2 * wants.views().size()] : jitter(random);
    byte[][] future = new byte[wants.horizons().size()][];
    float[][] futureState = new float[future.length][];
    for (int h = 0; h < future.length; h++) {
      int then = row + wants.horizons().get(h);
      future[h] = picture(rows, then, off);
      futureState[h] = normal(rows.state(then));
    }
    Told told = told(which, off);
    return new Lesson(
        which[0],
        row,
        told.seen(),
        told.state(),
        told.earlier(),
        told.chunk(),
        future,
        futureState);
  }

  /// What the policy alone is told of an example, and what was done.
  record Told(byte[][] seen, float[] state, float[][] earlier, float[] chunk) {}

  /// An example for the policy alone, its pictures some pixels off.
  Told told(int i, RandomGenerator random) {
    int[] which = learnt.rows().get(i);
    return told(which, jitter(random));
  }

  private int[] jitter(RandomGenerator random) {
    return random.ints(2L * wants.views().size(), -JITTER, JITTER + 1).toArray();
  }

  private Told told(int[] which, int[] off) {
    EpisodeRows rows = set.episodes().get(which[0]);
    int row = which[1];
    List<Integer> back = wants.frames();
    byte[][] seen = new byte[back.size()][];
    float[][] earlier = new float[back.size() - 1][];
    for (int f = 0; f < seen.length; f++) {
      seen[f] = picture(rows, row + back.get(f), off);
      if (f < earlier.length) {
        earlier[f] = normal(rows.state(row + back.get(f)));
      }
    }
    float[] now = rows.state(row);
    return new Told(seen, normal(now), earlier, chunk(now, rows.chunk(row)));
  }

  /// An example of the judging part as a model is asked it.
  Observation asked(int i) {
    int[] which = judging.rows().get(i);
    return set.episodes().get(which[0]).observation(which[1]);
  }

  /// The body at an example of the judging part, in its units.
  float[] told(int i) {
    int[] which = judging.rows().get(i);
    return set.episodes().get(which[0]).state(which[1]);
  }

  /// The pictures that a model dreams for a horizon, one above the other, colour by colour, 0 to 1.
  float[] dreamt(Prediction said, int horizon) {
    int pixels = shape().pixels();
    float[] all = new float[3 * pixels];
    int above = 0;
    for (int v = 0; v < wants.views().size(); v++) {
      byte[] rgb = said.dreams().get(horizon * wants.views().size() + v).picture().rgb();
      for (int i = 0; i < rgb.length; i++) {
        all[i % 3 * pixels + above + i / 3] = (rgb[i] & 0xFF) / 255f;
      }
      above += rgb.length / 3;
    }
    return all;
  }

  /// @param off of each view, across and down
  private byte[] picture(EpisodeRows rows, int row, int[] off) {
    byte[] all = new byte[3 * shape().pixels()];
    int at = 0;
    for (int v = 0; v < wants.views().size(); v++) {
      byte[] rgb = rows.picture(v, row).rgb();
      Wants.View view = wants.views().get(v);
      shifted(rgb, view.width(), view.height(), off[2 * v], off[2 * v + 1], all, at);
      at += rgb.length;
    }
    return all;
  }

  /// What lies beyond the edge is as the edge is.
  private static void shifted(
      byte[] rgb, int width, int height, int across, int down, byte[] into, int at) {
    if (across == 0 && down == 0) {
      System.arraycopy(rgb, 0, into, at, rgb.length);
      return;
    }
    for (int y = 0; y < height; y++) {
      int from = Math.clamp(y + down, 0, height - 1) * width;
      int to = at + 3 * y * width;
      int first = Math.max(0, -across);
      int last = Math.min(width, width - across);
      System.arraycopy(rgb, 3 * (from + first + across), into, to + 3 * first, 3 * (last - first));
      for (int x = 0; x < first; x++) {
        System.arraycopy(rgb, 3 * from, into, to + 3 * x, 3);
      }
      for (int x = last; x < width; x++) {
        System.arraycopy(rgb, 3 * (from + width - 1), into, to + 3 * x, 3);
      }
    }
  }

  float[] normal(float[] told) {
    float[] normal = new float[told.length];
    List<Channel> channels = wants.state();
    for (int c = 0; c < told.length; c++) {
      normal[c] = (float) ((told[c] - channels.get(c).mean()) / channels.get(c).spread());
    }
    return normal;
  }

  /// A relative action that stays where it is, as the network says it; for others the mean.
  float still(int action) {
    Channel channel = wants.actions().get(action);
    return channel.relative() ? (float) (-channel.mean() / channel.spread()) : 0;
  }

  /// What was done, as the network says it: off the state at the observation where it is relative.
  float[] chunk(float[] told, float[][] actions) {
    int width = wants.actions().size();
    float[] chunk = new float[actions.length * width];
    for (int step = 0; step < actions.length; step++) {
      for (int a = 0; a < width; a++) {
        Channel channel = wants.actions().get(a);
        double from = channel.relative() && stateOf[a] >= 0 ? told[stateOf[a]] : 0;
        chunk[step * width + a] =
            (float) ((actions[step][a] - from - channel.mean()) / channel.spread());
      }
    }
    return chunk;
  }
}
