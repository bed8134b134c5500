package dev.handloom.store.progress;

import dev.handloom.store.disk.Durable;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What people wrote down about a library as a whole: `goals.json` and `training-results.json` in
/// its folder. A file that cannot be read is never written over.
public final class LibraryNotes {
  public static final String GOALS = "goals.json";
  public static final String RESULTS = "training-results.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int VERSION = 1;

  private final Path folder;

  public LibraryNotes(Library library) {
    folder = library.folder();
  }

  /// Oldest first.
  public List<Goal> goals() throws IOException {
    List<Goal> goals = new ArrayList<>();
    for (JsonNode node : read(GOALS, "goals")) {
      try {
        goals.add(
            new Goal(
                node.path("task").asString(""),
                node.path("rig").asString(""),
                node.path("takes").asInt(0)));
      } catch (IllegalArgumentException e) {
        throw broken(GOALS, e);
      }
    }
    return goals;
  }

  /// Adds a goal, in place of the one before about the same takes.
  public List<Goal> add(Goal goal) throws IOException {
    List<Goal> goals = new ArrayList<>(goals());
    goals.removeIf(goal::replaces);
    goals.add(goal);
    return keepGoals(goals);
  }

  /// Gives a goal up; the takes stay.
  public List<Goal> remove(Goal goal) throws IOException {
    List<Goal> goals = new ArrayList<>(goals());
    goals.removeIf(goal::replaces);
    return keepGoals(goals);
  }

  private List<Goal> keepGoals(List<Goal> goals) throws IOException {
    ObjectNode tree = JSON.createObjectNode();
    ArrayNode list = tree.put("v", VERSION).putArray("goals");
    for (Goal goal : goals) {
      list.addObject().put("task", goal.task()).put("rig", goal.rig()).put("takes", goal.takes());
    }
    write(GOALS, tree);
    return List.copyOf(goals);
  }

  /// In the order in which they were entered.
  public List<TrainingResult> results() throws IOException {
    List<TrainingResult> results = new ArrayList<>();
    for (JsonNode node : read(RESULTS, "results")) {
      try {
        results.add(
            new TrainingResult(
                node.path("hours").asDouble(0),
                node.path("loss").asDouble(0),
                node.path("note").asString("")));
      } catch (IllegalArgumentException e) {
        throw broken(RESULTS, e);
      }
    }
    return results;
  }

  /// Keeps these in place of those before.
  public void keepResults(List<TrainingResult> results) throws IOException {
    // A file that cannot be understood holds somebody's numbers.
    results();
    ObjectNode tree = JSON.createObjectNode();
    ArrayNode list = tree.put("v", VERSION).putArray("results");
    for (TrainingResult result : results) {
      list.addObject()
          .put("hours", result.hours())
          .put("loss", result.loss())
          .put("note", result.note());
    }
    write(RESULTS, tree);
  }

  private void write(String file, ObjectNode tree) throws IOException {
    Durable.replace(
        folder.resolve(file),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n");
  }

  private Iterable<JsonNode> read(String file, String list) throws IOException {
    Path path = folder.resolve(file);
    if (!Files.exists(path)) {
      return List.of();
    }
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(path));
      if (tree.path("v").asInt(0) != VERSION || !tree.path(list).isArray()) {
        throw broken(file, null);
      }
      return tree.path(list);
    } catch (JacksonException e) {
      throw broken(file, e);
    }
  }

  private IOException broken(String file, @org.jspecify.annotations.Nullable Exception e) {
    return new IOException(
        "This file cannot be understood and is left as it is; mend it or move it away: "
            + folder.resolve(file),
        e);
  }
}
