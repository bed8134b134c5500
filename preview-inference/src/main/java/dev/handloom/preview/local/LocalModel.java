package dev.handloom.preview.local;

import ai.onnxruntime.OrtException;
import dev.handloom.preview.dream.DreamCap;
import dev.handloom.preview.model.Dream;
import dev.handloom.preview.model.Forecast;
import dev.handloom.preview.model.Imagines;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.pack.GoldenSamples;
import dev.handloom.preview.pack.Manifest;
import dev.handloom.preview.pack.Manifest.Camera;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.pack.PackException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A model that runs here: the graph of a pack, told and understood in the papers' units.
public final class LocalModel implements Imagines {
  private static final float WHITE = 255;
  private static final int COLOURS = 3;

  private final Manifest manifest;
  private final Graph graph;
  private final LongSupplier studioNanos;
  private final int[] stateOfActions;
  private final AnswerReader reader;
  private final boolean imagines;

  private LocalModel(Manifest manifest, Graph graph, LongSupplier studioNanos) {
    this.manifest = manifest;
    this.graph = graph;
    this.studioNanos = studioNanos;
    stateOfActions = GraphContract.stateOfActions(manifest);
    reader = new AnswerReader(manifest, stateOfActions);
    imagines = graph.inputs().containsKey(GraphContract.ACTION_IN);
  }

  /// Loads the graph of an unpacked pack, and refuses one that its papers do not fit.
  ///
  /// @param folder the pack, verified
  /// @param studioNanos studio time, by which answers are stamped
  public static LocalModel open(
      Path folder, Manifest manifest, Compute compute, LongSupplier studioNanos)
      throws PackException {
    Graph graph = Graph.open(folder.resolve(manifest.weights()), compute);
    try {
      GraphContract.check(manifest, graph);
    } catch (PackException e) {
      graph.close();
      throw e;
    }
    return new LocalModel(manifest, graph, studioNanos);
  }

  public Manifest manifest() {
    return manifest;
  }

  /// What it runs on, and why.
  public RunsOn runsOn() {
    return graph.runsOn();
  }

  /// Whether the graph takes other actions than its own; [#imagine] refuses where it does not.
  public boolean imagines() {
    return imagines;
  }

  @Override
  public Papers papers() {
    List<String> wants = new ArrayList<>();
    for (Camera camera : manifest.cameras()) {
      wants.add(camera.name() + " " + camera.width() + "×" + camera.height());
    }
    manifest.state().forEach(channel -> wants.add(channel.name() + " in " + channel.unit()));
    Map<String, String> said = new LinkedHashMap<>();
    said.put("version", manifest.version());
    said.put("producer", manifest.producer());
    said.put("licence", manifest.licence());
    said.put("runs on", graph.runsOn().words());
    if (manifest.horizons().stream().anyMatch(h -> !DreamCap.holds(h * manifest.stepSeconds()))) {
      said.put("dreams", "further than " + DreamCap.SECONDS + " s, and no further is believed");
    }
    said.values().removeIf(String::isBlank);
    return new Papers(
        manifest.name(),
        wants,
        manifest.actions().stream().map(Channel::name).toList(),
        manifest.stepSeconds(),
        manifest.frames(),
        false,
        said);
  }

  @Override
  public Prediction ask(Observation observation) throws ModelException {
    return answer(observation, null);
  }

  @Override
  public Prediction imagine(Observation observation, float[][] actions) throws ModelException {
    if (!imagines) {
      throw new ModelException(
          Kind.REFUSED, "This model answers with its own plan alone: its graph has no action_in");
    }
    return answer(observation, actions);
  }

  private Prediction answer(Observation observation, float @Nullable [][] actions)
      throws ModelException {
    long asked = studioNanos.getAsLong();
    float[] state = state(observation);
    pictures(observation);
    tell(observation, state);
    FloatBuffer mode = graph.place(GraphContract.MODE);
    FloatBuffer given = graph.place(GraphContract.ACTION_IN);
    if (mode != null && given != null) {
      mode.put(actions == null ? 0 : 1);
      if (actions == null) {
        given.put(new float[given.capacity()]);
      } else {
        give(actions, state, given);
      }
    }
    Map<String, float[]> answers = run();
    float[][] plan = reader.plan(answers.get(GraphContract.ACTIONS), state);
    List<Dream> dreams = reader.dreams(answers.get(GraphContract.FRAMES));
    List<Forecast> forecasts = reader.forecasts(answers.get(GraphContract.FUTURE_STATE));
    float[] place =
        AnswerReader.finite(GraphContract.EMBEDDING, answers.get(GraphContract.EMBEDDING));
    return DreamCap.of(
        new Prediction(
            observation.capturedNanos(),
            asked,
            studioNanos.getAsLong(),
            plan,
            manifest.actions().stream().map(Channel::name).toList(),
            manifest.stepSeconds(),
            dreams,
            forecasts,
            place,
            Double.NaN,
            graph.millis(),
            Map.of()));
  }

  private Map<String, float[]> run() throws ModelException {
    if (graph.closed()) {
      throw new ModelException(Kind.CLOSED, "The model was closed");
    }
    try {
      return graph.run();
    } catch (OrtException | IllegalStateException e) {
      if (graph.closed()) {
        throw new ModelException(Kind.CLOSED, "The model was closed");
      }
      throw new ModelException(
          Kind.REFUSED,
          "The model could not compute an answer; it is asked again at the next picture",
          String.valueOf(e.getMessage()));
    }
  }

  private float[] state(Observation observation) throws ModelException {
    if (manifest.state().isEmpty()) {
      return new float[0];
    }
    return checked(observation.state().get(GraphContract.STATE), "now");
  }

