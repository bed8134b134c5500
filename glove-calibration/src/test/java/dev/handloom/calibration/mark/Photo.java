package dev.handloom.calibration.mark;

import dev.handloom.calibration.print.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;

/// A printed sheet, photographed.
public final class Photo {
  /// Rays a pixel, each way, over two pixels: no lens is sharper.
  private static final int RAYS = 6;

  private static final double TILE_MM = 5;

  private final Homography toPicture;
  private final List<List<List<Sheet.Rectangle>>> tiles;
  private final GreyPicture picture;

  /// @param corners where the sheet's four corners come to lie, clockwise from its upper left, x
  ///   and y in turn
  public Photo(Sheet sheet, int width, int height, double noise, Random random, double... corners) {
    tiles = tiles(sheet);
    double[] sheetX = {0, sheet.widthMm(), sheet.widthMm(), 0};
    double[] sheetY = {0, 0, sheet.heightMm(), sheet.heightMm()};
    double[] x = {corners[0], corners[2], corners[4], corners[6]};
    double[] y = {corners[1], corners[3], corners[5], corners[7]};
    toPicture = Objects.requireNonNull(Homography.between(sheetX, sheetY, x, y, 4));
    Homography back = Objects.requireNonNull(toPicture.inverse());
    SplittableRandom rays = new SplittableRandom(random.nextLong());
    byte[] pixels = new byte[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double sum = 0;
        double weights = 0;
        for (int k = 0; k < RAYS * RAYS; k++) {
          int line = k / RAYS;
          // Each ray goes anywhere in its share: a grid would move edges that run along it.
          double aside = (k % RAYS + rays.nextDouble()) * 2 / RAYS - 1;
          double down = (line + rays.nextDouble()) * 2 / RAYS - 1;
          double weight = (1 - Math.abs(aside)) * (1 - Math.abs(down));
          sum +=
              weight
                  * shade(
                      sheet,
                      back.x(column + aside, row + down),
                      back.y(column + aside, row + down));
          weights += weight;
        }
        double value = sum / weights + noise * random.nextGaussian();
        pixels[row * width + column] = (byte) Math.clamp(Math.round(value), 0, 255);
      }
    }
    picture = new GreyPicture(pixels, width, height);
  }

  public GreyPicture picture() {
    return picture;
  }

  /// Where a place on the sheet is in the picture.
  public double x(double xMm, double yMm) {
    return toPicture.x(xMm, yMm);
  }

  public double y(double xMm, double yMm) {
    return toPicture.y(xMm, yMm);
  }

  /// What lies on each tile of the sheet: outlines with the holes in them.
  private static List<List<List<Sheet.Rectangle>>> tiles(Sheet sheet) {
    List<List<List<Sheet.Rectangle>>> tiles = new ArrayList<>();
    int count = across(sheet) * (1 + (int) (sheet.heightMm() / TILE_MM));
    for (int i = 0; i < count; i++) {
      tiles.add(new ArrayList<>());
    }
    for (Sheet.Shape shape : sheet.shapes()) {
      boolean holes = shape.rectangles().size() > 1 && holes(shape);
      for (Sheet.Rectangle each : holes ? shape.rectangles().subList(0, 1) : shape.rectangles()) {
        for (int row = (int) (each.y() / TILE_MM);
            row <= (int) ((each.y() + each.height()) / TILE_MM);
            row++) {
          for (int column = (int) (each.x() / TILE_MM);
              column <= (int) ((each.x() + each.width()) / TILE_MM);
              column++) {
            tiles.get(row * across(sheet) + column).add(holes ? shape.rectangles() : List.of(each));
          }
        }
      }
    }
    return tiles;
  }

  private static int across(Sheet sheet) {
    return 1 + (int) (sheet.widthMm() / TILE_MM);
  }

  private double shade(Sheet sheet, double x, double y) {
    if (!(x >= 0 && y >= 0 && x <= sheet.widthMm() && y <= sheet.heightMm())) {
      return 110;
    }
    boolean black = false;
    int row = (int) (y / TILE_MM);
    for (List<Sheet.Rectangle> each : tiles.get(row * across(sheet) + (int) (x / TILE_MM))) {
      if (inside(each.getFirst(), x, y)) {
        for (Sheet.Rectangle part : each) {
          black ^= inside(part, x, y);
        }
      }
    }
    return black ? 30 : 220;
  }

  /// Whether the rectangles lie in the first.
  private static boolean holes(Sheet.Shape shape) {
    Sheet.Rectangle second = shape.rectangles().get(1);
    return inside(shape.rectangles().getFirst(), second.x() + 1e-9, second.y() + 1e-9);
  }

  private static boolean inside(Sheet.Rectangle r, double x, double y) {
    return x >= r.x() && x < r.x() + r.width() && y >= r.y() && y < r.y() + r.height();
  }
}
