package dev.handloom.device.stream;

/// The layout of a picture in a video sample's payload.
public record FrameFormat(int width, int height, Pixels pixels) {
  /// How a picture's bytes are laid out.
  public enum Pixels {
    /// Four bytes a pixel: blue, green, red, opaque.
    BGRA,
    /// A whole JPEG file a picture.
    JPEG
  }

  /// Larger pictures are refused: a header that claims more is garbage.
  public static final int LARGEST_SIDE = 8192;

  public FrameFormat {
    if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
      throw new IllegalArgumentException("A picture cannot be " + width + "×" + height);
    }
  }

  /// The most bytes a picture of this format takes.
  public int capacity() {
    return width * height * 4;
  }
}
