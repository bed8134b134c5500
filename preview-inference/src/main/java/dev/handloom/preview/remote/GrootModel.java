package dev.handloom.preview.remote;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.wire.ArrayStyle;
import dev.handloom.preview.wire.MessageReader;
import dev.handloom.preview.wire.MessageWriter;
import dev.handloom.preview.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// GR00T's server, of three generations that do not say which they are: how they describe their
/// modalities tells them apart.
final class GrootModel implements Model {
  /// How a generation talks.
  enum Generation {
    /// Flat names, arrays as NumPy files.
    N1_5("GR00T N1.5", ArrayStyle.FILE),
    /// Nested names, arrays as NumPy files.
    N1_6("GR00T N1.6", ArrayStyle.FILE),
    /// Nested names, arrays as msgpack-numpy has them.
    N1_7("GR00T N1.7", ArrayStyle.NUMPY);

    private final String title;
    private final ArrayStyle style;

    Generation(String title, ArrayStyle style) {
      this.title = title;
      this.style = style;
    }
  }

  private final String host;
  private final int port;
  private final AccessKey key;
  private final Patience patience;
  private volatile @Nullable ZmqAsk line;
  private @Nullable Generation generation;
  private @Nullable Papers papers;
  private volatile boolean closed;

  GrootModel(String host, int port, AccessKey key, Patience patience) {
    this.host = host;
    this.port = port;
    this.key = key;
    this.patience = patience;
  }

  @Override
  public Papers papers() throws ModelException {
    return introduced().papers;
  }

  private record Introduced(Generation generation, Papers papers) {}

  /// Is it there, and which is it? Asked once; again after a failure.
  private Introduced introduced() throws ModelException {
    Generation known = generation;
    Papers said = papers;
    if (known != null && said != null && line != null) {
      return new Introduced(known, said);
    }
    call(Map.of("endpoint", "ping"), ArrayStyle.FILE, patience.connect());
    Object modalities =
        call(Map.of("endpoint", "get_modality_config"), ArrayStyle.FILE, patience.answer());
    if (!(modalities instanceof Map<?, ?> map)) {
      throw unclear("The server does not describe its modalities");
    }
    Generation found = generation(map);
    Modalities told = Modalities.of(map);
    Papers made =
        new Papers(
            found.title,
            told.wants(),
            told.actions(),
            Double.NaN,
            told.frames(),
            false,
            Said.of(map));
    generation = found;
    papers = made;
    return new Introduced(found, made);
  }

  /// The oldest gives each configuration as text, the next marks it with one name, the newest with
  /// another.
  private static Generation generation(Map<?, ?> modalities) {
    for (Object value : modalities.values()) {
      if (value instanceof Map<?, ?> config) {
        if (config.containsKey("__ModalityConfig__")) {
          return Generation.N1_7;
        }
        if (config.get("as_json") instanceof String) {
          return Generation.N1_5;
        }
        if (config.containsKey("__ModalityConfig_class__")
            || config.get("as_json") instanceof Map) {
          return Generation.N1_6;
        }
      }
    }
    return Generation.N1_7;
  }

  @Override
  public Prediction ask(Observation observation) throws ModelException {
    Introduced server = introduced();
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("endpoint", "get_action");
    question.put(
        "data", server.generation == Generation.N1_5 ? flat(observation) : nested(observation));
    long asked = StudioClock.now();
    Object reply = call(question, server.generation.style, patience.answer());
    long answered = StudioClock.now();
    ActionRows rows = ActionRows.of(parts(reply));
    return new Prediction(
        observation.capturedNanos(),
        asked,
        answered,
        rows.rows(),
        rows.names(),
        Double.NaN,
        List.of(),
        List.of(),
        new float[0],
        Double.NaN,
        Double.NaN,
        reply instanceof List<?> list && list.size() > 1 && list.get(1) instanceof Map<?, ?> info
            ? Said.of(info)
            : Map.of());
  }

  private static Map<String, Object> flat(Observation observation) {
    Map<String, Object> data = new LinkedHashMap<>();
    observation
        .pictures()
        .forEach((name, pictures) -> data.put("video." + name, Shapes.overTime(pictures)));
    observation
        .state()
        .forEach(
            (name, values) -> data.put("state." + name, NumberArray.of(values, 1, values.length)));
    data.put("annotation.human.task_description", List.of(observation.task()));
    return data;
  }

  private static Map<String, Object> nested(Observation observation) {
    Map<String, Object> video = new LinkedHashMap<>();
    observation
        .pictures()
        .forEach((name, pictures) -> video.put(name, Shapes.batched(Shapes.overTime(pictures))));
    Map<String, Object> state = new LinkedHashMap<>();
    observation
        .state()
        .forEach((name, values) -> state.put(name, NumberArray.of(values, 1, 1, values.length)));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("video", video);
    all.put("state", state);
    all.put("language", Map.of("task", List.of(List.of(observation.task()))));
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("observation", all);
    data.put("options", null);
    return data;
  }

  private static Map<String, NumberArray> parts(@Nullable Object reply) throws ModelException {
    Object actions = reply instanceof List<?> list && !list.isEmpty() ? list.getFirst() : reply;
    Map<String, NumberArray> parts = new LinkedHashMap<>();
    if (actions instanceof Map<?, ?> map) {
      map.forEach((name, value) -> {
        NumberArray array = ActionRows.array(value);
        if (array != null) {
          String plain = String.valueOf(name);
          parts.put(
              plain.startsWith("action.") ? plain.substring("action.".length()) : plain, array);
        }
      });
    }
    if (parts.isEmpty()) {
      throw unclear("The model's answer holds no actions");
    }
    return parts;
  }

  @Override
  public void forget() throws ModelException {
    call(Map.of("endpoint", "reset"), introduced().generation.style, patience.answer());
  }

  private @Nullable Object call(
      Map<String, Object> question, ArrayStyle style, java.time.Duration wait)
      throws ModelException {
    if (closed) {
      throw new ModelException(Kind.CLOSED, "The line to the model was closed");
    }
    Map<String, Object> whole = new LinkedHashMap<>(question);
    if (key.given()) {
      whole.put("api_token", key.secret());
    }
    try {
      ZmqAsk open = line;
      if (open == null) {
        open = ZmqAsk.open(host, port, patience.connect());
        line = open;
      }
      return reply(open.ask(MessageWriter.write(whole, style), wait));
    } catch (ModelException e) {
      // One that refuses still talks; after anything else the two no longer alternate.
      if (e.kind() != Kind.REFUSED) {
        hangUp();
      }
      throw e;
    }
  }

  private @Nullable Object reply(byte[] bytes) throws ModelException {
    if (new String(bytes, StandardCharsets.US_ASCII).equals("ERROR")) {
      throw ModelException.refused("An old server's error, without a reason: look at its log");
    }
    try {
      Object reply = MessageReader.read(bytes);
      if (reply instanceof Map<?, ?> map && map.get("error") != null) {
        throw ModelException.refused(key.removedFrom(Said.words(map.get("error"))));
      }
      return reply;
    } catch (WireException e) {
      throw unclear("The model's answer cannot be read: " + e.getMessage());
    }
  }

  private static ModelException unclear(String words) {
    return new ModelException(Kind.UNCLEAR, words);
  }

  private void hangUp() {
    ZmqAsk open = line;
    line = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    closed = true;
    hangUp();
  }
}
