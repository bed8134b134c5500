package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Models come into a library, bear names and leave it. `small-pack.zip` is what
/// `preview.local.SmallPack` writes.
class ModelsShelfCommandsTest {
  @TempDir Path user;
  private Path pack = Path.of("");
  private Path zip = Path.of("");
  private Path library = Path.of("");

  @BeforeEach
  void aPack() throws Exception {
    library = user.resolve("library");
    zip = user.resolve("small-pack.zip");
    pack = Files.createDirectories(user.resolve("pack"));
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("small-pack.zip"))) {
      Files.write(zip, in.readAllBytes());
    }
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Files.write(pack.resolve(entry.getName()), in.readAllBytes());
      }
    }
  }

  private Ran models(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "models";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--library";
    all[all.length - 1] = library;
    return Ran.handloom(user, all);
  }

  private String installed(String version) throws Exception {
    Path papers = pack.resolve("manifest.json");
    String text = Files.readString(papers);
    Files.writeString(
        papers, text.replaceFirst("\"version\" : \"[^\"]*\"", "\"version\" : \"" + version + "\""));
    JsonNode row = models("install", pack, "--unsigned", "--by", "Ada", "--json").good().json();
    return row.path("model").path("digest").asString();
  }

  @Test
  void aModelIsInstalledShownNamedAndRemoved() throws Exception {
    assertTrue(models("list").good().out().contains("No model is installed"));
    String said = models("install", zip, "--unsigned").good().out();
    assertTrue(said.contains("Installed: small 1, ") && said.contains("3 samples, at most"), said);
    assertTrue(said.contains("nobody vouches") && said.contains("CPU, "), said);
    String first = models("list", "--json").good().json().at("/models/0/digest").asString();
    String second = installed("2");
    assertFalse(first.equals(second));

    models("name", "champion", second, "--reason", "mine").refused(3, "earns it by promotion");
    models("name", "challenger", second).refused(2, "--reason");
    models("name", "challenger", first, "--reason", "the first").good();
    models("name", "challenger", second, "--reason", "newer").good();
    JsonNode shown = models("show", "challenger", "--run", "--json").good().json();
    assertEquals("2", shown.at("/model/version").asString());
    assertEquals(3, shown.path("goldenSamples").asInt());
    assertTrue(shown.path("worst").asDouble() <= 1e-4);
    models("remove", second, "--reason", "old").refused(3, "bears the name “challenger”");
    assertTrue(
        models("rollback", "challenger", "--reason", "it shakes").good().out().contains("small 1"));
    models("remove", second, "--reason", "it shakes").good();
    models("show", second).refused(1, "No model is installed by that name");
    models("rollback", "challenger", "--reason", "again").refused(3, "No model is installed");

    JsonNode journal = models("journal", "--json").good().json();
    assertEquals(6, journal.path("events").size());
    String head = journal.path("head").asString();
    models("journal", "--head", head).good();
    Path file = library.resolve("models/journal.jsonl");
    String whole = Files.readString(file);
    Files.writeString(file, whole.replace("it shakes", "it works"));
    models("journal").refused(1, "line 6 does not follow");
    Files.writeString(file, whole.substring(0, whole.lastIndexOf('\n', whole.length() - 2) + 1));
    models("journal").good();
    models("journal", "--head", head).refused(1, "lines were taken away");
  }

  @Test
  void packsThatAreNotWhatTheySayAreRefused() throws Exception {
    models("install", zip).refused(2, "--unsigned");
    models("install", user.resolve("none"), "--unsigned").refused(1, "no model pack");
    byte[] whole = Files.readAllBytes(zip);
    Path bad = user.resolve("bad.zip");
    for (int length = 0; length < whole.length; length += whole.length / 5) {
      Files.write(bad, Arrays.copyOf(whole, length));
      models("install", bad, "--unsigned").refused(1, "nothing was installed");
    }
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bad))) {
      out.putNextEntry(new ZipEntry("../evil"));
    }
    models("install", bad, "--unsigned").refused(1, "a name that is refused: ../evil");
    assertFalse(Files.exists(user.resolve("evil")));

    byte[] graph = Files.readAllBytes(pack.resolve("whole.onnx"));
    Files.write(pack.resolve("whole.onnx"), Arrays.copyOf(graph, graph.length / 2));
    models("install", pack, "--unsigned").refused(1, "whole.onnx is");
    byte[] other = graph.clone();
    // A weight: the graph loads and computes something else.
    int weight = indexOf(other, new byte[] {(byte) 0xcd, (byte) 0xcc, (byte) 0xcc, 0x3d});
    other[weight + 3] = 0x3c;
    Files.write(pack.resolve("whole.onnx"), other);
    models("install", pack, "--unsigned").refused(1, "Golden sample", "must be");
    Files.write(pack.resolve("whole.onnx"), graph);

    Path papers = pack.resolve("manifest.json");
    String text = Files.readString(papers);
    Files.writeString(papers, text.replace("\"steps\" : 4", "\"steps\" : 5"));
    models("install", pack, "--unsigned").refused(1, "manifest.json: ", "must be [1, 5, 2]");
    Files.writeString(papers, text.replace("\"whole.onnx\"", "\"model.pt\""));
    Files.write(pack.resolve("model.pt"), new byte[8]);
    models("install", pack, "--unsigned").refused(1, "TorchScript");
    Files.writeString(papers, text.replace("{", "{{"));
    models("install", pack, "--unsigned").refused(1, "no JSON");
    Files.writeString(papers, text);
    models("install", pack, "--unsigned", "--on", "tpu").refused(2, "best, cpu or cuda");
    assertTrue(models("list").good().out().contains("No model is installed"));
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("No 0.1 in the graph");
  }

  @Test
  void aSignedPackIsTakenByItsKeyAlone() throws Exception {
    Path keys = user.resolve("keys");
    Ran.handloom(user, "models", "keys", "--out", keys).good();
    Path open = keys.resolve("signing.pub");
    Object[] sign = {
      "models", "sign", pack, "--key", keys.resolve("signing.pem"), "--public", open
    };
    models("install", pack, "--key", open).refused(1, "not signed");
    Ran.handloom(user, sign).good();
    assertTrue(
        models("install", pack, "--key", open).good().out().contains("by the key you trust"));
    Files.writeString(pack.resolve("extra.txt"), "x");
    models("install", pack, "--key", open).refused(1, "nobody signed: extra.txt");
  }

  @Test
  void aModelThatDoesNotFitTheRigIsRefused() throws Exception {
    Path rig = user.resolve("rig.json");
    Files.writeString(rig, "{}");
    models("install", zip, "--unsigned", "--rig", rig, "--episode", "x").refused(2, "not both");
    models("install", zip, "--unsigned", "--episode", user.resolve("none/x"))
        .refused(3, "no such folder");
  }
}
