package dev.handloom.store.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {
  @TempDir Path folder;

  private void recordTwo(Library library) throws Exception {
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of("hz", "500")))) {
      Takes.record(rig, library, "pour water", 20);
      Takes.record(rig, library, "fold 100% of a_towel", 20);
    }
  }

  private static List<String> tasks(List<EpisodeRow> rows) {
    return rows.stream().map(EpisodeRow::task).toList();
  }

  @Test
  void theCatalogueIsMadeAgainFromTheBundlesWithNothingMissing() throws Exception {
    List<EpisodeRow> before;
    try (Library library = Library.open(folder)) {
      recordTwo(library);
      EpisodeId id = library.list().getFirst().id();
      library.review(
          id,
          List.of(
              new ReviewEntry(1, "ann", What.VERDICT, "SUCCESS"),
              new ReviewEntry(2, "ann", What.TAG, "left-handed"),
              new ReviewEntry(3, "ann", What.TAG, "slow"),
              new ReviewEntry(4, "ann", What.UNTAG, "slow"),
              new ReviewEntry(5, "ann", What.NOTE, "spilled a little")));
      library.trash(library.list().getLast().id());
      before = all(library);
      assertEquals(2, before.size());
    }
    Files.delete(folder.resolve("library.db"));
    try (Library library = Library.open(folder)) {
      assertEquals(before, all(library));
      library.rebuild(RebuildProgress.none());
      assertEquals(before, all(library));
    }
    // Garbage instead of a catalogue.
    byte[] garbage = new byte[9000];
    new Random(3).nextBytes(garbage);
    Files.write(folder.resolve("library.db"), garbage);
    try (Library library = Library.open(folder)) {
      assertEquals(before, all(library));
    }
  }

  private static List<EpisodeRow> all(Library library) throws Exception {
    List<EpisodeRow> rows = new java.util.ArrayList<>(library.list());
    rows.addAll(library.trashed());
    return rows;
  }

  @Test
  void episodesAreFoundByWordsFieldsAndTheBeginningOfTheirId() throws Exception {
    try (Library library = Library.open(folder)) {
      recordTwo(library);
      EpisodeRow newest = library.list().getFirst();
      library.review(
          newest.id(),
          List.of(
              new ReviewEntry(1, "", What.TAG, "left"),
              new ReviewEntry(1, "", What.VERDICT, "FAIL")));
      assertEquals(List.of("fold 100% of a_towel", "pour water"), tasks(library.list()));
      assertEquals(List.of("pour water"), tasks(library.search("WATER")));
      assertEquals(List.of("fold 100% of a_towel"), tasks(library.search("task:100%")));
      assertEquals(List.of("fold 100% of a_towel"), tasks(library.search("a_t")));
      assertEquals(List.of(), tasks(library.search("axt")));
      assertEquals(List.of("fold 100% of a_towel"), tasks(library.search("tag:left")));
      assertEquals(List.of(), tasks(library.search("tag:lef")));
      assertEquals(List.of("fold 100% of a_towel"), tasks(library.search("verdict:fail")));
      assertEquals(List.of("pour water"), tasks(library.search("verdict:none pour")));
      assertEquals(Verdict.FAIL, library.find("last").verdict());
      assertEquals(newest.id(), library.find(newest.id().text().substring(0, 26)).id());
      assertEquals(newest.id(), library.find(newest.id().text().substring(19)).id());
      assertThrows(LibraryException.class, () -> library.find("2"));
      assertThrows(LibraryException.class, () -> library.find("nothing"));
      assertThrows(QueryException.class, () -> library.search("colour:red"));
      assertTrue(library.usualBytesPerSecond() > 0);
      assertTrue(library.hoursLeft(1e6) > 0);
    }
  }

  @Test
  void anEpisodeInTheTrashCanBeTakenOut() throws Exception {
    try (Library library = Library.open(folder)) {
      recordTwo(library);
      EpisodeId id = library.list().getFirst().id();
      library.trash(id);
      assertEquals(1, library.list().size());
      assertTrue(Files.isDirectory(folder.resolve("trash").resolve(id.text())));
      assertThrows(LibraryException.class, () -> library.trash(id));
      library.restore(id);
      assertEquals(2, library.list().size());
      assertEquals(List.of(), library.trashed());
      assertTrue(library.find(id.text()).bundle().saved());
    }
  }

  @Test
  void aJournalThatWasCutKeepsItsOtherLines() throws Exception {
    try (Library library = Library.open(folder)) {
      recordTwo(library);
      Bundle bundle = library.list().getFirst().bundle();
      library.review(bundle.id(), List.of(new ReviewEntry(1, "", What.TAG, "one")));
      Files.writeString(bundle.review(), "{\"unixNanos\":5,\"wh", StandardOpenOption.APPEND);
      var review = library.review(bundle.id(), List.of(new ReviewEntry(1, "", What.TAG, "two")));
      assertEquals(List.of("one", "two"), review.tags());
      assertEquals(1, review.damagedLines());
    }
  }

  @Test
  void idsSortByTimeAndAreNeverTheSame() {
    Instant now = Instant.parse("2026-11-21T14:30:05.123Z");
    EpisodeId first = EpisodeId.at(now);
    EpisodeId second = EpisodeId.at(now);
    assertFalse(first.equals(second));
    assertTrue(first.compareTo(EpisodeId.at(now.plusMillis(1))) < 0);
    assertTrue(first.text().startsWith("20261121-143005123-"));
    assertEquals(Path.of("e/2026/11/21").resolve(first.text()), first.under(Path.of("e")));
    assertThrows(IllegalArgumentException.class, () -> new EpisodeId("../../etc"));
  }
}
