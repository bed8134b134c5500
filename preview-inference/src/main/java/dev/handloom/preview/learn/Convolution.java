package dev.handloom.preview.learn;

import dev.handloom.preview.onnx.Attribute;
import dev.handloom.preview.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A convolution of 3×3 or 1×1 over several inputs at once, as if they lay in one.
final class Convolution extends Layer {
  private final List<Value> inputs;
  private final List<Part> parts = new ArrayList<>();
  private final Value output;
  private final int side;
  private final int stride;
  private final boolean leaky;
  private final Weight weight;
  private final Weight bias;
  private final int[] rows;

  /// Where a tap looks: which input, which of its four phases where the stride is 2, and how far
  /// off.
  private record Part(
      Value source, @Nullable Value phases, int firstRow, List<Group> groups, int taps) {}

  /// Taps that look at the same maps.
  private record Group(int phase, int[] taps, int[] dy, int[] dx, float[][] turned) {}

  /// @param phases a place for each input taken apart into its four phases, where the stride is 2
  Convolution(
      List<Value> inputs,
      List<Value> phases,
      Value output,
      int side,
      int stride,
      boolean leaky,
      Weight weight,
      Weight bias) {
    this.inputs = List.copyOf(inputs);
    this.output = output;
    this.side = side;
    this.stride = stride;
    this.leaky = leaky;
    this.weight = weight;
    this.bias = bias;
    int taps = side * side;
    rows = new int[inputs.stream().mapToInt(Value::channels).sum() * taps];
    int row = 0;
    for (int i = 0; i < inputs.size(); i++) {
      Value source = inputs.get(i);
      Value looked = stride == 1 ? source : phases.get(i);
      Part part = part(source, stride == 1 ? null : looked, row);
      parts.add(part);
      for (int c = 0; c < source.channels(); c++) {
        for (Group group : part.groups) {
          for (int t = 0; t < group.taps.length; t++) {
            int channel = group.phase * source.channels() + c;
            rows[row + c * taps + group.taps[t]] =
                looked.first(channel) + group.dy[t] * looked.pitch() + group.dx[t];
          }
        }
      }
      row += source.channels() * taps;
    }
  }

  private Part part(Value source, @Nullable Value phases, int row) {
    int taps = side * side;
    int reach = side / 2;
    List<Group> groups = new ArrayList<>();
    for (int phase = 0; phase < stride * stride; phase++) {
      int[] found = new int[taps];
      int[] dy = new int[taps];
      int[] dx = new int[taps];
      int count = 0;
      for (int tap = 0; tap < taps; tap++) {
        int y = tap / side - reach;
        int x = tap % side - reach;
        if (Math.floorMod(y, stride) * stride + Math.floorMod(x, stride) == phase) {
          found[count] = tap;
          dy[count] = Math.floorDiv(y, stride);
          dx[count++] = Math.floorDiv(x, stride);
        }
      }
      if (count > 0) {
        groups.add(
            new Group(
                phase,
                Arrays.copyOf(found, count),
                Arrays.copyOf(dy, count),
                Arrays.copyOf(dx, count),
                new float[][] {new float[source.channels() * output.channels() * count]}));
      }
    }
    return new Part(source, phases, row, groups, taps);
  }

  @Override
  void forward(Lane lane) {
    float[] v = lane.values;
    for (Part part : parts) {
      if (part.phases != null) {
        apart(v, part.source, part.phases);
      }
    }
    for (int c = 0; c < output.channels(); c++) {
      int from = output.first(c);
      Arrays.fill(v, from, from + output.span(), lane.weights[bias.at() + c]);
    }
    lane.kernel.product(
        lane.weights,
        weight.at(),
        v,
        rows,
        v,
        output.first(0),
        output.plane(),
        output.channels(),
        output.span());
    if (leaky) {
      int end = output.at() + output.channels() * output.plane();
      for (int i = output.at(); i < end; i++) {
        v[i] = Math.max(v[i], LEAK * v[i]);
      }
    }
    output.clearBorder(v);
  }

