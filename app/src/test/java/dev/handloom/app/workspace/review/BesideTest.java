package dev.handloom.app.workspace.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.handloom.store.review.Review;
import dev.handloom.store.review.Review.Segment;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.ReviewJournal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two episodes beside each other are aligned by their segments.
class BesideTest {
  @TempDir Path folder;

  private Review said(String file, Object... labelsAndTimes) throws Exception {
    List<ReviewEntry> lines = new ArrayList<>();
    for (int i = 0; i < labelsAndTimes.length; i += 3) {
      lines.add(
          ReviewEntry.segment(
              "ann",
              (String) labelsAndTimes[i],
              (int) labelsAndTimes[i + 1],
              (int) labelsAndTimes[i + 2],
              "",
              ""));
    }
    ReviewJournal journal = new ReviewJournal(folder.resolve(file));
    journal.append(lines);
    return journal.read();
  }

  @Test
  void theSecondOfALabelIsComparedWithTheSecondOfTheOther() throws Exception {
    Review front = said("front", "reach", 0, 10, "grasp", 10, 20, "reach", 20, 30);
    Review other = said("other", "reach", 5, 9, "reach", 40, 60);
    Segment here = there(Beside.at(front, 25));
    assertEquals("reach", here.label());
    assertEquals(40, there(Beside.same(front, here, other)).fromNanos());
    assertEquals(5, there(Beside.same(front, there(Beside.at(front, 3)), other)).fromNanos());
  }

  @Test
  void whatTheOtherDoesNotHaveAlignsNothing() throws Exception {
    Review front = said("front", "grasp", 10, 20);
    Review other = said("other", "reach", 5, 9);
    assertNull(Beside.same(front, there(Beside.at(front, 10)), other));
    assertNull(Beside.at(front, 20), "a segment ends before its end");
  }

  private static Segment there(@Nullable Segment segment) {
    return Objects.requireNonNull(segment, "a segment");
  }
}
