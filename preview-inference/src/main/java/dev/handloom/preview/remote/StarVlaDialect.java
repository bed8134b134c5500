package dev.handloom.preview.remote;

import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.ModelException.Kind;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// StarVLA: questions and answers in envelopes with a number, so that an answer can be told from
/// one that came too late.
final class StarVlaDialect implements WebDialect {
  private long asked;

  @Override
  public String title() {
    return "StarVLA";
  }

  @Override
  public Papers papers(Map<?, ?> introduction) {
    return new Papers(
        title(), List.of(), List.of(), Double.NaN, List.of(0), false, Said.of(introduction));
  }

  @Override
  public Map<String, Object> question(Observation observation) {
    Map<String, Object> payload = new LinkedHashMap<>();
    WebDialect.pictures(observation, payload);
    observation.state().forEach((name, values) -> payload.put(name, NumberArray.of(values)));
    payload.put("prompt", observation.task());
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("type", "infer");
    envelope.put("request_id", Long.toString(++asked));
    envelope.put("payload", payload);
    return envelope;
  }

  @Override
  public @Nullable Object answer(@Nullable Object reply) throws ModelException {
    if (!(reply instanceof Map<?, ?> envelope)) {
      throw new ModelException(Kind.UNCLEAR, "The answer came without its envelope");
    }
    if (Boolean.FALSE.equals(envelope.get("ok")) || "error".equals(envelope.get("status"))) {
      throw ModelException.refused(Said.words(envelope.get("error")));
    }
    Object number = envelope.get("request_id");
    if (number != null && !number.toString().equals(Long.toString(asked))) {
      throw new ModelException(
          Kind.UNCLEAR, "The model answered question " + number + ", not " + asked);
    }
    return envelope.get("data");
  }

  @Override
  public @Nullable Map<String, Object> forget() {
    return null;
  }
}
