package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.PlanProposal.Unfit;
import dev.handloom.store.export.DatasetFacts.EpisodeFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a dataset's card says, for programs. It also tells a dataset of ours from another folder.
final class DatasetPapers {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private DatasetPapers() {}

  /// A text as it may stand in a head of a card.
  static String quoted(String text) {
    return JSON.writeValueAsString(text);
  }

  static String json(DatasetFormat format, DatasetFacts facts, List<Unfit> unfit) {
    DatasetPlan plan = facts.plan();
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    said.put("schema", 1);
    said.put("format", format.name());
    said.put("title", facts.title());
    said.put("licence", facts.licence());
    said.put("tags", facts.tags());
    said.put("privacy", facts.privacy());
    said.put("software", facts.software());
    said.put("madeUnixNanos", facts.madeUnixNanos());
    said.put("rowsPerSecond", plan.rate().hz());
    said.put("actionRule", plan.actions().name());
    said.put("actionWords", plan.actions().words());
    said.put("oldestMillis", plan.oldestMillis());
    said.put("chunkRows", plan.chunkRows());
    said.put("idle", plan.idle());
    said.put("state", plan.streams());
    said.put("commands", plan.commands());
    said.put("hands", plan.hands());
    said.put("views", plan.views());
    said.put("episodes", facts.episodes().stream().map(DatasetPapers::episode).toList());
    said.put(
        "leftOut",
        unfit.stream()
            .map(each -> Map.of("episode", each.bundle().id().text(), "why", each.why()))
            .toList());
    return JSON.writeValueAsString(said);
  }

  private static Map<String, @Nullable Object> episode(EpisodeFacts facts) {
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    said.put("episode", facts.id());
    said.put("task", facts.task());
    said.put("startUnixNanos", facts.startUnixNanos());
    said.put("rows", facts.rows());
    said.put("verdict", facts.verdict());
    said.put("tags", facts.tags());
    said.put("calibrations", facts.calibrations());
    said.put("boundMillis", Double.isNaN(facts.boundMillis()) ? null : facts.boundMillis());
    said.put("filledRows", facts.filled());
    said.put("idleRows", facts.idleRows());
    said.put("rowsOf", facts.reports());
    return said;
  }
}
