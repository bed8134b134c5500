package dev.handloom.test.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.test.journey.HandloomProcess.Ended;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The main jobs from a shell.
@Timeout(300)
class CommandLineJourneyTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private Ended handloom(Object... arguments) throws Exception {
    return HandloomProcess.run(folder.resolve("user"), arguments);
  }

  private static void good(Ended ended) {
    assertEquals(0, ended.code(), ended::toString);
    assertFalse((ended.out() + ended.err()).contains("Exception"), ended::toString);
  }

  @Test
  void whatADemoRecordsIsListedAndWhole() throws Exception {
    Path library = folder.resolve("L with spaces");
    Ended demo = handloom("demo", "--episodes", 2, "--seconds", 2, "--library", library);
    good(demo);
    assertTrue(demo.out().contains("They lie in " + library), demo.out());
    assertTrue(demo.err().contains("Take 2 of 2: 100 %"), demo.err());

    Ended list = handloom("list", "--library", library, "--json");
    good(list);
    JsonNode episodes = JSON.readTree(list.out()).get("episodes");
    assertEquals(2, episodes.size());
    for (JsonNode episode : episodes) {
      assertEquals("complete", episode.get("state").asString());
      assertTrue(episode.get("seconds").asDouble() >= 2);
      assertTrue(demo.out().contains(episode.get("id").asString()));
    }
    Ended check = handloom("check", library);
    good(check);
    assertTrue(check.out().contains("2 episodes checked, all whole"), check.out());
  }

  @Test
  void withoutADisplayItSaysSoAndRecordsInTheTerminal() throws Exception {
    try (HandloomProcess studio = HandloomProcess.start(folder.resolve("user"))) {
      studio.tells(line -> line.contains("There is no display here"));
      studio.tells(line -> line.startsWith("Take 1 of 2: 100 %"));
      // It has shown what it does; the rest is that of the demo. Ended gently, it keeps all.
      studio.tells(line -> line.startsWith("Take 2 of 2"));
      studio.askToEnd();
      studio.tells(line -> line.contains("Ending the take and saving it"));
      Ended ended = studio.end();
      assertTrue(ended.out().contains("They lie in"), ended::toString);
    }
    Ended check = handloom("check", "--json");
    good(check);
    assertEquals(2, JSON.readTree(check.out()).size());
    assertTrue(handloom("recover").out().contains("nothing to recover"));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aSimulatedGloveSpeaksItsProtocolOnTheAddressThatIsPrinted() throws Exception {
    try (HandloomProcess sim = HandloomProcess.start(folder.resolve("user"), "sim", "left-glove")) {
      String address = sim.says(line -> true);
      assertTrue(address.startsWith("serial:/dev/"), address);
      sim.tells(line -> line.contains("until Ctrl+C") && line.contains(address));
      try (BufferedReader glove =
          new BufferedReader(
              new InputStreamReader(
                  new FileInputStream(address.substring("serial:".length())),
                  StandardCharsets.US_ASCII))) {
        // The first may have begun before we came.
        assertTrue(glove.readLine() != null);
        String line = glove.readLine();
        assertTrue(line != null && line.matches("A\\d+B\\d+C\\d+D\\d+E\\d+F\\d+G\\d+.*"), line);
      }
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void anotherHandloomRecordsFromASimulatorByARigFile() throws Exception {
    try (HandloomProcess sim = HandloomProcess.start(folder.resolve("user"), "sim", "left-glove")) {
      String address = sim.says(line -> true);
      Path rig =
          Files.writeString(
              folder.resolve("rig.json"),
              """
              {"name": "bench",
               "devices": [{"id": "glove", "driver": "lucidglove", "address": "%s",
                            "settings": {"max": 4095, "splay": true}}]}
              """
                  .formatted(address));
      Path library = folder.resolve("library");
      Ended record =
          handloom(
              "record",
              "--rig",
              rig,
              "--task",
              "wave",
              "--seconds",
              1,
              "--library",
              library,
              "--json");
      good(record);
      JsonNode take = JSON.readTree(record.out()).get(0);
      assertEquals("saved", take.get("state").asString());
      assertTrue(take.get("samples").asLong() > 90, record.out());
      good(handloom("check", library));
    }
  }

  @Test
  void aRecordingThatIsKilledKeepsAllButItsLastSecond() throws Exception {
    Path library = folder.resolve("library");
    try (HandloomProcess recording =
        HandloomProcess.start(
            folder.resolve("user"),
            "demo",
            "--episodes",
            1,
            "--seconds",
            600,
            "--library",
            library)) {
      // Plain progress lines come some seconds apart; this one says how much there was.
      recording.tells(line -> line.startsWith("Take 1 of 1"));
      String line = recording.tells(l -> l.startsWith("Take 1 of 1"));
      recording.kill();
      double told = Double.parseDouble(line.replaceFirst(".*?([0-9.]+) of 600.*", "$1"));

      Ended before = handloom("check", library);
      assertEquals(1, before.code());
      assertTrue(before.out().contains("never ended"), before.out());
      Ended recover = handloom("recover", "--library", library);
      good(recover);
      assertTrue(recover.out().startsWith("Recovered: "), recover.out());
      good(handloom("check", library));
      JsonNode list = JSON.readTree(handloom("list", "--library", library, "--json").out());
      JsonNode episode = list.get("episodes").get(0);
      assertEquals("recovered", episode.get("state").asString());
      assertTrue(
          episode.get("seconds").asDouble() > told - 3,
          () -> episode.get("seconds") + " s were kept of at least " + told);
      assertNoMarker(library);
    }
  }

  private static void assertNoMarker(Path library) throws Exception {
    try (Stream<Path> files = Files.walk(library)) {
      assertEquals(List.of(), files.filter(f -> f.endsWith("recording.json")).toList());
    }
  }
}
