package dev.handloom.preview.remote;

import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.NumberArray;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// openpi: a flat map there, a map with `actions` back. Remembers nothing between questions.
final class OpenPiDialect implements WebDialect {
  @Override
  public String title() {
    return "openpi";
  }

  @Override
  public Papers papers(Map<?, ?> introduction) {
    return new Papers(
        title(), List.of(), List.of(), Double.NaN, List.of(0), false, Said.of(introduction));
  }

  @Override
  public Map<String, Object> question(Observation observation) {
    Map<String, Object> question = new LinkedHashMap<>();
    WebDialect.pictures(observation, question);
    observation.state().forEach((name, values) -> question.put(name, NumberArray.of(values)));
    question.put("prompt", observation.task());
    return question;
  }

  @Override
  public @Nullable Object answer(@Nullable Object reply) throws ModelException {
    return reply;
  }

  @Override
  public @Nullable Map<String, Object> forget() {
    return null;
  }
}
