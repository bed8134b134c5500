package dev.handloom.store.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.hand.HandJoint;
import dev.handloom.device.hand.HandSide;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.dataset.DatasetFinding;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.egodex.EgoDexEpisode;
import dev.handloom.store.episode.EnclosedCamera;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import dev.handloom.store.export.DatasetDraft;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetOrder;
import dev.handloom.store.export.DatasetOutcome;
import dev.handloom.store.export.DatasetRun;
import dev.handloom.store.export.ExportProgress;
import dev.handloom.store.export.egodex.EgoDexFormat;
import dev.handloom.store.export.egodex.EgoDexJoints;
import dev.handloom.store.export.formats.DatasetFormats;
import dev.handloom.store.hdf5.Hdf5Writer;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.LensNumbers;
import dev.handloom.store.video.EvenVideo;
import dev.handloom.store.video.PictureRate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file in the layout of EgoDex, made by hand, becomes an episode, and one of EgoDex again.
class EgoDexImportTest {
  private static final int ROWS = 36;
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final float[] LENS = {73.5f, 0, 47.25f, 0, 74.25f, 31.5f, 0, 0, 1};

  @TempDir Path folder;

  /// A joint that turns about the upward axis, each from a place of its own.
  private static float[] turning(int joint) {
    float[] all = new float[ROWS * EgoDexEpisode.MATRIX];
    for (int row = 0; row < ROWS; row++) {
      double angle = 0.02 * row + 0.1 * joint;
      float c = (float) Math.cos(angle);
      float s = (float) Math.sin(angle);
      float[] one = {
        c,
        0,
        s,
        0.01f * joint + 0.002f * row,
        0,
        1,
        0,
        1 + 0.005f * joint,
        -s,
        0,
        c,
        -0.3f,
        0,
        0,
        0,
        1
      };
      System.arraycopy(one, 0, all, row * EgoDexEpisode.MATRIX, one.length);
    }
    return all;
  }

