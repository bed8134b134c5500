package dev.handloom.preview.learn;

import dev.handloom.preview.onnx.OnnxGraph;

/// A step of a network.
abstract sealed class Layer
    permits Convolution, Linear, Modulation, Shuffle, KeyPoints, Flatten, Choice {
  /// Below zero a neuron leaks so much.
  static final float LEAK = 0.1f;

  abstract void forward(Lane lane);

  /// Adds to the slopes of what went in.
  abstract void backward(Lane lane);

  /// The weights have changed.
  void changed(float[] weights) {}

  abstract void write(OnnxGraph graph, float[] weights);

  /// Where a leaky output fell below zero, its slope is less.
  static void leak(float[] values, float[] slopes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      slopes[i] *= values[i] < 0 ? LEAK : 1;
    }
  }
}
