package dev.handloom.store.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.review.Review.Noted;
import dev.handloom.store.review.Review.Segment;
import dev.handloom.store.review.Review.Stretch;
import dev.handloom.store.review.ReviewEntry.What;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewJournalTest {
  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // Made before each test.
  private ReviewJournal journal;

  @BeforeEach
  void open() {
    journal = new ReviewJournal(folder.resolve("review.jsonl"));
  }

  private ReviewEntry append(ReviewEntry entry) throws Exception {
    journal.append(List.of(entry));
    return entry;
  }

  private ReviewEntry append(What what, String value) throws Exception {
    return append(ReviewEntry.now("ann", what, value));
  }

  @Test
  void aProposalIsNobodysSegmentUntilSomebodyAcceptsIt() throws Exception {
    append(ReviewEntry.segment(Review.PROPOSER, "episode", 10, 20, "pour", Review.CUTS));
    append(ReviewEntry.segment(Review.PROPOSER, "episode", 30, 40, "pour", Review.CUTS));
    append(ReviewEntry.segment("bo", "reach", 0, 5, "", ""));
    append(What.VERDICT, "SUCCESS");
    Review now = journal.read();
    assertEquals(List.of("reach"), now.segments().stream().map(Segment::label).toList());
    assertEquals(2, now.proposals().size());
    assertEquals(List.of("ann", "bo"), now.reviewers(), "who proposes is no reviewer");
    journal.append(SegmentEdit.accept("ann", now.proposals().getFirst()));
    journal.append(SegmentEdit.remove("ann", now.proposals().getLast()));
    Review after = journal.read();
    assertEquals(List.of(), after.proposals());
    Segment accepted = after.segments().getLast();
    assertEquals("ann", accepted.who());
    assertEquals(Review.CUTS, accepted.tier());
    assertEquals("pour", accepted.text());
    assertEquals(10, accepted.fromNanos());
    assertEquals(20, accepted.toNanos());
  }

  @Test
  void whatWasDecidedLastHolds() throws Exception {
    assertEquals(Review.EMPTY, journal.read());
    append(What.VERDICT, "FAIL");
    append(What.REASON, "the cup fell");
    append(What.VERDICT, "SUCCESS");
    append(What.REASON, "");
    append(What.SCORE, "7");
    append(What.SCORE, "100");
    append(What.NOTE, "two\nlines \"and\" quotes 水");
    append(ReviewEntry.segment("bo", "grasp", 2_000, 5_000, "take the cup", "left hand"));
    append(ReviewEntry.segment("bo", "reach", 0, 2_000, "", ""));
    append(ReviewEntry.use("bo", 500, 4_500));
    Review now = journal.read();
    assertEquals(Verdict.SUCCESS, now.verdict());
    assertEquals("", now.reason());
    assertEquals(100, now.score());
    assertEquals("two\nlines \"and\" quotes 水", now.note());
    assertEquals(List.of("reach", "grasp"), now.segments().stream().map(Segment::label).toList());
    assertEquals("take the cup", now.segments().getLast().text());
    assertEquals("left hand", now.segments().getLast().tier());
    assertEquals("bo", now.segments().getLast().who());
    assertEquals(new Stretch(500, 4_500), now.use());
    append(What.SCORE, "");
    append(new ReviewEntry(1, "bo", What.USE, ""));
    assertNull(journal.read().score());
    assertNull(journal.read().use(), "all of it again");
  }

  @Test
  void anythingCanBeUndoneAndTheUndoingToo() throws Exception {
    append(What.VERDICT, "FAIL");
    ReviewEntry success = append(What.VERDICT, "SUCCESS");
    ReviewEntry segment = append(ReviewEntry.segment("ann", "grasp", 0, 9, "", ""));
    ReviewEntry undo = append(What.UNDO, success.id());
    assertEquals(Verdict.FAIL, journal.read().verdict());
    append(What.UNDO, segment.id());
    assertEquals(List.of(), journal.read().segments());
    append(What.UNDO, undo.id());
    assertEquals(Verdict.SUCCESS, journal.read().verdict(), "the undoing is undone");
    List<Noted> history = journal.history();
    assertEquals(6, history.size());
    assertNull(history.get(1).undoneBy());
    assertEquals(history.get(4).entry().id(), history.get(2).undoneBy());
    assertEquals(history.get(5).entry().id(), history.get(3).undoneBy());
    assertNotEquals(history.get(0).entry().id(), history.get(1).entry().id());
  }

  @Test
  void linesOfTheFirstVersionAreReadAndCanBeUndone() throws Exception {
    Files.writeString(
        folder.resolve("review.jsonl"),
        """
        {"unixNanos":1,"who":"ann","what":"VERDICT","value":"SUCCESS"}
        {"unixNanos":2,"who":"ann","what":"TAG","value":"slow"}
        """);
    assertEquals(List.of("slow"), journal.read().tags());
    assertEquals("line-2", journal.history().get(1).entry().id());
    append(What.UNDO, "line-2");
    assertEquals(List.of(), journal.read().tags());
    assertEquals(Verdict.SUCCESS, journal.read().verdict());
  }

  @Test
  void whatANewerVersionWroteIsSkippedAndCounted() throws Exception {
    append(What.TAG, "mine");
    Files.writeString(
        folder.resolve("review.jsonl"),
        "{\"v\":9,\"id\":\"x\",\"unixNanos\":1,\"what\":\"DREAM\",\"value\":{\"a\":1}}\n",
        StandardOpenOption.APPEND);
    append(What.TAG, "later");
    assertEquals(List.of("later", "mine"), journal.read().tags());
    assertEquals(1, journal.read().newerLines());
    assertEquals(0, journal.read().damagedLines());
  }

  @Test
  void aJournalCutAtAnyByteKeepsEveryWholeLineAndTakesMore() throws Exception {
    List<Integer> ends = new ArrayList<>();
    Path file = folder.resolve("review.jsonl");
    for (int i = 0; i < 6; i++) {
      append(What.TAG, "tag-ü" + i);
      ends.add((int) Files.size(file));
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      int cut = length;
      long lines = ends.stream().filter(end -> end <= cut).count();
      // Without its line break the last line is whole all the same.
      boolean allButBreak = ends.contains(cut + 1);
      Review now = journal.read();
      assertEquals(lines + (allButBreak ? 1 : 0), now.tags().size(), "at " + length);
      assertTrue(now.damagedLines() <= 1, "at " + length);
      append(What.TAG, "more");
      assertTrue(journal.read().tags().contains("more"), "at " + length);
      assertEquals(now.damagedLines(), journal.read().damagedLines(), "at " + length);
    }
  }

  @Test
  void whatMakesNoSenseIsRefusedBeforeItIsWritten() {
    assertThrows(IllegalArgumentException.class, () -> append(What.VERDICT, "NICE"));
    assertThrows(IllegalArgumentException.class, () -> append(What.TAG, "two words"));
    assertThrows(IllegalArgumentException.class, () -> append(What.SCORE, "101"));
    assertThrows(IllegalArgumentException.class, () -> append(What.SCORE, "-1"));
    assertThrows(IllegalArgumentException.class, () -> append(What.SEGMENT, "no times"));
    assertThrows(IllegalArgumentException.class, () -> append(What.UNDO, ""));
    assertThrows(
        IllegalArgumentException.class, () -> ReviewEntry.segment("", "back", 5, 4, "", ""));
    assertThrows(IllegalArgumentException.class, () -> ReviewEntry.use("", -1, 4));
    assertTrue(Files.notExists(folder.resolve("review.jsonl")));
  }
}
