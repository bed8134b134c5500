package dev.handloom.calibration.camera.sim;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.board.Turn;
import dev.handloom.calibration.mark.Board;
import dev.handloom.device.space.Pose;
import java.util.Random;

/// Draws a printed board through a lens with all its distortion: a pixel's light is gathered from a
/// few rays, blurred by optics and motion, lit unevenly, and comes with noise.
public final class BoardArtist {
  private static final double MILLIMETRE = 1e-3;
  private static final int PAPER = 214;
  private static final int INK = 28;

  /// How a picture is spoilt.
  ///
  /// @param blurPixels the spread of the optics
  /// @param noise the spread of a pixel's brightness, of 255
  /// @param uneven how much darker the darkest side is lit than the brightest, 0 to 1
  public record Light(double blurPixels, double noise, double uneven) {
    public static final Light GOOD = new Light(0.7, 2, 0.3);
  }

  private final CameraModel camera;
  private final Board board;
  private final int fine;

  /// The way each small part of a pixel looks: x, y, z; NaN where nothing is seen.
  private final float[] rays;

  /// The mark in each white square.
  private final int[] markIn;

  private final boolean[] ink;
  private final int cellsAcross;
  private final double cellMm;
  private final double[] light;
  private final double[] scratch;

  /// @param fine a pixel is gathered from so many rays by so many
  public BoardArtist(CameraModel camera, Board board, int fine) {
    this.camera = camera;
    this.board = board;
    this.fine = fine;
    int across = camera.width() * fine;
    int down = camera.height() * fine;
    rays = new float[3 * across * down];
    double[] ray = new double[3];
    for (int j = 0; j < down; j++) {
      for (int i = 0; i < across; i++) {
        int at = 3 * (j * across + i);
        boolean seen = camera.unproject((i + 0.5) / fine - 0.5, (j + 0.5) / fine - 0.5, ray);
        for (int k = 0; k < 3; k++) {
          rays[at + k] = seen ? (float) ray[k] : Float.NaN;
        }
      }
    }
    light = new double[camera.width() * camera.height()];
    scratch = new double[light.length];
    markIn = new int[board.columns() * board.rows()];
    for (int n = 0; n < board.marks(); n++) {
      int id = board.firstId() + n;
      board.squareOf(id).ifPresent(square -> markIn[square] = id);
    }
    // Of a fraction of a millimetre; marks and squares are drawn in it exactly enough.
    cellMm = board.squareMm() / 120;
    cellsAcross = board.columns() * 120;
    ink = new boolean[cellsAcross * board.rows() * 120];
    for (int y = 0; y < board.rows() * 120; y++) {
      for (int x = 0; x < cellsAcross; x++) {
        ink[y * cellsAcross + x] = inked((x + 0.5) * cellMm, (y + 0.5) * cellMm);
      }
    }
  }

  private boolean inked(double x, double y) {
    int column = Math.min(board.columns() - 1, (int) (x / board.squareMm()));
    int row = Math.min(board.rows() - 1, (int) (y / board.squareMm()));
    if (board.black(column, row)) {
      return true;
    }
    int square = row * board.columns() + column;
    double inX = x - board.markXMm(square);
    double inY = y - board.markYMm(square);
    if (inX < 0 || inY < 0 || inX >= board.markMm() || inY >= board.markMm()) {
      return false;
    }
    int id = markIn[square];
    double cell = board.markMm() / board.family().cells();
    return board.family().black(id, (int) (inX / cell), (int) (inY / cell));
  }

  /// Draws a picture, a byte a pixel.
  ///
  /// @param pose the board's upper left corner before the camera
  public byte[] draw(Pose pose, Light how, Random random) {
    gather(pose);
    blur(how.blurPixels());
    double slantX = random.nextDouble() - 0.5;
    double slantY = random.nextDouble() - 0.5;
    byte[] picture = new byte[light.length];
    int w = camera.width();
    int h = camera.height();
    for (int v = 0; v < h; v++) {
      for (int u = 0; u < w; u++) {
        double x = (double) u / w - 0.5;
        double y = (double) v / h - 0.5;
        double lit = 1 - how.uneven() * (0.5 + slantX * x + slantY * y + (x * x + y * y) / 2);
        double value = light[v * w + u] * lit + how.noise() * random.nextGaussian();
        picture[v * w + u] = (byte) Math.clamp(Math.round(value), 0, 255);
      }
    }
    return picture;
  }

  /// Looks along each ray to where it meets the board's plane.
  private void gather(Pose pose) {
    double[] m = Turn.matrix(pose.rotation());
    double px = pose.position().x();
    double py = pose.position().y();
    double pz = pose.position().z();
    // Distance of the plane along its normal, which is the third column.
    double deep = m[2] * px + m[5] * py + m[8] * pz;
    int w = camera.width();
    int across = w * fine;
    double margin = board.squareMm() / 2;
    for (int v = 0; v < camera.height(); v++) {
      for (int u = 0; u < w; u++) {
        double sum = 0;
        for (int j = 0; j < fine; j++) {
          for (int i = 0; i < fine; i++) {
            int at = 3 * ((v * fine + j) * across + u * fine + i);
            double rx = rays[at];
            double ry = rays[at + 1];
            double rz = rays[at + 2];
            double far = deep / (m[2] * rx + m[5] * ry + m[8] * rz);
            double x = far * rx - px;
            double y = far * ry - py;
            double z = far * rz - pz;
            double bx = (m[0] * x + m[3] * y + m[6] * z) / MILLIMETRE;
            double by = (m[1] * x + m[4] * y + m[7] * z) / MILLIMETRE;
            boolean hit = far > 0;
            sum += hit ? value(bx, by, margin, u, v) : desk(u, v);
          }
        }
        light[v * w + u] = sum / (fine * fine);
      }
    }
  }

  private double value(double x, double y, double margin, int u, int v) {
    if (x >= 0 && y >= 0 && x < board.widthMm() && y < board.heightMm()) {
      int row = (int) (y / cellMm);
      int cell = row * cellsAcross + (int) (x / cellMm);
      return ink[Math.min(cell, ink.length - 1)] ? INK : PAPER;
    }
    boolean paper =
        x >= -margin && y >= -margin && x < board.widthMm() + margin && y < board.heightMm() + margin;
    return paper ? PAPER : desk(u, v);
  }

  private static double desk(int u, int v) {
    return 110 + 18 * Math.sin(u * 0.013) + 14 * Math.cos(v * 0.017 + u * 0.004);
  }

  private void blur(double sigma) {
    if (sigma <= 0) {
      return;
    }
    int reach = (int) Math.ceil(3 * sigma);
    double[] kernel = new double[2 * reach + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double d = (i - reach) / sigma;
      kernel[i] = Math.exp(-d * d / 2);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    pass(light, scratch, kernel, camera.width(), camera.height(), 1, camera.width());
    pass(scratch, light, kernel, camera.height(), camera.width(), camera.width(), 1);
  }

  private static void pass(
      double[] from, double[] to, double[] kernel, int length, int lines, int step, int stride) {
    int reach = kernel.length / 2;
    for (int line = 0; line < lines; line++) {
      int begin = line * stride;
      for (int i = 0; i < length; i++) {
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
          sum += kernel[k + reach] * from[begin + Math.clamp(i + k, 0, length - 1) * step];
        }
        to[begin + i * step] = sum;
      }
    }
  }
}
