package dev.handloom.store.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CheckNote;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.fake.PaperBundle;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of the catalogue's file: old, new, damaged, deleted, made again.
class CatalogueFileTest {
  private static final List<String> QUERIES =
      List.of(
          "",
          "pour",
          "person:p07",
          "person:\"Zoë Müller\"",
          "tag:left-handed",
          "-tag:left-handed",
          "tag:t1*",
          "verdict:success",
          "verdict:none",
          "note:spilled",
          "segment:grasp",
          "score>=50",
          "lost>0",
          "sync<2ms",
          "duration>20s",
          "state:recovered",
          "finding:any",
          "finding:none",
          "finding:HL-W034",
          "checked:no",
          "since:2026-11-05",
          "camera:wrist*",
          "device:left-glove",
          "pour -verdict:fail lost:0");

  @TempDir Path folder;

  /// Sixty episodes with everything that can be said of one, some of them in the trash.
  private void fill(Library library, long seed) throws IOException {
    Random random = new Random(seed);
    String[] tasks = {"Pour the tea", "Fold the towel", "Öffne die Schublade", "把水倒进碗里"};
    for (int i = 0; i < 60; i++) {
      PaperBundle paper =
          PaperBundle.of(
                  tasks[i % 4],
                  String.format(
                      java.util.Locale.ROOT, "2026-11-%02dT10:%02d:00Z", 1 + i % 20, i % 60))
              .by(i % 3 == 0 ? "Zoë Müller" : "p0" + i % 9)
              .lasting(3 + random.nextInt(40))
              .losing(i % 7 == 0 ? random.nextInt(500) + 1 : 0)
              .within(i % 5 == 0 ? null : (long) random.nextInt(5_000_000));
      Bundle bundle = (i % 11 == 0 ? paper.recovered() : paper).write(folder);
      library.add(bundle);
      List<ReviewEntry> entries = new ArrayList<>();
      if (i % 2 == 0) {
        entries.add(ReviewEntry.now("ann", What.VERDICT, i % 4 == 0 ? "SUCCESS" : "FAIL"));
        entries.add(ReviewEntry.now("ann", What.TAG, i % 8 == 0 ? "left-handed" : "t" + i));
        entries.add(ReviewEntry.now("ann", What.SCORE, "" + random.nextInt(101)));
      }
      if (i % 6 == 0) {
        entries.add(ReviewEntry.now("bo", What.NOTE, "spilled a little"));
        entries.add(ReviewEntry.now("bo", What.REASON, "the cup fell"));
        entries.add(ReviewEntry.segment("bo", "grasp", 0, 1_000_000_000, "take the cup", ""));
        entries.add(ReviewEntry.use("bo", 500_000_000, 2_000_000_000));
        entries.add(new ReviewEntry(1, "bo", What.UNDO, entries.getFirst().id()));
      }
      library.review(bundle.id(), entries);
      if (i % 9 == 0) {
        library.keep(bundle, note(i % 18 == 0));
      }
      if (i % 10 == 9) {
        library.trash(bundle.id());
      }
    }
  }

  private static CheckNote note(boolean good) {
    return new CheckNote(
        CheckNote.SCHEMA,
        7,
        "test",
        true,
        good
            ? List.of()
            : List.of(new CheckNote.Line("HL-W034", "warning", "left-glove", 5L, "lost", "")));
  }

  /// Every row of every question.
  private static Map<String, List<EpisodeRow>> everything(Library library) throws IOException {
    Map<String, List<EpisodeRow>> all = new LinkedHashMap<>();
    for (String query : QUERIES) {
      all.put(query, library.search(query));
    }
    all.put("the trash", library.trashed());
    return all;
  }

  private static void same(Map<String, List<EpisodeRow>> before, Library library)
      throws IOException {
    Map<String, List<EpisodeRow>> now = everything(library);
    before.forEach((query, rows) -> assertEquals(rows, now.get(query), query));
  }

  @Test
  void whatIsMadeAgainFromTheBundlesIsWhatWas() throws Exception {
    long seed = System.nanoTime();
    Map<String, List<EpisodeRow>> before;
    try (Library library = Library.open(folder)) {
      fill(library, seed);
      before = everything(library);
      before.forEach((query, rows) -> assertFalse(rows.isEmpty(), "seed " + seed + " " + query));
      List<Integer> seen = new ArrayList<>();
      assertEquals(List.of(), library.rebuild((done, all) -> seen.add(done)));
      assertEquals(61, seen.size());
      same(before, library);
    }
    Files.delete(folder.resolve("library.db"));
    try (Library library = Library.open(folder)) {
      same(before, library);
      assertEquals(List.of(), library.notices());
    }
  }

  @Test
  void aRebuildThatIsStoppedChangesNothing() throws Exception {
    try (Library library = Library.open(folder)) {
      fill(library, 5);
      Map<String, List<EpisodeRow>> before = everything(library);
      assertThrows(
          InterruptedIOException.class,
          () ->
              library.rebuild((done, _) -> {
                if (done == 30) {
                  throw new CancellationException();
                }
              }));
      same(before, library);
    }
  }