  private Path made(float[] lens, HandSide... sides) throws IOException {
    Path task = Files.createDirectories(folder.resolve("set").resolve("fold_towel"));
    Path file = task.resolve("0.hdf5");
    Hdf5Writer out = new Hdf5Writer();
    int[] shape = {ROWS, 4, 4};
    out.floats("camera/intrinsic", new int[] {3, 3}, lens);
    out.floats("transforms/camera", shape, turning(60));
    for (HandSide side : sides) {
      for (HandJoint joint : HandJoint.values()) {
        String name = EgoDexJoints.name(side, joint).orElse("");
        if (!name.isEmpty()) {
          float[] sure = new float[ROWS];
          java.util.Arrays.fill(sure, 0.75f);
          out.floats("transforms/" + name, shape, turning(joint.ordinal() + 30 * side.ordinal()));
          out.floats("confidences/" + name, new int[] {ROWS}, sure);
        }
      }
    }
    out.text("", "llm_description", "Fold the towel twice");
    out.text("", "llm_type", "single");
    out.write(file);
    try (EvenVideo video =
        EvenVideo.create(
            task.resolve("0.mp4"),
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT,
            PictureRate.of(EgoDexEpisode.USUAL_HZ),
            EvenVideo.Coding.H264)) {
      ByteBuffer bgra = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 4);
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
          byte level = (byte) (i % WIDTH / 8 == row % 12 ? 220 : 90);
          bgra.put(4 * i, level).put(4 * i + 1, level).put(4 * i + 2, (byte) 60);
        }
        video.add(bgra);
      }
      video.finish();
    }
    return folder.resolve("set");
  }

  private static DatasetImport.Outcome bring(Library library, Path dataset) throws IOException {
    return new DatasetImport(library, "test")
        .run(
            DatasetImport.format(dataset).orElseThrow(),
            dataset,
            null,
            DatasetImport.Wording.NONE,
            false,
            CheckProgress.none());
  }

  @Test
  void handsPicturesWordsAndTheLensComeAlongAndGoOutAgain() throws Exception {
    Path dataset = made(LENS, HandSide.LEFT, HandSide.RIGHT);
    Path again = folder.resolve("again");
    try (Library library = Library.open(folder.resolve("library"))) {
      DatasetImport.Outcome outcome = bring(library, dataset);
      BundleMaker.Made made = Objects.requireNonNull(outcome.episodes().getFirst().made());
      EpisodeReader episode = EpisodeReader.open(made.bundle());
      assertEquals("Fold the towel twice", made.manifest().task());
      assertEquals(ROWS, made.manifest().cameras().getFirst().frames());
      StreamSamples wrist = episode.signal("left-wrist/pose").orElseThrow();
      assertEquals(ROWS, wrist.size());
      int number = HandJoint.WRIST.ordinal();
      assertEquals(0.01 * number + 0.002 * 9, wrist.value(9, 0), 1e-6);
      assertEquals(1 + 0.005 * number, wrist.value(9, 1), 1e-6);
      assertTrue(episode.signal("right-hand/hand").isPresent());
      LensNumbers lens =
          episode.enclosures().stream()
              .flatMap(one -> EnclosedCamera.of(one).stream())
              .filter(one -> one.stream().equals("head-camera/video"))
              .map(EnclosedCamera::lens)
              .findFirst()
              .orElseThrow();
      assertNotNull(lens);
      assertEquals(
          List.of((double) WIDTH, (double) HEIGHT, 73.5, 74.25, 47.25, 31.5),
          List.of(
              (double) lens.width(),
              (double) lens.height(),
              lens.fx(),
              lens.fy(),
              lens.cx(),
              lens.cy()));

      // Nobody has to say how wide the camera sees: the episode knows it.
      EgoDexFormat format = new EgoDexFormat();
      DatasetDraft draft =
          DatasetDraft.of(
              List.of(made.bundle()),
              format,
              Wish.USUAL,
              DatasetOptions.USUAL,
              new DatasetDraft.Choice(false, false));
      DatasetOutcome out =
          new DatasetRun(
                  new DatasetOrder(
                      again,
                      format,
                      draft.plan(),
                      draft.options(),
                      draft.episodes(),
                      false,
                      false,
                      new DatasetOrder.Labels("Test", "", List.of(), List.of(), "test")),
                  DatasetFormats.gate(),
                  () -> false)
              .run(ExportProgress.none());
      assertEquals(DatasetOutcome.State.EXPORTED, out.state(), out::toString);
    }
    Path file;
    try (var all = Files.walk(again)) {
      file = all.filter(path -> path.toString().endsWith(".hdf5")).findFirst().orElseThrow();
    }
    try (EgoDexEpisode episode = EgoDexEpisode.open(file)) {
      double[] lens = episode.values(episode.array(EgoDexEpisode.INTRINSIC).orElseThrow());
      for (int i = 0; i < LENS.length; i++) {
        assertEquals(LENS[i], lens[i], 1e-4);
      }
      for (String joint : List.of("leftHand", "leftThumbTip", "rightIndexFingerTip", "camera")) {
        int number =
            switch (joint) {
              case "leftHand" -> HandJoint.WRIST.ordinal();
              case "leftThumbTip" -> HandJoint.THUMB_TIP.ordinal();
              case "camera" -> 60;
              default -> 30 * HandSide.RIGHT.ordinal() + HandJoint.INDEX_TIP.ordinal();
            };
        float[] before = turning(number);
        double[] after = episode.values(episode.transforms(joint).orElseThrow());
        // The last row has no next one, and is no row of a dataset.
        double[] same = new double[after.length];
        for (int i = 0; i < same.length; i++) {
          same[i] = before[i];
        }
        assertTrue(after.length >= (ROWS - 1) * EgoDexEpisode.MATRIX, joint);
        assertArrayEquals(same, after, 1e-5, joint);
      }
    }
  }

  @Test
  void aHandThatIsNotThereAndALensThatCannotBeAreSaid() throws Exception {
    float[] none = {0, 0, 0, 0, 0, 0, 0, 0, 1};
    try (Library library = Library.open(folder.resolve("library"))) {
      DatasetImport.Outcome outcome = bring(library, made(none, HandSide.LEFT));
      BundleMaker.Made made = Objects.requireNonNull(outcome.episodes().getFirst().made());
      assertTrue(made.notes().contains("It has no whole right hand"), made.notes()::toString);
      assertEquals(List.of(), made.manifest().enclosures());
      assertTrue(
          outcome.findings().stream().map(DatasetFinding::code).anyMatch(Code.CALIBRATION::equals),
          outcome.findings()::toString);
    }
  }
}