  /// Every second pixel of every second line, four times over.
  private static void apart(float[] v, Value source, Value phases) {
    for (int phase = 0; phase < 4; phase++) {
      for (int c = 0; c < source.channels(); c++) {
        for (int y = 0; y < phases.height(); y++) {
          int from = source.at(c, 2 * y + phase / 2, phase % 2);
          int to = phases.at(phase * source.channels() + c, y, 0);
          for (int x = 0; x < phases.width(); x++) {
            v[to + x] = v[from + 2 * x];
          }
        }
      }
    }
  }

  @Override
  void changed(float[] weights) {
    for (Part part : parts) {
      if (!part.source.learns()) {
        continue;
      }
      for (Group group : part.groups) {
        int count = group.taps.length;
        float[] turned = group.turned[0];
        for (int c = 0; c < part.source.channels(); c++) {
          for (int o = 0; o < output.channels(); o++) {
            int from = weight.at() + o * rows.length + part.firstRow + c * part.taps;
            int to = (c * output.channels() + o) * count;
            for (int t = 0; t < count; t++) {
              turned[to + t] = weights[from + group.taps[t]];
            }
          }
        }
      }
    }
  }

  @Override
  void backward(Lane lane) {
    float[] g = lane.slopes;
    if (leaky) {
      leak(lane.values, g, output.at(), output.channels() * output.plane());
    }
    output.clearBorder(g);
    for (int c = 0; c < output.channels(); c++) {
      int from = output.first(c);
      float sum = 0;
      for (int i = from; i < from + output.span(); i++) {
        sum += g[i];
      }
      lane.weightSlopes[bias.at() + c] += sum;
    }
    lane.kernel.dots(
        g,
        output.first(0),
        output.plane(),
        lane.values,
        rows,
        lane.weightSlopes,
        weight.at(),
        output.channels(),
        output.span());
    for (Part part : parts) {
      if (part.source.learns()) {
        back(lane, part);
      }
    }
  }

  private void back(Lane lane, Part part) {
    Value to = part.phases == null ? part.source : part.phases;
    for (Group group : part.groups) {
      int count = group.taps.length;
      int[] from = new int[output.channels() * count];
      for (int o = 0; o < output.channels(); o++) {
        for (int t = 0; t < count; t++) {
          from[o * count + t] = output.first(o) - group.dy[t] * output.pitch() - group.dx[t];
        }
      }
      lane.kernel.product(
          group.turned[0],
          0,
          lane.slopes,
          from,
          lane.slopes,
          to.first(group.phase * part.source.channels()),
          to.plane(),
          part.source.channels(),
          to.span());
    }
    if (part.phases != null) {
      together(lane.slopes, part.source, part.phases);
    }
  }

  private static void together(float[] g, Value source, Value phases) {
    for (int phase = 0; phase < 4; phase++) {
      for (int c = 0; c < source.channels(); c++) {
        for (int y = 0; y < phases.height(); y++) {
          int to = source.at(c, 2 * y + phase / 2, phase % 2);
          int from = phases.at(phase * source.channels() + c, y, 0);
          for (int x = 0; x < phases.width(); x++) {
            g[to + 2 * x] += g[from + x];
          }
        }
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
    String kernel = graph.floats(weight.name(), weight.of(weights), weight.dimensions());
    String offset = graph.floats(bias.name(), bias.of(weights), output.channels());
    int reach = side / 2;
    List<String> sources = List.of(from, kernel, offset);
    Attribute[] how = {
      Attribute.of("kernel_shape", new long[] {side, side}),
      Attribute.of("pads", new long[] {reach, reach, reach, reach}),
      Attribute.of("strides", new long[] {stride, stride})
    };
    if (leaky) {
      String sum = graph.node("Conv", sources, how);
      graph.node("LeakyRelu", List.of(sum), output.name(), Attribute.of("alpha", LEAK));
    } else {
      graph.node("Conv", sources, output.name(), how);
    }
  }
}
