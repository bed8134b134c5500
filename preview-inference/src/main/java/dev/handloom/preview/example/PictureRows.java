package dev.handloom.preview.example;

import dev.handloom.preview.model.Picture;
import java.nio.ByteBuffer;

/// A view's pictures, one after the other, in memory or in a mapped file; rows may share one.
final class PictureRows {
  private static final int COLOURS = 3;

  private final int width;
  private final int height;
  private final ByteBuffer bytes;
  private final int[] places;

  /// @param places which picture of the bytes each row shows; −1 for none
  PictureRows(int width, int height, ByteBuffer bytes, int[] places) {
    this.width = width;
    this.height = height;
    this.bytes = bytes;
    this.places = places;
  }

  static int size(int width, int height) {
    return COLOURS * width * height;
  }

  boolean has(int row) {
    return places[row] >= 0;
  }

  Picture get(int row) {
    byte[] rgb = new byte[size(width, height)];
    bytes.get(places[row] * rgb.length, rgb);
    return new Picture(width, height, rgb);
  }
}