  private float[] checked(float @Nullable [] state, String when) throws ModelException {
    if (state == null || state.length != manifest.state().size()) {
      throw new ModelException(
          Kind.REFUSED,
          "The model is told "
              + manifest.state().size()
              + " numbers of the body, and there are "
              + (state == null ? "none" : state.length));
    }
    for (int i = 0; i < state.length; i++) {
      if (!Float.isFinite(state[i])) {
        throw new ModelException(
            Kind.REFUSED, "“" + manifest.state().get(i).name() + "” has no value " + when);
      }
    }
    return state;
  }

  private void tell(Observation observation, float[] state) throws ModelException {
    FloatBuffer into = graph.place(GraphContract.STATE);
    if (into != null) {
      put(state, into);
    }
    FloatBuffer past = graph.place(GraphContract.EARLIER);
    if (past == null) {
      return;
    }
    List<float[]> earlier = observation.earlier().getOrDefault(GraphContract.STATE, List.of());
    int wanted = manifest.frames().size() - 1;
    if (earlier.size() != wanted) {
      throw new ModelException(
          Kind.REFUSED,
          "The model is told how the body was at "
              + wanted
              + (wanted == 1 ? " moment" : " moments")
              + " before now, and there "
              + (earlier.size() == 1 ? "is 1" : "are " + earlier.size()));
    }
    for (float[] then : earlier) {
      put(checked(then, "for the moment before"), past);
    }
  }

  private void put(float[] state, FloatBuffer into) {
    for (int i = 0; i < state.length; i++) {
      into.put(normal(manifest.state().get(i), state[i]));
    }
  }

  private static float normal(Channel channel, double value) {
    return (float) ((value - channel.mean()) / channel.spread());
  }

  /// Frame by frame, colour by colour, the cameras above each other.
  private void pictures(Observation observation) throws ModelException {
    FloatBuffer into = graph.place(GraphContract.IMAGES);
    if (into == null) {
      return;
    }
    int frames = manifest.frames().size();
    for (Camera camera : manifest.cameras()) {
      List<Picture> pictures = observation.pictures().getOrDefault(camera.name(), List.of());
      if (pictures.size() != frames) {
        throw new ModelException(
            Kind.REFUSED,
            "The model wants "
                + frames
                + (frames == 1 ? " picture" : " pictures")
                + " of “"
                + camera.name()
                + "”, and there "
                + (pictures.size() == 1 ? "is 1" : "are " + pictures.size()));
      }
      for (Picture picture : pictures) {
        if (picture.width() != camera.width() || picture.height() != camera.height()) {
          throw new ModelException(
              Kind.REFUSED,
              "The model wants “"
                  + camera.name()
                  + "” as "
                  + camera.width()
                  + "×"
                  + camera.height()
                  + ", and it is "
                  + picture.width()
                  + "×"
                  + picture.height());
        }
      }
    }
    for (int frame = 0; frame < frames; frame++) {
      for (int colour = 0; colour < COLOURS; colour++) {
        for (Camera camera : manifest.cameras()) {
          byte[] rgb =
              observation.pictures().getOrDefault(camera.name(), List.of()).get(frame).rgb();
          float[] plane = new float[rgb.length / COLOURS];
          for (int i = 0; i < plane.length; i++) {
            plane[i] = (rgb[COLOURS * i + colour] & 0xFF) / WHITE;
          }
          into.put(plane);
        }
      }
    }
  }

  private void give(float[][] actions, float[] state, FloatBuffer into) throws ModelException {
    int width = manifest.actions().size();
    if (actions.length != manifest.steps()) {
      throw new ModelException(
          Kind.REFUSED,
          "The model imagines " + manifest.steps() + " steps, and was given " + actions.length);
    }
    for (float[] step : actions) {
      if (step.length != width) {
        throw new ModelException(
            Kind.REFUSED, "A step has " + width + " actions, and one was given " + step.length);
      }
      for (int i = 0; i < width; i++) {
        if (!Float.isFinite(step[i])) {
          throw new ModelException(
              Kind.REFUSED,
              "“" + manifest.actions().get(i).name() + "” has no value in the actions to imagine");
        }
        double before = stateOfActions[i] < 0 ? 0 : state[stateOfActions[i]];
        into.put(normal(manifest.actions().get(i), step[i] - before));
      }
    }
  }

  /// Runs samples through the bare graph.
  ///
  /// @return the number that is off by the most, yet not by too much
  public GoldenSamples.Difference verify(List<GoldenSamples.Sample> samples) throws PackException {
    return GoldenSamples.verify(samples, this::bare);
  }

  private Map<String, NumberArray> bare(Map<String, NumberArray> inputs) throws PackException {
    for (Map.Entry<String, int[]> wanted : graph.inputs().entrySet()) {
      NumberArray array = inputs.get(wanted.getKey());
      FloatBuffer into = graph.place(wanted.getKey());
      if (array == null || into == null || !GraphContract.fits(array, wanted.getValue())) {
        throw new PackException(
            "The golden samples have the input “"
                + wanted.getKey()
                + "” as "
                + (array == null ? "nothing" : array)
                + ", and the graph wants "
                + java.util.Arrays.toString(wanted.getValue()));
      }
      into.put(array.floats());
    }
    try {
      Map<String, float[]> answers = graph.run();
      Map<String, NumberArray> outputs = new LinkedHashMap<>();
      answers.forEach((name, values) ->
          outputs.put(
              name, NumberArray.of(values, graph.outputs().getOrDefault(name, new int[0]))));
      return outputs;
    } catch (OrtException e) {
      throw new PackException("The graph does not compute its golden samples", e);
    }
  }

  @Override
  public void forget() {
    // It keeps nothing between two questions.
  }

  @Override
  public void close() {
    graph.close();
  }
}
