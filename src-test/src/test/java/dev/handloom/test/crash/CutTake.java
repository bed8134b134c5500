package dev.handloom.test.crash;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import dev.handloom.store.review.ReviewEntry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/// The files of one small take, as they were while it grew and when it was saved.
///
/// @param id of the episode
/// @param growing by name; the marker among them
/// @param saved by name; the journal of its review among them
record CutTake(String id, Map<String, byte[]> growing, Map<String, byte[]> saved) {
  private static final int SAMPLES = 30;
  private static final int TAGS = 5;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  static CutTake record(Path folder) throws Exception {
    try (NumberedRig rig = NumberedRig.small();
        Library library = Library.open(folder);
        EpisodeRecorder recorder =
            new EpisodeRecorder(
                rig.rig().hub(), rig.rig().devices(), library, RecorderOptions.standard("cut"))) {
      recorder.start(TakePlan.of("be cut"));
      long until = System.nanoTime() + PATIENCE_NANOS;
      while (recorder.status().streams().size() < 2
          || recorder.status().streams().getFirst().durable() < SAMPLES) {
        if (System.nanoTime() > until) {
          throw new AssertionError("It does not record: " + recorder.status());
        }
        LockSupport.parkNanos(1_000_000);
      }
      Bundle bundle = library.unfinished().getFirst();
      Map<String, byte[]> growing = files(bundle);
      TakeResult result = recorder.stop("").orElseThrow();
      for (long n = 1; n <= TAGS; n++) {
        library.review(
            bundle.id(), List.of(new ReviewEntry(n, "p", ReviewEntry.What.TAG, "tag" + n)));
      }
      return new CutTake(bundle.id().text(), growing, files(result.bundle()));
    }
  }

  /// In the order in which a crash may leave them: no record without its picture.
  private static Map<String, byte[]> files(Bundle bundle) throws IOException {
    Map<String, byte[]> out = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(bundle.folder())) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(Bundle.VIDEO_SUFFIX)) {
          out.put(name, Files.readAllBytes(file));
        }
      }
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(bundle.folder(), "*" + Bundle.VIDEO_SUFFIX)) {
      for (Path file : files) {
        out.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return out;
  }
}
