package dev.handloom.preview.tiny;

import dev.handloom.preview.pack.Manifest;

/// How large everything is that goes in and comes out.
///
/// @param frames pictures of the past and now
/// @param height of all cameras, one above the other
/// @param steps of a chunk
/// @param horizons at which it dreams
public record TinyShape(
    int frames, int height, int width, int state, int steps, int actions, int horizons) {
  /// Three times halved, and whole vectors still.
  static final int GRAIN = 8;

  /// The network has a bit for each.
  private static final int MOST_HORIZONS = 24;

  public TinyShape {
    if (height % GRAIN != 0 || width % GRAIN != 0) {
      throw new IllegalArgumentException(
          "Pictures of " + width + "×" + height + " cannot be halved three times");
    }
    if (horizons > MOST_HORIZONS) {
      throw new IllegalArgumentException(horizons + " horizons, at most " + MOST_HORIZONS);
    }
  }

  public static TinyShape of(Manifest manifest) {
    return new TinyShape(
        manifest.frames().size(),
        manifest.cameras().stream().mapToInt(Manifest.Camera::height).sum(),
        manifest.cameras().getFirst().width(),
        manifest.state().size(),
        manifest.steps(),
        manifest.actions().size(),
        manifest.horizons().size());
  }

  /// Numbers of the body at all earlier pictures.
  int past() {
    return (frames - 1) * state;
  }

  /// Of a glance at one picture.
  int cells() {
    return height / GRAIN * (width / GRAIN);
  }

  int chunk() {
    return steps * actions;
  }

  int pixels() {
    return height * width;
  }
}
