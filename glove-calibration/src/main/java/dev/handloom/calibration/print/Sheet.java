package dev.handloom.calibration.print;

import java.util.List;

/// What stands on one sheet of paper: millimetres from its upper left corner to the right and down.
///
/// @param title what the file calls itself
public record Sheet(
    String title,
    double widthMm,
    double heightMm,
    List<Shape> shapes,
    List<Stroke> strokes,
    List<Text> texts) {
  public record Rectangle(double x, double y, double width, double height) {}

  /// Black rectangles; one that lies in another is a hole in it.
  public record Shape(List<Rectangle> rectangles) {}

  /// A line.
  ///
  /// @param grey 0 is black, 1 white
  public record Stroke(
      double fromX, double fromY, double toX, double toY, double widthMm, double grey) {}

  /// A line of text.
  ///
  /// @param x,y where it begins: the foot of its first letter
  public record Text(double x, double y, double sizeMm, String text) {}
}
