package dev.handloom.preview.promotion;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Forecast;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.pack.Manifest.Channel;
import java.util.ArrayList;
import java.util.List;

/// What a model dreamed of a moment and what came of it, as one number.
///
/// @param episode whose moment
/// @param atNanos studio time of the observation
/// @param aheadSeconds how far it dreamed
/// @param what is counted
public record Outcome(
    String episode, long atNanos, double aheadSeconds, What what, double dreamed, double real) {
  private static final double SECOND_NANOS = 1e9;
  private static final double WHITE = 255;

  /// What is counted.
  public enum What {
    /// How far the body moves, in spreads, root mean square over its channels.
    MOVEMENT("how far the body moves, in spreads"),
    /// How much of the picture changes: the mean change of its colours, from 0 to 1.
    CHANGE("how much the picture changes, 0 to 1");

    private final String words;

    What(String words) {
      this.words = words;
    }

    /// For people.
    public String words() {
      return words;
    }
  }

  /// Of the furthest forecast and the furthest dream whose truth is known.
  public static List<Outcome> of(EpisodeRows rows, int row, Prediction prediction) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Forecast forecast : prediction.forecasts().reversed()) {
      int then = row + steps(rows, forecast.aheadSeconds());
      if (then < rows.grid().rows() && finite(rows.state(then))) {
        float[] now = rows.state(row);
        List<Channel> channels = rows.wants().state();
        outcomes.add(
            new Outcome(
                rows.episode().text(),
                rows.grid().nanos(row),
                forecast.aheadSeconds(),
                What.MOVEMENT,
                movement(now, forecast.state(), channels),
                movement(now, rows.state(then), channels)));
        break;
      }
    }
    for (Dream dream : prediction.dreams().reversed()) {
      int view = rows.wants().views().stream().map(v -> v.name()).toList().indexOf(dream.camera());
      if (view < 0 || Double.isNaN(dream.aheadSeconds())) {
        continue;
      }
      int then = row + steps(rows, dream.aheadSeconds());
      if (rows.hasPicture(view, then)) {
        Picture now = rows.picture(view, row);
        outcomes.add(
            new Outcome(
                rows.episode().text(),
                rows.grid().nanos(row),
                dream.aheadSeconds(),
                What.CHANGE,
                change(now, dream.picture()),
                change(now, rows.picture(view, then))));
        break;
      }
    }
    return outcomes;
  }

  private static int steps(EpisodeRows rows, double seconds) {
    return (int) Math.round(seconds / rows.wants().stepSeconds());
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static double movement(float[] now, float[] then, List<Channel> channels) {
    double sum = 0;
    for (int i = 0; i < now.length; i++) {
      double moved = (then[i] - now[i]) / channels.get(i).spread();
      sum += moved * moved;
    }
    return Math.sqrt(sum / Math.max(1, now.length));
  }

  private static double change(Picture now, Picture then) {
    long sum = 0;
    for (int i = 0; i < now.rgb().length; i++) {
      sum += Math.abs((then.rgb()[i] & 0xFF) - (now.rgb()[i] & 0xFF));
    }
    return sum / (WHITE * now.rgb().length);
  }

  /// Of which moment and what; a second one of the same takes the place of the first.
  String key() {
    return episode + " " + atNanos + " " + Math.round(aheadSeconds * SECOND_NANOS) + " " + what;
  }
}