  @Test
  void damageAnywhereIsSetAsideAndMadeAgainWithANotice() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, List<EpisodeRow>> before;
    try (Library library = Library.open(folder)) {
      fill(library, seed);
      before = everything(library);
    }
    Path file = folder.resolve("library.db");
    byte[] good = Files.readAllBytes(file);
    int told = 0;
    for (int n = 0; n < 8; n++) {
      byte[] bad = good.clone();
      // Whole pages: what a disk that dies leaves behind.
      int page = n == 0 ? 0 : random.nextInt(bad.length / 4096);
      random.nextBytes(bad, page * 4096);
      Files.write(file, bad);
      try (Library library = Library.open(folder)) {
        if (!library.catalogueFaults().isEmpty()) {
          library.rebuild(RebuildProgress.none());
        }
        same(before, library);
        assertEquals(List.of(), library.catalogueFaults(), "seed " + seed);
        told += library.notices().size();
      }
    }
    assertTrue(told > 0, "seed " + seed);
    assertTrue(Files.exists(folder.resolve("library.db.damaged")));
  }

  private static final class Random extends java.util.Random {
    private static final long serialVersionUID = 1L;

    Random(long seed) {
      super(seed);
    }

    void nextBytes(byte[] into, int from) {
      byte[] page = new byte[4096];
      nextBytes(page);
      System.arraycopy(page, 0, into, from, page.length);
    }
  }

  private static final String FIRST = "20261101-101500123-0a1b2c3d";
  private static final String SECOND = "20261102-091000456-4e5f6g7h";

  /// A file that the first version wrote, with two episodes. Of the second the manifest is damaged
  /// since: what was known of it must not be lost.
  @Test
  void aCatalogueOfTheFirstVersionIsBroughtToThisOne() throws Exception {
    try (InputStream old =
        Objects.requireNonNull(getClass().getResourceAsStream("catalogue-1.db"))) {
      Files.copy(old, folder.resolve("library.db"));
    }
    Bundle first =
        PaperBundle.of("Gieße Tee in die Tasse", "2026-11-01T10:15:00.123Z")
            .write(folder, new EpisodeId(FIRST));
    new ReviewJournal(first.review())
        .append(
            List.of(
                ReviewEntry.now("ann", What.VERDICT, "FAIL"),
                ReviewEntry.now("ann", What.SCORE, "12")));
    Bundle second =
        PaperBundle.of("fold the towel", "2026-11-02T09:10:00.456Z")
            .write(folder, new EpisodeId(SECOND));
    Files.writeString(second.manifest(), "garbage");
    try (Library library = Library.open(folder)) {
      assertEquals(List.of(), library.notices());
      List<EpisodeRow> rows = library.list();
      assertEquals(List.of(SECOND, FIRST), rows.stream().map(r -> r.id().text()).toList());
      EpisodeRow kept = rows.getFirst();
      assertEquals("fold the towel", kept.task());
      assertEquals("Zoë Müller", kept.person());
      assertEquals(Verdict.SUCCESS, kept.verdict());
      assertEquals(List.of("left-handed"), kept.tags());
      assertEquals("spilled a little", kept.note());
      assertEquals(1_500_000L, kept.worstBoundNanos());
      assertEquals(rows.subList(0, 1), library.search("person:muller tag:left-handed spilled"));
      EpisodeRow read = rows.getLast();
      assertEquals(Verdict.FAIL, read.verdict());
      assertEquals(12, read.score());
      assertEquals(rows.subList(1, 2), library.search("camera:wrist-camera tee"));
    }
    assertEquals(CatalogueSchema.VERSION, version());
  }

  private int version() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("library.db"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void aCatalogueOfANewerVersionIsLeftAloneAndAnotherKeptBesideIt() throws Exception {
    Map<String, List<EpisodeRow>> before;
    try (Library library = Library.open(folder)) {
      fill(library, 3);
      before = everything(library);
    }
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("library.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version=99");
      statement.execute("ALTER TABLE episode RENAME TO take");
    }
    byte[] newer = Files.readAllBytes(folder.resolve("library.db"));
    for (int n = 0; n < 2; n++) {
      try (Library library = Library.open(folder)) {
        same(before, library);
        String notice = library.notices().getFirst();
        assertTrue(notice.contains("newer version"), notice);
        assertEquals(List.of(), library.notices(), "told once");
      }
    }
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        newer, Files.readAllBytes(folder.resolve("library.db")));
  }

  @Test
  void whatChangedWhileNobodyHadItOpenIsTakenIn() throws Exception {
    Bundle bundle = PaperBundle.of("pour", "2026-11-01T10:00:00Z").write(folder);
    Bundle gone = PaperBundle.of("fold", "2026-11-01T11:00:00Z").write(folder);
    try (Library library = Library.open(folder)) {
      assertEquals(2, library.list().size());
    }
    // As a program that was killed between the journal and the catalogue leaves it.
    new ReviewJournal(bundle.review())
        .append(List.of(ReviewEntry.now("ann", What.VERDICT, "SUCCESS")));
    Files.delete(gone.manifest());
    Files.delete(gone.folder());
    try (Library library = Library.open(folder)) {
      assertEquals(1, library.list().size());
      assertEquals(Verdict.SUCCESS, library.list().getFirst().verdict());
    }
  }
}
