package dev.handloom.preview.nearest;

import dev.handloom.preview.example.EpisodeRows;
import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which colours each spot of each camera's picture has ever had: something that never lay there
/// shows, however small it is beside the whole picture.
final class SpotColours {
  static final String NAME = "a spot of ";

  private static final int COLOURS = 3;
  private static final double WHITE = 255;

  /// Colours that are so alike are one, of 0 to 1.
  private static final float ALIKE = 0.03f;

  /// A spot is a square of so many cells: less is noise.
  private static final int SPOT = 2;

  private final Wants wants;
  private final int side;

  /// By view and cell.
  private final List<List<List<Colour>>> palettes = new ArrayList<>();

  /// A colour, and who had it.
  private static final class Colour {
    final float[] rgb;
    final int first;
    boolean others;

    Colour(float[] rgb, int first) {
      this.rgb = rgb;
      this.first = first;
    }

    boolean known(int without) {
      return others || first != without;
    }
  }

  /// @param side cells across and down
  SpotColours(Wants wants, int side) {
    this.wants = wants;
    this.side = side;
    for (int v = 0; v < wants.views().size(); v++) {
      List<List<Colour>> cells = new ArrayList<>();
      for (int c = 0; c < side * side; c++) {
        cells.add(new ArrayList<>());
      }
      palettes.add(cells);
    }
  }

  /// @param episode its place among the known ones
  void add(int episode, EpisodeRows rows, int row) {
    for (int v = 0; v < palettes.size(); v++) {
      float[] cells = cells(rows.picture(v, row));
      for (int c = 0; c < side * side; c++) {
        add(palettes.get(v).get(c), cells, c, episode);
      }
    }
  }

  private static void add(List<Colour> palette, float[] cells, int cell, int episode) {
    boolean known = false;
    for (Colour colour : palette) {
      if (apart(colour.rgb, cells, cell) < ALIKE * ALIKE) {
        colour.others |= colour.first != episode;
        known = true;
      }
    }
    if (!known) {
      float[] rgb = new float[COLOURS];
      System.arraycopy(cells, COLOURS * cell, rgb, 0, COLOURS);
      palette.add(new Colour(rgb, episode));
    }
  }

  /// How far the strangest spot of each camera is from every colour it has had.
  ///
  /// @param without an episode that is not to be known; −1 for none
  Map<String, Double> strange(Observation observation, int without) {
    Map<String, Double> strange = new TreeMap<>();
    for (int v = 0; v < palettes.size(); v++) {
      String view = wants.views().get(v).name();
      List<Picture> frames = observation.pictures().getOrDefault(view, List.of());
      if (!frames.isEmpty()) {
        strange.put(NAME + view, strangest(palettes.get(v), cells(frames.getLast()), without));
      }
    }
    return strange;
  }

  private double strangest(List<List<Colour>> palette, float[] cells, int without) {
    double[] apart = new double[side * side];
    for (int c = 0; c < apart.length; c++) {
      float least = COLOURS;
      for (Colour colour : palette.get(c)) {
        if (colour.known(without)) {
          least = Math.min(least, apart(colour.rgb, cells, c));
        }
      }
      apart[c] = Math.sqrt(least / COLOURS);
    }
    double most = 0;
    for (int y = 0; y + SPOT <= side; y++) {
      for (int x = 0; x + SPOT <= side; x++) {
        double sum = 0;
        for (int i = 0; i < SPOT * SPOT; i++) {
          sum += apart[(y + i / SPOT) * side + x + i % SPOT];
        }
        most = Math.max(most, sum / (SPOT * SPOT));
      }
    }
    return most;
  }

  private static float apart(float[] rgb, float[] cells, int cell) {
    float sum = 0;
    for (int k = 0; k < COLOURS; k++) {
      float off = rgb[k] - cells[COLOURS * cell + k];
      sum += off * off;
    }
    return sum;
  }

  /// Means over the cells of a coarse grid, 0 to 1.
  private float[] cells(Picture picture) {
    float[] sums = new float[COLOURS * side * side];
    int[] counts = new int[side * side];
    for (int y = 0; y < picture.height(); y++) {
      int row = y * side / picture.height() * side;
      for (int x = 0; x < picture.width(); x++) {
        int cell = row + x * side / picture.width();
        int at = COLOURS * (y * picture.width() + x);
        for (int k = 0; k < COLOURS; k++) {
          sums[COLOURS * cell + k] += (picture.rgb()[at + k] & 0xFF);
        }
        counts[cell]++;
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= (float) (WHITE * Math.max(1, counts[i / COLOURS]));
    }
    return sums;
  }
}
