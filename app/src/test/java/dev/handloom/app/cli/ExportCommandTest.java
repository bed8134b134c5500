package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        .refused(CommandFailed.USAGE, "There is no format \"rrd\". There is: mcap");
    run("export", "last", "--query", "x", "--format", "mcap", "--out", out(), "--library", library)
        .refused(CommandFailed.USAGE, "not both");
    Path file = Files.createFile(folder.resolve("file" + outs++));
    run("export", "--format", "mcap", "--out", file, "--library", library)
        .refused(CommandFailed.UNUSABLE, "This is a file");
    run("export", "--format", "mcap", "--out", file.resolve("under"), "--library", library)
        .refused(CommandFailed.UNUSABLE);
  }
}
