package dev.handloom.store.export.mcap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.Finding;
import dev.handloom.store.disk.Disk;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.export.ExportProgress;
import dev.handloom.store.export.ExportResult;
import dev.handloom.store.export.ExportResult.State;
import dev.handloom.store.export.ExportRun;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.OldBundle;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.mcap.IndexedMcapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.payload.Form;
import dev.handloom.store.payload.Foxglove;
import dev.handloom.store.payload.PayloadReader;
import dev.handloom.store.payload.PictureMessage;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.video.AnnexB;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McapExportTest {
  private static final String CAMERA = "cam/picture";
  private static final String JPEGS = "shaped/jpegs";

  @TempDir static Path library;
  private static Bundle recorded;

  @TempDir Path folder;
  private Bundle bundle;
  private Path out;

  @BeforeAll
  static void record() throws Exception {
    try (FakeRig rig =
        new FakeRig(
            FakeRig.camera("cam", 320, 240, 30),
            new DeviceConfig("shaped", "shaped", "shaped", "fake:shaped", Map.of(), 0))) {
      recorded = Takes.record(rig, library, 24);
    }
  }

  /// Each test has an episode of its own, to spoil as it likes.
  @BeforeEach
  void copy() throws IOException {
    Path mine = folder.resolve("library").resolve(recorded.id().text());
    Files.createDirectories(mine);
    try (Stream<Path> files = Files.list(recorded.folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, mine.resolve(file.getFileName()));
      }
    }
    bundle = new Bundle(mine);
    out = Files.createDirectory(folder.resolve("out"));
  }

  private ExportResult export(boolean whole, boolean overwrite) throws Exception {
    return export(Disk.ofThisMachine(), whole, overwrite);
  }

  private ExportResult export(Disk disk, boolean whole, boolean overwrite) throws Exception {
    ExportRun run =
        new ExportRun(
            new McapExport(disk, out, McapWish.of(whole, overwrite), "test"), () -> false);
    return run.run(List.of(bundle), ExportProgress.none()).getFirst();
  }

  @Test
  void whatAModelPredictedIsNeverExportedAndTheCheckSaysSo() throws Exception {
    String sound = Files.readString(bundle.manifest());
    String marked =
        sound.replaceFirst(
            "(\"name\" : \"" + CAMERA + "\",\\s*\"kind\" : \"[A-Z_]+\",\\s*\"maker\" : )null",
            "$1\"predicted by 12ab34cd\"");
    assertFalse(sound.equals(marked), sound);
    Files.writeString(bundle.manifest(), marked);
    for (boolean whole : List.of(true, false)) {
      ExportResult refused = export(whole, true);
      assertEquals(State.EPISODE_BAD, refused.state());
      assertTrue(refused.message().startsWith("A model predicted " + CAMERA), refused.message());
    }
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(0, files.count());
    }
    assertTrue(
        EpisodeCheck.check(bundle, false, CheckProgress.none()).findings().stream()
            .anyMatch(f -> f.code() == Finding.Code.PREDICTED && f.subject().equals(CAMERA)));
    Files.writeString(bundle.manifest(), sound);
    assertEquals(State.EXPORTED, export(true, true).state());
  }

  @Test
  void namesCanBeLeftOut() throws Exception {
    String manifest = Files.readString(bundle.manifest());
    Files.writeString(
        bundle.manifest(),
        manifest
            .replaceFirst("\"person\" : \"[^\"]*\"", "\"person\" : \"Zoe Zebra\"")
            .replaceFirst("\"rig\" : \"[^\"]*\"", "\"rig\" : \"Zoe Zebra's bench\""));
    ExportRun run =
        new ExportRun(
            new McapExport(
                Disk.ofThisMachine(), out, new McapWish(true, true, true, List.of()), "test"),
            () -> false);
    ExportResult result = run.run(List.of(bundle), ExportProgress.none()).getFirst();
    assertEquals(State.EXPORTED, result.state(), result.message());
    try (IndexedMcapReader reader = IndexedMcapReader.open(result.file())) {
      assertEquals(List.of(), reader.attachmentIndexes(), "manifest, review, calibrations");
      McapRecord.Metadata episode =
          reader.metadata(dev.handloom.store.payload.Topics.EPISODE_METADATA).getFirst();
      assertFalse(episode.entries().containsKey("person"));
      assertFalse(episode.entries().containsKey("rig"));
      assertTrue(episode.entries().containsKey("task"));
    }
    assertEquals(State.IN_THE_WAY, export(true, false).state(), "with names it is another file");
    assertEquals(
        State.ALREADY_THERE, run.run(List.of(bundle), ExportProgress.none()).getFirst().state());
    assertEquals(State.EXPORTED, export(true, true).state());
    try (IndexedMcapReader reader = IndexedMcapReader.open(result.file())) {
      assertFalse(reader.attachmentIndexes().isEmpty(), "and with names they are there");
    }
  }

  @Test
  void everySampleAndEveryPictureIsInOneFile() throws Exception {
    ExportResult result = export(false, false);
    assertEquals(State.EXPORTED, result.state(), result.message());
    EpisodeReader episode = EpisodeReader.open(bundle);
    TopicsOfFile topics = TopicsOfFile.read(result.file());
    PayloadReader payload = new PayloadReader();
    for (var each : episode.signals().values()) {
      TopicsOfFile.Topic topic = topics.get("/" + each.spec().name());
      assertEquals(Form.of(each.spec()).schema(), topic.schema());
      assertEquals(each.size(), topic.messages().size());
      for (int i = 0; i < each.size(); i++) {
        payload.read(Form.of(each.spec()), topic.messages().get(i).data());
        assertEquals(each.captureNanos(i), payload.captureNanos());
        assertEquals(each.sequence(i), payload.sequence());
        assertEquals(each.value(i, 0), payload.value(0));
      }
    }
    assertEquals(Foxglove.VIDEO, topics.get("/" + CAMERA).schema());
    assertEquals(Foxglove.IMAGE, topics.get("/" + JPEGS).schema());
    for (var camera : episode.cameras().entrySet()) {
      TopicsOfFile.Topic topic = topics.get("/" + camera.getKey());
      assertEquals(camera.getValue().size(), topic.messages().size());
      long anchored =
          episode
              .manifest()
              .times()
              .anchor()
              .toUnixNanos(camera.getValue().times().captureNanos(0));
      assertEquals(anchored, topic.messages().getFirst().publishTimeNanos());
    }
    PictureMessage picture = new PictureMessage();
    int keys = 0;
    for (McapRecord.Message message : topics.get("/" + CAMERA).messages()) {
      picture.read(message.data());
      assertEquals(picture.keyFrame(), AnnexB.beginsWithSets(picture.video()));
      keys += picture.keyFrame() ? 1 : 0;
    }
    assertTrue(keys > 0 && keys < topics.get("/" + CAMERA).messages().size(), keys + " keys");
    try (IndexedMcapReader reader = IndexedMcapReader.open(result.file())) {
      McapRecord.Attachment manifest = reader.attachment(reader.attachmentIndexes().getFirst());
      byte[] bytes = new byte[manifest.data().remaining()];
      manifest.data().duplicate().get(bytes);
      assertArrayEquals(Files.readAllBytes(bundle.manifest()), bytes);
    }
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(List.of(result.file()), files.toList());
    }
  }

  @Test
  void whatPeopleSaidIsInTheFileAndOnlyTheUsedPartOfTheTake() throws Exception {
    EpisodeReader episode = EpisodeReader.open(bundle);
    long length = episode.stopNanos() - episode.startNanos();
    long from = length / 2;
    new ReviewJournal(bundle.review())
        .append(
            List.of(
                ReviewEntry.now("p01", What.VERDICT, "SUCCESS"),
                ReviewEntry.now("p01", What.TAG, "left-handed"),
                ReviewEntry.segment("p01", "pour", length / 3, length, "pour the tea", "task"),
                ReviewEntry.segment("p01", "reach", 0, length / 4, "", ""),
                // What nobody has accepted is nobody's segment.
                ReviewEntry.segment(Review.PROPOSER, "episode", 0, length, "", Review.CUTS),
                ReviewEntry.use("p01", from, length)));
    ExportResult part = export(false, false);
    assertEquals(State.EXPORTED, part.state(), part.message());
    TopicsOfFile topics = TopicsOfFile.read(part.file());
    long begin = episode.startNanos() + from;
    PayloadReader payload = new PayloadReader();
    TopicsOfFile.Topic angles = topics.get("/shaped/angles");
    payload.read(Form.JOINTS, angles.messages().getFirst().data());
    assertTrue(payload.captureNanos() >= begin);
    var whole = episode.signal("shaped/angles").orElseThrow();
    assertEquals(whole.size() - 1 - whole.indexAt(begin - 1), angles.messages().size());
    PictureMessage first = new PictureMessage();
    first.read(topics.get("/" + CAMERA).messages().getFirst().data());
    assertTrue(first.keyFrame());
    var camera = episode.camera(CAMERA).orElseThrow();
    int held = Math.max(0, camera.indexAt(begin));
    while (held > 0 && !camera.row(held).keyFrame()) {
      held--;
    }
    assertEquals(camera.times().captureNanos(held), first.captureNanos());
    assertEquals(1, topics.get("/studio/segments").messages().size());
    assertEquals(Foxglove.EVENT, topics.get("/studio/segments").schema());
    assertEquals("SUCCESS", TopicsOfFile.metadata(part.file(), "handloom.review").get("verdict"));
    assertEquals("left-handed", TopicsOfFile.metadata(part.file(), "handloom.review").get("tags"));
    assertEquals(
        "true", TopicsOfFile.metadata(part.file(), "handloom.export").get("part_of_the_take"));

    assertEquals(State.IN_THE_WAY, export(true, false).state());
    ExportResult all = export(true, true);
    assertEquals(State.EXPORTED, all.state(), all.message());
    assertEquals(
        whole.size(), TopicsOfFile.read(all.file()).get("/shaped/angles").messages().size());
    assertEquals(2, TopicsOfFile.read(all.file()).get("/studio/segments").messages().size());
  }

  @Test
  void aSecondRunLeavesOutWhatIsThereAndNeverOverwritesUnasked() throws Exception {
    // What a run that was killed leaves is in nobody's way.
    Path left = Files.writeString(out.resolve(bundle.id().text() + ".mcap.part"), "half");
    ExportResult first = export(false, false);
    assertFalse(Files.exists(left));
    long changed = Files.getLastModifiedTime(first.file()).toMillis();
    assertEquals(State.ALREADY_THERE, export(false, false).state());
    assertEquals(State.ALREADY_THERE, export(false, true).state());
    assertEquals(changed, Files.getLastModifiedTime(first.file()).toMillis());
    new ReviewJournal(bundle.review())
        .append(List.of(ReviewEntry.now("p01", What.VERDICT, "FAIL")));
    ExportResult second = export(false, false);
    assertEquals(State.IN_THE_WAY, second.state());
    assertTrue(second.message().endsWith(first.file().toString()), second.message());
    assertEquals(State.EXPORTED, export(false, true).state());
    assertEquals("FAIL", TopicsOfFile.metadata(first.file(), "handloom.review").get("verdict"));
    try (FileChannel channel = FileChannel.open(first.file(), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 9);
    }
    assertEquals(State.IN_THE_WAY, export(false, false).state());
  }

  @Test
  void aBundleOfTheFirstVersionsIsReadAndExportedInPublishedMessages() throws Exception {
    EpisodeReader before = EpisodeReader.open(bundle);
    List<Finding> findings = findings();
    OldBundle.make(bundle);
    EpisodeReader old = EpisodeReader.open(bundle);
    assertEquals(before.events(), old.events());
    var hand = before.signal("shaped/hand").orElseThrow();
    var oldHand = old.signal("shaped/hand").orElseThrow();
    assertEquals(hand.size(), oldHand.size());
    assertEquals(hand.value(3, 40), oldHand.value(3, 40));
    assertEquals(findings, findings());
    ExportResult result = export(false, false);
    assertEquals(State.EXPORTED, result.state(), result.message());
    TopicsOfFile.Topic topic = TopicsOfFile.read(result.file()).get("/shaped/hand");
    assertEquals("foxglove.PosesInFrame", topic.schema());
    PayloadReader payload = new PayloadReader();
    payload.read(Form.HAND, topic.messages().get(3).data());
    assertEquals(hand.value(3, 40), payload.value(40));
    assertEquals(hand.boundNanos(3), payload.boundNanos());
  }

  /// On a machine with much else to do, a take has some of its own.
  private List<Finding> findings() {
    return EpisodeCheck.check(bundle, false, CheckProgress.none()).findings();
  }

  @Test
  void aFullDiskLeavesNothingHalfAndSaysWhatToDo() throws Exception {
    long size = export(false, false).bytes();
    Files.delete(out.resolve(bundle.id().text() + ".mcap"));
    for (long room : List.of(0L, 10L, 5_000L, size / 2, size - 1)) {
      ExportResult full = export(new FaultyDisks.Full(room, Long.MAX_VALUE), false, false);
      assertEquals(State.DISK_FAILED, full.state(), "room " + room);
      assertTrue(full.message().startsWith("The disk is full"), full.message());
      try (Stream<Path> files = Files.list(out)) {
        assertEquals(0, files.count(), "room " + room);
      }
    }
    ExportResult known = export(new FaultyDisks.Full(Long.MAX_VALUE, 100_000), false, false);
    assertTrue(known.message().contains("0.1 MB are free"), known.message());
    assertEquals(State.EXPORTED, export(false, false).state());
  }

  @Test
  void aFileThatIsNotReadBackAsItWasWrittenIsNotCalledExported() throws Exception {
    long size = export(false, false).bytes();
    Files.delete(out.resolve(bundle.id().text() + ".mcap"));
    for (int step = 1; step <= 12; step++) {
      long place = size * step / 13;
      ExportResult wrong = export(new FaultyDisks.Flipping(place), false, false);
      assertEquals(State.DISK_FAILED, wrong.state(), "byte " + place);
      assertTrue(wrong.message().contains("not read back as it was written"), wrong.message());
      try (Stream<Path> files = Files.list(out)) {
        assertEquals(0, files.count());
      }
    }
  }

  @Test
  void anEpisodeThatIsNotWhatItSaysIsRefused() throws Exception {
    Path video = bundle.folder().resolve("cam.mp4");
    if (!Files.exists(video)) {
      video =
          bundle
              .folder()
              .resolve(EpisodeReader.open(bundle).manifest().cameras().getFirst().file());
    }
    byte[] bytes = Files.readAllBytes(video);
    // Single bytes of the file may lie where nothing reads any more.
    for (int part = 20; part < 100; part++) {
      bytes[(int) ((long) bytes.length * part / 100)] ^= 1;
    }
    Files.write(video, bytes);
    ExportResult result = export(false, false);
    assertEquals(State.EPISODE_BAD, result.state());
    assertTrue(result.message().contains("A check says what is wrong"), result.message());
    assertTrue(result.message().endsWith(video.toString()), result.message());
    assertFalse(Files.exists(result.file()));
    Files.delete(bundle.manifest());
    assertEquals(State.EPISODE_BAD, export(false, false).state());
  }

  @Test
  void aRunThatIsStoppedLeavesWholeFilesOnly() throws Exception {
    ExportRun run =
        new ExportRun(
            new McapExport(Disk.ofThisMachine(), out, McapWish.of(false, false), "test"),
            () -> true);
    // Held from its first step on, so that there is something to stop.
    assertThrows(
        CancellationException.class,
        () ->
            run.run(
                List.of(bundle),
                (_, _, _) -> {
                  throw new CancellationException();
                }));
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(0, files.count());
    }
  }
}
