package dev.handloom.store.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.store.check.Finding.Code;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.fake.FakeRig;
import dev.handloom.store.fake.Takes;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.library.Library;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionFindingsTest {
  @TempDir Path folder;

  private static List<Code> codes(LibraryCheck.Outcome outcome, EpisodeRow row) {
    return outcome.episodes().stream()
        .filter(report -> report.bundle().id().equals(row.id()))
        .flatMap(report -> report.findings().stream())
        .map(Finding::code)
        .toList();
  }

  @Test
  void aTakeFarShorterThanTheOthersOfItsTaskIsFoundAndADismissalStays() throws Exception {
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of("hz", "200")));
        Library library = Library.open(folder)) {
      for (int i = 0; i < 8; i++) {
        Takes.record(rig, library, "pour water", 300);
      }
      Takes.record(rig, library, "Pour water ", 3);
      EpisodeRow odd = library.list().getFirst();
      LibraryCheck.Outcome outcome = LibraryCheck.of(library, false, CheckProgress.none());
      assertTrue(codes(outcome, odd).contains(Code.SHORT), () -> codes(outcome, odd).toString());
      assertTrue(
          library.list().stream()
              .skip(1)
              .noneMatch(row -> codes(outcome, row).contains(Code.SHORT)));
      LibraryCheck.keep(library, outcome, "test");
      String query = "finding:" + Code.SHORT.id();
      assertEquals(1, library.search(query).size());
      String key = Review.findingKey(Code.SHORT.id(), "", null);
      library.review(odd.id(), List.of(ReviewEntry.dismiss("ann", key, "a short task")));
      assertEquals(
          0, library.search(query).size(), "who looks for findings finds those that stand");
      LibraryCheck.keep(
          library, LibraryCheck.of(library, false, CheckProgress.none()), "test again");
      assertEquals(0, library.search(query).size(), "also after the next check");
    }
  }

  @Test
  void theSameRecordingTwiceIsFoundAndTheTrashCanBeEmptied() throws Exception {
    try (FakeRig rig = new FakeRig(FakeRig.glove("glove", Map.of("hz", "200")));
        Library library = Library.open(folder)) {
      Takes.record(rig, library, "pour water", 20);
      EpisodeRow row = library.list().getFirst();
      String text = row.id().text();
      String other = text.substring(0, text.length() - 1) + (text.endsWith("0") ? "1" : "0");
      Bundle copy =
          new Bundle(new dev.handloom.store.episode.EpisodeId(other).under(library.episodes()));
      Files.createDirectories(copy.folder());
      try (var files = Files.list(row.bundle().folder())) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.folder().resolve(file.getFileName().toString()));
        }
      }
      Files.writeString(copy.manifest(), Files.readString(copy.manifest()).replace(text, other));
      library.add(copy);
      LibraryCheck.Outcome outcome = LibraryCheck.of(library, false, CheckProgress.none());
      assertTrue(codes(outcome, row).contains(Code.DUPLICATE));

      library.trash(copy.id(), "ann");
      assertEquals(0, library.erase(List.of(row.id())), "only what lies in the trash");
      assertEquals(1, library.erase(List.of(copy.id())));
      assertEquals(List.of(), library.trashed());
      assertEquals(1, library.list().size());
      assertTrue(row.bundle().saved());
    }
  }
}
