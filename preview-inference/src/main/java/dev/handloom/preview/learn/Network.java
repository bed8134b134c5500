package dev.handloom.preview.learn;

import dev.handloom.preview.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Layers in the order in which they run, the weights they share, and the memory they need.
public final class Network {
  /// Every part.
  public static final int ALL = -1;

  private final List<Layer> layers = new ArrayList<>();

  /// Of each layer; see [#part].
  private final List<Integer> parts = new ArrayList<>();

  private int part;

  /// Stretches of memory, one after the other: of which part, and where it ends.
  private record Stretch(int part, int end) {}

  private final List<Stretch> memory = new ArrayList<>();
  private final List<Weight> shapes = new ArrayList<>();
  private int size;
  private int count;
  private int named;
  private float @Nullable [] weights;

  /// What is added from here on is of another part: examples may go through some parts only.
  ///
  /// @param number 0 to 31
  public void part(int number) {
    part = number;
  }

  private void add(Layer layer) {
    layers.add(layer);
    parts.add(part);
  }

  /// A vector that comes from outside.
  public Value input(String name, int length) {
    return place(Value.vector(name, size, length, false));
  }

  /// Maps that come from outside.
  public Value input(String name, int channels, int height, int width) {
    return place(new Value(name, size, channels, height, width, false));
  }

  private Value place(Value value) {
    size += value.size();
    if (!memory.isEmpty() && memory.getLast().part() == part) {
      memory.removeLast();
    }
    memory.add(new Stretch(part, size));
    return value;
  }

  private Value maps(int channels, int height, int width) {
    return place(new Value("v" + named++, size, channels, height, width, true));
  }

  private Value vector(int length, boolean learns) {
    return place(Value.vector("v" + named++, size, length, learns));
  }

  /// Numbers that are learnt; the same name means the same numbers.
  private Weight weight(String name, int fan, double scale, int... shape) {
    for (Weight known : shapes) {
      if (known.name().equals(name)) {
        return known;
      }
    }
    Weight weight = new Weight(name, count, shape, fan, scale);
    shapes.add(weight);
    count += weight.size();
    return weight;
  }

  /// @param name of its weights; two of one name share them
  /// @param scale of what the weights begin with; 1 keeps what flows of one size
  public Value convolve(
      String name,
      List<Value> of,
      int channels,
      int side,
      int stride,
      boolean leaky,
      double scale) {
    int height = of.getFirst().height() / stride;
    int width = of.getFirst().width() / stride;
    int fan = of.stream().mapToInt(Value::channels).sum() * side * side;
    Weight weight = weight(name + ".weight", fan, scale, channels, fan / side / side, side, side);
    Weight bias = weight(name + ".bias", fan, 0, channels);
    List<Value> phases = new ArrayList<>();
    if (stride == 2) {
      for (Value each : of) {
        phases.add(maps(4 * each.channels(), height, width));
      }
    }
    Value out = maps(channels, height, width);
    add(new Convolution(of, phases, out, side, stride, leaky, weight, bias));
    return out;
  }

  public Value linear(String name, List<Value> of, int length, boolean leaky, double scale) {
    int fan = of.stream().mapToInt(Value::channels).sum();
    Weight weight = weight(name + ".weight", fan, scale, length, fan);
    Weight bias = weight(name + ".bias", fan, 0, length);
    Value out = vector(length, true);
    add(new Linear(of, out, leaky, weight, bias));
    return out;
  }

  /// Scales and shifts each channel by numbers that follow from a vector.
  public Value modulate(String name, Value map, @Nullable Value besides, Value by) {
    Value scale = linear(name + ".scale", List.of(by), map.channels(), false, 0.1);
    Value shift = linear(name + ".shift", List.of(by), map.channels(), false, 0.3);
    Value out = maps(map.channels(), map.height(), map.width());
    add(new Modulation(map, besides, scale, shift, out));
    return out;
  }

  public Value shuffle(Value map) {
    Value out = maps(map.channels() / 4, 2 * map.height(), 2 * map.width());
    add(new Shuffle(map, out));
    return out;
  }

  public Value keyPoints(Value map) {
    Value out = vector(3 * map.channels(), true);
    add(new KeyPoints(map, out));
    return out;
  }

  public Value flatten(Value map) {
    Value out = vector(map.channels() * map.height() * map.width(), true);
    add(new Flatten(map, out));
    return out;
  }

  public Value choose(Value which, Value zero, Value one) {
    Value out = vector(zero.channels(), false);
    add(new Choice(which, zero, one, out));
    return out;
  }

  /// Numbers that are learnt.
  public int count() {
    return count;
  }

  public List<Weight> shapes() {
    return List.copyOf(shapes);
  }

  /// All weights as they begin; seeded.
  public float[] begin(long seed) {
    float[] all = new float[count];
    for (Weight weight : shapes) {
      // Each draws from numbers of its own, so that one layer more leaves the others as they were.
      Random random = new Random(seed ^ weight.name().hashCode() * 0x9E3779B97F4A7C15L);
      double bound = weight.scale() * Math.sqrt(3.0 / weight.fan());
      for (int i = 0; i < weight.size(); i++) {
        all[weight.at() + i] = (float) (bound * (2 * random.nextDouble() - 1));
      }
    }
    return all;
  }

  /// From now on it has these weights; they may change between two examples, see [#changed].
  public void use(float[] all) {
    if (all.length != count) {
      throw new IllegalArgumentException(all.length + " weights, and " + count + " are wanted");
    }
    weights = all;
    changed();
  }

  /// The weights have changed.
  public void changed() {
    float[] all = weights();
    layers.forEach(layer -> layer.changed(all));
  }

  private float[] weights() {
    float[] all = weights;
    if (all == null) {
      throw new IllegalStateException("The network has no weights yet");
    }
    return all;
  }

  /// Memory for one example at a time.
  public Lane lane(Kernel kernel) {
    return new Lane(kernel, weights(), size);
  }

  public void forward(Lane lane) {
    forward(lane, ALL);
  }

  /// @param through which parts, a bit each; what the others gave stays as it was
  public void forward(Lane lane, int through) {
    for (int i = 0; i < layers.size(); i++) {
      if (((through >> parts.get(i)) & 1) != 0) {
        layers.get(i).forward(lane);
      }
    }
  }

  /// Forgets the slopes of the example before. Then those of the outputs are set, then [#backward]
  /// is called.
  public static void clear(Lane lane) {
    Arrays.fill(lane.slopes, 0);
  }

  /// The same of some parts, a bit each: those it is to go through.
  public void clear(Lane lane, int through) {
    int from = 0;
    for (Stretch stretch : memory) {
      if (((through >> stretch.part()) & 1) != 0) {
        Arrays.fill(lane.slopes, from, stretch.end(), 0);
      }
      from = stretch.end();
    }
  }

  public void backward(Lane lane) {
    backward(lane, ALL);
  }

  /// Through the same parts, the other way.
  public void backward(Lane lane, int through) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (((through >> parts.get(i)) & 1) != 0) {
        layers.get(i).backward(lane);
      }
    }
  }

  /// Adds the slopes that the lanes have gathered, always in the same order, and empties them.
  public static void gather(List<Lane> lanes, float[] into, float scale) {
    Arrays.fill(into, 0);
    for (Lane lane : lanes) {
      lane.kernel.add(scale, lane.weightSlopes, 0, into, 0, into.length);
      Arrays.fill(lane.weightSlopes, 0);
    }
  }

  public void write(OnnxGraph graph) {
    float[] all = weights();
    layers.forEach(layer -> layer.write(graph, all));
  }
}
