package dev.handloom.store.importer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeLogReader;
import dev.handloom.store.episode.LogVisitor;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.export.ExportProgress;
import dev.handloom.store.export.ExportResult;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.export.mcap.McapExport;
import dev.handloom.store.export.mcap.McapWish;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.importer.DatasetImport.Outcome;
import dev.handloom.store.importer.DatasetImport.Wording;
import dev.handloom.store.library.Library;
import dev.handloom.store.mcap.McapWriter;
import dev.handloom.store.mcap.McapWriterOptions;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.review.Verdict;
import dev.handloom.store.video.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McapImportTest {
  private static final long BEGUN = 1_700_000_000_000_000_000L;
  private static final long STEP = 10_000_000;

  @TempDir static Path recordings;
  private static Bundle recorded;

  @TempDir Path folder;

  @BeforeAll
  static void record() throws Exception {
    try (FakeRig rig =
        new FakeRig(
            FakeRig.camera("cam", 320, 240, 30),
            new DeviceConfig("shaped", "shaped", "shaped", "fake:shaped", Map.of(), 0))) {
      recorded = Takes.record(rig, recordings, 24);
    }
    new ReviewJournal(recorded.review())
        .append(
            List.of(
                ReviewEntry.now("mia", What.VERDICT, "SUCCESS"),
                ReviewEntry.now("mia", What.TAG, "slow"),
                ReviewEntry.segment("mia", "reach", 100_000_000, 300_000_000, "to the cup", "")));
  }

  private Path export(boolean nameless) throws Exception {
    Path out = Files.createDirectories(folder.resolve("out"));
    ExportRun run =
        new ExportRun(
            new McapExport(
                Disk.ofThisMachine(), out, new McapWish(true, false, nameless, List.of()), "test"),
            () -> false);
    ExportResult result = run.run(List.of(recorded), ExportProgress.none()).getFirst();
    assertTrue(result.state().good(), result::toString);
    return result.file();
  }

  private Outcome bring(Path dataset) throws IOException {
    try (Library library = Library.open(folder.resolve("library"))) {
      return new DatasetImport(library, "test")
          .run(
              DatasetImport.format(dataset).orElseThrow(),
              dataset,
              null,
              Wording.NONE,
              false,
              CheckProgress.none());
    }
  }

  private static BundleMaker.Made only(Outcome outcome) {
    assertEquals(1, outcome.episodes().size());
    BundleMaker.Made made = outcome.episodes().getFirst().made();
    assertNotNull(made, outcome.episodes().getFirst().trouble());
    return made;
  }

  /// Every sample of every stream, with all of its times.
  private static Map<String, List<List<Object>>> samples(Bundle bundle) throws IOException {
    Map<String, List<List<Object>>> all = new TreeMap<>();
    List<String> names = new ArrayList<>();
    EpisodeLogReader.read(
        bundle.mcap(),
        new LogVisitor() {
          @Override
          public void stream(
              int number, dev.handloom.device.stream.StreamSpec spec, @Nullable String videoFile) {
            String name = spec.toString();
            names.add(name);
            all.put(name, new ArrayList<>());
          }

          @Override
          public void sample(int number, PayloadReader read) {
            List<Object> one = new ArrayList<>();
            if (read.valueCount() == 0 && !read.frame().encoded()) {
              // It came and never got into the video: no file of ours for others has it.
              return;
            }
            one.add(read.captureNanos());
            one.add(read.boundNanos());
            one.add(read.arrivalNanos());
            one.add(read.deviceTicks());
            one.add(read.sequence());
            for (int i = 0; i < read.valueCount(); i++) {
              one.add(read.value(i));
            }
            java.util.Objects.requireNonNull(all.get(names.get(number))).add(one);
          }
        });
    return all;
  }

  @Test
  void whatWasExportedComesBackAsItWasRecorded() throws Exception {
    BundleMaker.Made made = only(bring(export(false)));
    assertEquals(samples(recorded), samples(made.bundle()));
    Manifest before = ManifestFile.read(recorded);
    Manifest after = made.manifest();
    assertEquals(before.times(), after.times());
    assertEquals(before.task(), after.task());
    assertEquals(before.rig(), after.rig());
    assertEquals(before.sync(), after.sync());
    assertEquals(before.enclosures(), after.enclosures());
    assertEquals(before.cameras().size(), after.cameras().size());
    for (int i = 0; i < before.cameras().size(); i++) {
      Manifest.CameraEntry camera = after.cameras().get(i);
      assertEquals(before.cameras().get(i).codec(), camera.codec());
      pixels(recorded.video(before.cameras().get(i).file()), made.bundle().video(camera.file()));
    }
    Review said = new ReviewJournal(made.bundle().review()).read();
    assertEquals(new ReviewJournal(recorded.review()).read(), said);
    assertEquals(Verdict.SUCCESS, said.verdict());
  }

  private static void pixels(Path before, Path after) throws IOException {
    try (VideoReader one = VideoReader.open(before);
        VideoReader two = VideoReader.open(after)) {
      assertEquals(one.frameCount(), two.frameCount());
      for (int i = 0; i < one.frameCount(); i++) {
        assertArrayEquals(picture(one, i), picture(two, i), "picture " + i);
      }
    }
  }

  private static byte[] picture(VideoReader reader, int at) throws IOException {
    ByteBuffer bgra = ByteBuffer.allocateDirect(reader.width() * reader.height() * 4);
    reader.read(at, bgra);
    byte[] bytes = new byte[bgra.capacity()];
    bgra.get(0, bytes);
    return bytes;
  }

  @Test
  void whereNamesWereLeftOutTheSamplesAndTheVerdictAreStillThere() throws Exception {
    BundleMaker.Made made = only(bring(export(true)));
    assertEquals(
        samples(recorded).values().stream().map(List::size).sorted().toList(),
        samples(made.bundle()).values().stream().map(List::size).sorted().toList());
    assertEquals("", made.manifest().rig());
    Review said = new ReviewJournal(made.bundle().review()).read();
    assertEquals(Verdict.SUCCESS, said.verdict());
    assertTrue(said.tags().contains("slow"));
    assertTrue(made.notes().stream().anyMatch(note -> note.contains("had been left out")));
  }

  /// Numbers in JSON; a topic that is laid out as nothing known here.
  private Path foreign(int messages) throws IOException {
    Path file = folder.resolve("foreign.mcap");
    try (McapWriter out =
        McapWriter.create(file, McapWriterOptions.recording().withLibrary("another"))) {
      int schema = out.schema("Any", "jsonschema", "{}".getBytes(StandardCharsets.UTF_8));
      int numbers = out.channel(schema, "/Arm/State", "json", Map.of());
      int strange = out.channel(0, "/strange", "flatbuffer", Map.of());
      for (int i = 0; i < messages; i++) {
        String json = "{\"q\":[" + i + "," + i / 3.0 + "],\"on\":" + (i % 2 == 0) + "}";
        message(out, numbers, i, json.getBytes(StandardCharsets.UTF_8));
        message(out, strange, i, new byte[] {1});
      }
    }
    return file;
  }

  private static void message(McapWriter out, int channel, int at, byte[] bytes)
      throws IOException {
    long time = BEGUN + at * STEP;
    out.message(channel, at, time, time, bytes, 0, bytes.length);
  }

  @Test
  void numbersOfOthersAreTakenAndTheRestIsNamedWithItsReason() throws Exception {
    Outcome outcome = bring(foreign(50));
    BundleMaker.Made made = only(outcome);
    Map<String, List<List<Object>>> samples = samples(made.bundle());
    List<List<Object>> rows = samples.values().iterator().next();
    assertEquals(1, samples.size());
    assertEquals("arm/state", made.manifest().streams().getFirst().name());
    assertEquals(50, rows.size());
    assertEquals(List.of(7.0, 7 / 3.0, 0.0), rows.get(7).subList(5, 8));
    assertEquals(7 * STEP, rows.get(7).getFirst());
    assertTrue(
        made.notes().contains("By the times at which the messages were written: /Arm/State"),
        made.notes()::toString);
    assertTrue(
        outcome.findings().stream()
            .anyMatch(f -> f.code() == Code.TOPIC_LEFT && f.subject().endsWith("/strange")),
        outcome.findings()::toString);
  }

  @Test
  void ofAFileThatWasCutWhatIsWholeIsTaken() throws Exception {
    Path whole = foreign(20_000);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = folder.resolve("cut.mcap");
    Files.write(cut, ByteBuffer.wrap(bytes, 0, bytes.length * 2 / 3).slice().array());
    try (var channel = Files.newByteChannel(cut, java.nio.file.StandardOpenOption.WRITE)) {
      channel.truncate(bytes.length * 2L / 3);
    }
    Outcome outcome = bring(cut);
    BundleMaker.Made made = only(outcome);
    long samples = made.manifest().streams().getFirst().samples();
    assertTrue(samples > 1000 && samples < 20_000, samples + " samples");
    assertTrue(outcome.findings().stream().anyMatch(f -> f.code() == Code.CUT));
    assertEquals(bytes.length * 2L / 3, Files.size(cut), "the file itself is not touched");
  }

  @Test
  void whatIsNoMcapIsRefusedAndKeepsNoOtherOut() throws Exception {
    foreign(30);
    Files.writeString(folder.resolve("none.mcap"), "This was never one. ".repeat(30));
    Outcome outcome = bring(folder);
    assertEquals(2, outcome.episodes().size());
    assertEquals(1, outcome.imported());
    assertTrue(outcome.episodes().get(1).trouble().startsWith("It is no MCAP file"));
  }

  @Test
  void messagesOfRosAreReadByTheirDefinition() throws Exception {
    Path file = folder.resolve("ros.mcap");
    String definition =
        """
        Header header
        uint8 KIND=3 # a constant
        float64[] position
        string word
        int16[2] pair
        ================================================================================
        MSG: std_msgs/Header
        time stamp
        string frame_id
        """;
    try (McapWriter out = McapWriter.create(file, McapWriterOptions.recording())) {
      int schema =
          out.schema("arm_msgs/State", "ros1msg", definition.getBytes(StandardCharsets.UTF_8));
      int channel = out.channel(schema, "/arm", "ros1", Map.of());
      for (int i = 0; i < 10; i++) {
        ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        long stamp = BEGUN + i * STEP - 2_000_000;
        bytes.putInt((int) (stamp / 1_000_000_000)).putInt((int) (stamp % 1_000_000_000));
        bytes.putInt(0).putInt(2).putDouble(i).putDouble(-0.5);
        bytes.putInt(3).put("abc".getBytes(StandardCharsets.UTF_8));
        bytes.putShort((short) -i).putShort((short) 9);
        byte[] message = new byte[bytes.position()];
        bytes.get(0, message);
        message(out, channel, i, message);
      }
      message(out, channel, 10, new byte[] {1, 2, 3});
    }
    Outcome outcome = bring(file);
    BundleMaker.Made made = only(outcome);
    List<List<Object>> rows = samples(made.bundle()).values().iterator().next();
    assertEquals(10, rows.size(), "the one that was cut is left out");
    assertEquals(List.of(4.0, -0.5, -4.0, 9.0), rows.get(4).subList(5, 9));
    assertTrue(
        made.notes().contains("By the stamps in the messages: /arm"), made.notes()::toString);
    assertTrue(outcome.findings().stream().anyMatch(f -> f.code() == Code.MESSAGE_BAD));
  }
}
