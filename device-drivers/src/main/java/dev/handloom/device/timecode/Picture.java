package dev.handloom.device.timecode;

/// The brightness of a picture, row by row. Reused.
public final class Picture {
  public final int width;
  public final int height;
  public final byte[] light;

  public Picture(int width, int height) {
    this.width = width;
    this.height = height;
    light = new byte[width * height];
  }

  /// Takes the brightness of BGRA pixels.
  public void ofBgra(java.nio.ByteBuffer bgra) {
    for (int i = 0; i < light.length; i++) {
      int at = 4 * i;
      int blue = bgra.get(at) & 0xFF;
      int green = bgra.get(at + 1) & 0xFF;
      int red = bgra.get(at + 2) & 0xFF;
      light[i] = (byte) ((29 * blue + 150 * green + 77 * red) >> 8);
    }
  }

  /// Between the pixels; the nearest one beyond the edge.
  double at(double x, double y) {
    double cx = Math.clamp(x, 0, width - 1.001);
    double cy = Math.clamp(y, 0, height - 1.001);
    int ix = (int) cx;
    int iy = (int) cy;
    double fx = cx - ix;
    double fy = cy - iy;
    int i = iy * width + ix;
    double top = (light[i] & 0xFF) * (1 - fx) + (light[i + 1] & 0xFF) * fx;
    double bottom = (light[i + width] & 0xFF) * (1 - fx) + (light[i + width + 1] & 0xFF) * fx;
    return top * (1 - fy) + bottom * fy;
  }

  boolean holds(double x, double y) {
    return x >= 0 && y >= 0 && x < width - 1 && y < height - 1;
  }
}
