package dev.handloom.app.preview;

import dev.handloom.preview.model.Picture;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// Small pictures of models as images, in each [Look]. The newest are kept: a strip shows the same
/// ones for a second.
final class DreamPaint {
  private static final int KEPT = 192;
  private static final int COLOURS = 3;
  private static final int OPAQUE = 0xFF000000;

  /// As [dev.handloom.preview.monitor.PictureScore] calls a pixel changed.
  private static final int CHANGED = (int) Math.round(0.06 * 255);

  /// What did not change stays to be seen, dark.
  private static final int DIMMED = 4;

  // The arrays of a picture are its identity; two pictures that are alike are still two.
  private record Key(byte[] picture, byte @Nullable [] other, Look look) {
    @Override
    @SuppressWarnings("ReferenceEquality") // To compare the bytes would take longer than to paint.
    public boolean equals(@Nullable Object that) {
      return that instanceof Key key
          && key.picture == picture
          && key.other == other
          && key.look == look;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(picture) * 31
          + (other == null ? 0 : System.identityHashCode(other)) * 7
          + look.ordinal();
    }
  }

  private final Map<Key, Image> images =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Image> eldest) {
          return size() > KEPT;
        }
      };

  /// The picture as it is.
  Image plain(Picture picture) {
    return images.computeIfAbsent(
        new Key(picture.rgb(), null, Look.PICTURE),
        _ -> image(picture, (rgb, i) -> argb(rgb[i] & 0xFF, rgb[i + 1] & 0xFF, rgb[i + 2] & 0xFF)));
  }

  /// Bright where it is another than the last one.
  Image changes(Picture last, Picture then) {
    byte[] before = last.rgb();
    return images.computeIfAbsent(
        new Key(then.rgb(), before, Look.CHANGES),
        _ ->
            image(
                then,
                (rgb, i) -> {
                  int red = rgb[i] & 0xFF;
                  int green = rgb[i + 1] & 0xFF;
                  int blue = rgb[i + 2] & 0xFF;
                  return apart(rgb, before, i) > CHANGED
                      ? argb(red, green, blue)
                      : argb(red / DIMMED, green / DIMMED, blue / DIMMED);
                }));
  }

  /// The brighter, the further apart: dark where they are the same, yellow where all is wrong.
  Image difference(Picture dream, Picture truth) {
    byte[] came = truth.rgb();
    return images.computeIfAbsent(
        new Key(dream.rgb(), came, Look.DIFFERENCE),
        _ -> image(dream, (rgb, i) -> heat(apart(rgb, came, i))));
  }

  /// From dark violet over teal to yellow: brightness alone tells it, too.
  private static int heat(int apart) {
    double share = Math.min(1, apart / 128.0);
    return argb(
        (int) (40 + share * share * 215),
        (int) (20 + share * 220),
        (int) (70 + 60 * Math.sin(Math.PI * share) - 40 * share));
  }

  private interface Pixel {
    int of(byte[] rgb, int index);
  }

  private static int apart(byte[] one, byte[] other, int i) {
    int most = 0;
    for (int c = 0; c < COLOURS; c++) {
      most = Math.max(most, Math.abs((one[i + c] & 0xFF) - (other[i + c] & 0xFF)));
    }
    return most;
  }

  private static int argb(int red, int green, int blue) {
    return OPAQUE | red << 16 | green << 8 | blue;
  }

  private static Image image(Picture picture, Pixel pixel) {
    int count = picture.width() * picture.height();
    int[] argb = new int[count];
    byte[] rgb = picture.rgb();
    for (int i = 0; i < count; i++) {
      argb[i] = pixel.of(rgb, COLOURS * i);
    }
    WritableImage image = new WritableImage(picture.width(), picture.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            picture.width(),
            picture.height(),
            PixelFormat.getIntArgbInstance(),
            argb,
            0,
            picture.width());
    return image;
  }
}
