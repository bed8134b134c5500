package dev.handloom.store.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.library.Library;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  @TempDir Path folder;

  private Bundle recorded(String lose) throws Exception {
    try (FakeRig rig =
        new FakeRig(
            FakeRig.glove("glove", Map.of("hz", "500", "lose", lose)),
            FakeRig.camera("camera", 320, 240, 30))) {
      return Takes.record(rig, folder, 15);
    }
  }

  private static CheckReport check(Bundle bundle) {
    return EpisodeCheck.check(bundle, true, CheckProgress.none());
  }

  private static void finds(Bundle bundle, Code code) {
    CheckReport report = check(bundle);
    assertFalse(report.good(), report.toString());
    assertTrue(
        report.findings().stream().anyMatch(f -> f.code() == code), report.findings().toString());
  }

  @Test
  void aGoodEpisodeHasNoFindings() throws Exception {
    Bundle bundle = recorded("0");
    CheckReport report = check(bundle);
    // A machine that is too busy to pack its pictures has lost some, and that is said.
    long missing = ManifestFile.read(bundle).missing();
    assertEquals(
        List.of(),
        report.findings().stream().filter(f -> missing == 0 || f.code() != Code.LOSS).toList());
    assertTrue(report.messages() > 100);
  }

  @Test
  void lossesThatAreStatedAreWarningsAndNoFault() throws Exception {
    CheckReport report = check(recorded("40"));
    assertTrue(report.good(), report.toString());
    assertTrue(report.findings().stream().anyMatch(f -> f.code() == Code.LOSS));
  }

  @Test
  void everyChangedByteIsFound() throws Exception {
    Bundle bundle = recorded("0");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (Path path : new Path[] {bundle.mcap(), bundle.video("camera.mp4")}) {
      byte[] good = Files.readAllBytes(path);
      for (int n = 0; n < 5; n++) {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(path, bad);
        finds(bundle, Code.FILE_CHANGED);
      }
      Files.write(path, good);
    }
    assertTrue(check(bundle).good());
  }

  @Test
  void missingFilesAndWrongManifestsAreFound() throws Exception {
    Bundle bundle = recorded("0");
    String good = Files.readString(bundle.manifest());
    Manifest manifest = ManifestFile.read(bundle);
    long samples = manifest.streams().getFirst().samples();
    write(bundle, good.replace("\"samples\" : " + samples, "\"samples\" : " + (samples + 1)));
    finds(bundle, Code.COUNT);
    write(bundle, good.replaceFirst("\"lost\" : 0", "\"lost\" : 3"));
    finds(bundle, Code.LOSS_UNDECLARED);
    write(bundle, good.replace("\"glove/s0\"", "\"glove/s7\""));
    finds(bundle, Code.STREAM_MISSING);
    write(bundle, good.substring(0, good.length() / 2));
    finds(bundle, Code.MANIFEST_DAMAGED);
    write(bundle, "\0\0\0");
    finds(bundle, Code.MANIFEST_DAMAGED);
    write(bundle, good.replace("\"schema\" : 1", "\"schema\" : 99"));
    finds(bundle, Code.NEWER_LAYOUT);
    write(bundle, good);
    Files.move(bundle.video("camera.mp4"), folder.resolve("elsewhere.mp4"));
    finds(bundle, Code.FILE_MISSING);
    Files.move(folder.resolve("elsewhere.mp4"), bundle.video("camera.mp4"));
    Files.writeString(bundle.folder().resolve("notes.txt"), "mine");
    CheckReport report = check(bundle);
    assertTrue(report.good());
    assertTrue(
        report.findings().stream().anyMatch(f -> f.code() == Code.FILE_UNKNOWN),
        report.findings().toString());
  }

  private static void write(Bundle bundle, String text) throws Exception {
    Files.writeString(
        bundle.manifest(), text, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
  }

  @Test
  void aWholeLibraryIsCheckedWithProgress() throws Exception {
    recorded("0");
    recorded("0");
    double[] last = {0};
    try (Library library = Library.open(folder)) {
      var reports =
          EpisodeCheck.checkAll(
              library,
              false,
              (done, all, what) -> {
                assertTrue(done >= last[0] && done <= all, what);
                last[0] = done;
              });
      assertEquals(2, reports.size());
      assertTrue(reports.stream().allMatch(CheckReport::good), reports.toString());
    }
    assertTrue(last[0] > 1);
  }
}
