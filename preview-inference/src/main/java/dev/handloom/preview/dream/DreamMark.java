package dev.handloom.preview.dream;

import dev.handloom.preview.model.Picture;

/// The mark of a dreamed picture: a frame of magenta and black, which no camera sees by chance and
/// which survives packing, and which a program finds again.
public final class DreamMark {
  private static final int COLOURS = 3;

  /// Of the shorter side.
  private static final int SHARE = 24;

  private static final int BLOCKS = 3;
  private static final int BRIGHT = 255;

  /// A colour may be off by this much: videos pack them.
  private static final int NEAR = 96;

  private static final double MOST_OFF = 0.1;

  private DreamMark() {}

  private static int thickness(Picture picture) {
    return Math.max(2, Math.min(picture.width(), picture.height()) / SHARE);
  }

  /// The same picture with its mark.
  public static Picture burnt(Picture picture) {
    byte[] rgb = picture.rgb().clone();
    int thick = thickness(picture);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (framed(picture, thick, x, y)) {
          int at = COLOURS * (y * picture.width() + x);
          byte bright = (byte) (magenta(thick, x, y) ? BRIGHT : 0);
          rgb[at] = bright;
          rgb[at + 1] = 0;
          rgb[at + 2] = bright;
        }
      }
    }
    return new Picture(picture.width(), picture.height(), rgb);
  }

  /// Whether a picture bears it.
  public static boolean found(Picture picture) {
    int thick = thickness(picture);
    int off = 0;
    int all = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (framed(picture, thick, x, y)) {
          int at = COLOURS * (y * picture.width() + x);
          int bright = magenta(thick, x, y) ? BRIGHT : 0;
          all++;
          if (Math.abs((picture.rgb()[at] & 0xFF) - bright) > NEAR
              || (picture.rgb()[at + 1] & 0xFF) > NEAR
              || Math.abs((picture.rgb()[at + 2] & 0xFF) - bright) > NEAR) {
            off++;
          }
        }
      }
    }
    return off <= MOST_OFF * all;
  }

  private static boolean framed(Picture picture, int thick, int x, int y) {
    return x < thick || y < thick || x >= picture.width() - thick || y >= picture.height() - thick;
  }

  private static boolean magenta(int thick, int x, int y) {
    return (x / (BLOCKS * thick) + y / (BLOCKS * thick)) % 2 == 0;
  }
}
