package dev.handloom.app.preview;

import dev.handloom.preview.session.DreamCell;
import dev.handloom.preview.session.DreamStrip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the pictures of a dream lie: a block for each camera, under or beside each other as the
/// pictures become larger; a column for each time, the first of them for now.
///
/// @param cameras in order, each with its cells by time
/// @param columns of the longest, with the one for now
record FilmGrid(Map<String, List<DreamCell>> cameras, int columns, Layout layout) {
  static final double LABEL = 76;
  static final double HEAD = 20;
  static final double SCORE = 20;
  static final double GAP = 6;
  private static final double BLOCK_GAP = 12;
  private static final double LEAST = 24;

  /// @param width of a picture
  /// @param height of a picture
  /// @param across whether the blocks lie beside each other
  record Layout(double width, double height, boolean across) {
    double blockHeight() {
      return HEAD + 2 * height + GAP + SCORE + BLOCK_GAP;
    }

    double blockWidth(int columns) {
      return LABEL + columns * (width + GAP) + BLOCK_GAP;
    }
  }

  /// @param only the camera to show; empty for all of them
  static FilmGrid of(DreamStrip strip, String only, double width, double height) {
    Map<String, List<DreamCell>> cameras = new LinkedHashMap<>();
    for (DreamCell cell : strip.cells()) {
      if (only.isEmpty() || cell.camera().equals(only)) {
        cameras.computeIfAbsent(cell.camera(), _ -> new ArrayList<>()).add(cell);
      }
    }
    int columns = 1 + cameras.values().stream().mapToInt(List::size).max().orElse(0);
    double aspect =
        cameras.values().stream()
            .flatMap(List::stream)
            .mapToDouble(cell -> (double) cell.dream().width() / cell.dream().height())
            .max()
            .orElse(1);
    int blocks = Math.max(1, cameras.size());
    double beneath = fit(width, height / blocks, columns, aspect);
    double beside = fit(width / blocks, height, columns, aspect);
    double wide = Math.max(LEAST, Math.max(beneath, beside));
    return new FilmGrid(cameras, columns, new Layout(wide, wide / aspect, beside > beneath));
  }

  private static double fit(double width, double height, int columns, double aspect) {
    double tall = (height - HEAD - SCORE - GAP - BLOCK_GAP) / 2;
    double wide = (width - LABEL - BLOCK_GAP) / columns - GAP;
    return Math.min(wide, tall * aspect);
  }

  /// Of the labels before a block.
  double left(int block) {
    return layout.across ? block * layout.blockWidth(columns) : 0;
  }

  double top(int block) {
    return layout.across ? 0 : block * layout.blockHeight();
  }

  double x(int block, int column) {
    return left(block) + LABEL + column * (layout.width + GAP);
  }

  /// Of the row of dreams.
  double dreamY(int block) {
    return top(block) + HEAD;
  }

  /// Of the row of what happened.
  double truthY(int block) {
    return dreamY(block) + layout.height + GAP;
  }

  double scoreY(int block) {
    return truthY(block) + layout.height;
  }

  int block(double x, double y) {
    double at = layout.across ? x / layout.blockWidth(columns) : y / layout.blockHeight();
    return Math.clamp((int) at, 0, Math.max(0, cameras.size() - 1));
  }

  /// The column at a place, the one for now being 0; −1 beside them.
  int column(int block, double x) {
    int column = (int) Math.floor((x - left(block) - LABEL) / (layout.width + GAP));
    return column < 0 || column >= columns ? -1 : column;
  }
}
