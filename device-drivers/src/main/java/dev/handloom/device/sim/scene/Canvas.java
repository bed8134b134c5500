package dev.handloom.device.sim.scene;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Pixels with depth, and the shapes that are drawn into them. A pixel's highest byte says what it
/// shows while the picture is being made, so that shadows fall on the table only, and once.
final class Canvas {
  static final int TABLE = 0xFF000000;
  static final int SHADED_TABLE = 0xFE000000;
  static final int THING = 0xFC000000;
  private static final int KIND = 0xFF000000;
  private static final int OPAQUE = 0xFF000000;

  final int width;
  final int height;
  final int[] pixels;
  private final float[] nearness;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    pixels = new int[width * height];
    nearness = new float[width * height];
  }

  /// Begins a picture: a wall that grows darker towards the floor.
  void clear() {
    Arrays.fill(nearness, 0);
    for (int y = 0; y < height; y++) {
      int shade = 150 - 70 * y / height;
      int colour = THING | (shade - 8) << 16 | (shade - 2) << 8 | (shade + 6);
      Arrays.fill(pixels, y * width, (y + 1) * width, colour);
    }
  }

  /// Takes a picture of one brightness a pixel.
  void grey(byte[] values) {
    for (int i = 0; i < pixels.length; i++) {
      int value = values[i] & 0xFF;
      pixels[i] = value << 16 | value << 8 | value;
    }
  }

  /// Paints a row of the table, behind everything that follows.
  void tableRow(int y, double from, double to, int colour) {
    int a = (int) Math.clamp(Math.ceil(from), 0, width);
    int b = (int) Math.clamp(Math.ceil(to), 0, width);
    if (a < b) {
      Arrays.fill(pixels, y * width + a, y * width + b, TABLE | colour);
    }
  }

  /// A triangle with a light at each corner. Corners are x, y, nearness.
  void triangle(
      double[] a, double[] b, double[] c, double lightA, double lightB, double lightC, Ink ink) {
    double area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    if (Math.abs(area) < 1e-6) {
      return;
    }
    int left = (int) Math.max(0, Math.ceil(Math.min(a[0], Math.min(b[0], c[0]))));
    int right = (int) Math.min(width - 1, Math.floor(Math.max(a[0], Math.max(b[0], c[0]))));
    int top = (int) Math.max(0, Math.ceil(Math.min(a[1], Math.min(b[1], c[1]))));
    int bottom = (int) Math.min(height - 1, Math.floor(Math.max(a[1], Math.max(b[1], c[1]))));
    double k = 1 / area;
    double wbX = (c[1] - a[1]) * k;
    double wcX = -(b[1] - a[1]) * k;
    boolean flat = lightA == lightB && lightB == lightC;
    int flatColour = THING | ink.lit(lightA);
    for (int y = top; y <= bottom; y++) {
      double wb = ((left - a[0]) * (c[1] - a[1]) - (y - a[1]) * (c[0] - a[0])) * k;
      double wc = ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (left - a[0])) * k;
      int at = y * width + left;
      for (int x = left; x <= right; x++, at++, wb += wbX, wc += wcX) {
        double wa = 1 - wb - wc;
        if (wa < 0 || wb < 0 || wc < 0) {
          continue;
        }
        float near = (float) (wa * a[2] + wb * b[2] + wc * c[2]);
        if (near > nearness[at]) {
          nearness[at] = near;
          pixels[at] = flat ? flatColour : THING | ink.lit(wa * lightA + wb * lightB + wc * lightC);
        }
      }
    }
  }

  /// A round-ended rod, as a limb is drawn: lit like a cylinder, its edge blended.
  ///
  /// @param a x, y, nearness, radius in pixels, radius in metres of one end
  /// @param b of the other
  /// @param light the direction to the light in the camera's frame
  void rod(double[] a, double[] b, double[] light, Ink ink) {
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double length = Math.max(1e-3, Math.sqrt(dx * dx + dy * dy));
    double ux = dx / length;
    double uy = dy / length;
    double widest = Math.max(a[3], b[3]);
    int left = (int) Math.max(0, Math.min(a[0], b[0]) - widest);
    int right = (int) Math.min(width - 1, Math.max(a[0], b[0]) + widest + 1);
    int top = (int) Math.max(0, Math.min(a[1], b[1]) - widest);
    int bottom = (int) Math.min(height - 1, Math.max(a[1], b[1]) + widest + 1);
    double widestSquared = widest * widest;
    for (int y = top; y <= bottom; y++) {
      double py = y - a[1];
      for (int x = left; x <= right; x++) {
        double px = x - a[0];
        double across = py * ux - px * uy;
        if (across * across >= widestSquared) {
          continue;
        }
        double along = (px * ux + py * uy) / length;
        double share = along < 0 ? 0 : along > 1 ? 1 : along;
        double beyond = (along - share) * length;
        double radius = a[3] + share * (b[3] - a[3]);
        double squared = across * across + beyond * beyond;
        if (squared >= radius * radius) {
          continue;
        }
        double out = Math.sqrt(squared);
        double nz = Math.sqrt(1 - squared / (radius * radius));
        double axis = a[2] + share * (b[2] - a[2]);
        double metres = a[4] + share * (b[4] - a[4]);
        float near = (float) (axis * (1 + nz * metres * axis));
        int at = y * width + x;
        if (near <= nearness[at]) {
          continue;
        }
        double nx = (beyond * ux - across * uy) / radius;
        double ny = -(beyond * uy + across * ux) / radius;
        double facing = nx * light[0] + ny * light[1] + nz * light[2];
        int colour = ink.lit(0.46 + 0.58 * Math.max(0, facing) + 0.08 * nz);
        double cover = radius - out;
        pixels[at] = THING | (cover >= 1 ? colour : mix(pixels[at], colour, cover));
        nearness[at] = near;
      }
    }
  }

  /// The shadow of a rod on the table, once however many lie over each other.
  void shadow(double[] a, double[] b) {
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double length = Math.max(1e-3, Math.sqrt(dx * dx + dy * dy));
    double ux = dx / length;
    double uy = dy / length;
    double widest = Math.max(a[3], b[3]);
    int left = (int) Math.max(0, Math.min(a[0], b[0]) - widest);
    int right = (int) Math.min(width - 1, Math.max(a[0], b[0]) + widest);
    int top = (int) Math.max(0, Math.min(a[1], b[1]) - widest);
    int bottom = (int) Math.min(height - 1, Math.max(a[1], b[1]) + widest);
    for (int y = top; y <= bottom; y++) {
      double py = y - a[1];
      for (int x = left; x <= right; x++) {
        int at = y * width + x;
        int before = pixels[at];
        if ((before & KIND) != TABLE) {
          continue;
        }
        double px = x - a[0];
        double across = py * ux - px * uy;
        double along = px * ux + py * uy;
        double beyond = along < 0 ? along : along > length ? along - length : 0;
        double share = Math.clamp(along / length, 0, 1);
        double radius = a[3] + share * (b[3] - a[3]);
        if (across * across + beyond * beyond < radius * radius) {
          // Two thirds of the light: 170 of 256.
          int red = (((before >> 16) & 255) * 170) >> 8;
          int green = (((before >> 8) & 255) * 170) >> 8;
          int blue = ((before & 255) * 176) >> 8;
          pixels[at] = SHADED_TABLE | red << 16 | green << 8 | blue;
        }
      }
    }
  }

  private static int mix(int under, int over, double share) {
    int k = (int) (256 * share);
    int red = (((under >> 16) & 255) * (256 - k) + ((over >> 16) & 255) * k) >> 8;
    int green = (((under >> 8) & 255) * (256 - k) + ((over >> 8) & 255) * k) >> 8;
    int blue = ((under & 255) * (256 - k) + (over & 255) * k) >> 8;
    return red << 16 | green << 8 | blue;
  }

  /// Writes the picture as BGRA bytes.
  void copyTo(byte[] bytes, int offset) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] |= OPAQUE;
    }
    MemorySegment.copy(
        MemorySegment.ofArray(pixels),
        ValueLayout.JAVA_INT,
        0,
        MemorySegment.ofArray(bytes),
        ValueLayout.JAVA_INT_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN),
        offset,
        pixels.length);
  }
}
