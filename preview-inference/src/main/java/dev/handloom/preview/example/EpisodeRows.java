package dev.handloom.preview.example;

import dev.handloom.preview.example.Wants.Group;
import dev.handloom.preview.example.Wants.View;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.resample.RowGrid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An episode at a model's rate: the pictures at the model's size, what it is told and what it
/// answers, row by row.
public final class EpisodeRows {
  private final EpisodeId episode;
  private final String task;
  private final Wants wants;
  private final RowGrid grid;
  private final PictureRows[] pictures;
  private final float[][] states;
  private final float[][] measured;
  private final long fromNanos;
  private final long toNanos;
  private final int[] usable;

  /// @param pictures of each view
  /// @param states by row; NaN where something is missing
  /// @param measured the channels of the actions, by row
  /// @param fromNanos the first moment that may be used
  /// @param toNanos the last
  EpisodeRows(
      EpisodeId episode,
      String task,
      Wants wants,
      RowGrid grid,
      PictureRows[] pictures,
      float[][] states,
      float[][] measured,
      long fromNanos,
      long toNanos) {
    this.episode = episode;
    this.task = task;
    this.wants = wants;
    this.grid = grid;
    this.pictures = pictures;
    this.states = states;
    this.measured = measured;
    this.fromNanos = fromNanos;
    this.toNanos = toNanos;
    int[] found = new int[grid.rows()];
    int count = 0;
    for (int row = 0; row < grid.rows(); row++) {
      if (askable(row) && followed(row)) {
        found[count++] = row;
      }
    }
    usable = Arrays.copyOf(found, count);
  }

  /// Of what was made elsewhere, as a simulation.
  ///
  /// @param pictures of each view, by row
  /// @param states by row
  /// @param measured the channels of the actions, by row
  public static EpisodeRows of(
      EpisodeId episode,
      String task,
      Wants wants,
      RowGrid grid,
      List<List<Picture>> pictures,
      float[][] states,
      float[][] measured) {
    PictureRows[] views = new PictureRows[pictures.size()];
    for (int v = 0; v < views.length; v++) {
      Wants.View view = wants.views().get(v);
      int size = PictureRows.size(view.width(), view.height());
      ByteBuffer bytes = ByteBuffer.allocate(grid.rows() * size);
      int[] places = new int[grid.rows()];
      for (int row = 0; row < places.length; row++) {
        bytes.put(pictures.get(v).get(row).rgb());
        places[row] = row;
      }
      views[v] = new PictureRows(view.width(), view.height(), bytes, places);
    }
    long last = grid.nanos(grid.rows() - 1);
    return new EpisodeRows(
        episode, task, wants, grid, views, states, measured, grid.startNanos(), last);
  }

  public EpisodeId episode() {
    return episode;
  }

  public String task() {
    return task;
  }

  public Wants wants() {
    return wants;
  }

  public RowGrid grid() {
    return grid;
  }

  /// The same rows for wants that differ only in means and spreads.
  public EpisodeRows with(Wants normal) {
    return new EpisodeRows(
        episode, task, normal, grid, pictures, states, measured, fromNanos, toNanos);
  }

  /// The rows at which everything is known: what it would be shown and all that came.
  public int[] usable() {
    return usable.clone();
  }

