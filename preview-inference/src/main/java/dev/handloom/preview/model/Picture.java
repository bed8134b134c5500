package dev.handloom.preview.model;

/// A picture as models want it: red, green, blue of each pixel, row by row.
public record Picture(int width, int height, byte[] rgb) {
  private static final int COLOURS = 3;

  public Picture {
    if (width < 1 || height < 1 || rgb.length != COLOURS * width * height) {
      throw new IllegalArgumentException(
          "A picture of " + width + "×" + height + " has not " + rgb.length + " bytes");
    }
  }

  public NumberArray array() {
    return NumberArray.of(rgb, height, width, COLOURS);
  }
}
