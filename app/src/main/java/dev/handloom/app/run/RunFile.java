package dev.handloom.app.run;

import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The runs of a library on the disk: `runs/<id>.json` says what was to be shown and which takes
/// belong to it. What became of those takes is asked of the library.
final class RunFile {
  private static final Logger LOG = LoggerFactory.getLogger(RunFile.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int VERSION = 1;

  private RunFile() {}

  private static Path folder(Library library) {
    return library.folder().resolve("runs");
  }

  /// Writes it; on the disk when this comes back.
  ///
  /// @param ended whether the person is through with it
  static void write(Library library, Run run, boolean ended) throws IOException {
    Durable.makeFolders(folder(library));
    RunPlan plan = run.plan();
    ObjectNode tree = JSON.createObjectNode();
    tree.put("v", VERSION)
        .put("task", plan.task())
        .put("instruction", plan.instruction())
        .put("picture", plan.picture())
        .put("target", plan.target())
        .put("person", plan.person())
        .put("countdownSeconds", plan.countdownSeconds())
        .put("ended", ended);
    ArrayNode takes = tree.putArray("takes");
    run.takes().forEach(take -> takes.add(take.id().text()));
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
    Durable.replace(folder(library).resolve(run.id() + ".json"), text);
  }

  private record Found(String id, JsonNode tree) {}

  private static List<Found> files(Library library) throws IOException {
    if (!Files.isDirectory(folder(library))) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> list = Files.list(folder(library))) {
      files = list.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    List<Found> found = new ArrayList<>();
    for (Path file : files) {
      try {
        JsonNode tree = JSON.readTree(Files.readAllBytes(file));
        if (tree.path("v").asInt(0) == VERSION) {
          String name = String.valueOf(file.getFileName());
          found.add(new Found(name.substring(0, name.length() - ".json".length()), tree));
        }
      } catch (JacksonException e) {
        LOG.warn("This is no run: {}", file, e);
      }
    }
    return found;
  }

  /// The run that was not ended, with what became of its takes; empty when there is none.
  static Optional<Run> open(Library library) throws IOException {
    for (Found found : files(library).reversed()) {
      if (!found.tree().path("ended").asBoolean(true)) {
        List<RunTake> takes = new ArrayList<>();
        for (EpisodeId id : begun(found.tree())) {
          // A take that was never begun on the disk, or that somebody emptied from the trash, is
          // gone.
          library.row(id).ifPresent(row -> takes.add(taken(row)));
        }
        return Optional.of(new Run(found.id(), plan(found.tree()), takes));
      }
    }
    return Optional.empty();
  }

  /// Every run, oldest first.
  static List<KeptRun> all(Library library) throws IOException {
    return files(library).stream()
        .map(found -> new KeptRun(plan(found.tree()), begun(found.tree())))
        .toList();
  }

  private static RunPlan plan(JsonNode tree) {
    return new RunPlan(
        tree.path("task").asString(""),
        tree.path("instruction").asString(""),
        tree.path("picture").asString(""),
        tree.path("target").asInt(1),
        tree.path("person").asString(""),
        tree.path("countdownSeconds").asInt(0));
  }

  private static List<EpisodeId> begun(JsonNode tree) {
    List<EpisodeId> ids = new ArrayList<>();
    for (JsonNode node : tree.path("takes")) {
      if (EpisodeId.isId(node.asString(""))) {
        ids.add(new EpisodeId(node.asString("")));
      }
    }
    return ids;
  }

  private static RunTake taken(EpisodeRow row) {
    return new RunTake(row.id(), true, row.trashed(), row.verdict(), row.note());
  }
}
