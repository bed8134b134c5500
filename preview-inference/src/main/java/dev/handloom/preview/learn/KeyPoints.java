package dev.handloom.preview.learn;

import dev.handloom.preview.onnx.Attribute;
import dev.handloom.preview.onnx.OnnxGraph;
import java.util.List;

/// Where each channel sees what it looks for, across and down from −1 to 1; then how much of it
/// there is.
final class KeyPoints extends Layer {
  private final Value input;
  private final Value output;

  KeyPoints(Value input, Value output) {
    this.input = input;
    this.output = output;
  }

  private static float place(int i, int count) {
    return (2 * i + 1f) / count - 1;
  }

  @Override
  void forward(Lane lane) {
    float[] v = lane.values;
    int height = input.height();
    int width = input.width();
    for (int c = 0; c < input.channels(); c++) {
      float most = Float.NEGATIVE_INFINITY;
      float mean = 0;
      for (int y = 0; y < height; y++) {
        int row = input.at(c, y, 0);
        for (int x = 0; x < width; x++) {
          most = Math.max(most, v[row + x]);
          mean += v[row + x];
        }
      }
      double all = 0;
      double across = 0;
      double down = 0;
      for (int y = 0; y < height; y++) {
        int row = input.at(c, y, 0);
        for (int x = 0; x < width; x++) {
          double share = Math.exp(v[row + x] - most);
          all += share;
          across += share * place(x, width);
          down += share * place(y, height);
        }
      }
      v[output.at() + 2 * c] = (float) (across / all);
      v[output.at() + 2 * c + 1] = (float) (down / all);
      v[output.at() + 2 * input.channels() + c] = mean / (height * width);
    }
  }

  @Override
  void backward(Lane lane) {
    float[] v = lane.values;
    float[] g = lane.slopes;
    int height = input.height();
    int width = input.width();
    for (int c = 0; c < input.channels(); c++) {
      float most = Float.NEGATIVE_INFINITY;
      for (int y = 0; y < height; y++) {
        int row = input.at(c, y, 0);
        for (int x = 0; x < width; x++) {
          most = Math.max(most, v[row + x]);
        }
      }
      double all = 0;
      for (int y = 0; y < height; y++) {
        int row = input.at(c, y, 0);
        for (int x = 0; x < width; x++) {
          all += Math.exp(v[row + x] - most);
        }
      }
      float across = v[output.at() + 2 * c];
      float down = v[output.at() + 2 * c + 1];
      float slopeAcross = g[output.at() + 2 * c];
      float slopeDown = g[output.at() + 2 * c + 1];
      float slopeMean = g[output.at() + 2 * input.channels() + c] / (height * width);
      for (int y = 0; y < height; y++) {
        int row = input.at(c, y, 0);
        for (int x = 0; x < width; x++) {
          float share = (float) (Math.exp(v[row + x] - most) / all);
          g[row + x] +=
              slopeMean
                  + share
                      * (slopeAcross * (place(x, width) - across)
                          + slopeDown * (place(y, height) - down));
        }
      }
    }
  }

  @Override
  void write(OnnxGraph graph, float[] weights) {
    int count = input.channels();
    int height = input.height();
    int width = input.width();
    float[] places = new float[2 * height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        places[2 * (y * width + x)] = place(x, width);
        places[2 * (y * width + x) + 1] = place(y, height);
      }
    }
    String flat =
        graph.node(
            "Reshape",
            List.of(input.name(), graph.ints(new long[] {1, count, (long) height * width})));
    String shares = graph.node("Softmax", List.of(flat), Attribute.of("axis", 2));
    String found =
        graph.node("MatMul", List.of(shares, graph.floats(places, (long) height * width, 2)));
    String points = graph.node("Reshape", List.of(found, graph.ints(new long[] {1, 2L * count})));
    String mean =
        graph.node(
            "ReduceMean",
            List.of(input.name()),
            Attribute.of("axes", new long[] {2, 3}),
            Attribute.of("keepdims", 0));
    graph.node("Concat", List.of(points, mean), output.name(), Attribute.of("axis", 1));
  }
}
