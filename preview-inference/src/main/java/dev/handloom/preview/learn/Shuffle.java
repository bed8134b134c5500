package dev.handloom.preview.learn;

import dev.handloom.preview.onnx.Attribute;
import dev.handloom.preview.onnx.OnnxGraph;
import java.util.List;

/// Four channels become one of twice the size.
final class Shuffle extends Layer {
  private final Value input;
  private final Value output;

  Shuffle(Value input, Value output) {
    this.input = input;
    this.output = output;
  }

  @Override
  void forward(Lane lane) {
    float[] v = lane.values;
    for (int c = 0; c < input.channels(); c++) {
      for (int y = 0; y < input.height(); y++) {
        int from = input.at(c, y, 0);
        int to = output.at(c / 4, 2 * y + c % 4 / 2, c % 2);
        for (int x = 0; x < input.width(); x++) {
          v[to + 2 * x] = v[from + x];
        }
      }
    }
  }

  @Override
  void backward(Lane lane) {
    float[] g = lane.slopes;
    for (int c = 0; c < input.channels(); c++) {
      for (int y = 0; y < input.height(); y++) {
        int to = input.at(c, y, 0);
        int from = output.at(c / 4, 2 * y + c % 4 / 2, c % 2);
        for (int x = 0; x < input.width(); x++) {
          g[to + x] += g[from + 2 * x];
        }
      }
    }
  }

  @Override
  void write(OnnxGraph graph, float[] weights) {
    graph.node(
        "DepthToSpace",
        List.of(input.name()),
        output.name(),
        Attribute.of("blocksize", 2),
        Attribute.of("mode", "CRD"));
  }
}