  /// Whether a model can be asked at a row: every picture and every number is there, those of the
  /// pictures before it too.
  public boolean askable(int row) {
    if (row < wants.before() || row >= grid.rows() || !inside(row - wants.before())) {
      return false;
    }
    if (!inside(row) || !finite(states[row]) || !finite(measured[row])) {
      return false;
    }
    for (int back : wants.frames()) {
      if (!finite(states[row + back])) {
        return false;
      }
      for (PictureRows each : pictures) {
        if (!each.has(row + back)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean followed(int row) {
    if (row + wants.after() >= grid.rows() || !inside(row + wants.after())) {
      return false;
    }
    for (int step = 1; step <= wants.steps(); step++) {
      if (!finite(measured[row + step])) {
        return false;
      }
    }
    for (int ahead : wants.horizons()) {
      if (!finite(states[row + ahead])) {
        return false;
      }
      for (PictureRows each : pictures) {
        if (!each.has(row + ahead)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean inside(int row) {
    return grid.nanos(row) >= fromNanos && grid.nanos(row) <= toNanos;
  }

  private static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /// What the model would have been shown.
  ///
  /// @param row one of those at which it can be asked
  public Observation observation(int row) {
    return observation(row, task, episode.text());
  }

  /// As [#observation(int)], for another task and session.
  public Observation observation(int row, String toDo, String session) {
    Map<String, List<Picture>> shown = new LinkedHashMap<>();
    for (int v = 0; v < pictures.length; v++) {
      List<Picture> frames = new ArrayList<>();
      for (int back : wants.frames()) {
        frames.add(pictures[v].get(row + back));
      }
      shown.put(wants.views().get(v).name(), frames);
    }
    Map<String, float[]> told = new LinkedHashMap<>();
    Map<String, List<float[]>> earlier = new LinkedHashMap<>();
    int at = 0;
    for (Group group : wants.groups()) {
      int from = at;
      int to = at + group.channels().size();
      told.put(group.name(), Arrays.copyOfRange(states[row], from, to));
      earlier.put(
          group.name(),
          wants.earlier().stream()
              .map(back -> Arrays.copyOfRange(states[row + back], from, to))
              .toList());
      at = to;
    }
    return new Observation(grid.nanos(row), shown, told, earlier, toDo, session);
  }

  /// What the person did after a row: the channels of the actions, one step after it and on; NaN
  /// beyond the end.
  public float[][] chunk(int row) {
    float[][] chunk = new float[wants.steps()][];
    for (int step = 0; step < chunk.length; step++) {
      int at = row + 1 + step;
      if (at < grid.rows() && inside(at)) {
        chunk[step] = measured[at].clone();
      } else {
        chunk[step] = new float[wants.actions().size()];
        Arrays.fill(chunk[step], Float.NaN);
      }
    }
    return chunk;
  }

  /// The channels of the actions at a row; NaN where missing.
  public float[] measured(int row) {
    return measured[row].clone();
  }

  /// What is told at a row, all groups after each other; NaN where missing.
  public float[] state(int row) {
    return states[row].clone();
  }

  /// A channel of the state at a row; NaN where missing.
  public float state(int row, int channel) {
    return states[row][channel];
  }

  /// The channel of an action at a row; NaN where missing.
  public float measured(int row, int channel) {
    return measured[row][channel];
  }

  /// Whether a view has a picture at a row.
  public boolean hasPicture(int view, int row) {
    return row >= 0 && row < grid.rows() && pictures[view].has(row);
  }

  /// @param view its place among the views
  public Picture picture(int view, int row) {
    return pictures[view].get(row);
  }

  /// Everything of one row.
  ///
  /// @param row one of the usable ones
  public Example example(int row) {
    Map<String, List<Picture>> futures = new LinkedHashMap<>();
    List<View> views = wants.views();
    for (int v = 0; v < views.size(); v++) {
      List<Picture> came = new ArrayList<>();
      for (int ahead : wants.horizons()) {
        came.add(pictures[v].get(row + ahead));
      }
      futures.put(views.get(v).name(), came);
    }
    float[][] body = new float[wants.horizons().size()][];
    for (int h = 0; h < body.length; h++) {
      body[h] = states[row + wants.horizons().get(h)].clone();
    }
    return new Example(episode, row, observation(row), chunk(row), futures, body);
  }

  /// The state that belongs to each action, as its place in the state; −1 where it is not told.
  public static int[] stateOfActions(Wants wants) {
    List<String> told = wants.state().stream().map(Channel::name).toList();
    return wants.actions().stream().mapToInt(action -> told.indexOf(action.name())).toArray();
  }
}
