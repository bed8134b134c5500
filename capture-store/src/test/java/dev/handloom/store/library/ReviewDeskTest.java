package dev.handloom.store.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.Review.Segment;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewEntry.What;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.review.SegmentEdit;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewDeskTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;
  private List<EpisodeId> ids = List.of();

  @BeforeEach
  void record() throws Exception {
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of("hz", "200")));
        Library library = Library.open(folder)) {
      for (int i = 0; i < 3; i++) {
        Takes.record(rig, library, "pour water", 5);
      }
      ids = library.list().stream().map(EpisodeRow::id).toList();
    }
  }

  private static Review read(Library library, EpisodeId id) throws IOException {
    return new ReviewJournal(library.row(id).orElseThrow().bundle().review()).read();
  }

  private List<Verdict> verdicts(Library library) throws IOException {
    return List.of(
        read(library, ids.get(0)).verdict(),
        read(library, ids.get(1)).verdict(),
        read(library, ids.get(2)).verdict());
  }

  private static Library.Revision say(String who, Verdict verdict) {
    return _ -> List.of(ReviewEntry.now(who, What.VERDICT, verdict.name()));
  }

  @Test
  void editsOfOneAndOfManyAreUndoneAndRedoneAlsoAfterARestart() throws Exception {
    try (Library library = Library.open(folder)) {
      ReviewDesk desk = new ReviewDesk(library, "ann");
      desk.change("Fail", List.of(ids.get(1)), say("ann", Verdict.FAIL));
      desk.change("Accept 3", ids, say("ann", Verdict.SUCCESS));
      desk.trash("Trash", List.of(ids.get(2)));
      assertEquals(2, library.list().size());
    }
    try (Library library = Library.open(folder)) {
      assertEquals("", new ReviewDesk(library, "bo").undoWords(), "others undo their own");
      ReviewDesk desk = new ReviewDesk(library, "ann");
      assertEquals("Trash", desk.undo().words());
      assertEquals(3, library.list().size());
      assertEquals(3, desk.undo().episodes().size());
      assertEquals(List.of(Verdict.NONE, Verdict.FAIL, Verdict.NONE), verdicts(library));
      desk.undo();
      assertEquals(List.of(Verdict.NONE, Verdict.NONE, Verdict.NONE), verdicts(library));
      assertEquals("", desk.undo().words());
    }
    try (Library library = Library.open(folder)) {
      ReviewDesk desk = new ReviewDesk(library, "ann");
      assertEquals("Fail", desk.redo().words());
      assertEquals("Accept 3", desk.redo().words());
      assertEquals(List.of(Verdict.SUCCESS, Verdict.SUCCESS, Verdict.SUCCESS), verdicts(library));
      desk.undo();
      assertEquals(List.of(Verdict.NONE, Verdict.FAIL, Verdict.NONE), verdicts(library));
      desk.change("Unsure", List.of(ids.get(0)), say("ann", Verdict.UNSURE));
      assertEquals("", desk.redoWords(), "what was done anew ends the redoing");
    }
  }

  @Test
  void segmentsAreSplitMergedAndMovedAndItAllComesBack() throws Exception {
    EpisodeId id = ids.getFirst();
    try (Library library = Library.open(folder)) {
      ReviewDesk desk = new ReviewDesk(library, "ann");
      List<EpisodeId> one = List.of(id);
      desk.change(
          "Add",
          one,
          _ -> List.of(ReviewEntry.segment("ann", "reach", 0, 4 * SECOND, "Reach for it", "")));
      Segment whole = read(library, id).segments().getFirst();
      desk.change("Split", one, _ -> SegmentEdit.split("ann", whole, SECOND));
      List<Segment> two = read(library, id).segments();
      assertEquals(2, two.size());
      assertEquals(SECOND, two.get(1).fromNanos());
      desk.change("Merge", one, _ -> SegmentEdit.merge("ann", two.get(0), two.get(1)));
      Segment merged = read(library, id).segments().getFirst();
      assertEquals(4 * SECOND, merged.toNanos());
      assertEquals("Reach for it", merged.text());
      desk.change(
          "Move",
          one,
          _ -> SegmentEdit.change("ann", merged, SECOND, 2 * SECOND, "grasp", merged.text()));
      assertEquals("grasp", read(library, id).segments().getFirst().label());
      for (int i = 0; i < 3; i++) {
        desk.undo();
      }
      assertEquals(List.of(whole), read(library, id).segments());
      desk.redo();
      assertEquals(two, read(library, id).segments());
    }
  }

  @Test
  void reviewersWhoContradictAreFoundAndSettled() throws Exception {
    try (Library library = Library.open(folder)) {
      List<EpisodeId> one = List.of(ids.getFirst());
      new ReviewDesk(library, "ann").change("Success", one, say("ann", Verdict.SUCCESS));
      new ReviewDesk(library, "bo").change("Fail", one, say("bo", Verdict.FAIL));
      assertTrue(read(library, ids.getFirst()).disputed());
      assertEquals(1, library.search("disputed:yes").size());
      assertEquals(2, library.search("disputed:no").size());
      assertEquals(1, library.search("reviewer:bo").size());
      ReviewDesk desk = new ReviewDesk(library, "cy");
      desk.change(
          "Settle", one, _ -> List.of(ReviewEntry.now("cy", What.SETTLE, Verdict.SUCCESS.name())));
      Review settled = read(library, ids.getFirst());
      assertEquals(Verdict.SUCCESS, settled.verdict());
      assertEquals("cy", settled.settled());
      assertFalse(settled.disputed());
      assertEquals(2, settled.opinions().size(), "what they said stays");
      desk.undo();
      assertEquals(1, library.search("disputed:yes").size());
    }
  }

  @Test
  void aSampleIsAlwaysTheSame() throws Exception {
    try (Library library = Library.open(folder)) {
      assertEquals(3, library.search("sample:100").size());
      assertEquals(0, library.search("sample:0").size());
      assertEquals(
          library.search("sample:50").stream().map(EpisodeRow::id).toList(),
          library.search("sample:50").stream().map(EpisodeRow::id).toList());
    }
  }
}
