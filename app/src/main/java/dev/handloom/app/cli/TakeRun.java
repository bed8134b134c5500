package dev.handloom.app.cli;

import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecordException;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.RecordingStatus;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A run of takes without a window: `demo` and `record`.
final class TakeRun implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Terminal terminal;
  private final String rigName;
  private final EpisodeRecorder recorder;

  TakeRun(Terminal terminal, Workplace workplace, Library library) {
    this.terminal = terminal;
    rigName = workplace.rig().file().name();
    recorder =
        new EpisodeRecorder(
            workplace.rig().hub(),
            workplace.rig().devices(),
            library,
            RecorderOptions.standard("Handloom " + Version.text()));
  }

  /// Records so many takes of so many seconds; ends early when one cannot be saved.
  List<TakeResult> record(String task, String person, int takes, double seconds)
      throws InterruptedException {
    List<TakeResult> results = new ArrayList<>();
    for (int take = 1; take <= takes; take++) {
      TakeResult result = one(task, person, seconds, "Take " + take + " of " + takes);
      results.add(result);
      if (result.state() != RecorderState.SAVED) {
        break;
      }
    }
    return results;
  }

  private TakeResult one(String task, String person, double seconds, String what)
      throws InterruptedException {
    try {
      recorder.start(new TakePlan(task, person, rigName, List.of()));
    } catch (RecordException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
    try (ProgressLine progress = new ProgressLine(terminal, what)) {
      // Until the take has its length, or has ended by itself.
      while (true) {
        RecordingStatus status = recorder.status();
        double done = status.elapsedNanos() / 1e9;
        if (!status.state().busy() || done >= seconds) {
          break;
        }
        progress.at(done / seconds, detail(status, done, seconds));
        recorder.state().await(state -> !state.busy(), POLL);
      }
    }
    Optional<TakeResult> result = recorder.stop("Its time was up");
    return result.orElseThrow(() ->
        new CommandFailed(
            CommandFailed.UNUSABLE,
            "The take did not end within "
                + PATIENCE.toSeconds()
                + " s. What is on the disk is recovered by 'handloom recover'."));
  }

  private static String detail(RecordingStatus status, double done, double seconds) {
    return String.format(
        Locale.ROOT,
        "%.1f of %.1f s, %s on disk, %s missing",
        done,
        seconds,
        Figures.bytes(status.bytes()),
        Figures.count(status.missing(), "sample", "samples"));
  }

  @Override
  public void close() {
    recorder.close();
  }
}
