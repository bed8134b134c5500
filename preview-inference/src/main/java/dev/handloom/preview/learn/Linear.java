package dev.handloom.preview.learn;

import dev.handloom.preview.onnx.Attribute;
import dev.handloom.preview.onnx.OnnxGraph;
import java.util.List;

/// Sums of everything in several vectors, as if they were one.
final class Linear extends Layer {
  private final List<Value> inputs;
  private final Value output;
  private final boolean leaky;
  private final Weight weight;
  private final Weight bias;
  private final int width;

  Linear(List<Value> inputs, Value output, boolean leaky, Weight weight, Weight bias) {
    this.inputs = List.copyOf(inputs);
    this.output = output;
    this.leaky = leaky;
    this.weight = weight;
    this.bias = bias;
    width = inputs.stream().mapToInt(Value::channels).sum();
  }

  @Override
  void forward(Lane lane) {
    float[] v = lane.values;
    for (int o = 0; o < output.channels(); o++) {
      float sum = lane.weights[bias.at() + o];
      int row = weight.at() + o * width;
      for (Value input : inputs) {
        sum += lane.kernel.dot(lane.weights, row, v, input.at(), input.channels());
        row += input.channels();
      }
      v[output.at() + o] = leaky ? Math.max(sum, LEAK * sum) : sum;
    }
  }

  @Override
  void backward(Lane lane) {
    if (leaky) {
      leak(lane.values, lane.slopes, output.at(), output.channels());
    }
    for (int o = 0; o < output.channels(); o++) {
      float slope = lane.slopes[output.at() + o];
      lane.weightSlopes[bias.at() + o] += slope;
      int row = weight.at() + o * width;
      for (Value input : inputs) {
        int count = input.channels();
        lane.kernel.add(slope, lane.values, input.at(), lane.weightSlopes, row, count);
        if (input.learns()) {
          lane.kernel.add(slope, lane.weights, row, lane.slopes, input.at(), count);
        }
        row += count;
      }
    }
  }

  @Override
  void write(OnnxGraph graph, float[] weights) {
    String from = inputs.getFirst().name();
    if (inputs.size() > 1) {
      from =
          graph.node("Concat", inputs.stream().map(Value::name).toList(), Attribute.of("axis", 1));
    }
    String factor = graph.floats(weight.name(), weight.of(weights), weight.dimensions());
    String offset = graph.floats(bias.name(), bias.of(weights), output.channels());
    List<String> sources = List.of(from, factor, offset);
    if (leaky) {
      String sum = graph.node("Gemm", sources, Attribute.of("transB", 1));
      graph.node("LeakyRelu", List.of(sum), output.name(), Attribute.of("alpha", LEAK));
    } else {
      graph.node("Gemm", sources, output.name(), Attribute.of("transB", 1));
    }
  }
}
