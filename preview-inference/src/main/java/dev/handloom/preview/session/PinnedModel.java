package dev.handloom.preview.session;

import dev.handloom.store.episode.Enclosure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Which model was previewed while an episode was recorded, put into the episode: its name and its
/// digest, and nothing that it predicted.
public final class PinnedModel {
  /// Of the attachment.
  public static final String NAME = "preview-model.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SHORT = 12;

  private PinnedModel() {}

  /// For a take that begins while these are previewed; one enclosure for all of them.
  public static List<Enclosure> of(List<ModelCard> models) {
    if (models.isEmpty()) {
      return List.of();
    }
    List<Map<String, String>> pinned =
        models.stream()
            .map(model -> {
              Map<String, String> one = new LinkedHashMap<>();
              one.put("name", model.papers().name());
              one.put("version", model.version());
              one.put("digest", model.digest());
              one.put("device", model.device());
              return one;
            })
            .toList();
    List<String> words =
        models.stream()
            .map(model ->
                model.papers().name()
                    + (model.version().isEmpty() ? "" : " " + model.version())
                    + (model.digest().isEmpty()
                        ? ""
                        : " "
                            + model
                                .digest()
                                .substring(0, Math.min(SHORT, model.digest().length()))))
            .toList();
    return List.of(
        new Enclosure(
            NAME,
            "application/json",
            "",
            "previewed: " + String.join(", ", words),
            JSON.writeValueAsBytes(Map.of("models", pinned))));
  }
}
