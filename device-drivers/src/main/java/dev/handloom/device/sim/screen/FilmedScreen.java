package dev.handloom.device.sim.screen;

import dev.handloom.device.timecode.CodeLayout;
import dev.handloom.device.timecode.Plane;
import dev.handloom.device.timecode.PulseLog;
import dev.handloom.device.timecode.QrWords;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;

/// A camera before a screen that shows the time code: what its pictures look like.
public final class FilmedScreen {
  private static final double GAMMA = 2.2;
  private static final double AROUND = 0.04;
  private static final int SHADES = 4096;

  /// Noise is drawn once, and laid over each picture at another place: drawing it takes longer than
  /// all else.
  private static final int GRAINS = 1 << 16;

  /// How the camera sees.
  ///
  /// @param corners of the screen in the picture: upper left, upper right, lower left, lower right;
  ///   x and y as shares of width and height
  /// @param exposureNanos of each row
  /// @param readoutNanos by which the last row is exposed later than the first
  /// @param screenNanos from a pulse to its light
  /// @param white light of a white field, 0 to 1
  /// @param black light of a black one: glare
  /// @param noise of a pixel, in values of 255
  /// @param blurPixels over so many pixels each way the picture is smeared
  /// @param hidden a finger lies over this part of the screen: left, top, right, bottom in units of
  ///   the layout; empty if there is none
  public record Look(
      double[] corners,
      long exposureNanos,
      long readoutNanos,
      long screenNanos,
      double white,
      double black,
      double noise,
      int blurPixels,
      double[] hidden) {
    /// A camera on a tripod before a screen.
    public static final Look STEADY =
        new Look(
            new double[] {0.10, 0.21, 0.91, 0.18, 0.11, 0.79, 0.90, 0.82},
            2_000_000L,
            0,
            0,
            0.85,
            0.03,
            2,
            1,
            new double[0]);
  }

  private final int width;
  private final int height;
  private final Look look;
  private final PulseLog pulses;
  private final RandomGenerator random;
  private final float[] grain = new float[GRAINS];
  private final float[] unitX;
  private final float[] unitY;
  private final double[] row = new double[CodeLayout.BITS];
  private final float[] light;
  private final float[] smeared;
  private final byte[] tone = new byte[SHADES + 1];

  public FilmedScreen(int width, int height, Look look, PulseLog pulses, long seed) {
    this.width = width;
    this.height = height;
    this.look = look;
    this.pulses = pulses;
    random = new Random(seed);
    for (int i = 0; i < GRAINS; i++) {
      grain[i] = (float) (look.noise * random.nextGaussian());
    }
    unitX = new float[width * height];
    unitY = new float[width * height];
    light = new float[width * height];
    smeared = new float[width * height];
    double[][] from = new double[4][2];
    double[][] to = new double[4][2];
    for (int i = 0; i < 4; i++) {
      from[i][0] = look.corners[2 * i] * width;
      from[i][1] = look.corners[2 * i + 1] * height;
      to[i][0] = i % 2 == 0 ? 0 : CodeLayout.WIDTH;
      to[i][1] = i < 2 ? 0 : CodeLayout.HEIGHT;
    }
    Plane back = Objects.requireNonNull(Plane.through(from, to, 4), "four corners");
    double[] point = new double[2];
    for (int i = 0; i < unitX.length; i++) {
      int line = i / width;
      back.apply(i % width + 0.5, line + 0.5, point);
      unitX[i] = (float) point[0];
      unitY[i] = (float) point[1];
    }
    for (int i = 0; i <= SHADES; i++) {
      tone[i] = (byte) Math.round(255 * Math.pow((double) i / SHADES, 1 / GAMMA));
    }
  }

