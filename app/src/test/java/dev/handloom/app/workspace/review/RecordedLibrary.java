package dev.handloom.app.workspace.review;

import dev.handloom.app.Workplace;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.RecordingStatus;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.nio.file.Path;
import java.time.Duration;

/// Records takes of the simulated rig, as the studio does.
final class RecordedLibrary {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  private RecordedLibrary() {}

  static void record(Path folder, double seconds, String... tasks) throws Exception {
    try (Workplace workplace = Workplace.simulated(1);
        Library library = Library.open(folder)) {
      if (!workplace.connectAndWait(PATIENCE)) {
        throw new IllegalStateException("The simulated rig is not live");
      }
      for (String task : tasks) {
        one(workplace, library, task, seconds);
      }
    }
  }

  private static void one(Workplace workplace, Library library, String task, double seconds)
      throws Exception {
    try (EpisodeRecorder recorder =
        new EpisodeRecorder(
            workplace.rig().hub(),
            workplace.rig().devices(),
            library,
            RecorderOptions.standard("test"))) {
      recorder.start(new TakePlan(task, "", workplace.rig().file().name(), java.util.List.of()));
      RecordingStatus status = recorder.status();
      while (status.state().busy() && status.elapsedNanos() < seconds * 1e9) {
        recorder.state().await(state -> !state.busy(), POLL);
        status = recorder.status();
      }
      TakeResult result = recorder.stop("Its time was up").orElseThrow();
      if (result.state() != RecorderState.SAVED) {
        throw new IllegalStateException(result.message());
      }
    }
  }
}
