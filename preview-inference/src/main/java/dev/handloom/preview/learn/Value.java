package dev.handloom.preview.learn;

/// Something that flows through a network: a vector, or channels of maps. Where it lies in the
/// memory of a [Lane]: maps with a border of one zero all round, so that a convolution needs no
/// edges.
///
/// @param name in the ONNX graph
/// @param at first number
/// @param channels of the maps, or the length of the vector
/// @param height of a map; 0 for a vector
/// @param width of a map; 0 for a vector
/// @param learns whether anything before it learns, so that its slope matters
public record Value(String name, int at, int channels, int height, int width, boolean learns) {
  /// What a product may read beyond the last map.
  static final int SLACK = 32;

  static Value vector(String name, int at, int length, boolean learns) {
    return new Value(name, at, length, 0, 0, learns);
  }

  boolean map() {
    return height > 0;
  }

  /// Of a map, with its border.
  int pitch() {
    return width + 2;
  }

  /// From one map to the next.
  int plane() {
    return map() ? (height + 2) * pitch() : 1;
  }

  int size() {
    return map() ? channels * plane() + SLACK : channels;
  }

  /// From the first inner pixel on, with the borders between: a little beyond the last one, so that
  /// it divides into vectors.
  int span() {
    return height * pitch();
  }

  /// Where an inner pixel lies.
  public int at(int channel, int y, int x) {
    return at + channel * plane() + (y + 1) * pitch() + x + 1;
  }

  int first(int channel) {
    return at(channel, 0, 0);
  }

  /// Makes the border zero again.
  void clearBorder(float[] memory) {
    int pitch = pitch();
    for (int c = 0; c < channels; c++) {
      int from = at + c * plane();
      java.util.Arrays.fill(memory, from, from + pitch + 1, 0);
      for (int y = 1; y <= height; y++) {
        memory[from + y * pitch + width + 1] = 0;
        memory[from + (y + 1) * pitch] = 0;
      }
      java.util.Arrays.fill(memory, from + (height + 1) * pitch, from + plane(), 0);
    }
  }
}
