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
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A model behind a WebSocket.
final class WebModel implements Model {
  private final URI address;
  private final AccessKey key;
  private final Patience patience;
  private final WebDialect dialect;
  private volatile @Nullable WebTalk talk;
  private @Nullable Papers papers;
  private volatile boolean closed;

  WebModel(URI address, AccessKey key, Patience patience, WebDialect dialect) {
    this.address = address;
    this.key = key;
    this.patience = patience;
    this.dialect = dialect;
  }

  @Override
  public Papers papers() throws ModelException {
    try {
      talk();
    } catch (ModelException e) {
      hangUp();
      throw e;
    }
    Papers known = papers;
    if (known == null) {
      throw new ModelException(Kind.UNCLEAR, "The server did not introduce itself: " + address);
    }
    return known;
  }

  @Override
  public Prediction ask(Observation observation) throws ModelException {
    try {
      WebTalk line = talk();
      byte[] question = MessageWriter.write(dialect.question(observation), ArrayStyle.MARKED);
      long asked = StudioClock.now();
      line.send(question, patience.answer());
      Object reply = message(line.receive(patience.answer()));
      long answered = StudioClock.now();
      return prediction(observation, asked, answered, dialect.answer(error(reply)));
    } catch (ModelException e) {
      // A late answer must not be taken for the next one.
      hangUp();
      throw e;
    }
  }

  private Prediction prediction(
      Observation observation, long asked, long answered, @Nullable Object answer)
      throws ModelException {
    Map<?, ?> map = answer instanceof Map<?, ?> given ? given : Map.of();
    Object actions = map.containsKey("actions") ? map.get("actions") : map.get("action");
    NumberArray array = ActionRows.array(answer instanceof Map ? actions : answer);
    if (array == null) {
      throw new ModelException(
          Kind.UNCLEAR, "The model's answer holds no actions, but: " + Said.of(map).keySet());
    }
    ActionRows rows = ActionRows.of(array);
    Papers known = papers;
    boolean fits = known != null && known.actions().size() == rows.rows()[0].length;
    return new Prediction(
        observation.capturedNanos(),
        asked,
        answered,
        rows.rows(),
        fits && known != null ? known.actions() : List.of(),
        known == null ? Double.NaN : known.stepSeconds(),
        List.of(),
        List.of(),
        new float[0],
        Double.NaN,
        millis(map),
        Said.of(map));
  }

  private static double millis(Map<?, ?> map) {
    return map.get("server_timing") instanceof Map<?, ?> timing
            && timing.get("infer_ms") instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  @Override
  public void forget() throws ModelException {
    Map<String, Object> wish = dialect.forget();
    if (wish == null) {
      return;
    }
    try {
      WebTalk line = talk();
      line.send(MessageWriter.write(wish, ArrayStyle.MARKED), patience.answer());
      WebTalk.Message reply = line.receive(patience.answer());
      if (reply.text()) {
        if (!reply.words().contains("reset")) {
          throw ModelException.refused(key.removedFrom(reply.words()));
        }
      } else {
        error(message(reply));
      }
    } catch (ModelException e) {
      hangUp();
      throw e;
    }
  }

  private WebTalk talk() throws ModelException {
    WebTalk line = talk;
    if (closed) {
      throw new ModelException(Kind.CLOSED, "The line to the model was closed");
    }
    if (line == null) {
      line = WebTalk.open(address, key, patience.connect());
      talk = line;
      Object introduction = message(line.receive(patience.connect()));
      if (!(introduction instanceof Map<?, ?> map)) {
        throw new ModelException(
            Kind.UNCLEAR,
            "The server at "
                + address
                + " does not introduce itself as "
                + dialect.title()
                + " does");
      }
      papers = dialect.papers(map);
    }
    return line;
  }

  private void hangUp() {
    WebTalk line = talk;
    talk = null;
    if (line != null) {
      line.close();
    }
  }

  /// A text is an error: everything else is binary.
  private @Nullable Object message(WebTalk.Message message) throws ModelException {
    if (message.text()) {
      throw ModelException.refused(key.removedFrom(message.words()));
    }
    try {
      return MessageReader.read(message.bytes());
    } catch (WireException e) {
      throw new ModelException(
          Kind.UNCLEAR, "The model's answer cannot be read: " + e.getMessage());
    }
  }

  private @Nullable Object error(@Nullable Object reply) throws ModelException {
    if (reply instanceof Map<?, ?> map && "error".equals(map.get("type"))) {
      throw ModelException.refused(key.removedFrom(Said.words(map)));
    }
    return reply;
  }

  @Override
  public void close() {
    closed = true;
    hangUp();
  }
}
