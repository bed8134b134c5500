package dev.handloom.store.export.lerobot;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.export.DatasetDraft;
import dev.handloom.store.export.DatasetGate;
import dev.handloom.store.export.DatasetGate.Passage;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetOrder;
import dev.handloom.store.export.DatasetOutcome;
import dev.handloom.store.export.DatasetOutcome.State;
import dev.handloom.store.export.DatasetRun;
import dev.handloom.store.export.ExportProgress;
import dev.handloom.store.export.formats.DatasetFormats;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.lerobot.LeRobotEpisode;
import dev.handloom.store.lerobot.LeRobotFolder;
import dev.handloom.store.lerobot.StoredFigures;
import dev.handloom.store.library.Library;
import dev.handloom.store.parquet.ParquetFile;
import dev.handloom.store.parquet.RowAssembler;
import dev.handloom.store.video.EvenVideo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Episodes are added to a dataset that is there.
class GrowingTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TAKES = 3;

  @TempDir static Path recorded;
  private static final List<Bundle> TAKEN = new ArrayList<>();

  @TempDir Path folder;

  @BeforeAll
  static void record() throws Exception {
    try (FakeRig rig =
            new FakeRig(FakeRig.glove("glove", Map.of()), FakeRig.camera("cam", 64, 48, 30));
        Library library = Library.open(recorded.resolve("library"))) {
      for (int i = 0; i < TAKES; i++) {
        TAKEN.add(Takes.record(rig, library, "take " + (i % 2), 24 + 6 * i));
      }
    }
  }

  private static final Wish TWENTY = wish(20, null, 0);

  private static Wish wish(double hz, @Nullable ActionRule rule, int side) {
    return new Wish(hz, rule, Wish.USUAL_OLDEST_MILLIS, side, List.of(), List.of(), 24, null);
  }

  private static DatasetOrder order(
      List<Bundle> bundles, Path out, Wish wish, DatasetOptions options) throws IOException {
    LeRobotFormat format = new LeRobotFormat();
    DatasetDraft draft =
        DatasetDraft.of(bundles, format, wish, options, new DatasetDraft.Choice(false, false));
    return new DatasetOrder(
        out,
        format,
        draft.plan(),
        draft.options(),
        draft.episodes(),
        false,
        false,
        new DatasetOrder.Labels("A test", "", List.of(), List.of(), "test"));
  }

  private static DatasetOrder order(List<Bundle> bundles, Path out) throws IOException {
    return order(bundles, out, TWENTY, DatasetOptions.USUAL);
  }

  private static DatasetOutcome run(DatasetOrder order) throws Exception {
    return run(order, DatasetFormats.gate());
  }

  private static DatasetOutcome run(DatasetOrder order, DatasetGate gate) throws Exception {
    return new DatasetRun(order, gate, () -> false).run(ExportProgress.none());
  }

  private Path begun() throws Exception {
    Path out = folder.resolve("grows");
    DatasetOutcome outcome = run(order(TAKEN.subList(0, 1), out));
    assertEquals(State.EXPORTED, outcome.state(), outcome::toString);
    return out;
  }

  /// Every file with its bytes.
  private static Map<String, byte[]> seen(Path dataset) throws IOException {
    Map<String, byte[]> seen = new TreeMap<>();
    try (Stream<Path> files = Files.walk(dataset)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        seen.put(dataset.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return seen;
  }

  private static void same(Map<String, byte[]> one, Map<String, byte[]> other) {
    assertEquals(one.keySet(), other.keySet());
    one.forEach((file, bytes) -> assertArrayEquals(bytes, other.get(file), file));
  }

  private static List<Map<String, @Nullable Object>> rows(Path dataset, String below)
      throws IOException {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Path file : LeRobotFolder.files(dataset.resolve(below), ".parquet")) {
      try (ParquetFile table = ParquetFile.open(file)) {
        for (int group = 0; group < table.groups(); group++) {
          RowAssembler each = table.assemble(group, null);
          for (Map<String, @Nullable Object> row = each.next(); row != null; row = each.next()) {
            rows.add(row);
          }
        }
      }
    }
    return rows;
  }

  @Test
  void whatGrewSaysWhatOneThatWasMadeAtOnceSays() throws Exception {
    Path out = begun();
    Map<String, byte[]> before = seen(out);
    DatasetOutcome grown = run(order(TAKEN, out).appending());
    assertEquals(State.EXPORTED, grown.state(), grown::toString);
    assertEquals(1, grown.before());
    assertEquals(1, grown.there(), "the first is in it");
    Path atOnce = folder.resolve("at once");
    assertEquals(State.EXPORTED, run(order(TAKEN, atOnce)).state());
    assertEquals(rows(atOnce, "data"), rows(out, "data"));
    List<Map<String, @Nullable Object>> episodes = rows(out, "meta/episodes");
    List<Map<String, @Nullable Object>> wanted = rows(atOnce, "meta/episodes");
    assertEquals(TAKES, episodes.size());
    for (int i = 0; i < TAKES; i++) {
      for (String key : List.of("episode_index", "tasks", "length", "dataset_to_index")) {
        assertEquals(wanted.get(i).get(key), episodes.get(i).get(key), key);
      }
      assertEquals(wanted.get(i).keySet(), episodes.get(i).keySet());
      assertEquals(i == 0 ? 0L : 1L, episodes.get(i).get("data/file_index"), "a file of its own");
      assertEquals(i == 0 ? 0L : 1L, episodes.get(i).get("meta/episodes/file_index"));
    }
    assertEquals(rows(atOnce, "meta/tasks.parquet"), rows(out, "meta/tasks.parquet"));
    figures(out, atOnce);
    JsonNode info = JSON.readTree(Files.readString(out.resolve("meta/info.json")));
    assertEquals(
        JSON.readTree(Files.readString(atOnce.resolve("meta/info.json"))),
        info,
        "and nothing else in it is another");
    assertEquals("0:" + TAKES, info.get("splits").get("train").asString());
    Map<String, byte[]> after = seen(out);
    for (String file : before.keySet()) {
      if (file.startsWith("data") || file.startsWith("videos")) {
        assertArrayEquals(before.get(file), after.get(file), file);
      }
    }
    String card = Files.readString(out.resolve("README.md"));
    for (Bundle bundle : TAKEN) {
      assertEquals(2, card.split(bundle.id().text(), -1).length, card);
    }
    assertFalse(Files.exists(out.resolveSibling("grows.unfinished")));
    for (int i = 0; i < TAKES; i++) {
      assertTrue(
          Files.exists(out.resolve("meta/handloom/rows/episode-00000" + i + ".parquet")),
          "row " + i);
    }
  }

  private static void figures(Path one, Path other) {
    Map<String, Map<String, double[]>> grown = StoredFigures.all(one, new DatasetFindings());
    Map<String, Map<String, double[]>> atOnce = StoredFigures.all(other, new DatasetFindings());
    assertNotNull(grown);
    assertNotNull(atOnce);
    assertEquals(atOnce.keySet(), grown.keySet());
    atOnce.forEach((column, figures) ->
        figures.forEach((figure, values) -> {
          double[] own = requireNonNull(requireNonNull(grown.get(column)).get(figure));
          boolean wider = column.startsWith("observation.images.") && figure.startsWith("q");
          for (int i = 0; i < values.length; i++) {
            String what = column + " " + figure + " " + i;
            if (wider && !figure.equals("q90") && !figure.equals("q99")) {
              assertTrue(own[i] <= values[i] + 1e-9, what);
            } else if (wider) {
              assertTrue(own[i] >= values[i] - 1e-9, what);
            } else {
              assertEquals(values[i], own[i], 1e-6 * Math.max(1, Math.abs(values[i])), what);
            }
          }
        }));
  }

  @Test
  void whatIsInItIsNotAddedAgain() throws Exception {
    Path out = begun();
    Map<String, byte[]> before = seen(out);
    DatasetOutcome outcome = run(order(TAKEN.subList(0, 1), out).appending());
    assertEquals(State.EXPORTED, outcome.state(), outcome::toString);
    assertTrue(outcome.message().startsWith("Nothing was added"), outcome.message());
    assertEquals(1, outcome.there());
    same(before, seen(out));
    assertFalse(Files.exists(out.resolveSibling("grows.unfinished")));
  }

  @Test
  void whatDoesNotFitIsRefusedAndSaid() throws Exception {
    Path out = begun();
    Map<String, byte[]> before = seen(out);
    refused(order(TAKEN, out, wish(10, null, 0), DatasetOptions.USUAL), "20 rows a second");
    refused(
        order(TAKEN, out, wish(20, ActionRule.STEP, 0), DatasetOptions.USUAL), "actions are made");
    refused(
        order(TAKEN, out, wish(20, null, 32), DatasetOptions.USUAL), "64×48 there, and of 32×24");
    refused(
        order(TAKEN, out, TWENTY, new DatasetOptions(EvenVideo.Coding.AV1, 100, 200, Map.of())),
        "are h264, and these are av1");
    Path info = out.resolve("meta/info.json");
    ObjectNode other = (ObjectNode) JSON.readTree(Files.readString(info));
    Files.writeString(info, JSON.writeValueAsString(other.put("robot_type", "so101")));
    DatasetOrder wanted = order(TAKEN, out);
    IOException robot =
        assertThrows(
            IOException.class,
            () -> new LeRobotFormat().base(out, wanted.plan(), wanted.options(), "two gloves"));
    assertTrue(String.valueOf(robot.getMessage()).contains("is “so101”"), robot.getMessage());
    ObjectNode names = (ObjectNode) JSON.readTree(before.get("meta/info.json"));
    ObjectNode action = (ObjectNode) names.path("features").path("action");
    action.withArray("names").set(1, "wrist");
    Files.writeString(info, JSON.writeValueAsString(names));
    refused(order(TAKEN, out), "number 2 of column “action” is “wrist” there");
    action.withArray("shape").set(0, 5);
    action.withArray("names").add("elbow");
    Files.writeString(info, JSON.writeValueAsString(names));
    refused(order(TAKEN, out), "column “action” has 5 numbers there, and 2 here");
    ((ObjectNode) names.path("features")).remove("action");
    Files.writeString(info, JSON.writeValueAsString(names));
    refused(order(TAKEN, out), "fill a column “action”, which it has not");
    Files.write(info, before.get("meta/info.json"));
    same(before, seen(out));
  }

  private static void refused(DatasetOrder order, String why) throws Exception {
    DatasetOutcome outcome = run(order.appending());
    assertEquals(State.REFUSED, outcome.state(), outcome::toString);
    assertTrue(outcome.message().contains(why), outcome.message());
  }

  @Test
  void untilItIsLookedOverTheOldOneStands() throws Exception {
    Path out = begun();
    Map<String, byte[]> before = seen(out);
    DatasetOrder more = order(TAKEN, out).appending();
    DatasetOutcome faulty =
        run(
            more,
            (dataset, _) -> {
              same(before, seen(out));
              assertEquals(TAKES, rows(dataset, "meta/episodes").size(), "the new one is whole");
              return new Passage(List.of("row 3 is wrong"), List.of());
            });
    assertEquals(State.FAULTY, faulty.state());
    same(before, seen(out));
    AtomicReferenceRun running = new AtomicReferenceRun();
    DatasetRun stopped =
        new DatasetRun(
            more,
            (_, told) -> {
              running.stop();
              told.accept(0.5);
              return new Passage(List.of(), List.of());
            },
            () -> false);
    running.run = stopped;
    assertEquals(State.STOPPED, stopped.run(ExportProgress.none()).state());
    same(before, seen(out));
    DatasetOutcome whole = run(more);
    assertEquals(State.EXPORTED, whole.state(), whole::toString);
    assertEquals(TAKES - 1, whole.kept(), "what was prepared is not made again");
  }

  private static final class AtomicReferenceRun {
    private volatile @Nullable DatasetRun run;

    private void stop() {
      DatasetRun stops = run;
      assertNotNull(stops);
      stops.stop();
    }
  }

  @Test
  void aDatasetThatSomebodyChangesMeanwhileIsLeftAlone() throws Exception {
    Path out = begun();
    DatasetOutcome outcome =
        run(
            order(TAKEN, out).appending(),
            (_, _) -> {
              Files.writeString(out.resolve("mine.txt"), "mine");
              return new Passage(List.of(), List.of());
            });
    assertEquals(State.REFUSED, outcome.state());
    assertTrue(outcome.message().contains("meanwhile"), outcome.message());
    assertEquals("mine", Files.readString(out.resolve("mine.txt")));
    assertEquals(1, rows(out, "meta/episodes").size());
  }

  @Test
  void oneOfSomebodyElseKeepsItsCardAndIsNeverOverwritten() throws Exception {
    Path out = begun();
    // As LeRobot leaves it: no papers and no columns of ours.
    Files.delete(out.resolve("handloom.json"));
    Files.writeString(out.resolve("README.md"), "theirs");
    DatasetOutcome grown = run(order(TAKEN, out).appending());
    assertEquals(State.EXPORTED, grown.state(), grown::toString);
    assertEquals("theirs", Files.readString(out.resolve("README.md")));
    assertFalse(Files.exists(out.resolve("handloom.json")), "it has not become ours");
    JsonNode added =
        JSON.readTree(Files.readString(out.resolve("meta/handloom/added.json"))).get("episodes");
    assertEquals(TAKES - 1, added.size());
    DatasetOutcome again = run(order(TAKEN, out).appending());
    assertEquals(TAKES, again.there(), again::toString);
  }

  @Test
  void limitsOfFilesGoOn() throws Exception {
    Path out = begun();
    DatasetOptions small = new DatasetOptions(EvenVideo.Coding.H264, 100, 0, Map.of());
    // Beyond 0 MB each episode is a video of its own.
    assertEquals(State.EXPORTED, run(order(TAKEN, out, TWENTY, small).appending()).state());
    LeRobotFolder read = LeRobotFolder.open(out, new DatasetFindings()).orElseThrow();
    List<String> videos = new ArrayList<>();
    for (LeRobotEpisode episode : read.episodes()) {
      episode
          .videos()
          .values()
          .forEach(place -> videos.add(String.valueOf(place.file().getFileName())));
    }
    assertEquals(List.of("file-000.mp4", "file-001.mp4", "file-002.mp4"), videos);
  }

  @Test
  void onlyDatasetsOfThisFormatGrow() throws Exception {
    Path out = folder.resolve("nothing");
    DatasetOutcome none = run(order(TAKEN, out).appending());
    assertEquals(State.REFUSED, none.state());
    assertTrue(none.message().startsWith("There is no dataset yet"), none.message());
    Files.createDirectories(out);
    Files.writeString(out.resolve("thesis.txt"), "three years");
    DatasetOutcome strange = run(order(TAKEN, out).appending());
    assertTrue(strange.message().startsWith("This is no dataset of LeRobot"), strange.message());
    IOException other =
        assertThrows(
            IOException.class, () -> DatasetFormats.named("umi").orElseThrow().manner(out));
    assertTrue(String.valueOf(other.getMessage()).contains("exported anew"), other.getMessage());
  }
}
