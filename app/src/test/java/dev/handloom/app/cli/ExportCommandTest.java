package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.formats.DatasetFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `export` of two real takes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportCommandTest {
  private final Path folder;
  private final Path library;
  private int outs;

  ExportCommandTest(@TempDir Path folder) {
    this.folder = folder;
    library = folder.resolve("library");
  }

  private Ran run(Object... arguments) {
    return Ran.handloom(folder.resolve("user"), arguments);
  }

  @BeforeAll
  void recordTwoTakes() {
    run("demo", "--episodes", 2, "--seconds", 1, "--library", library).good();
  }

  private Path out() {
    return folder.resolve("out" + outs++).resolve("made");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void allEpisodesAreExportedAndASecondRunLeavesThemOut() throws IOException {
    Path out = out();
    Ran first = run("export", "--format", "mcap", "--out", out, "--library", library).good();
    assertTrue(first.out().contains("read back whole"), first.out());
    assertTrue(first.out().contains("2 of 2 episodes are in " + out), first.out());
    assertTrue(first.err().contains("Exporting: 100 %"), first.err());
    assertEquals(2, names(out).size());
    assertTrue(names(out).stream().allMatch(n -> n.endsWith(".mcap")), names(out).toString());
    JsonNode again =
        run("export", "--format", "mcap", "--out", out, "--library", library, "--json")
            .good()
            .json();
    assertEquals("already_there", again.get("episodes").get(1).get("state").asString());
  }

  @Test
  void oneEpisodeOrASearchExportsOnlyThat() throws IOException {
    Path one = out();
    run("export", "last", "--format", "mcap", "--out", one, "--library", library).good();
    assertEquals(1, names(one).size());
    Path none = out();
    Ran nothing =
        run(
                "export",
                "--query",
                "verdict:fail",
                "--format",
                "mcap",
                "--out",
                none,
                "--library",
                library)
            .good();
    assertTrue(nothing.out().contains("nothing was exported"), nothing.out());
    assertFalse(Files.exists(none));
  }

  @Test
  void whatIsInTheWayIsNeverOverwrittenUnasked() throws IOException {
    Path out = out();
    Path file =
        Path.of(
            row(run(
                        "export",
                        "last",
                        "--format",
                        "mcap",
                        "--out",
                        out,
                        "--library",
                        library,
                        "--json")
                    .good())
                .get("file")
                .asString());
    Files.writeString(file, "mine");
    Ran refused = run("export", "last", "--format", "mcap", "--out", out, "--library", library);
    assertEquals(CommandFailed.FINDING, refused.code());
    assertTrue(refused.out().contains("NOT exported"), refused.out());
    assertEquals("mine", Files.readString(file));
    Ran replaced =
        run(
            "export",
            "last",
            "--format",
            "mcap",
            "--out",
            out,
            "--library",
            library,
            "--overwrite",
            "--json");
    assertEquals("exported", row(replaced.good()).get("state").asString());
  }

  private static JsonNode row(Ran ran) {
    return ran.json().get("episodes").get(0);
  }

  @Test
  void wrongUsageSaysWhatIsRight() throws IOException {
    run("export", "--format", "rrd", "--out", out(), "--library", library)
        .refused(CommandFailed.USAGE, "There is no format \"rrd\". There are: mcap, lerobot");
    run("export", "--format", "mcap", "--fps", 10, "--out", out(), "--library", library)
        .refused(CommandFailed.USAGE, "it has no rate");
    run("export", "--format", "lerobot", "--action", "guess", "--out", out(), "--library", library)
        .refused(CommandFailed.USAGE, "there are next-state, step, commanded and chunk-pose");
    run("export", "--format", "lerobot", "--fps", 0, "--out", out(), "--library", library)
        .refused(CommandFailed.USAGE, "--fps");
    run("export", "last", "--query", "x", "--format", "mcap", "--out", out(), "--library", library)
        .refused(CommandFailed.USAGE, "not both");
    Path file = Files.createFile(folder.resolve("file" + outs++));
    run("export", "--format", "mcap", "--out", file, "--library", library)
        .refused(CommandFailed.UNUSABLE, "This is a file");
    run("export", "--format", "mcap", "--out", file.resolve("under"), "--library", library)
        .refused(CommandFailed.UNUSABLE);
  }

  private Ran lerobot(Path out, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "export",
                "--format",
                "lerobot",
                "--size",
                64,
                "--fps",
                10,
                "--out",
                out,
                "--library",
                library));
    arguments.addAll(List.of(more));
    return run(arguments.toArray());
  }

  @Test
  void theEffectOfADatasetIsToldBefore() throws IOException {
    Path out = out();
    JsonNode effect = lerobot(out, "--dry-run", "--json").good().json();
    assertEquals(2, effect.get("episodes").asInt());
    assertTrue(effect.get("rows").asInt() > 2, effect.toString());
    assertEquals("head_camera 64×48", effect.get("views").get(0).asString());
    assertEquals("left-glove/fingers", effect.get("streamsLeftOut").get(0).get("name").asString());
    assertFalse(Files.exists(out));
    assertTrue(
        lerobot(out, "--dry-run").good().out().contains("Nothing was written"), "for a person too");
  }

  @Test
  void aDatasetIsLookedOverAndThenInPlace() throws IOException {
    Path above = folder.resolve("out" + outs++);
    Path out = above.resolve("made");
    JsonNode made =
        lerobot(
                out,
                "--action",
                "chunk-pose",
                "--chunk",
                5,
                "--idle",
                2,
                "--licence",
                "CC0-1.0",
                "--json")
            .good()
            .json();
    assertEquals("exported", made.get("state").asString(), made.toString());
    assertEquals(2, made.get("episodes").asInt());
    assertEquals(List.of("made"), names(above), "nothing is left beside it");
    assertTrue(Files.exists(out.resolve("meta/info.json")));
    String card = Files.readString(out.resolve("README.md"));
    assertTrue(card.contains("license: cc0-1.0") && card.contains("a chunk is 5 rows"), card);
    Ran again = lerobot(out);
    assertEquals(CommandFailed.FINDING, again.code());
    assertTrue(again.err().contains("left alone"), again.err());
    assertEquals(
        "exported", lerobot(out, "--overwrite", "--json").good().json().get("state").asString());
  }

  @Test
  void aDatasetGrowsByWhatIsNotInIt() throws IOException {
    Path out = out();
    List<String> ids = new ArrayList<>();
    run("list", "--library", library, "--json")
        .good()
        .json()
        .get("episodes")
        .forEach(each -> ids.add(each.get("id").asString()));
    assertEquals(2, ids.size());
    run(
            "export",
            ids.getFirst(),
            "--format",
            "lerobot",
            "--size",
            64,
            "--fps",
            10,
            "--codec",
            "av1",
            "--out",
            out,
            "--library",
            library)
        .good();
    // Rate, size and packing are those of the dataset without being said.
    JsonNode grown = append(out, "--json").good().json();
    assertEquals("exported", grown.get("state").asString(), grown.toString());
    assertEquals(1, grown.get("episodes").asInt());
    assertEquals(1, grown.get("episodesBefore").asInt());
    assertEquals(1, grown.get("episodesThere").asInt());
    Ran nothing = append(out).good();
    assertTrue(nothing.err().contains("Nothing was added: "), nothing.err());
    Ran other = append(out, "--fps", 5);
    assertEquals(CommandFailed.FINDING, other.code());
    assertTrue(other.err().contains("it has 10 rows a second"), other.err());
    run("check", out).good();
    append(out, "--overwrite").refused(CommandFailed.USAGE, "--append or --overwrite");
    append(out()).refused(CommandFailed.FINDING, "no dataset yet");
    run("export", "--append", "--format", "mcap", "--out", out(), "--library", library)
        .refused(CommandFailed.USAGE, "nothing to --append to");
    run("export", "--append", "--format", "lerobot2", "--out", out, "--library", library)
        .refused(CommandFailed.FINDING, "of LeRobot v3.0 only");
  }

  private Ran append(Path out, Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "export", "--append", "--format", "lerobot", "--out", out, "--library", library));
    arguments.addAll(List.of(more));
    return run(arguments.toArray());
  }

  @Test
  void aCodecThatAFormatCannotHaveIsRefused() throws IOException {
    for (String format : List.of("gr00t", "dreamzero")) {
      run("export", "--format", format, "--codec", "av1", "--out", out(), "--library", library)
          .refused(CommandFailed.USAGE, "h264 only");
    }
    run("export", "--format", "umi", "--codec", "h264", "--out", out(), "--library", library)
        .refused(CommandFailed.USAGE, "no videos");
  }

  @Test
  void everyFormatIsInTheHelp() {
    for (DatasetFormat format : DatasetFormats.all()) {
      assertTrue(
          DatasetFormats.LIST.contains(format.name() + ": " + format.purpose()), format.name());
    }
  }
}
