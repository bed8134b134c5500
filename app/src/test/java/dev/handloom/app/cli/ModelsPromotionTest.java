package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.StreamSpec;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A model becomes champion by proof, on a real take.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelsPromotionTest {
  private final Path user;
  private final Path library;
  private final Path pack;
  private String episode = "";

  ModelsPromotionTest(@TempDir Path user) {
    this.user = user;
    library = user.resolve("library");
    pack = user.resolve("pack");
  }

  private Ran models(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "models";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--library";
    all[all.length - 1] = library;
    return Ran.handloom(user, all);
  }

  /// A take of the simulated rig, and a pack that is told a gripper and two angles of it.
  @BeforeAll
  void aTakeAndAPackForIt() throws Exception {
    JsonNode recorded =
        Ran.handloom(user, "demo", "--episodes", 1, "--seconds", 2, "--library", library, "--json")
            .good()
            .json();
    episode = recorded.at("/episodes/0/episode").asString();
    Path folder = Path.of(recorded.at("/episodes/0/folder").asString());
    EpisodeReader reader = EpisodeReader.open(new Bundle(folder));
    Files.createDirectories(pack);
    try (InputStream zip =
            Objects.requireNonNull(getClass().getResourceAsStream("small-pack.zip"));
        ZipInputStream in = new ZipInputStream(zip)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.write(pack.resolve(entry.getName()), in.readAllBytes());
      }
    }
    StreamSpec gripper = signal(reader, "grip");
    StreamSpec glove = signal(reader, "glove");
    Path papers = pack.resolve("manifest.json");
    Files.writeString(
        papers,
        Files.readString(papers)
            .replace("\"head\"", "\"" + camera(reader, 0) + "\"")
            .replace("\"wrist\"", "\"" + camera(reader, 1) + "\"")
            .replaceAll("\"name\" : \"gripper.width\",\\s*\"unit\" : \"m\"", named(gripper, 0))
            .replaceAll("\"name\" : \"glove.index\",\\s*\"unit\" : \"rad\"", named(glove, 0))
            .replaceAll("\"name\" : \"glove.thumb\",\\s*\"unit\" : \"rad\"", named(glove, 1)));
  }

  private static StreamSpec signal(EpisodeReader reader, String part) {
    return reader.signals().values().stream()
        .map(samples -> samples.spec())
        .filter(spec -> spec.name().contains(part) && spec.channels().size() > 0)
        .findFirst()
        .orElseThrow();
  }

  private static String camera(EpisodeReader reader, int i) {
    return reader.cameras().keySet().stream().sorted().toList().get(i);
  }

  private static String named(StreamSpec spec, int channel) {
    return "\"name\" : \""
        + spec.name()
        + "."
        + spec.channels().get(channel).name()
        + "\", \"unit\" : \""
        + spec.channels().get(channel).unit().sign()
        + "\"";
  }

  /// A version that thinks of its first action so much further.
  private String installed(String version, double mean) throws Exception {
    Path papers = pack.resolve("manifest.json");
    String sound = Files.readString(papers);
    Files.writeString(
        papers,
        sound
            .replaceFirst("\"version\" : \"[^\"]*\"", "\"version\" : \"" + version + "\"")
            .replaceFirst("\"mean\" : 0.01", "\"mean\" : " + mean));
    JsonNode row =
        models("install", pack, "--unsigned", "--episode", episode, "--json").good().json();
    Files.writeString(papers, sound);
    return row.at("/model/digest").asString();
  }

  private Path evaluation(String digest, String champion, String change, String to)
      throws Exception {
    String report =
        """
        {"schema": 1, "partial": false, "heldOut": "yes",
         "episodes": [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}, {"id": "e"}],
         "models": [{"digest": "%s", "failed": 0}],
         "comparisons": [
           {"with": "Nearest episode", "withDigest": "", "plan": "better", "dream": "better"},
           {"with": "the champion", "withDigest": "%s", "plan": "no clear difference",
            "dream": "unknown"}]}
        """
            .formatted(digest, champion);
    assertTrue(report.contains(change), change);
    return Files.writeString(user.resolve("evaluation.json"), report.replace(change, to));
  }

  private Object[] promote(String digest, Path evaluation) {
    return new Object[] {
      "promote", digest, "--as", "champion", "--evaluation", evaluation, "--reason", "better"
    };
  }

  @Test
  void aChampionIsFollowedByProofAloneAndComesBack() throws Exception {
    Path other = user.resolve("other");
    Files.createDirectories(other);
    for (String name : new String[] {"whole.onnx", "golden.npz"}) {
      Files.copy(pack.resolve(name), other.resolve(name));
    }
    Files.writeString(
        other.resolve("manifest.json"),
        Files.readString(pack.resolve("manifest.json"))
            .replaceFirst(
                "(\"cameras\"[^\"]*[^}]*?)\"name\" : \"[^\"]*\"", "$1\"name\" : \"attic\""));
    models("install", other, "--unsigned", "--episode", episode)
        .refused(1, "does not fit the rig", "the camera “attic”, and there is ");
    String first = installed("1", 0.01);
    String near = installed("2", 0.011);
    String far = installed("3", 0.5);
    models("compare", near).refused(1, "No model is installed by that name: champion");

    // The first has nobody to be compared with, and is evaluated all the same.
    models(promote(first, evaluation(first, "x", "\"yes\"", "\"no\"")))
        .refused(1, "trained on some of the episodes", "the champion stays");
    models(promote(first, evaluation(first, "x", "\"e\"}", "\"e\"}"))).good();
    assertEquals(
        "1", models("show", "champion", "--json").good().json().at("/model/version").asString());

    Path dreams = user.resolve("dreams");
    JsonNode dreamed =
        models("dream", "champion", episode, "--at", 1, "--out", dreams, "--json").good().json();
    assertEquals("predicted", dreamed.path("provenance").asString());
    assertEquals(4, dreamed.path("dreams").size());
    assertTrue(Files.size(Path.of(dreamed.at("/dreams/3/file").asString())) > 100);

    models("compare", near).refused(1, "No golden episodes are chosen");
    models("limits", "--golden", episode, "--rms", 0.2).good();
    JsonNode compared = models("compare", near, "--json").good().json();
    assertTrue(compared.at("/behaviour/moments").asInt() > 1, compared.toString());
    // Raw counts of some thousands, in 32 bits.
    assertEquals(0.001, compared.at("/behaviour/joints/0/rms").asDouble(), 1e-4);
    assertEquals(0.01, compared.at("/behaviour/joints/0/rmsSpreads").asDouble(), 1e-3);
    assertEquals(0, compared.at("/behaviour/joints/1/rms").asDouble(), 1e-9);
    Ran tooFar = models("compare", far);
    assertEquals(1, tooFar.code());
    assertTrue(tooFar.forPeople().out().contains("TOO FAR: “"), tooFar.out());
    assertTrue(tooFar.out().contains("spreads; 0.20 are allowed"), tooFar.out());

    models(promote(far, evaluation(far, first, "1", "1"))).refused(1, "differs by 0.4");
    models(promote(near, evaluation(first, first, "1", "1"))).refused(1, "of another model");
    models(promote(near, evaluation(near, "x", "1", "1")))
        .refused(1, "does not compare the challenger with the champion");
    models(promote(near, evaluation(near, first, "no clear difference", "worse")))
        .refused(1, "plans are worse than those of the champion");
    models(promote(near, evaluation(near, first, ", {\"id\": \"e\"}", "")))
        .refused(1, "rests on 4 episodes, and at least 5");
    models(promote(near, evaluation(near, first, "\"partial\": false", "\"partial\": true")))
        .refused(1, "ended before all episodes");
    assertTrue(
        models(promote(near, evaluation(near, first, "1", "1")))
            .good()
            .out()
            .contains("now small 2"));
    assertTrue(
        models("rollback", "champion", "--reason", "it shakes").good().out().contains("small 1"));

    JsonNode journal = models("journal", "--json").good().json();
    JsonNode promoted = journal.path("events").get(journal.path("events").size() - 2);
    assertEquals("PROMOTED", promoted.path("what").asString());
    String behaviour = promoted.at("/details/behaviour").asString();
    assertTrue(Files.exists(library.resolve("models/reports/" + behaviour + ".json")));

    JsonNode ledger = models("ledger", near, "--json").good().json();
    assertEquals("movement", ledger.at("/outcomes/0/what").asString());
    // However often they were compared, each moment counts once.
    assertTrue(
        ledger.at("/outcomes/0/n").asInt() <= compared.at("/behaviour/moments").asInt(),
        ledger.toString());
    assertTrue(models("ledger", first).good().out().contains("than came"));
  }
}
