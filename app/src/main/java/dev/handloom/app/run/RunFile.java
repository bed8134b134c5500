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

  /// The run that was not ended, with what became of its takes; empty when there is none.
  static Optional<Run> open(Library library) throws IOException {
    if (!Files.isDirectory(folder(library))) {
      return Optional.empty();
    }
    List<Path> files;
    try (Stream<Path> list = Files.list(folder(library))) {
      files = list.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files.reversed()) {
      try {
        JsonNode tree = JSON.readTree(Files.readAllBytes(file));
        if (tree.path("v").asInt(0) == VERSION && !tree.path("ended").asBoolean(true)) {
          String name = String.valueOf(file.getFileName());
          return Optional.of(
              read(library, name.substring(0, name.length() - ".json".length()), tree));
        }
      } catch (JacksonException | IllegalArgumentException e) {
        LOG.warn("This is no run: {}", file, e);
      }
    }
    return Optional.empty();
  }

  private static Run read(Library library, String id, JsonNode tree) throws IOException {
    RunPlan plan =
        new RunPlan(
            tree.path("task").asString(""),
            tree.path("instruction").asString(""),
            tree.path("picture").asString(""),
            tree.path("target").asInt(1),
            tree.path("person").asString(""),
            tree.path("countdownSeconds").asInt(0));
    List<RunTake> takes = new ArrayList<>();
    for (JsonNode node : tree.path("takes")) {
      EpisodeId episode = new EpisodeId(node.asString(""));
      // A take that was never begun on the disk, or that somebody emptied from the trash, is gone.
      library.row(episode).ifPresent(row -> takes.add(taken(row)));
    }
    return new Run(id, plan, takes);
  }

  private static RunTake taken(EpisodeRow row) {
    return new RunTake(row.id(), true, row.trashed(), row.verdict(), row.note());
  }
}
