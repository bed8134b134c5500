package dev.handloom.store.episode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private static final String ID = "20261121-143005123-k7qz24md";

  @TempDir Path folder;
  private Bundle bundle = new Bundle(Path.of(ID));

  @BeforeEach
  void makeFolder() throws IOException {
    bundle = new Bundle(Files.createDirectory(folder.resolve(ID)));
  }

  private static Manifest manifest() {
    return new Manifest(
        Manifest.SCHEMA,
        ID,
        "pour \"water\" — slowly",
        "ann",
        "desk",
        Manifest.State.COMPLETE,
        "Stopped",
        new Manifest.Times(5, 9_000_000_005L, new StudioClock.Anchor(1, 2, 3)),
        List.of(
            new Manifest.StreamEntry(
                "glove/s0", "SIGNAL", null, 100, 5, 900, 99.98, 5, 9, 2, 3, 0, 1_500L, 0),
            new Manifest.StreamEntry(
                "glove/hand", "HAND", "kin 1", 100, 182, 900, 99.98, 5, 9, 0, 0, 0, null, 900)),
        List.of(
            new Manifest.CameraEntry(
                "head/picture", "head.mp4", "h264", 640, 480, 270, 12_345, "")),
        List.of(new Manifest.SyncEntry("glove", "LOCKED", "hull", -5, 20.5, 900L, 0)),
        List.of(new EpisodeEvent(7, EventKind.LOST, "glove/s0", 2, "2 samples never came")),
        List.of(),
        List.of(new Manifest.FileEntry("episode.mcap", 99, "00ff")),
        "test");
  }

  @Test
  void aManifestReadsBackAsItWasWritten() throws IOException {
    ManifestFile.write(bundle, manifest());
    Manifest read = ManifestFile.read(bundle);
    assertEquals(manifest(), read);
    assertEquals(5, read.missing());
    assertEquals(1_500L, read.worstBoundNanos());
    assertTrue(bundle.saved());
  }

  @Test
  void fieldsOfALaterVersionAreLeftAlone() throws IOException {
    ManifestFile.write(bundle, manifest());
    String text = Files.readString(bundle.manifest());
    Files.writeString(bundle.manifest(), text.replaceFirst("\\{", "{ \"weather\": [1, 2],"));
    assertEquals(manifest(), ManifestFile.read(bundle));
  }

  @Test
  void anEventOfALaterVersionIsStillAnEvent() throws IOException {
    ManifestFile.write(bundle, manifest());
    String text = Files.readString(bundle.manifest());
    Files.writeString(bundle.manifest(), text.replace("\"LOST\"", "\"TELEPORTED\""));
    EpisodeEvent event = ManifestFile.read(bundle).events().get(0);
    assertEquals(EventKind.OTHER, event.kind());
    assertEquals("2 samples never came", event.text());
  }

  @Test
  void theManifestOfAnotherEpisodeIsRefused() throws IOException {
    ManifestFile.write(bundle, manifest());
    Bundle other = new Bundle(Files.createDirectory(folder.resolve(ID.replace('k', 'm'))));
    Files.copy(bundle.manifest(), other.manifest());
    refused(other);
  }

  private static void refused(Bundle bundle) {
    BundleException e = assertThrows(BundleException.class, () -> ManifestFile.read(bundle));
    assertTrue(String.valueOf(e.getMessage()).endsWith(bundle.manifest().toString()));
  }

  @Test
  void noVideoIsLookedForOutsideOfTheBundle() throws IOException {
    for (String name : List.of("../head.mp4", "/dev/zero", "a/b.mp4", "..", "", "a\\u0000.mp4")) {
      ManifestFile.write(bundle, manifest());
      String text = Files.readString(bundle.manifest());
      Files.writeString(bundle.manifest(), text.replace("head.mp4", name));
      refused(bundle);
    }
  }

  @Test
  void damageIsRefusedWithItsPathOrReadButNeverMore() throws IOException {
    ManifestFile.write(bundle, manifest());
    byte[] good = Files.readAllBytes(bundle.manifest());
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int refused = 0;
    for (int n = 0; n < 2_000; n++) {
      byte[] bad =
          random.nextInt(3) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      for (int i = random.nextInt(4); i >= 0 && bad.length > 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Files.write(bundle.manifest(), bad);
      try {
        ManifestFile.read(bundle);
      } catch (BundleException e) {
        assertTrue(String.valueOf(e.getMessage()).contains(bundle.manifest().toString()));
        refused++;
      }
    }
    assertTrue(refused > 500, "seed " + seed + ": " + refused);
    Files.delete(bundle.manifest());
    refused(bundle);
  }
}
