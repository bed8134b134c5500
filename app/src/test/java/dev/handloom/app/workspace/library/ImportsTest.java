package dev.handloom.app.workspace.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.library.OpenLibrary;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import dev.handloom.device.stream.Unit;
import dev.handloom.store.importer.BundleMaker;
import dev.handloom.store.importer.DatasetImport.Wording;
import dev.handloom.store.importer.EpisodeDraft;
import dev.handloom.store.importer.EpisodeDraft.Numbers;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImportsTest {
  private static final int ROWS = 100;

  @TempDir Path folder;

  private final List<Notice> notices = new ArrayList<>();
  private final AtomicBoolean recording = new AtomicBoolean();
  private TaskRunner runner = TaskRunner.direct();

  @SuppressWarnings("NullAway.Init") // Each test calls open before.
  private OpenLibrary library;

  @SuppressWarnings("NullAway.Init") // As above.
  private Imports imports;

  @BeforeEach
  void open() {
    library = new OpenLibrary(folder.resolve("library"), TaskRunner.direct(), notices::add);
    library.open();
    imports = new Imports(library, task -> runner.start(task), recording::get, notices::add);
  }

  @AfterEach
  void close() {
    library.close();
  }

  /// MCAP files of episodes, as somebody else has them.
  private Path files(int count) throws IOException {
    Path files = Files.createDirectories(folder.resolve("Stirring"));
    try (Library other = Library.open(folder.resolve("other"))) {
      for (int i = 0; i < count; i++) {
        int number = i;
        StreamSpec spec =
            StreamSpec.signal("arm/state", List.of(new Channel("x", Unit.METRE, -9, 9)), 30, null);
        Numbers numbers =
            new Numbers(
                spec,
                IntStream.range(0, ROWS).mapToLong(r -> r * 33_000_000L).toArray(),
                IntStream.range(0, ROWS)
                    .mapToObj(r -> new double[] {number + r * 0.01})
                    .toArray(double[][]::new),
                1_000_000);
        EpisodeDraft draft =
            new EpisodeDraft(
                "a test, episode " + i,
                "Stir",
                "",
                "",
                1_700_000_000_000_000_000L + i * 60_000_000_000L,
                0,
                ROWS * 33_000_000L,
                List.of(numbers),
                List.of(),
                List.of(),
                List.of());
        Path log = new BundleMaker(other, "test").make(draft, () -> {}).bundle().mcap();
        Files.copy(log, files.resolve("take-" + i + ".mcap"));
      }
    }
    return files;
  }

  private Outcome bring(Path dataset) {
    imports.start(dataset, Wording.NONE, _ -> {});
    return Objects.requireNonNull(imports.work().outcomeProperty().get());
  }

  @Test
  void whatIsSoundComesInOnceAndTheRestIsNamed() throws IOException {
    Path files = files(2);
    Files.writeString(files.resolve("take-2.mcap"), "no log");
    Outcome first = bring(files);
    assertTrue(first.headline().startsWith("2 of 3 episodes imported from "), first.headline());
    assertFalse(first.good());
    assertTrue(
        first.troubles().stream().anyMatch(trouble -> trouble.what().contains("take-2")),
        first.troubles().toString());
    Outcome second = bring(files);
    assertTrue(second.headline().endsWith("; 2 were in the library already"), second.headline());
    Files.delete(files.resolve("take-2.mcap"));
    Outcome third = bring(files);
    assertEquals("Nothing is new: all its 2 episodes are in the library already", third.headline());
    assertTrue(third.good());
    assertEquals(2, Objects.requireNonNull(library.store()).list().size());
  }

  @Test
  void aFolderWithNothingInItSaysWhatCanBeImported() throws IOException {
    imports.start(Files.createDirectory(folder.resolve("empty")), Wording.NONE, _ -> {});
    assertNull(imports.work().outcomeProperty().get());
    Notice told = notices.getLast();
    assertEquals("Nothing was imported", told.title());
    assertTrue(told.detail().contains("LeRobot"), told.detail());
  }

  @Test
  void itRestsDuringATakeAndStopsWhenAsked() throws Exception {
    Path files = files(2);
    recording.set(true);
    List<Thread> threads = new ArrayList<>();
    runner =
        task -> {
          Thread thread = new Thread(() -> TaskRunner.direct().start(task));
          threads.add(thread);
          thread.start();
        };
    imports.start(files, Wording.NONE, _ -> {});
    @Nullable BackgroundTask<?> task = imports.work().runningProperty().get();
    assertNotNull(task);
    while (!task.stepProperty().get().contains("rests")) {
      Thread.onSpinWait();
    }
    task.cancel();
    threads.getFirst().join();
    Outcome done = Objects.requireNonNull(imports.work().outcomeProperty().get());
    assertTrue(done.headline().startsWith("0 of 2 episodes imported"), done.headline());
    assertEquals("2 episodes are still to come", done.troubles().getFirst().what());
    recording.set(false);
    runner = TaskRunner.direct();
    assertTrue(bring(files).good(), "it goes on");
  }
}
