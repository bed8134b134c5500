package dev.handloom.store.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.fake.PaperBundle;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.ReviewJournal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A library that several programs have open, and programs that are killed.
class TwoProgramsTest {
  /// `-Dhandloom.kills=200` for the long run.
  private static final int KILLS = Integer.getInteger("handloom.kills", 4);

  private static final int EPISODES = 25;
  private static final int MOST_MILLIS = 300;

  @TempDir Path folder;

  private static Process child(Path folder, String name, int count, List<EpisodeId> shared)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LibraryChild.class.getName(),
                folder.toString(),
                name,
                Integer.toString(count)));
    shared.forEach(id -> command.add(id.text()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  @Test
  @Timeout(600)
  void bothSeeWhatBothDoAndNothingIsLost() throws Exception {
    List<EpisodeId> shared = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      shared.add(PaperBundle.of("shared", "2026-11-0" + (i + 1) + "T10:00:00Z").write(folder).id());
    }
    Set<String> expected = ConcurrentHashMap.newKeySet();
    try (Library library = Library.open(folder)) {
      long before = library.changes();
      List<Process> children =
          List.of(child(folder, "a", EPISODES, shared), child(folder, "b", EPISODES, shared));
      List<Thread> readers = new ArrayList<>();
      for (Process child : children) {
        readers.add(Thread.ofPlatform().start(() -> ledger(child, expected)));
      }
      for (int i = 0; i < EPISODES; i++) {
        for (EpisodeId id : shared) {
          library.review(id, List.of(ReviewEntry.now("me", What.TAG, "c-" + i)));
          expected.add(id + " c-" + i);
        }
      }
      for (Process child : children) {
        assertEquals(0, child.waitFor());
      }
      for (Thread reader : readers) {
        reader.join();
      }
      assertNotEquals(before, library.changes(), "the others' changes show");
      Map<String, Set<String>> tags = new HashMap<>();
      for (String line : expected) {
        String[] words = line.split(" ");
        tags.computeIfAbsent(words[0], _ -> new HashSet<>()).add(words[1]);
      }
      assertEquals(2 * EPISODES + 2, tags.size());
      assertEquals(3 * EPISODES, tags.getOrDefault(shared.getFirst().text(), Set.of()).size());
      List<EpisodeRow> rows = library.list();
      assertEquals(tags.size(), rows.size());
      for (EpisodeRow row : rows) {
        assertEquals(tags.get(row.id().text()), new HashSet<>(row.tags()));
        assertEquals(0, new ReviewJournal(row.bundle().review()).read().damagedLines());
      }
      assertEquals(List.of(), library.catalogueFaults());
      library.rebuild(RebuildProgress.none());
      assertEquals(rows, library.list());
    }
  }

  private static void ledger(Process child, Set<String> into) {
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().filter(l -> l.contains(" ")).forEach(into::add);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  @Timeout(1800)
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int n = 0; n < KILLS; n++) {
      Path place = folder.resolve("library-" + n);
      EpisodeId shared = PaperBundle.of("shared", "2026-11-01T10:00:00Z").write(place).id();
      Set<String> acknowledged = ConcurrentHashMap.newKeySet();
      Process child = child(place, "k", 100_000, List.of(shared));
      Thread reader = Thread.ofPlatform().start(() -> ledgerUntilKilled(child, acknowledged));
      Wait.until(() -> !acknowledged.isEmpty(), () -> "the child never wrote");
      long deadline = System.nanoTime() + random.nextInt(MOST_MILLIS) * 1_000_000L;
      Wait.until(() -> System.nanoTime() > deadline, () -> "");
      child.destroyForcibly().waitFor();
      reader.join();
      String where = "seed " + seed + " kill " + n;
      try (Library library = Library.open(place)) {
        assertEquals(List.of(), library.notices(), where);
        Map<String, Set<String>> tags = new HashMap<>();
        library.list().forEach(row -> tags.put(row.id().text(), new HashSet<>(row.tags())));
        for (String line : acknowledged) {
          String[] words = line.split(" ");
          assertTrue(tags.getOrDefault(words[0], Set.of()).contains(words[1]), where + ": " + line);
        }
        assertEquals(List.of(), library.catalogueFaults(), where);
      }
    }
  }

  /// Its last line may be cut; that is not an acknowledgement.
  private static void ledgerUntilKilled(Process child, Set<String> into) {
    StringBuilder line = new StringBuilder();
    try (BufferedReader in = child.inputReader(StandardCharsets.UTF_8)) {
      int c;
      while ((c = in.read()) >= 0) {
        if (c == '\n') {
          if (line.indexOf(" ") > 0) {
            into.add(line.toString().strip());
          }
          line.setLength(0);
        } else {
          line.append((char) c);
        }
      }
    } catch (IOException e) {
      // The pipe breaks where the child dies.
      into.remove("");
    }
  }

  /// As when one program finds the file damaged, or a person deletes it, while another has it open.
  @Test
  void aFileThatIsReplacedUnderneathIsOpenedAgain() throws Exception {
    Bundle bundle = PaperBundle.of("pour", "2026-11-01T10:00:00Z").write(folder);
    try (Library library = Library.open(folder)) {
      long before = library.changes();
      for (String suffix : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(folder.resolve("library.db" + suffix));
      }
      try (Library other = Library.open(folder)) {
        other.review(bundle.id(), List.of(ReviewEntry.now("other", What.TAG, "other")));
        assertNotEquals(before, library.changes());
        assertEquals(List.of("other"), library.list().getFirst().tags());
        library.review(bundle.id(), List.of(ReviewEntry.now("me", What.TAG, "mine")));
        assertEquals(List.of("mine", "other"), other.list().getFirst().tags());
      }
    }
  }
}
