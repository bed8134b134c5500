package dev.handloom.preview.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packs as they should be, and as someone with bad intentions sends them.
class ModelStoreTest {
  private static final ModelStore.Trial NONE = (folder, manifest) -> {};
  private static final long MOST = 10_000_000;

  @TempDir private Path temp = Path.of("");
  private Path pack = Path.of("");
  private Path library = Path.of("");
  private final KeyPair keys = SigningKeys.make();
  private final ECPublicKey trusted = (ECPublicKey) keys.getPublic();

  @BeforeEach
  void aSoundPack() throws Exception {
    library = Files.createDirectories(temp.resolve("library"));
    pack = Files.createDirectories(temp.resolve("pack"));
    Files.write(pack.resolve("model.onnx"), new byte[5000]);
    Files.writeString(pack.resolve("golden.json"), "[]");
    ManifestFile.write(manifest(), pack);
  }

  static Manifest manifest() {
    return new Manifest(
        "pour",
        "3",
        "a test",
        "CC0-1.0",
        "model.onnx",
        0.05,
        16,
        List.of(-2, 0),
        List.of(4, 8),
        List.of(new Manifest.Camera("head", 64, 64, Manifest.Fit.FILL)),
        List.of(new Manifest.Channel("glove.index", "rad", false, 0.5, 0.25)),
        List.of(new Manifest.Channel("glove.index", "rad", true, 0, 0.1)),
        Map.of("images", List.of(1, 2, 3, 64, 64)),
        Map.of("actions", List.of(1, 16, 1)),
        new Manifest.Training("sha256:00", 40, 1.5, Map.of("skill", 0.5)),
        "golden.json");
  }

  @Test
  void aSignedPackIsInstalledOpenedAndNamed() throws Exception {
    PackSignature.sign(pack, "pour", keys.getPrivate(), trusted);
    ModelStore store = new ModelStore(library);
    ModelStore.Installed first = store.install(pack, trusted, NONE, MOST, "Ada");
    assertTrue(first.signed());
    assertEquals(manifest(), first.manifest());
    assertEquals(first, store.open(first.digest().substring(0, 8)));
    // The same again is the same.
    assertEquals(first, store.install(zip("", false), trusted, NONE, MOST, "Ada"));
    assertEquals(List.of(first), store.list());

    Files.writeString(pack.resolve("golden.json"), "[1]");
    PackSignature.sign(pack, "pour", keys.getPrivate(), trusted);
    ModelStore.Installed second = store.install(zip("top/", false), trusted, NONE, MOST, "Ada");
    assertEquals(2, store.list().size());
    store.name("challenger", first.brief(), "Ada", "the first");
    store.name("challenger", second.brief(), "Ada", "better by 2 mm");
    assertEquals(second, store.open("challenger"));
    store.rollBack("challenger", "Bo", "it shakes");
    assertEquals(first, store.open("challenger"));
    assertEquals(
        List.of("the first", "better by 2 mm", "it shakes"),
        store.names().moves().stream().map(ModelNames.Move::reason).toList());
    assertTrue(refusal(() -> store.name("challenger", "ffff", "Ada", "x")).contains("ffff"));
    assertTrue(refusal(() -> store.name("challenger", first.brief(), "Ada", " ")).contains("why"));
    assertTrue(nothingComing());
  }

