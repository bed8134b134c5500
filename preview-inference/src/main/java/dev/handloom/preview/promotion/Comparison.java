package dev.handloom.preview.promotion;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.ExampleReader;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.local.LocalModel;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.pack.PackException;
import dev.handloom.preview.promotion.Behaviour.Place;
import dev.handloom.store.episode.EpisodeReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Asks two versions at the same moments of the golden episodes.
public final class Comparison {
  /// Moments that lie closer are almost the same.
  public static final int EVERY_STEPS = 4;

  /// Around the middle a gripper is neither open nor closed: so much of its way.
  private static final double UNDECIDED = 0.1;

  private static final double SAME_RATE = 1e-9;
  private static final double SECOND_NANOS = 1e9;

  private final Version champion;
  private final Version challenger;
  private final int[] columns;
  private final List<String> missing = new ArrayList<>();
  private final int steps;
  private final double[] squares;
  private final double[] middles;
  private final double[] ways;
  private final List<String> episodes = new ArrayList<>();
  private final List<Outcome> championOutcomes = new ArrayList<>();
  private final List<Outcome> challengerOutcomes = new ArrayList<>();
  private int moments;
  private long decisions;
  private long flips;
  private @Nullable Place worst;
  private @Nullable Place firstFlip;

  /// One of the two.
  public record Version(String digest, LocalModel model) {
    private Wants wants() {
      return Wants.of(model.manifest());
    }
  }

  private Comparison(Version champion, Version challenger) throws PackException {
    this.champion = champion;
    this.challenger = challenger;
    double one = champion.wants().stepSeconds();
    double other = challenger.wants().stepSeconds();
    if (Math.abs(one - other) > SAME_RATE) {
      throw new PackException(
          String.format(
              Locale.ROOT,
              "The models answer at %.4g and %.4g Hz; their plans cannot be laid over each other",
              1 / one,
              1 / other));
    }
    steps = Math.min(champion.wants().steps(), challenger.wants().steps());
    List<String> answered = challenger.wants().actions().stream().map(Channel::name).toList();
    columns = new int[champion.wants().actions().size()];
    for (int i = 0; i < columns.length; i++) {
      Channel wanted = champion.wants().actions().get(i);
      columns[i] = answered.indexOf(wanted.name());
      boolean same =
          columns[i] >= 0
              && challenger.wants().actions().get(columns[i]).unit().equals(wanted.unit());
      if (!same) {
        columns[i] = -1;
        missing.add(wanted.name() + (answered.contains(wanted.name()) ? " in its unit" : ""));
      }
    }
    squares = new double[columns.length];
    middles = new double[columns.length];
    ways = new double[columns.length];
  }

  /// What was found.
  ///
  /// @param championOutcomes what it dreamed and what came
  public record Found(
      Behaviour behaviour, List<Outcome> championOutcomes, List<Outcome> challengerOutcomes) {}

  /// @param done told how many episodes are compared
  /// @throws InterruptedIOException where the thread was interrupted
  public static Found run(
      Version champion, Version challenger, List<EpisodeReader> golden, IntConsumer done)
      throws PackException, ModelException, IOException {
    Comparison comparison = new Comparison(champion, challenger);
    List<EpisodeRows> mine = new ArrayList<>();
    List<EpisodeRows> theirs = new ArrayList<>();
    for (EpisodeReader episode : golden) {
      mine.add(new ExampleReader(champion.wants()).read(episode));
      theirs.add(new ExampleReader(challenger.wants()).read(episode));
    }
    comparison.grippers(mine);
    for (int i = 0; i < mine.size(); i++) {
      comparison.episode(mine.get(i), theirs.get(i));
      done.accept(i + 1);
    }
    return new Found(
        comparison.behaviour(), comparison.championOutcomes, comparison.challengerOutcomes);
  }

  /// Where each gripper is half open, by what was recorded.
  private void grippers(List<EpisodeRows> golden) {
    Arrays.fill(middles, Double.NaN);
    for (int i = 0; i < columns.length; i++) {
      if (!gripper(champion.wants().actions().get(i))) {
        continue;
      }
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (EpisodeRows rows : golden) {
        for (int row = 0; row < rows.grid().rows(); row++) {
          float value = rows.measured(row)[i];
          if (Float.isFinite(value)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
          }
        }
      }
      // One that never moved decided nothing.
      if (high > low) {
        middles[i] = (low + high) / 2;
        ways[i] = high - low;
      }
    }
  }

  private static boolean gripper(Channel channel) {
    String name = channel.name().toLowerCase(Locale.ROOT);
    return name.contains("grip") || name.contains("jaw") || name.contains("claw");
  }

  private void episode(EpisodeRows mine, EpisodeRows theirs)
      throws ModelException, InterruptedIOException {
    episodes.add(mine.episode().text());
    for (int row = 0; row < mine.grid().rows(); row += EVERY_STEPS) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("The comparison was ended");
      }
      if (row < theirs.grid().rows() && mine.askable(row) && theirs.askable(row)) {
        Prediction one = champion.model.ask(mine.observation(row));
        Prediction other = challenger.model.ask(theirs.observation(row));
        moments++;
        double seconds = (mine.grid().nanos(row) - mine.grid().nanos(0)) / SECOND_NANOS;
        compare(mine.episode().text(), seconds, one, other);
        championOutcomes.addAll(Outcome.of(mine, row, one));
        challengerOutcomes.addAll(Outcome.of(theirs, row, other));
      }
    }
  }

  private void compare(String episode, double seconds, Prediction one, Prediction other) {
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < columns.length; i++) {
        if (columns[i] < 0) {
          continue;
        }
        double a = one.actions()[step][i];
        double b = other.actions()[step][columns[i]];
        Channel channel = champion.wants().actions().get(i);
        squares[i] += (a - b) * (a - b);
        double apart = Math.abs(a - b) / channel.spread();
        if (worst == null || apart > worst.spreads()) {
          worst = new Place(episode, seconds, channel.name(), step + 1, a, b, apart);
        }
        double undecided = UNDECIDED * ways[i];
        if (Math.abs(a - middles[i]) > undecided && Math.abs(b - middles[i]) > undecided) {
          decisions++;
          if (a > middles[i] != b > middles[i]) {
            flips++;
            if (firstFlip == null) {
              firstFlip = new Place(episode, seconds, channel.name(), step + 1, a, b, apart);
            }
          }
        }
      }
    }
  }

  private Behaviour behaviour() {
    List<Behaviour.Joint> joints = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] >= 0) {
        Channel channel = champion.wants().actions().get(i);
        double rms = Math.sqrt(squares[i] / Math.max(1, (long) moments * steps));
        joints.add(
            new Behaviour.Joint(channel.name(), channel.unit(), rms, rms / channel.spread()));
      }
    }
    return new Behaviour(
        champion.digest,
        challenger.digest,
        episodes,
        moments,
        joints,
        worst,
        decisions,
        flips,
        firstFlip,
        missing);
  }
}
