package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `list`, `show`, `check` and `recover` on a library of two real takes, whole and in every state
/// of ruin.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryCommandsTest {
  private final Path folder;
  private Path library = Path.of("");
  private Path bundle = Path.of("");
  private String id = "";

  LibraryCommandsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Ran run(Object... arguments) {
    return Ran.handloom(folder.resolve("user"), arguments);
  }

  @BeforeAll
  void recordTwoTakes() {
    Ran demo =
        run("demo", "--episodes", 2, "--seconds", 1, "--library", folder.resolve("whole"), "--json")
            .good();
    assertEquals(2, demo.json().get("episodes").size());
    assertEquals("saved", demo.json().get("episodes").get(0).get("state").asString());
    assertTrue(demo.err().contains("Take 2 of 2: 100 %"), demo.err());
  }

  @BeforeEach
  void copyThem() throws IOException {
    if (!library.toString().isEmpty()) {
      try (Stream<Path> files = Files.walk(library)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    library = folder.resolve("copy");
    Path whole = folder.resolve("whole");
    try (Stream<Path> files = Files.walk(whole)) {
      for (Path file : files.toList()) {
        Files.copy(file, library.resolve(whole.relativize(file)));
      }
    }
    JsonNode first = run("list", "--library", library, "--json").good().json();
    id = first.get("episodes").get(0).get("id").asString();
    bundle = Path.of(first.get("episodes").get(0).get("folder").asString());
  }

  @Test
  void aWholeLibraryIsListedShownAndChecked() {
    Ran list = run("list", "--library", library).good();
    assertTrue(list.out().contains(id) && list.out().contains("2 episodes in " + library));
    assertEquals(2, run("list", "--library", library, "--json").json().get("episodes").size());
    assertTrue(run("show", "last", "--library", library).good().out().contains(id));
    assertTrue(run("show", bundle).good().out().contains("left-glove/fingers"));
    assertEquals(id, run("show", id, "--library", library, "--json").json().get("id").asString());
    Ran check = run("check", library).good();
    assertTrue(check.out().contains("2 episodes checked, all whole"), check.out());
    assertTrue(check.err().endsWith("Checking: 100 %  2 episodes\n"), check.err());
    assertEquals(2, run("check", "--library", library, "--json").good().json().size());
    assertTrue(run("recover", "--library", library).good().out().contains("nothing to recover"));
    assertEquals(0, run("recover", "--library", library, "--json").good().json().size());
  }

  @Test
  void syncShowsEveryStreamAndKeepsTheSecondTimes() throws IOException {
    Path kept = bundle.resolve("sync.json");
    // The take was gone over when it had ended.
    assertTrue(Files.exists(kept));
    Files.delete(kept);
    Ran looked = run("sync", bundle, "--look").good();
    assertTrue(looked.out().contains("left-glove/fingers"), looked.out());
    assertTrue(looked.out().contains("Nothing was kept"), looked.out());
    assertFalse(Files.exists(kept));
    JsonNode tree = run("sync", "last", "--library", library, "--json").good().json();
    assertTrue(tree.get("kept").asBoolean());
    assertTrue(Files.exists(kept) || !tree.get("episode").asString().equals(id));
    int twice = 0;
    for (JsonNode stream : tree.get("streams")) {
      long late = 0;
      for (JsonNode count : stream.get("history").get("jitter").get("counts")) {
        late += count.asLong();
      }
      assertEquals(stream.get("samples").asLong(), late, stream.toString());
      twice += stream.get("second").isNull() ? 0 : 1;
    }
    assertTrue(twice > 0);
    assertTrue(run("check", library).good().out().contains("all whole"));
    run("sync", folder.resolve("nothing")).refused(3, "There is no such folder");
  }

  @Test
  void aSearchFindsOrSaysWhatCanBeSearched() {
    assertTrue(run("list", "--library", library, "--search", "pour").good().out().contains(id));
    assertTrue(run("list", "--library", library, "--search", "zzz").good().out().contains("zzz"));
    run("list", "--library", library, "--search", "colour:red").refused(2, "colour", "task:");
    run("list", "--library", library, "--search", "verdict:nice").refused(2, "success");
  }

  @Test
  void anEpisodeIsTaggedJudgedAndFoundAgain() {
    Ran tag = run("tag", "last", id, "+left-handed", "+slow", "-slow", "--library", library).good();
    assertTrue(tag.out().contains("left-handed") && !tag.out().contains("slow"), tag.out());
    run("tag", "last", "+two words", "--library", library).refused(2, "one word");
    run("tag", "+only", "--library", library).refused(2, "EPISODE");
    run("tag", "zzz", "+x", "--library", library).refused(3, "There is no episode \"zzz\"");
    Ran review =
        run(
                "review",
                id,
                "--library",
                library,
                "--verdict",
                "rejected",
                "--reason",
                "the cup fell",
                "--score",
                20,
                "--note",
                "spilled a little",
                "--segment",
                "0",
                "0.5",
                "grasp",
                "--text",
                "take the cup",
                "--use",
                "0.1",
                "0.6",
                "--by",
                "ann",
                "--json")
            .good();
    assertEquals("fail", review.json().get("verdict").asString());
    assertEquals(0.5, review.json().get("segments").get(0).get("to").asDouble());
    String shown = run("show", id, "--library", library).good().out();
    for (String words :
        List.of("fail: the cup fell", "20", "left-handed", "grasp: take the cup", "0.100 s")) {
      assertTrue(shown.contains(words), words + " is not in " + shown);
    }
    for (String query :
        List.of("verdict:rejected", "score<50", "segment:take", "note:spil tag:left-handed")) {
      assertTrue(run("list", "--library", library, "--query", query).good().out().contains(id));
    }
    JsonNode json = run("show", id, "--library", library, "--json").good().json();
    assertEquals("ann", json.get("review").get("segments").get(0).get("who").asString());
    String segment = json.get("review").get("segments").get(0).get("id").asString();
    run("review", id, "--library", library, "--undo", segment).good();
    assertEquals(
        0, run("review", id, "--library", library, "--json").json().get("segments").size());
    run("review", id, "--library", library, "--undo", "nothing").refused(2, "no entry");
    run("review", id, "--library", library, "--verdict", "nice").refused(2, "success");
    run("review", id, "--library", library, "--score", "101").refused(2, "0 to 100");
    run("review", id, "--library", library, "--segment", "0", "99", "x").refused(2, "s long");
    run("review", id, "--library", library, "--segment", "a", "9", "x").refused(2, "seconds");
    Ran rebuilt = run("rebuild", "--library", library, "--json").good();
    assertEquals(2, rebuilt.json().get("episodes").asInt());
    assertTrue(
        run("list", "--library", library, "--query", "tag:left-handed -verdict:none")
            .good()
            .out()
            .contains(id));
  }

  @Test
  void whatACheckFindsHasAnIdAndIsFoundAgain() throws IOException {
    Files.writeString(bundle.resolve("notes.txt"), "mine");
    JsonNode row = run("check", id, "--library", library, "--json").good().json().get(0);
    // A busy computer may have been found with more.
    JsonNode last = row.get("findings").get(row.get("findings").size() - 1);
    assertEquals("HL-N012", last.get("id").asString(), row.toString());
    assertFalse(last.get("remedy").asString().isEmpty());
    assertTrue(
        run("list", "--library", library, "--query", "finding:HL-N012").good().out().contains(id));
    assertEquals(
        1,
        run("check", library, "--query", "finding:any", "--json").good().json().size(),
        "only those that fit are checked");
    run("check", library, "--query", "colour:red").refused(2, "colour");
    assertTrue(run("show", id, "--library", library).good().out().contains("HL-N012"));
  }

  @Test
  void whatIsNoLibraryOrEpisodeIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path nowhere = folder.resolve("nowhere");
    for (List<Object> command :
        List.<List<Object>>of(
            List.of("list"), List.of("show", "last"), List.of("check"), List.of("recover"))) {
      Stream<Object> words = command.stream();
      run(Stream.concat(words, Stream.of("--library", nowhere)).toArray())
          .refused(3, "There is no library in this folder", nowhere.toString());
      run(Stream.concat(command.stream(), Stream.of("--library", file)).toArray())
          .refused(3, "This is a file", file.toString());
    }
    assertFalse(Files.exists(nowhere));
    run("demo", "--seconds", 1, "--library", file.resolve("x")).refused(3, "in the way");
    run("check", nowhere).refused(3, "There is no such folder", nowhere.toString());
    run("check", file).refused(3, "neither an episode's folder nor a library's");
    run("check", folder).refused(3, "neither an episode's folder nor a library's");
    run("show", nowhere).refused(3, "There is no such folder");
    run("show", "zzz", "--library", library).refused(3, "There is no episode \"zzz\"");
    run("show", "2", "--library", library).refused(3, "2 episodes fit \"2\"");
    run("check", "2", "--library", library).refused(3, "2 episodes fit \"2\"");
    Files.delete(file);
  }

  private void checkFinds(String... words) {
    Ran check = run("check", library).forPeople();
    assertEquals(1, check.code(), check::toString);
    for (String word : words) {
      assertTrue(check.out().contains(word), () -> word + " is not in " + check.out());
    }
    assertTrue(check.out().contains("1 of 2 episodes is not whole"), check.out());
    Ran one = run("check", bundle, "--json").forPeople();
    assertEquals(1, one.code());
    assertFalse(one.json().get(0).get("good").asBoolean());
    assertEquals(1, run("check", id, "--library", library).forPeople().code());
  }

  @Test
  void aLogThatIsCutGarbledOrGoneIsFound() throws IOException {
    Path log = bundle.resolve("episode.mcap");
    byte[] whole = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(whole, whole.length - 1000));
    checkFinds("episode.mcap", "not the one that was saved");
    Files.write(log, new byte[0]);
    checkFinds("episode.mcap");
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 0x10;
    Files.write(log, flipped);
    checkFinds("episode.mcap", "damaged");
    byte[] noise = new byte[20_000];
    new Random(5).nextBytes(noise);
    Files.write(log, noise);
    checkFinds("does not start as an MCAP file");
    Files.delete(log);
    checkFinds("The file is missing");
  }

  @Test
  void aVideoThatIsGoneOrGarbledIsFound() throws IOException {
    Path video = bundle.resolve("head-camera.mp4");
    Files.write(video, new byte[2000]);
    checkFinds("head-camera.mp4");
    Files.delete(video);
    checkFinds("head-camera.mp4", "missing");
  }

  @Test
  void aDamagedManifestIsSaidFoundWithoutACatalogueAndMadeAgain() throws IOException {
    Path manifest = bundle.resolve("episode.json");
    String whole = Files.readString(manifest);
    for (String garbled :
        List.of(
            "",
            "garbage",
            "[]",
            "{\"schema\": 1}",
            "{\"schema\": \"x\", \"streams\": 3}",
            whole.substring(0, whole.length() / 2),
            whole.replaceFirst("\"samples\" : \\d+", "\"samples\" : \"many\""),
            whole.replaceFirst("\"streams\" : \\[", "\"streams\" : [ null,"))) {
      Files.writeString(manifest, garbled);
      run("show", id, "--library", library).refused(3, "ecover", manifest.toString());
      checkFinds("episode.json");
      Files.delete(library.resolve("library.db"));
      run("show", id, "--library", library).refused(3, "ecover", manifest.toString());
      checkFinds("episode.json");
      Ran recovered = run("recover", "--library", library).good();
      assertTrue(recovered.out().contains("Recovered: " + bundle), recovered.out());
      run("check", library).good();
      assertTrue(run("show", id, "--library", library).good().out().contains("recovered"));
      assertEquals(garbled, Files.readString(bundle.resolve("episode.json.damaged")));
    }
  }

  @Test
  void aManifestOfANewerVersionIsNotRecoveredAway() throws IOException {
    Path manifest = bundle.resolve("episode.json");
    String newer = Files.readString(manifest).replaceFirst("\"schema\" : 1", "\"schema\" : 99");
    Files.writeString(manifest, newer);
    run("show", bundle).refused(3, "newer version", "Update the program");
    run("recover", "--library", library).good();
    assertEquals(newer, Files.readString(manifest));
  }

  @Test
  void aTakeWithoutAManifestIsCountedOnceAndRecovered() throws IOException {
    Files.delete(bundle.resolve("episode.json"));
    checkFinds("The episode has no manifest");
    assertEquals(2, run("check", library, "--json").json().size());
    JsonNode rows = run("recover", "--library", library, "--json").good().json();
    assertTrue(rows.get(0).get("recovered").asBoolean());
    run("check", library).good();
  }

  @Test
  void aFolderThatWasRenamedIsSaid() throws IOException {
    Path renamed = Files.move(bundle, bundle.resolveSibling("pouring"));
    run("check", renamed).refused(3, "not an episode's name", renamed.toString());
    run("show", renamed).refused(3, "not an episode's name", renamed.toString());
  }

  @Test
  void aCatalogueOfGarbageIsMadeAgain() throws IOException {
    byte[] noise = new byte[30_000];
    new Random(9).nextBytes(noise);
    Files.write(library.resolve("library.db"), noise);
    assertTrue(run("list", "--library", library).good().out().contains("2 episodes"));
    Files.delete(library.resolve("library.db"));
    Files.createDirectory(library.resolve("library.db"));
    run("list", "--library", library).refused(3, "The episodes are untouched", "library.db");
  }
}
