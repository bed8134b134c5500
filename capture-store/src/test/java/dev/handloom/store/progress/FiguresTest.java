package dev.handloom.store.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.fake.PaperBundle;
import dev.handloom.store.library.Hours;
import dev.handloom.store.library.Library;
import dev.handloom.store.library.LibraryFigures;
import dev.handloom.store.library.TaskCount;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Figures of libraries whose episodes are known one by one.
class FiguresTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;

  private Bundle plant(String task, String who, String start, double seconds) throws IOException {
    return PaperBundle.of(task, start).by(who).lasting(seconds).write(folder);
  }

  private static long nanos(String instant) {
    return Instant.parse(instant).toEpochMilli() * 1_000_000L;
  }

  @Test
  void hoursByEachNameWithoutTheTrashAndWithTheUsedPartOfATrimmedTake() throws Exception {
    Bundle good = plant("pour", "ada", "2026-11-20T09:00:00Z", 3600);
    Bundle failed = plant("pour", "ben", "2026-11-20T10:00:00Z", 1800);
    Bundle trimmed = plant("fold", "ada", "2026-11-20T11:00:00Z", 100);
    Bundle thrown = plant("fold", "ada", "2026-11-20T12:00:00Z", 500);
    try (Library library = Library.open(folder)) {
      judge(library, good, "SUCCESS");
      judge(library, failed, "FAIL");
      library.review(trimmed.id(), List.of(ReviewEntry.use("ada", 20 * SECOND, 50 * SECOND)));
      library.trash(thrown.id());
      LibraryFigures figures = library.figures();
      assertEquals(
          List.of(
              new Hours("pour", 2, 5400 * SECOND, 3600 * SECOND, 1800 * SECOND, 0, 0),
              new Hours("fold", 1, 30 * SECOND, 0, 0, 0, 30 * SECOND)),
          figures.hours(Hours.By.TASK));
      assertEquals(
          List.of(
              new Hours("ada", 2, 3630 * SECOND, 3600 * SECOND, 0, 0, 30 * SECOND),
              new Hours("ben", 1, 1800 * SECOND, 0, 1800 * SECOND, 0, 0)),
          figures.hours(Hours.By.PERSON));
      // Both devices were in every take.
      assertEquals(
          List.of("left-glove", "wrist-camera"),
          figures.hours(Hours.By.DEVICE).stream().map(Hours::name).sorted().toList());
      assertTrue(figures.hours(Hours.By.DEVICE).stream().allMatch(h -> h.nanos() == 5430 * SECOND));
      assertEquals(
          List.of("SUCCESS", "FAIL", "NONE"),
          figures.hours(Hours.By.VERDICT).stream().map(Hours::name).toList());
      assertEquals(
          List.of(
              new TaskCount("fold", "bench rig", 1, 1, 30 * SECOND),
              new TaskCount("pour", "bench rig", 2, 1, 5400 * SECOND)),
          figures.tasks());
    }
  }

  private static void judge(Library library, Bundle bundle, String verdict) throws IOException {
    library.review(bundle.id(), List.of(ReviewEntry.now("ada", What.VERDICT, verdict)));
  }

  @Test
  void aDayCountsPresenceWithoutBreaksAndWhatWasDoneAgain() throws Exception {
    List<EpisodeId> begun = new ArrayList<>();
    // Four takes of a minute, one every three minutes; a lunch; two more.
    for (String start : List.of("09:00", "09:03", "09:06", "09:09", "13:00", "13:05")) {
      begun.add(plant("pour", "ada", "2026-11-20T" + start + ":00Z", 60).id());
    }
    plant("pour", "ada", "2026-11-21T00:00:00Z", 60);
    // One that was done again and is gone from the trash, too.
    begun.add(EpisodeId.at(Instant.parse("2026-11-20T13:08:00Z")));
    try (Library library = Library.open(folder)) {
      library.trash(begun.get(1));
      Day day =
          Day.of(
              library
                  .figures()
                  .between(nanos("2026-11-20T00:00:00Z"), nanos("2026-11-21T00:00:00Z")),
              begun);
      assertEquals(5, day.takes());
      assertEquals(1, day.thrown());
      assertEquals(300 * SECOND, day.recordedNanos());
      assertEquals(2, day.stretches().size());
      // 09:00 to 09:10, and 13:00 to 13:06.
      assertEquals(16 * 60 * SECOND, day.presentNanos());
      assertEquals(5 * 60 / 16.0, day.perHour().orElseThrow(), 1e-9);
      assertEquals(5 / 16.0, day.recordedShare().orElseThrow(), 1e-9);
      assertEquals(7, day.ofRuns());
      assertEquals(2, day.redone());
      assertEquals(2 / 7.0, day.redoShare().orElseThrow(), 1e-9);
    }
  }

  @Test
  void aDayWithoutTakesClaimsNothing() {
    Day day = Day.of(List.of(), List.of());
    assertTrue(day.perHour().isEmpty());
    assertTrue(day.recordedShare().isEmpty());
    assertTrue(day.redoShare().isEmpty());
  }

  @Test
  void anIdSaysWhenItStarted() {
    Instant start = Instant.parse("2026-11-20T23:59:59.987Z");
    assertEquals(start, EpisodeId.at(start).start());
  }

  @Test
  void goalsAndResultsAreThereAfterARestart() throws Exception {
    try (Library library = Library.open(folder)) {
      LibraryNotes notes = new LibraryNotes(library);
      assertEquals(List.of(), notes.goals());
      notes.add(new Goal("pour", "gloves", 30));
      notes.add(new Goal("pour", "arm", 5));
      notes.add(new Goal("pour", "gloves", 40));
      notes.keepResults(List.of(new TrainingResult(120, 0.031, "first")));
    }
    try (Library library = Library.open(folder)) {
      LibraryNotes notes = new LibraryNotes(library);
      assertEquals(
          List.of(new Goal("pour", "arm", 5), new Goal("pour", "gloves", 40)), notes.goals());
      assertEquals(List.of(new TrainingResult(120, 0.031, "first")), notes.results());
      notes.remove(new Goal("pour", "arm", 1));
      assertEquals(List.of(new Goal("pour", "gloves", 40)), notes.goals());
    }
  }

  @Test
  void aFileThatCannotBeUnderstoodIsNeverWrittenOver() throws Exception {
    try (Library library = Library.open(folder)) {
      LibraryNotes notes = new LibraryNotes(library);
      for (String broken :
          List.of(
              "{ \"v\": 1, \"results\": [ { \"hours\": -3, \"loss\": 1 } ] }",
              "{ \"v\": 2, \"results\": [] }",
              "{ \"v\": 1 }",
              "120 0.03")) {
        Path file = Files.writeString(folder.resolve(LibraryNotes.RESULTS), broken);
        assertThrows(IOException.class, notes::results);
        assertThrows(
            IOException.class, () -> notes.keepResults(List.of(new TrainingResult(1, 1, ""))));
        assertEquals(broken, Files.readString(file));
      }
    }
  }

  @Test
  void theTableCanBeReadByOtherPrograms() {
    Map<Hours.By, List<Hours>> all = new EnumMap<>(Hours.By.class);
    all.put(
        Hours.By.TASK,
        List.of(
            new Hours("pour, \"slowly\"", 2, 5400 * SECOND, 3600 * SECOND, 1800 * SECOND, 0, 0)));
    assertEquals(
        """
        by,name,takes,hours,success_hours,fail_hours,unsure_hours,unjudged_hours\r
        task,"pour, ""slowly\""",2,1.500000,1.000000,0.500000,0.000000,0.000000\r
        """,
        HoursTable.csv(all));
  }
}