  @Test
  void everyTamperedByteIsRefused() throws Exception {
    PackSignature.sign(pack, "pour", keys.getPrivate(), trusted);
    ModelStore store = new ModelStore(library);
    for (String name : List.of("model.onnx", "golden.json", Manifest.FILE)) {
      byte[] sound = Files.readAllBytes(pack.resolve(name));
      for (int at = 0; at < sound.length; at += Math.max(1, sound.length / 3)) {
        byte[] bad = sound.clone();
        bad[at] ^= 1;
        Files.write(pack.resolve(name), bad);
        String said = refusal(() -> store.install(pack, trusted, NONE, MOST, "Ada"));
        assertTrue(said.contains("changed after it was signed: " + name), said);
      }
      Files.write(pack.resolve(name), sound);
    }
    Path signature = pack.resolve(PackDigest.SIGNATURE);
    byte[] sound = Files.readAllBytes(signature);
    for (int at = 0; at < sound.length; at += 17) {
      byte[] bad = sound.clone();
      bad[at] ^= 4;
      Files.write(signature, bad);
      try {
        PackDigest found = PackSignature.verify(pack, trusted);
        // What is not part of the signed statement, as the media type, may change: the files may
        // not.
        assertEquals(PackDigest.of(pack), found);
      } catch (PackException e) {
        assertFalse(String.valueOf(e.getMessage()).isBlank());
      }
    }
    Files.write(signature, sound);
    Files.writeString(pack.resolve("extra.py"), "import os");
    assertTrue(
        refusal(() -> store.install(pack, trusted, NONE, MOST, "Ada"))
            .contains("nobody signed: extra.py"));
    Files.delete(pack.resolve("extra.py"));
    Files.delete(pack.resolve("model.onnx"));
    assertTrue(
        refusal(() -> store.install(pack, trusted, NONE, MOST, "Ada"))
            .contains("missing: model.onnx"));
    assertEquals(List.of(), store.list());
    assertTrue(nothingComing());
  }

  @Test
  void anotherKeyAndNoKeyAreToldApart() throws Exception {
    ModelStore store = new ModelStore(library);
    assertTrue(
        refusal(() -> store.install(pack, trusted, NONE, MOST, "Ada")).contains("not signed"));
    KeyPair other = SigningKeys.make();
    PackSignature.sign(pack, "pour", other.getPrivate(), (ECPublicKey) other.getPublic());
    assertTrue(
        refusal(() -> store.install(pack, trusted, NONE, MOST, "Ada")).contains("another key"));
    // Signed by another, and said to be by the one that is trusted.
    PackSignature.sign(pack, "pour", other.getPrivate(), trusted);
    assertTrue(
        refusal(() -> store.install(pack, trusted, NONE, MOST, "Ada"))
            .contains("not by the key you trust"));
    ModelStore.Installed taken = store.install(pack, null, NONE, MOST, "Ada");
    assertFalse(taken.signed());
  }

