package dev.handloom.app.workspace.review;

import dev.handloom.app.Workplace;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.RigFile;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.RecordingStatus;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Records takes of the simulated rig, as the studio does.
final class RecordedLibrary {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
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

  /// Records a take of another simulated rig.
  ///
  /// @param halfway done in the middle of the take
  static void record(
      Path folder, RigFile rig, double seconds, String task, Consumer<Workplace> halfway)
      throws Exception {
    try (Workplace workplace = Workplace.open(rig, DelayBook.EMPTY);
        Library library = Library.open(folder)) {
      if (!workplace.connectAndWait(PATIENCE)) {
        throw new IllegalStateException("The simulated rig is not live");
      }
      try (EpisodeRecorder recorder = recorder(workplace, library)) {
        start(recorder, workplace, task);
        await(recorder, seconds / 2);
        halfway.accept(workplace);
        await(recorder, seconds);
        stop(recorder);
      }
    }
  }

  private static void one(Workplace workplace, Library library, String task, double seconds)
      throws Exception {
    try (EpisodeRecorder recorder = recorder(workplace, library)) {
      start(recorder, workplace, task);
      await(recorder, seconds);
      stop(recorder);
    }
  }

  private static EpisodeRecorder recorder(Workplace workplace, Library library) {
    return new EpisodeRecorder(
        workplace.rig().hub(),
        workplace.rig().devices(),
        library,
        RecorderOptions.standard("test"));
  }

  private static void start(EpisodeRecorder recorder, Workplace workplace, String task)
      throws Exception {
    recorder.start(new TakePlan(task, "", workplace.rig().file().name(), List.of()));
  }

  private static void await(EpisodeRecorder recorder, double seconds) throws Exception {
    RecordingStatus status = recorder.status();
    while (status.state().busy() && status.elapsedNanos() < seconds * 1e9) {
      recorder.state().await(state -> !state.busy(), POLL);
      status = recorder.status();
    }
  }

  private static void stop(EpisodeRecorder recorder) throws Exception {
    TakeResult result = recorder.stop("Its time was up").orElseThrow();
    if (result.state() != RecorderState.SAVED) {
      throw new IllegalStateException(result.message());
    }
  }
}
