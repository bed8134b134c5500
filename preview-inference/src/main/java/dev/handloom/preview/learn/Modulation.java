package dev.handloom.preview.learn;

import dev.handloom.preview.onnx.Attribute;
import dev.handloom.preview.onnx.OnnxGraph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Maps that a vector turns up, down and on: each channel is scaled and shifted by a number of its
/// own, then leaks. So what is to happen reaches every place of a picture.
final class Modulation extends Layer {
  private final Value map;
  private final @Nullable Value besides;
  private final Value scale;
  private final Value shift;
  private final Value output;

  /// @param besides added to the map first
  Modulation(Value map, @Nullable Value besides, Value scale, Value shift, Value output) {
    this.map = map;
    this.besides = besides;
    this.scale = scale;
    this.shift = shift;
    this.output = output;
  }

  @Override
  void forward(Lane lane) {
    float[] v = lane.values;
    for (int c = 0; c < output.channels(); c++) {
      float by = 1 + v[scale.at() + c];
      float more = v[shift.at() + c];
      int in = map.first(c);
      int other = besides == null ? in : besides.first(c);
      int out = output.first(c);
      for (int i = 0; i < output.span(); i++) {
        float x = v[in + i] + (besides == null ? 0 : v[other + i]);
        float y = x * by + more;
        v[out + i] = Math.max(y, LEAK * y);
      }
    }
    output.clearBorder(v);
  }

  @Override
  void backward(Lane lane) {
    float[] v = lane.values;
    float[] g = lane.slopes;
    leak(v, g, output.at(), output.channels() * output.plane());
    output.clearBorder(g);
    for (int c = 0; c < output.channels(); c++) {
      float by = 1 + v[scale.at() + c];
      int in = map.first(c);
      int out = output.first(c);
      float sum = 0;
      float weighed = 0;
      for (int i = 0; i < output.span(); i++) {
        float slope = g[out + i];
        sum += slope;
        weighed += slope * v[in + i];
        g[in + i] += slope * by;
      }
      if (besides != null) {
        int other = besides.first(c);
        weighed += lane.kernel.dot(g, out, v, other, output.span());
        if (besides.learns()) {
          lane.kernel.add(by, g, out, g, other, output.span());
        }
      }
      g[shift.at() + c] += sum;
      g[scale.at() + c] += weighed;
    }
  }

  @Override
  void write(OnnxGraph graph, float[] weights) {
    String of = map.name();
    if (besides != null) {
      of = graph.node("Add", List.of(of, besides.name()));
    }
    String shape = graph.ints(new long[] {1, output.channels(), 1, 1});
    String by = graph.node("Add", List.of(scale.name(), graph.floats(new float[] {1}, 1)));
    String times = graph.node("Reshape", List.of(by, shape));
    String plus = graph.node("Reshape", List.of(shift.name(), shape));
    String scaled = graph.node("Mul", List.of(of, times));
    String sum = graph.node("Add", List.of(scaled, plus));
    graph.node("LeakyRelu", List.of(sum), output.name(), Attribute.of("alpha", LEAK));
  }
}