  @Test
  void zipsThatReachOutLieOrBreakAreRefused() throws Exception {
    ModelStore store = new ModelStore(library);
    for (String evil :
        List.of("../evil", "a/../../evil", "/evil", "C:evil", "a\\..\\evil", "a//b", "x ")) {
      Path zip = zip("", false, evil);
      assertTrue(
          refusal(() -> store.install(zip, null, NONE, MOST, "Ada")).contains("refused"), evil);
    }
    try (Stream<Path> files = Files.walk(temp)) {
      assertTrue(files.noneMatch(file -> file.endsWith("evil")));
    }
    assertTrue(
        refusal(() -> store.install(zip("", false, "Model.onnx"), null, NONE, MOST, "Ada"))
            .contains("twice"));
    // A bomb: a thousand times what is said to be allowed.
    assertTrue(
        refusal(() -> store.install(zip("", true), null, NONE, 100_000, "Ada"))
            .contains("holds more than"));
    byte[] whole = Files.readAllBytes(zip("", false));
    Path cut = temp.resolve("cut.zip");
    for (int length = 0; length < whole.length; length += 397) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertFalse(refusal(() -> store.install(cut, null, NONE, MOST, "Ada")).isBlank());
    }
    Path link = pack.resolve("link");
    Files.createSymbolicLink(link, Path.of("/etc/hostname"));
    assertTrue(refusal(() -> store.install(pack, null, NONE, MOST, "Ada")).contains("link"));
    assertTrue(
        refusal(() -> store.install(temp.resolve("no"), null, NONE, MOST, "Ada"))
            .contains("no model pack"));
    assertTrue(nothingComing());
  }

  @Test
  void papersSayWhichLineIsWrong() throws Exception {
    Path file = pack.resolve(Manifest.FILE);
    String sound = Files.readString(file);
    Map<String, String> wrong =
        Map.of(
            "\"stepSeconds\" : 0.05", "\"stepSeconds\" : -1",
            "\"steps\" : 16", "\"steps\" : \"many\"",
            "\"fill\"", "\"best\"",
            "handloom-model/1", "handloom-model/9",
            "[ -2, 0 ]", "[ 0, -2 ]",
            "\"width\" : 64", "\"width\" : 0",
            "\"golden.json\"", "\"../golden.json\"",
            "\"spread\" : 0.25", "\"spread\" : 0",
            "\"name\" : \"pour\",", "");
    for (Map.Entry<String, String> change : wrong.entrySet()) {
      assertTrue(sound.contains(change.getKey()), change.getKey() + " in " + sound);
      Files.writeString(file, sound.replace(change.getKey(), change.getValue()));
      String said = refusal(() -> ManifestFile.read(pack));
      assertTrue(said.contains("manifest.json: ") || said.contains("refused"), said);
    }
    Files.writeString(file, sound.replace("\"steps\"", "steps"));
    assertTrue(refusal(() -> ManifestFile.read(pack)).contains("no JSON, line "));
    Files.writeString(file, sound.replace("\"model.onnx\"", "\"other.onnx\""));
    assertTrue(
        refusal(() -> new ModelStore(library).install(pack, null, NONE, MOST, "Ada"))
            .contains("weights names other.onnx"));
  }

  @Test
  void aPackThatFailsItsTrialIsNotInstalled() throws Exception {
    ModelStore store = new ModelStore(library);
    ModelStore.Trial fails =
        (folder, manifest) -> {
          throw new PackException("Golden sample 3 is off by 0.2 rad");
        };
    assertEquals(
        "Golden sample 3 is off by 0.2 rad",
        refusal(() -> store.install(pack, null, fails, MOST, "Ada")));
    assertEquals(List.of(), store.list());
    assertTrue(nothingComing());
  }

  @Test
  void whatChangesOnTheDiskIsNotRun() throws Exception {
    ModelStore store = new ModelStore(library);
    ModelStore.Installed installed = store.install(pack, null, NONE, MOST, "Ada");
    Files.write(installed.folder().resolve("model.onnx"), new byte[] {1});
    assertTrue(refusal(() -> store.open(installed.digest())).contains("was changed on the disk"));
  }

  @Test
  void whatDoesNotMatchTheRigIsNamed() {
    assertEquals(
        List.of(),
        RigContract.mismatches(
            manifest(), new RigContract.Offer(Set.of("head"), Map.of("glove.index", "rad"))));
    List<String> lines =
        RigContract.mismatches(
            manifest(), new RigContract.Offer(Set.of("wrist"), Map.of("glove.index", "deg")));
    assertEquals("It wants the camera “head”, and there is wrist", lines.getFirst());
    assertEquals("It is told “glove.index” in rad, and it is measured in deg", lines.get(1));
  }

  private Path zip(String top, boolean bomb, String... more) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      try (Stream<Path> files = Files.list(pack)) {
        for (Path file : files.toList()) {
          zip.putNextEntry(new ZipEntry(top + file.getFileName()));
          zip.write(Files.readAllBytes(file));
        }
      }
      for (String name : more) {
        zip.putNextEntry(new ZipEntry(top + name));
        zip.write("x".getBytes(StandardCharsets.UTF_8));
      }
      if (bomb) {
        zip.putNextEntry(new ZipEntry(top + "bomb"));
        zip.write(new byte[5_000_000]);
      }
    }
    return Files.write(temp.resolve("pack.zip"), bytes.toByteArray());
  }

  private boolean nothingComing() throws IOException {
    Path incoming = library.resolve("models/incoming");
    try (Stream<Path> left = Files.exists(incoming) ? Files.list(incoming) : Stream.empty()) {
      return left.findAny().isEmpty();
    }
  }

  private interface Step {
    @Nullable Object run() throws Exception;
  }

  private static String refusal(Step step) {
    return String.valueOf(assertThrows(PackException.class, step::run).getMessage());
  }
}
