package dev.handloom.preview.learn;

import dev.handloom.preview.onnx.OnnxGraph;
import java.util.List;

/// One of two vectors, by a switch. Nothing is learnt through it.
final class Choice extends Layer {
  private final Value which;
  private final Value zero;
  private final Value one;
  private final Value output;

  /// @param which a single number: 0 takes `zero`, 1 takes `one`
  Choice(Value which, Value zero, Value one, Value output) {
    this.which = which;
    this.zero = zero;
    this.one = one;
    this.output = output;
  }

  @Override
  void forward(Lane lane) {
    float[] v = lane.values;
    float share = v[which.at()];
    for (int i = 0; i < output.channels(); i++) {
      v[output.at() + i] = share * v[one.at() + i] + (1 - share) * v[zero.at() + i];
    }
  }

  @Override
  void backward(Lane lane) {}

  @Override
  void write(OnnxGraph graph, float[] weights) {
    String taken = graph.node("Mul", List.of(which.name(), one.name()));
    String other = graph.node("Sub", List.of(graph.floats(new float[] {1}, 1), which.name()));
    String own = graph.node("Mul", List.of(other, zero.name()));
    graph.node("Add", List.of(taken, own), output.name());
  }
}
