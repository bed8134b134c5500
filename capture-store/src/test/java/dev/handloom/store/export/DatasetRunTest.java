package dev.handloom.store.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.export.DatasetGate.Passage;
import dev.handloom.store.export.DatasetOutcome.State;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// How a dataset comes to its name, with a format that writes next to nothing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatasetRunTest {
  private static final int TAKES = 4;

  private final Path folder;
  private final List<Bundle> bundles = new ArrayList<>();
  private int outs;

  DatasetRunTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void recordTakes() throws Exception {
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of()));
        Library library = Library.open(folder.resolve("library"))) {
      for (int i = 0; i < TAKES; i++) {
        bundles.add(Takes.record(rig, library, "take " + i, 30));
      }
    }
  }

  /// Prepares a file for each episode, and lists them in one.
  private static final class Listing implements DatasetFormat {
    private final AtomicInteger prepared = new AtomicInteger();
    private final AtomicReference<IOException> failure = new AtomicReference<>();

    @Override
    public String name() {
      return "listing";
    }

    @Override
    public String words() {
      return "a list";
    }

    @Override
    public String purpose() {
      return "a list of episodes";
    }

    @Override
    public DatasetWriter open(Path into, DatasetPlan plan, DatasetOptions options) {
      List<String> lines = new ArrayList<>();
      return new DatasetWriter() {
        @Override
        public void prepare(PreparedEpisode episode, Steps steps) throws IOException {
          prepared.incrementAndGet();
          IOException wrong = failure.get();
          if (wrong != null && episode.task().equals("take 2")) {
            throw wrong;
          }
          Files.writeString(episode.scratch().resolve("task.txt"), episode.task());
          steps.add(episode.rows().rows());
        }

        @Override
        public void add(PreparedEpisode episode) throws IOException {
          lines.add(
              episode.number() + " " + Files.readString(episode.scratch().resolve("task.txt")));
        }

        @Override
        public void finish(DatasetFacts facts) throws IOException {
          Files.write(into.resolve("list.txt"), lines);
        }

        @Override
        public void close() {}
      };
    }
  }

  private Path out() {
    return folder.resolve("out" + outs++);
  }

  private DatasetOrder order(Listing format, Path out, boolean overwrite) throws IOException {
    DatasetDraft draft =
        DatasetDraft.of(
            bundles,
            format,
            Wish.USUAL,
            DatasetOptions.USUAL,
            new DatasetDraft.Choice(false, false));
    assertEquals(TAKES, draft.episodes().size());
    assertTrue(draft.rows() > TAKES, draft.toString());
    return new DatasetOrder(
        out,
        format,
        draft.plan(),
        draft.options(),
        draft.episodes(),
        false,
        overwrite,
        new DatasetOrder.Labels("A list", "cc0-1.0", List.of("x: y"), List.of(), "test"));
  }

  private static DatasetOutcome run(DatasetOrder order, DatasetGate gate) throws Exception {
    return new DatasetRun(order, gate, () -> false).run(ExportProgress.none());
  }

  private static Path unfinished(Path out) {
    return out.resolveSibling(out.getFileName() + ".unfinished");
  }

  @Test
  void aDatasetHasItsNameOnlyOnceItIsWhole() throws Exception {
    Path out = out();
    List<Path> seen = new ArrayList<>();
    DatasetOutcome outcome =
        run(
            order(new Listing(), out, false),
            (dataset, told) -> {
              told.accept(0.5);
              seen.add(dataset);
              assertFalse(Files.exists(out), "not before it was looked over");
              return new Passage(List.of(), List.of("a remark"));
            });
    assertEquals(State.EXPORTED, outcome.state(), outcome.message());
    assertEquals(List.of("a remark"), outcome.findings());
    assertEquals(
        List.of("0 take 0", "1 take 1", "2 take 2", "3 take 3"),
        Files.readAllLines(out.resolve("list.txt")));
    assertEquals(1, seen.size());
    assertFalse(Files.exists(unfinished(out)));
    String card = Files.readString(out.resolve("README.md"));
    assertTrue(card.contains("license: cc0-1.0") && card.contains("\"x: y\""), card);
    assertTrue(card.contains("| take 2 | 1 |"), card);
    assertTrue(card.contains("| glove/"), card);
    assertTrue(card.contains("can be recognised"), card);
  }

  @Test
  void aFaultyOneLiesBesideAndTheGoodOneStays() throws Exception {
    Path out = out();
    assertEquals(State.EXPORTED, run(order(new Listing(), out, false), DatasetGate.open()).state());
    Files.writeString(out.resolve("mine.txt"), "mine");
    DatasetOutcome refused = run(order(new Listing(), out, false), DatasetGate.open());
    assertEquals(State.REFUSED, refused.state());
    assertTrue(refused.message().contains("left alone"), refused.message());
    DatasetOutcome faulty =
        run(
            order(new Listing(), out, true),
            (_, _) -> new Passage(List.of("row 3 is wrong"), List.of()));
    assertEquals(State.FAULTY, faulty.state());
    assertEquals(
        List.of("row 3 is wrong"), Files.readAllLines(faulty.folder().resolve("FAULTS.txt")));
    assertTrue(Files.exists(faulty.folder().resolve("list.txt")));
    assertEquals("mine", Files.readString(out.resolve("mine.txt")), "the good one stays");
    assertEquals(State.EXPORTED, run(order(new Listing(), out, true), DatasetGate.open()).state());
    assertFalse(Files.exists(out.resolve("mine.txt")), "a good one replaces it");
  }

  @Test
  void aStoppedRunGoesOnWhereItWas() throws Exception {
    Path out = out();
    Listing format = new Listing();
    DatasetOrder order = order(format, out, false);
    AtomicReference<DatasetRun> running = new AtomicReference<>();
    DatasetRun run =
        new DatasetRun(
            order,
            (_, _) -> {
              // All are prepared, and nothing has its name.
              Objects.requireNonNull(running.get()).stop();
              throw new ExportRun.Stopped();
            },
            () -> false);
    running.set(run);
    DatasetOutcome stopped = run.run(ExportProgress.none());
    assertEquals(State.STOPPED, stopped.state(), stopped.message());
    assertTrue(stopped.message().contains("kept"), stopped.message());
    assertFalse(Files.exists(out));
    assertEquals(TAKES, format.prepared.get());
    // One of them was cut short.
    Path half = unfinished(out).resolve("prepared").resolve(bundles.get(1).id().text());
    Files.delete(half.resolve("done.txt"));
    Files.writeString(half.resolve("task.txt"), "half of i");
    DatasetOutcome whole = run(order, DatasetGate.open());
    assertEquals(State.EXPORTED, whole.state(), whole.message());
    assertEquals(TAKES - 1, whole.kept());
    assertEquals(TAKES + 1, format.prepared.get());
    assertEquals("1 take 1", Files.readAllLines(out.resolve("list.txt")).get(1));
  }

  @Test
  void otherWishesPrepareAnew() throws Exception {
    Path out = out();
    Listing format = new Listing();
    DatasetOrder order = order(format, out, false);
    run(
        order,
        (_, _) -> {
          throw new ExportRun.Stopped();
        });
    DatasetOrder other =
        new DatasetOrder(
            out,
            format,
            order.plan(),
            new DatasetOptions(order.options().coding(), 5, 5, Map.of()),
            order.episodes(),
            false,
            false,
            order.labels());
    assertEquals(0, run(other, DatasetGate.open()).kept());
    assertEquals(2 * TAKES, format.prepared.get());
  }

  @Test
  void anEpisodeThatCannotBeInItIsLeftOut() throws Exception {
    Listing format = new Listing();
    format.failure.set(new IOException("its pictures are damaged"));
    DatasetOutcome outcome = run(order(format, out(), false), DatasetGate.open());
    assertEquals(State.EXPORTED, outcome.state(), outcome.message());
    assertEquals(1, outcome.unfit().size());
    assertEquals("its pictures are damaged", outcome.unfit().getFirst().why());
    assertEquals(
        List.of("0 take 0", "1 take 1", "2 take 3"),
        Files.readAllLines(outcome.folder().resolve("list.txt")));
  }

  @Test
  void aFullDiskEndsItAndWhatIsPreparedStays() throws Exception {
    Path out = out();
    Listing format = new Listing();
    format.failure.set(new IOException("No space left on device"));
    DatasetOrder order = order(format, out, false);
    DatasetOutcome full = run(order, DatasetGate.open());
    assertEquals(State.DISK_FAILED, full.state());
    assertTrue(
        full.message().startsWith("The disk is full. What was prepared is kept"), full.message());
    assertFalse(Files.exists(out));
    format.failure.set(null);
    DatasetOutcome whole = run(order, DatasetGate.open());
    assertEquals(State.EXPORTED, whole.state(), whole.message());
    assertTrue(whole.kept() >= 1, "taken over: " + whole.kept());
  }

  @Test
  void nothingOfOthersIsTouched() throws Exception {
    Path out = out();
    Files.createDirectories(unfinished(out));
    Files.writeString(unfinished(out).resolve("thesis.txt"), "three years");
    DatasetOutcome refused = run(order(new Listing(), out, false), DatasetGate.open());
    assertEquals(State.REFUSED, refused.state());
    assertEquals("three years", Files.readString(unfinished(out).resolve("thesis.txt")));
    Path taken = out();
    Files.createDirectories(taken);
    Files.writeString(taken.resolve("thesis.txt"), "three years");
    DatasetOutcome again = run(order(new Listing(), taken, true), DatasetGate.open());
    assertEquals(State.REFUSED, again.state(), "overwriting is for datasets of ours");
    assertTrue(Files.exists(taken.resolve("thesis.txt")));
  }

  @Test
  void twoRunsDoNotShareAFolder() throws Exception {
    Path out = out();
    DatasetOrder order = order(new Listing(), out, false);
    AtomicReference<DatasetOutcome> second = new AtomicReference<>();
    DatasetOutcome first =
        run(
            order,
            (_, _) -> {
              try {
                second.set(run(order, DatasetGate.open()));
              } catch (Exception e) {
                throw new IOException(e);
              }
              return new Passage(List.of(), List.of());
            });
    DatasetOutcome refused = second.get();
    assertNotNull(refused);
    assertEquals(State.REFUSED, refused.state());
    assertTrue(refused.message().contains("under way"), refused.message());
    assertEquals(State.EXPORTED, first.state(), first.message());
  }
}
