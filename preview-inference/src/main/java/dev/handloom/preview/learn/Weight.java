package dev.handloom.preview.learn;

/// Numbers that are learnt, and where they lie among all.
///
/// @param fan how many numbers are summed with it
/// @param scale of what it begins with; 0 begins at zero
public record Weight(String name, int at, int[] shape, int fan, double scale) {
  int size() {
    int size = 1;
    for (int each : shape) {
      size *= each;
    }
    return size;
  }

  float[] of(float[] weights) {
    return java.util.Arrays.copyOfRange(weights, at, at + size());
  }

  long[] dimensions() {
    return java.util.Arrays.stream(shape).asLongStream().toArray();
  }
}
