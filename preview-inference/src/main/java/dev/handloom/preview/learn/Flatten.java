package dev.handloom.preview.learn;

import dev.handloom.preview.onnx.OnnxGraph;
import java.util.List;

/// Maps as one vector, pixel by pixel.
final class Flatten extends Layer {
  private final Value input;
  private final Value output;

  Flatten(Value input, Value output) {
    this.input = input;
    this.output = output;
  }

  @Override
  void forward(Lane lane) {
    int to = output.at();
    for (int c = 0; c < input.channels(); c++) {
      for (int y = 0; y < input.height(); y++) {
        System.arraycopy(lane.values, input.at(c, y, 0), lane.values, to, input.width());
        to += input.width();
      }
    }
  }

  @Override
  void backward(Lane lane) {
    int from = output.at();
    for (int c = 0; c < input.channels(); c++) {
      for (int y = 0; y < input.height(); y++) {
        lane.kernel.add(1, lane.slopes, from, lane.slopes, input.at(c, y, 0), input.width());
        from += input.width();
      }
    }
  }

  @Override
  void write(OnnxGraph graph, float[] weights) {
    String shape = graph.ints(new long[] {1, output.channels()});
    graph.node("Reshape", List.of(input.name(), shape), output.name());
  }
}
