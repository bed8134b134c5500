package dev.handloom.preview.local;

import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.Manifest.Camera;
import dev.handloom.preview.pack.PackException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a graph is the one that the papers speak of, and both what an answer is made of.
final class GraphContract {
  static final String IMAGES = "images";
  static final String STATE = "state";
  static final String EARLIER = "earlier";
  static final String ACTION_IN = "action_in";
  static final String MODE = "mode";
  static final String ACTIONS = "actions";
  static final String FRAMES = "frames";
  static final String FUTURE_STATE = "future_state";
  static final String CHANGES = "changes";
  static final String EMBEDDING = "embedding";

  private GraphContract() {}

  /// @throws PackException that names the line of the papers
  static void check(Manifest manifest, Graph graph) throws PackException {
    alike("inputs", manifest.inputs(), graph.inputs());
    alike("outputs", manifest.outputs(), graph.outputs());
    int width = manifest.cameras().isEmpty() ? 1 : manifest.cameras().getFirst().width();
    for (Camera camera : manifest.cameras()) {
      if (camera.width() != width) {
        throw wrong(
            "cameras",
            "are "
                + width
                + " and "
                + camera.width()
                + " wide; they lie above each other in one picture and must be of one width");
      }
    }
    int height = manifest.cameras().stream().mapToInt(Camera::height).sum();
    int horizons = manifest.horizons().size();
    int[] chunk = {1, manifest.steps(), manifest.actions().size()};
    Map<String, int[]> in = new LinkedHashMap<>();
    if (!manifest.cameras().isEmpty()) {
      in.put(IMAGES, new int[] {1, manifest.frames().size(), 3, height, width});
    }
    if (!manifest.state().isEmpty()) {
      in.put(STATE, new int[] {1, manifest.state().size()});
    }
    for (Map.Entry<String, int[]> each : in.entrySet()) {
      wanted("inputs", each.getKey(), each.getValue(), graph.inputs().get(each.getKey()));
    }
    for (Map.Entry<String, int[]> each : graph.inputs().entrySet()) {
      switch (each.getKey()) {
        case IMAGES, STATE ->
            wanted("inputs", each.getKey(), in.get(each.getKey()), each.getValue());
        case EARLIER ->
            wanted(
                "inputs",
                EARLIER,
                manifest.state().isEmpty() || manifest.frames().size() < 2
                    ? null
                    : new int[] {1, manifest.frames().size() - 1, manifest.state().size()},
                each.getValue());
        case ACTION_IN -> wanted("inputs", ACTION_IN, chunk, each.getValue());
        case MODE -> wanted("inputs", MODE, new int[] {1}, each.getValue());
        default -> throw wrong("inputs." + each.getKey(), "is nothing that is known here");
      }
    }
    if (graph.inputs().containsKey(ACTION_IN) != graph.inputs().containsKey(MODE)) {
      throw wrong("inputs", "must have action_in and mode, or neither");
    }
    if (!manifest.actions().isEmpty()) {
      wanted("outputs", ACTIONS, chunk, graph.outputs().get(ACTIONS));
    }
    for (Map.Entry<String, int[]> each : graph.outputs().entrySet()) {
      int[] shape = each.getValue();
      switch (each.getKey()) {
        case ACTIONS ->
            wanted("outputs", ACTIONS, manifest.actions().isEmpty() ? null : chunk, shape);
        case FRAMES -> wanted("outputs", FRAMES, new int[] {1, horizons, 3, height, width}, shape);
        case FUTURE_STATE ->
            wanted(
                "outputs", FUTURE_STATE, new int[] {1, horizons, manifest.state().size()}, shape);
        case CHANGES ->
            wanted("outputs", CHANGES, new int[] {1, horizons, 1, height, width}, shape);
        case EMBEDDING -> {
          if (shape.length != 2 || shape[0] != 1) {
            throw wrong(
                "outputs.embedding", "is " + Arrays.toString(shape) + ", and must be [1, E]");
          }
        }
        default -> {
          // More than is asked for is left alone.
        }
      }
    }
    checkRelative(manifest);
  }

  /// The state that belongs to each relative action, as its place in the state; -1 for the others.
  static int[] stateOfActions(Manifest manifest) {
    List<String> told = manifest.state().stream().map(Manifest.Channel::name).toList();
    return manifest.actions().stream()
        .mapToInt(action -> action.relative() ? told.indexOf(action.name()) : -1)
        .toArray();
  }

  private static void checkRelative(Manifest manifest) throws PackException {
    int[] states = stateOfActions(manifest);
    for (int i = 0; i < states.length; i++) {
      Manifest.Channel action = manifest.actions().get(i);
      if (action.relative() && states[i] < 0) {
        throw wrong(
            "actions[" + i + "]",
            "is relative to “" + action.name() + "”, which state does not have");
      }
      if (action.relative() && !manifest.state().get(states[i]).unit().equals(action.unit())) {
        throw wrong(
            "actions[" + i + "].unit",
            "is "
                + action.unit()
                + ", and the state it is relative to has "
                + manifest.state().get(states[i]).unit());
      }
    }
  }

  private static void alike(
      String line, Map<String, List<Integer>> stated, Map<String, int[]> graph)
      throws PackException {
    for (Map.Entry<String, List<Integer>> each : stated.entrySet()) {
      int[] shape = graph.get(each.getKey());
      if (shape == null) {
        throw wrong(line + "." + each.getKey(), "is not in the graph, which has " + graph.keySet());
      }
      if (!Arrays.equals(shape, each.getValue().stream().mapToInt(i -> i).toArray())) {
        throw wrong(
            line + "." + each.getKey(),
            "is " + each.getValue() + ", and in the graph it is " + Arrays.toString(shape));
      }
    }
    for (String name : graph.keySet()) {
      if (!stated.containsKey(name)) {
        throw wrong(line + "." + name, "is missing, and the graph has it");
      }
    }
  }

  private static void wanted(String line, String name, int @Nullable [] wanted, int @Nullable [] is)
      throws PackException {
    if (is == null || !Arrays.equals(is, wanted)) {
      throw wrong(
          line + "." + name,
          (is == null ? "is missing" : "is " + Arrays.toString(is))
              + (wanted == null
                  ? ", and nothing else in the papers has to do with it"
                  : ", and by the papers' cameras, frames, state, actions, steps and horizons it"
                      + " must be "
                      + Arrays.toString(wanted)));
    }
  }

  /// Whether the shapes of golden samples are those of the graph.
  static boolean fits(NumberArray array, int[] shape) {
    return Arrays.equals(array.shape(), shape);
  }

  private static PackException wrong(String line, String what) {
    return new PackException(Manifest.FILE + ": " + line + " " + what);
  }
}