  /// Films: one brightness a pixel.
  ///
  /// @param middleNanos when the middle row is half exposed
  /// @param qr the code that the screen shows, as [QrWords#modules] gives it
  public void film(long middleNanos, boolean[] qr, byte[] into) {
    for (int y = 0; y < height; y++) {
      long mid = middleNanos + Math.round(((y + 0.5) / height - 0.5) * look.readoutNanos);
      rowBits(mid - look.screenNanos);
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        light[i] = (float) at(unitX[i], unitY[i], qr);
      }
    }
    float[] shown = smear();
    int at = random.nextInt(GRAINS);
    for (int i = 0; i < shown.length; i++) {
      int value = tone[(int) Math.clamp((double) shown[i] * SHADES, 0, SHADES)] & 0xFF;
      into[i] =
          (byte) Math.clamp((long) Math.round(value + grain[(at + i) & (GRAINS - 1)]), 0, 255);
    }
  }

  /// How long each bit was white during a row's exposure, as a share.
  private void rowBits(long midNanos) {
    long from = midNanos - look.exposureNanos / 2;
    long to = from + Math.max(1, look.exposureNanos);
    java.util.Arrays.fill(row, 0);
    long pulse = pulses.count() - 1;
    long until = to;
    while (pulse >= 0 && until > from) {
      long since = Math.max(from, pulses.nanosOf(pulse));
      if (since < until) {
        int gray = CodeLayout.gray(pulse);
        double share = (double) (until - since) / (to - from);
        for (int bit = 0; bit < row.length; bit++) {
          row[bit] += CodeLayout.white(bit + 1, gray) ? share : 0;
        }
        until = since;
      }
      pulse--;
    }
  }

  private double at(double x, double y, boolean[] qr) {
    if (x < 0 || y < 0 || x >= CodeLayout.WIDTH || y >= CodeLayout.HEIGHT) {
      return AROUND;
    }
    double[] hidden = look.hidden;
    if (hidden.length == 4 && x > hidden[0] && y > hidden[1] && x < hidden[2] && y < hidden[3]) {
      return look.black + 0.3 * (look.white - look.black);
    }
    return look.black + share(x, y, qr) * (look.white - look.black);
  }

  private double share(double x, double y, boolean[] qr) {
    for (int corner = 0; corner < 4; corner++) {
      double half = CodeLayout.MARKER_SIDE / 2;
      if (Math.abs(x - CodeLayout.markerX(corner)) < half
          && Math.abs(y - CodeLayout.markerY(corner)) < half) {
        return 0;
      }
    }
    double qrX = (x - CodeLayout.QR_LEFT) / CodeLayout.QR_SIDE;
    double qrY = (y - CodeLayout.QR_TOP) / CodeLayout.QR_SIDE;
    if (qrX >= 0 && qrY >= 0 && qrX < 1 && qrY < 1) {
      int line = (int) (qrY * QrWords.MODULES);
      int module = (int) (qrX * QrWords.MODULES);
      return qr[line * QrWords.MODULES + module] ? 0 : 1;
    }
    int column = (int) Math.floor((x - CodeLayout.STRIP_LEFT) / CodeLayout.COLUMN_WIDTH);
    if (column >= 0 && column < CodeLayout.COLUMNS) {
      for (int strip = 0; strip < CodeLayout.STRIPS; strip++) {
        double half = (y - CodeLayout.stripTop(strip)) / CodeLayout.FIELD_HEIGHT;
        if (half >= 0 && half < 2) {
          double upper = column == 0 ? 1 : column == CodeLayout.COLUMNS - 1 ? 0 : row[column - 1];
          return half < 1 ? upper : 1 - upper;
        }
      }
    }
    return 1;
  }

  /// A box over the rows, then over the columns.
  private float[] smear() {
    int reach = look.blurPixels;
    if (reach == 0) {
      return light;
    }
    box(light, smeared, 1, width, width, height, reach);
    box(smeared, light, width, 1, height, width, reach);
    return light;
  }

  private static void box(
      float[] from, float[] to, int step, int lineStep, int length, int lines, int reach) {
    float share = 1f / (2 * reach + 1);
    for (int line = 0; line < lines; line++) {
      int start = line * lineStep;
      for (int i = 0; i < length; i++) {
        float sum = 0;
        for (int k = -reach; k <= reach; k++) {
          sum += from[start + Math.clamp(i + k, 0, length - 1) * step];
        }
        to[start + i * step] = sum * share;
      }
    }
  }
}
