package dev.handloom.preview.tiny;

import dev.handloom.preview.learn.Value;
import dev.handloom.preview.onnx.Attribute;
import dev.handloom.preview.onnx.OnnxGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The network as an ONNX file, with the inputs and outputs that packs have.
public final class TinyGraph {
  private TinyGraph() {}

  public static Map<String, List<Integer>> inputs(TinyShape shape) {
    Map<String, List<Integer>> inputs = new LinkedHashMap<>();
    inputs.put("images", List.of(1, shape.frames(), 3, shape.height(), shape.width()));
    inputs.put("state", List.of(1, shape.state()));
    if (shape.frames() > 1) {
      inputs.put("earlier", List.of(1, shape.frames() - 1, shape.state()));
    }
    inputs.put("action_in", List.of(1, shape.steps(), shape.actions()));
    inputs.put("mode", List.of(1));
    return inputs;
  }

  public static Map<String, List<Integer>> outputs(TinyNet net) {
    TinyShape shape = net.shape();
    Map<String, List<Integer>> outputs = new LinkedHashMap<>();
    outputs.put("actions", List.of(1, shape.steps(), shape.actions()));
    outputs.put("frames", List.of(1, shape.horizons(), 3, shape.height(), shape.width()));
    outputs.put("future_state", List.of(1, shape.horizons(), shape.state()));
    outputs.put("changes", List.of(1, shape.horizons(), 1, shape.height(), shape.width()));
    outputs.put("embedding", List.of(1, net.thought.channels()));
    return outputs;
  }

  public static byte[] write(TinyNet net, String producer, String version) {
    OnnxGraph graph = new OnnxGraph("tinywam");
    TinyShape shape = net.shape();
    inputs(shape).forEach((name, sizes) -> graph.input(name, sizes(sizes)));
    outputs(net).forEach((name, sizes) -> graph.output(name, sizes(sizes)));
    before(graph, net);
    net.network().write(graph);
    after(graph, net);
    return graph.model(producer, version);
  }

  private static long[] sizes(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }

  private static void before(OnnxGraph graph, TinyNet net) {
    TinyShape shape = net.shape();
    long height = shape.height();
    long width = shape.width();
    String all =
        graph.node(
            "Reshape",
            List.of("images", graph.ints(new long[] {1, 3L * shape.frames(), height, width})));
    String twice = graph.node("Mul", List.of(all, graph.floats(new float[] {2}, 1)));
    String centred = graph.node("Sub", List.of(twice, graph.floats(new float[] {1}, 1)));
    String places = places(graph, "places", shape.height(), shape.width());
    graph.node("Concat", List.of(centred, places), net.seen.name(), Attribute.of("axis", 1));
    for (Value value : net.places()) {
      places(graph, value.name(), value.height(), value.width());
    }
    for (int h = 0; h < shape.horizons(); h++) {
      float[] which = new float[shape.horizons()];
      which[h] = 1;
      graph.floats(net.horizons().get(h).name(), which, 1, which.length);
    }
    glance(graph, net);
    Value moved = net.moved;
    if (moved != null) {
      String now =
          graph.node("Reshape", List.of("state", graph.ints(new long[] {1, 1, shape.state()})));
      String way = graph.node("Sub", List.of(now, "earlier"));
      String fast = graph.node("Mul", List.of(way, graph.floats(new float[] {TinyNet.SPEED}, 1)));
      graph.node("Reshape", List.of(fast, graph.ints(new long[] {1, shape.past()})), moved.name());
    }
    graph.node(
        "Reshape",
        List.of("action_in", graph.ints(new long[] {1, shape.chunk()})),
        net.given.name());
  }

