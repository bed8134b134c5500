package dev.handloom.preview.session;

import dev.handloom.preview.model.Observation;

/// What can be shown to a model now.
public sealed interface Sight {
  /// All of it.
  ///
  /// @param builtNanos how long it took to put together
  record Seen(Observation observation, long builtNanos) implements Sight {}

  /// Something lacks.
  ///
  /// @param words what, for a person
  record Missing(String words) implements Sight {}

  /// As before: nothing has changed since it was last asked for.
  record Same() implements Sight {}
}
