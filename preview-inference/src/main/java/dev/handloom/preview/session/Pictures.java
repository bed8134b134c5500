package dev.handloom.preview.session;

import dev.handloom.preview.model.Picture;

/// Pictures in the size of others, to be compared.
final class Pictures {
  private static final int COLOURS = 3;

  private Pictures() {}

  /// A picture in the size of another: the mean over the area that each new pixel covers.
  static Picture sized(Picture picture, Picture as) {
    int width = as.width();
    int height = as.height();
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    byte[] rgb = new byte[COLOURS * width * height];
    for (int y = 0; y < height; y++) {
      int top = y * picture.height() / height;
      int bottom = Math.max(top + 1, (y + 1) * picture.height() / height);
      for (int x = 0; x < width; x++) {
        int left = x * picture.width() / width;
        int right = Math.max(left + 1, (x + 1) * picture.width() / width);
        for (int c = 0; c < COLOURS; c++) {
          int sum = 0;
          for (int yy = top; yy < bottom; yy++) {
            for (int xx = left; xx < right; xx++) {
              sum += picture.rgb()[COLOURS * (yy * picture.width() + xx) + c] & 0xFF;
            }
          }
          int count = (bottom - top) * (right - left);
          rgb[COLOURS * (y * width + x) + c] = (byte) ((sum + count / 2) / count);
        }
      }
    }
    return new Picture(width, height, rgb);
  }
}
