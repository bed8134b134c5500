package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.DatasetPlan.Part;
import dev.handloom.store.export.DatasetFacts.EpisodeFacts;
import dev.handloom.store.resample.ResampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What earlier exports of ours said of a dataset, or of what they added to one of somebody else.
///
/// @param title empty where nobody said
/// @param licence empty where nobody said
/// @param actionRule the name of one; empty where it is not said
/// @param units of the state's numbers, in their order; empty where they are not said
public record DatasetPast(
    String title,
    String licence,
    List<String> tags,
    List<String> privacy,
    String actionRule,
    int chunkRows,
    List<String> units,
    List<EpisodeFacts> episodes) {
  private static final JsonMapper JSON = new JsonMapper();

  public DatasetPast {
    tags = List.copyOf(tags);
    privacy = List.copyOf(privacy);
    units = List.copyOf(units);
    episodes = List.copyOf(episodes);
  }

  /// Where what we added to a dataset of somebody else is noted.
  static Path added(Path dataset, DatasetFormat format) {
    Path rows = dataset.resolve(format.rowsFolder());
    return rows.resolveSibling("added.json");
  }

  /// Of the dataset as a whole, where it is ours.
  ///
  /// @return null where there is no such paper
  /// @throws IOException where there is one that cannot be read
  public static @Nullable DatasetPast ours(Path dataset) throws IOException {
    return read(dataset.resolve(Staging.PAPERS));
  }

  /// Of what was added to one of somebody else.
  public static @Nullable DatasetPast added(Path dataset, String rowsFolder) throws IOException {
    return read(dataset.resolve(rowsFolder).resolveSibling("added.json"));
  }

  private static @Nullable DatasetPast read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try {
      JsonNode node = JSON.readTree(Files.readAllBytes(file));
      List<EpisodeFacts> episodes = new ArrayList<>();
      node.path("episodes").forEach(each -> episodes.add(episode(each)));
      List<String> units = new ArrayList<>();
      node.path("state").forEach(part -> units.addAll(texts(part.path("units"))));
      return new DatasetPast(
          node.path("title").asString(""),
          node.path("licence").asString(""),
          texts(node.path("tags")),
          texts(node.path("privacy")),
          node.path("actionRule").asString(""),
          node.path("chunkRows").asInt(0),
          units,
          episodes);
    } catch (JacksonException e) {
      throw new IOException("What the dataset says of itself cannot be read: " + file, e);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asString("")));
    return texts;
  }

  private static EpisodeFacts episode(JsonNode said) {
    List<ResampleReport> reports = new ArrayList<>();
    said.path("rowsOf")
        .forEach(each ->
            reports.add(
                new ResampleReport(
                    each.path("stream").asString(""),
                    each.path("interpolated").asInt(0),
                    each.path("held").asInt(0),
                    each.path("repeated").asInt(0),
                    each.path("missing").asInt(0),
                    each.path("skipped").asInt(0),
                    each.path("backwards").asInt(0))));
    return new EpisodeFacts(
        said.path("episode").asString(""),
        said.path("task").asString(""),
        "",
        "",
        said.path("startUnixNanos").asLong(0),
        said.path("rows").asInt(0),
        said.path("verdict").asString(""),
        texts(said.path("tags")),
        texts(said.path("calibrations")),
        said.path("boundMillis").isNumber() ? said.path("boundMillis").asDouble() : Double.NaN,
        said.path("filledRows").asInt(0),
        said.path("idleRows").asInt(0),
        reports);
  }

  /// Whether new rows mean the same.
  ///
  /// @return what differs, for a person; empty where nothing does
  public String differs(DatasetPlan plan) {
    if (!actionRule.isEmpty() && !actionRule.equals(plan.actions().name())) {
      return "Its actions are made by another rule, "
          + word(actionRule)
          + ", and not by "
          + word(plan.actions().name());
    }
    if (plan.actions() == ActionRule.CHUNK_POSE && chunkRows > 0 && chunkRows != plan.chunkRows()) {
      return "Its chunks have " + chunkRows + " rows, and not " + plan.chunkRows();
    }
    List<String> own = plan.streams().stream().map(Part::units).flatMap(List::stream).toList();
    for (int i = 0; i < Math.min(own.size(), units.size()); i++) {
      if (!own.get(i).equals(units.get(i))) {
        return "Number "
            + (i + 1)
            + " of its state is measured in "
            + (units.get(i).isEmpty() ? "no unit" : units.get(i))
            + ", and not in "
            + (own.get(i).isEmpty() ? "no unit" : own.get(i));
      }
    }
    return "";
  }

  private static String word(String rule) {
    return rule.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