  private static void glance(OnnxGraph graph, TinyNet net) {
    TinyShape shape = net.shape();
    int frames = shape.frames();
    long cells = shape.cells();
    int area = TinyNet.CELL * TinyNet.CELL;
    float[] means = new float[TinyNet.COLOURS * area];
    for (int i = 0; i < means.length; i++) {
      means[i] = TinyNet.GREY[i / area] / area;
    }
    long[] side = {TinyNet.CELL, TinyNet.CELL};
    String pictures =
        graph.node(
            "Reshape",
            List.of(
                "images",
                graph.ints(new long[] {frames, TinyNet.COLOURS, shape.height(), shape.width()})));
    String grey =
        graph.node(
            "Conv",
            List.of(pictures, graph.floats(means, 1, TinyNet.COLOURS, TinyNet.CELL, TinyNet.CELL)),
            Attribute.of("kernel_shape", side),
            Attribute.of("strides", side));
    String flat = graph.node("Reshape", List.of(grey, graph.ints(new long[] {frames, cells})));
    String axis = graph.ints(new long[] {0});
    String last = graph.ints(new long[] {frames - 1});
    String now = graph.node("Slice", List.of(flat, last, graph.ints(new long[] {frames}), axis));
    String off = graph.node("Sub", List.of(now, graph.floats(new float[] {TinyNet.MIDDLE}, 1)));
    String all = graph.node("Mul", List.of(off, graph.floats(new float[] {TinyNet.GLANCE}, 1)));
    if (frames > 1) {
      String then = graph.node("Slice", List.of(flat, axis, last, axis));
      String change = graph.node("Sub", List.of(now, then));
      float by = TinyNet.SPEED * TinyNet.GLANCE;
      String changes = graph.node("Mul", List.of(change, graph.floats(new float[] {by}, 1)));
      all = graph.node("Concat", List.of(all, changes), Attribute.of("axis", 0));
    }
    graph.node(
        "Reshape", List.of(all, graph.ints(new long[] {1, frames * cells})), net.glance.name());
  }

  private static String places(OnnxGraph graph, String name, int height, int width) {
    float[] places = new float[2 * height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        places[y * width + x] = TinyNet.place(x, width);
        places[(height + y) * width + x] = TinyNet.place(y, height);
      }
    }
    return graph.floats(name, places, 1, 2, height, width);
  }

  private static void after(OnnxGraph graph, TinyNet net) {
    TinyShape shape = net.shape();
    graph.node(
        "Reshape",
        List.of(net.plan.name(), graph.ints(new long[] {1, shape.steps(), shape.actions()})),
        "actions");
    graph.node("Identity", List.of(net.thought.name()), "embedding");
    String newest =
        graph.node(
            "Gather",
            List.of("images", graph.ints(new long[] {shape.frames() - 1})),
            Attribute.of("axis", 1));
    List<String> frames = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    List<String> states = new ArrayList<>();
    String channels = graph.ints(new long[] {1});
    String begin = graph.ints(new long[] {0});
    String colours = graph.ints(new long[] {3});
    String end = graph.ints(new long[] {4});
    String apart = graph.ints(new long[] {1, 1, 4, shape.height(), shape.width()});
    String axis = graph.ints(new long[] {2});
    for (int h = 0; h < shape.horizons(); h++) {
      String head = graph.node("Reshape", List.of(net.dreams.get(h).name(), apart));
      String colour = graph.node("Slice", List.of(head, begin, colours, axis));
      String logit = graph.node("Slice", List.of(head, colours, end, axis));
      String less =
          graph.node("Sub", List.of(logit, graph.floats(new float[] {TinyNet.MASK_BIAS}, 1)));
      String mask = graph.node("Sigmoid", List.of(less));
      String change = graph.node("Sub", List.of(colour, newest));
      String taken = graph.node("Mul", List.of(mask, change));
      frames.add(graph.node("Add", List.of(newest, taken)));
      changes.add(mask);
      String future = graph.node("Add", List.of("state", net.moves.get(h).name()));
      states.add(graph.node("Unsqueeze", List.of(future, channels)));
    }
    String mixed = graph.node("Concat", frames, Attribute.of("axis", 1));
    graph.node(
        "Clip",
        List.of(mixed, graph.floats(new float[] {0}), graph.floats(new float[] {1})),
        "frames");
    graph.node("Concat", changes, "changes", Attribute.of("axis", 1));
    graph.node("Concat", states, "future_state", Attribute.of("axis", 1));
  }
}
