package dev.handloom.preview.example;

import dev.handloom.preview.model.Picture;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.pack.Manifest.Fit;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.resample.RowGrid;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// An episode that is drawn instead of recorded: a bright square goes to and fro, and two channels
/// say where it is.
public final class DrawnEpisode {
  public static final int SIDE = 32;
  private static final int SQUARE = 8;
  private static final int ROWS = 90;
  private static final long START = 5_000_000_000L;

  private DrawnEpisode() {}

  public static Wants wants() {
    List<Channel> state =
        List.of(
            new Channel("arm/joints.x", "m", false, 0.5, 0.3),
            new Channel("arm/joints.y", "m", false, 0.5, 0.3));
    return new Wants(
        1 / 15.0,
        16,
        List.of(-2, 0),
        List.of(4, 8, 12, 16),
        List.of(new Wants.View("head/video", "head/video", SIDE, SIDE, Fit.STRETCH)),
        List.of(new Wants.Group(Wants.STATE, state)),
        List.of(
            new Channel("arm/joints.x", "m", true, 0, 0.2),
            new Channel("arm/joints.y", "m", true, 0, 0.2)));
  }

  public static EpisodeRows of(int number, double phase) {
    return of(number, phase, -1);
  }

  /// @param lacking a row without a picture; −1 for none
  public static EpisodeRows of(int number, double phase, int lacking) {
    Wants wants = wants();
    float[][] states = new float[ROWS][];
    ByteBuffer bytes = ByteBuffer.allocate(ROWS * PictureRows.size(SIDE, SIDE));
    int[] places = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      states[row] = new float[] {(float) x(row, phase), (float) y(row, phase)};
      bytes.put(picture(states[row][0], states[row][1]).rgb());
      places[row] = row == lacking ? -1 : row;
    }
    RowGrid grid = new RowGrid(START, 15, ROWS);
    return new EpisodeRows(
        new EpisodeId(String.format("20261121-1430%02d123-k7qz24md", number)),
        "Go to and fro",
        wants,
        grid,
        new PictureRows[] {new PictureRows(SIDE, SIDE, bytes, places)},
        states,
        states,
        START,
        grid.nanos(ROWS - 1));
  }

  static double x(int row, double phase) {
    return 0.5 + 0.45 * Math.sin(row / 9.0 + phase);
  }

  static double y(int row, double phase) {
    return 0.5 + 0.3 * Math.cos(row / 14.0 + phase);
  }

  /// The square where the body is.
  public static Picture picture(double x, double y) {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    Arrays.fill(rgb, (byte) 30);
    int left = (int) Math.round(x * (SIDE - SQUARE));
    int top = (int) Math.round(y * (SIDE - SQUARE));
    for (int row = Math.max(0, top); row < Math.min(SIDE, top + SQUARE); row++) {
      for (int column = Math.max(0, left); column < Math.min(SIDE, left + SQUARE); column++) {
        Arrays.fill(
            rgb,
            3 * (row * SIDE + column),
            3 * (row * SIDE + column + 1),
            (byte) (200 + 20 * ((row + column) % 3)));
      }
    }
    return new Picture(SIDE, SIDE, rgb);
  }
}
