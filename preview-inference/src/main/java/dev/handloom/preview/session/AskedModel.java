package dev.handloom.preview.session;

import dev.handloom.preview.example.Wants;
import dev.handloom.preview.model.Model;
import dev.handloom.preview.model.Papers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A model to be asked, with what it is to be shown.
///
/// @param name for people, before it has said its own
/// @param wants what an observation is made of
/// @param version in its maker's count; empty where it has none
/// @param digest of its pack; empty for one on another machine
/// @param device what it runs on and why, in words; may be empty
/// @param imagines whether it can be asked what would follow from other actions
public record AskedModel(
    Model model,
    String name,
    Wants wants,
    String version,
    String digest,
    String device,
    boolean imagines) {

  ModelCard card(@Nullable Papers papers) {
    Papers said =
        papers == null
            ? new Papers(
                name, List.of(), List.of(), wants.stepSeconds(), wants.frames(), false, Map.of())
            : papers;
    return new ModelCard(
        said,
        version,
        digest,
        device,
        wants.stepSeconds(),
        wants.steps(),
        wants.horizons(),
        imagines);
  }
}
