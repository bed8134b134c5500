package dev.handloom.app.ui.shell;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// Tiles of one shape, as large as they can be together: the number of columns is the one that
/// gives the largest tiles.
public final class TileGrid extends Region {
  private static final double GAP = 8;

  private final double aspect;

  /// @param aspect width over height of a tile
  public TileGrid(double aspect) {
    this.aspect = aspect;
  }

  @Override
  public javafx.collections.ObservableList<Node> getChildren() {
    return super.getChildren();
  }

  @Override
  protected double computePrefHeight(double width) {
    return 320;
  }

  @Override
  protected double computePrefWidth(double height) {
    return 640;
  }

  @Override
  protected void layoutChildren() {
    int count = getManagedChildren().size();
    if (count == 0) {
      return;
    }
    Insets insets = getInsets();
    double width = getWidth() - insets.getLeft() - insets.getRight();
    double height = getHeight() - insets.getTop() - insets.getBottom();
    int columns = 1;
    double best = 0;
    for (int c = 1; c <= count; c++) {
      double tile = tileWidth(width, height, c, rows(count, c));
      if (tile > best) {
        best = tile;
        columns = c;
      }
    }
    int rows = rows(count, columns);
    double w = Math.floor((width - GAP * (columns - 1)) / columns);
    double h = Math.floor((height - GAP * (rows - 1)) / rows);
    int i = 0;
    for (Node child : getManagedChildren()) {
      double x = insets.getLeft() + (i % columns) * (w + GAP);
      int row = i / columns;
      double y = insets.getTop() + row * (h + GAP);
      child.resizeRelocate(x, y, Math.max(0, w), Math.max(0, h));
      i++;
    }
  }

  private static int rows(int count, int columns) {
    return (count + columns - 1) / columns;
  }

  private double tileWidth(double width, double height, int columns, int rows) {
    double w = (width - GAP * (columns - 1)) / columns;
    double h = (height - GAP * (rows - 1)) / rows;
    return Math.min(w, h * aspect);
  }
}
