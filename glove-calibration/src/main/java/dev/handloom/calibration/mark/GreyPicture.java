package dev.handloom.calibration.mark;

/// Brightness of every pixel, 0 to 255, rows from the top. The bytes are not copied. The middle of
/// the first pixel is at (0, 0), as in OpenCV.
public record GreyPicture(byte[] pixels, int width, int height, int stride) {
  public GreyPicture {
    if (width < 1 || height < 1 || stride < width) {
      throw new IllegalArgumentException(width + " × " + height + " pixels, rows " + stride);
    }
    if (pixels.length < (long) stride * (height - 1) + width) {
      throw new IllegalArgumentException(pixels.length + " bytes are too few");
    }
  }

  public GreyPicture(byte[] pixels, int width, int height) {
    this(pixels, width, height, width);
  }

  public int at(int x, int y) {
    return pixels[y * stride + x] & 0xFF;
  }

  /// Between pixels, bilinear; beyond the edge, the edge.
  public double at(double x, double y) {
    double inX = Math.clamp(x, 0, width - 1.0);
    double inY = Math.clamp(y, 0, height - 1.0);
    int left = Math.min((int) inX, Math.max(0, width - 2));
    int top = Math.min((int) inY, Math.max(0, height - 2));
    double toRight = inX - left;
    double down = inY - top;
    int at = top * stride + left;
    int right = width > 1 ? 1 : 0;
    int below = height > 1 ? stride : 0;
    double upper = (pixels[at] & 0xFF) * (1 - toRight) + (pixels[at + right] & 0xFF) * toRight;
    double lower =
        (pixels[at + below] & 0xFF) * (1 - toRight) + (pixels[at + below + right] & 0xFF) * toRight;
    return upper * (1 - down) + lower * down;
  }

  /// Whether a place lies inside by at least a margin.
  public boolean holds(double x, double y, double margin) {
    return x >= margin && y >= margin && x <= width - 1 - margin && y <= height - 1 - margin;
  }

  /// Half as wide and half as high, each pixel the mean of four.
  GreyPicture halved() {
    int w = width / 2;
    int h = height / 2;
    byte[] half = new byte[w * h];
    for (int y = 0; y < h; y++) {
      int upper = 2 * y * stride;
      int lower = upper + stride;
      for (int x = 0; x < w; x++) {
        int sum =
            (pixels[upper + 2 * x] & 0xFF)
                + (pixels[upper + 2 * x + 1] & 0xFF)
                + (pixels[lower + 2 * x] & 0xFF)
                + (pixels[lower + 2 * x + 1] & 0xFF);
        half[y * w + x] = (byte) ((sum + 2) >> 2);
      }
    }
    return new GreyPicture(half, w, h, w);
  }
}
