package dev.handloom.store.record;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import org.jspecify.annotations.Nullable;

/// What became of a take.
///
/// @param state SAVED or FAILED
/// @param bundle where it lies
/// @param manifest null when not even recovery could make one
/// @param message for a person: what happened, what was kept, what to do
public record TakeResult(
    RecorderState state, Bundle bundle, @Nullable Manifest manifest, String message) {}
