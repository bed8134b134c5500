package dev.handloom.store.fake;

import dev.handloom.store.episode.Bundle;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.nio.file.Path;

/// Records short takes.
public final class Takes {
  private Takes() {}

  /// A take with so many samples at least of every stream.
  public static Bundle record(FakeRig rig, Path folder, long samples) throws Exception {
    try (Library library = Library.open(folder)) {
      return record(rig, library, "a take", samples);
    }
  }

  public static Bundle record(FakeRig rig, Library library, String task, long samples)
      throws Exception {
    return record(rig, library, TakePlan.of(task), samples);
  }

  public static Bundle record(FakeRig rig, Library library, TakePlan plan, long samples)
      throws Exception {
    try (EpisodeRecorder recorder =
        new EpisodeRecorder(
            rig.rig().hub(), rig.rig().devices(), library, RecorderOptions.standard("test"))) {
      recorder.start(plan);
      Wait.until(
          () ->
              recorder.status().streams().stream().mapToLong(s -> s.written()).min().orElse(0)
                  >= samples,
          recorder::status);
      TakeResult result = recorder.stop("").orElseThrow();
      if (result.manifest() == null) {
        throw new AssertionError(result.message());
      }
      return result.bundle();
    }
  }
}
