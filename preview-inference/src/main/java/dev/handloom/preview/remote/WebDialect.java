package dev.handloom.preview.remote;

import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Observation;
import dev.handloom.preview.model.Papers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What servers on a WebSocket do differently, though they all talk in MessagePack and introduce
/// themselves first.
interface WebDialect {
  String title();

  Papers papers(Map<?, ?> introduction);

  Map<String, Object> question(Observation observation);

  /// The part of a reply that holds the actions; an error of the server's as an exception.
  @Nullable Object answer(@Nullable Object reply) throws ModelException;

  /// What makes it forget; null where nothing does.
  @Nullable Map<String, Object> forget();

  /// Pictures as these servers want them: one alone, several one after the other.
  static void pictures(Observation observation, Map<String, Object> into) {
    observation.pictures().forEach((name, pictures) -> into.put(name, Shapes.of(pictures)));
  }
}
