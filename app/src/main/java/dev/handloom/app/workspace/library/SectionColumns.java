package dev.handloom.app.workspace.library;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Sections under each other, in two columns where there is room. The tab order is the same in
/// both.
///
/// It lays out by itself: moving the sections between two boxes when the width changes would ask
/// for a layout within a layout, and the scroll bar would show the height of before.
final class SectionColumns extends Pane {
  private static final double GAP = 16;

  /// Narrower columns would break most lines.
  private static final double TWO_FROM_WIDTH = 1200;

  /// Longer lines are hard to read.
  private static final double COLUMN_MOST_WIDTH = 880;

  private final List<Node> first;
  private final List<Node> second;

  SectionColumns(List<Node> first, List<Node> second) {
    this.first = List.copyOf(first);
    this.second = List.copyOf(second);
    getChildren().addAll(first);
    getChildren().addAll(second);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    double column = columnWidth(width);
    double left = height(first, column);
    double right = height(second, column);
    return GAP + (two(width) ? Math.max(left, right) : left + right);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    double column = columnWidth(getWidth());
    double end = place(first, GAP, GAP, column);
    if (two(getWidth())) {
      place(second, GAP + column + GAP, GAP, column);
    } else {
      place(second, GAP, end, column);
    }
  }

  private static boolean two(double width) {
    return width >= TWO_FROM_WIDTH;
  }

  private static double columnWidth(double width) {
    double share = two(width) ? (width - 3 * GAP) / 2 : width - 2 * GAP;
    return Math.floor(Math.clamp(share, 0, COLUMN_MOST_WIDTH));
  }

  private static double height(List<Node> sections, double column) {
    return sections.stream().mapToDouble(s -> Math.ceil(s.prefHeight(column)) + GAP).sum();
  }

  /// @return where the next section would begin
  private static double place(List<Node> sections, double x, double top, double column) {
    double y = top;
    for (Node section : sections) {
      double height = Math.ceil(section.prefHeight(column));
      section.resizeRelocate(x, y, column, height);
      y += height + GAP;
    }
    return y;
  }
}
