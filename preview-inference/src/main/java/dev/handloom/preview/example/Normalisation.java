package dev.handloom.preview.example;

import dev.handloom.preview.example.Wants.Group;
import dev.handloom.preview.pack.Manifest.Channel;
import java.util.ArrayList;
import java.util.List;

/// Gathers the mean and spread of every channel over episodes, as a model's inputs and answers are
/// normalised by them.
public final class Normalisation {
  /// A channel that hardly moves is not blown up: least spread, as a share of the largest spread of
  /// the same unit.
  private static final double LEAST_SHARE = 0.02;

  private static final double LEAST = 1e-6;

  private final Wants wants;
  private final Moments[] state;
  private final Moments[] actions;
  private final int[] stateOf;

  public Normalisation(Wants wants) {
    this.wants = wants;
    state = Moments.of(wants.state().size());
    actions = Moments.of(wants.actions().size());
    stateOf = EpisodeRows.stateOfActions(wants);
  }

  /// Takes in every usable row.
  public void add(EpisodeRows rows) {
    for (int row : rows.usable()) {
      float[] told = rows.state(row);
      for (int c = 0; c < told.length; c++) {
        state[c].add(told[c]);
      }
      for (float[] step : rows.chunk(row)) {
        for (int c = 0; c < step.length; c++) {
          boolean relative = wants.actions().get(c).relative() && stateOf[c] >= 0;
          actions[c].add(relative ? step[c] - told[stateOf[c]] : step[c]);
        }
      }
    }
  }

  /// The same wants, with what was gathered.
  public Wants wants() throws ExampleException {
    if (state.length > 0 && state[0].count == 0) {
      throw new ExampleException(
          "No moment of these episodes has everything a model is shown and "
              + wants.after() * wants.stepSeconds()
              + " s after it; longer episodes, or ones without gaps, are needed");
    }
    List<Group> groups = new ArrayList<>();
    List<Channel> told = normal(wants.state(), state);
    int at = 0;
    for (Group group : wants.groups()) {
      groups.add(new Group(group.name(), told.subList(at, at + group.channels().size())));
      at += group.channels().size();
    }
    return new Wants(
        wants.stepSeconds(),
        wants.steps(),
        wants.frames(),
        wants.horizons(),
        wants.views(),
        groups,
        normal(wants.actions(), actions));
  }

  private static List<Channel> normal(List<Channel> channels, Moments[] moments) {
    List<Channel> normal = new ArrayList<>();
    for (int c = 0; c < channels.size(); c++) {
      Channel channel = channels.get(c);
      double widest = LEAST;
      for (int other = 0; other < channels.size(); other++) {
        if (channels.get(other).unit().equals(channel.unit())) {
          widest = Math.max(widest, moments[other].spread());
        }
      }
      normal.add(
          new Channel(
              channel.name(),
              channel.unit(),
              channel.relative(),
              moments[c].mean,
              Math.max(moments[c].spread(), Math.max(LEAST, LEAST_SHARE * widest))));
    }
    return normal;
  }

  /// Mean and variance, one value after the other.
  private static final class Moments {
    private long count;
    private double mean;
    private double squares;

    static Moments[] of(int count) {
      Moments[] all = new Moments[count];
      for (int i = 0; i < count; i++) {
        all[i] = new Moments();
      }
      return all;
    }

    void add(double value) {
      count++;
      double off = value - mean;
      mean += off / count;
      squares += off * (value - mean);
    }

    double spread() {
      return count < 2 ? 0 : Math.sqrt(squares / count);
    }
  }
}
