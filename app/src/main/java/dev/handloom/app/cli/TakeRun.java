package dev.handloom.app.cli;

import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.awake.KeepAwake;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecordException;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.RecordingStatus;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import dev.handloom.store.sync.EpisodeSync;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/// A run of takes without a window: `demo` and `record`.
final class TakeRun implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Terminal terminal;
  private final GentleEnd end;
  private final String rigName;
  private List<Enclosure> enclosures = List.of();
  private IntConsumer before = take -> {};
  private final EpisodeRecorder recorder;
  private final KeepAwake.Hold awake = KeepAwake.ofThisComputer().hold("Recording takes");

  TakeRun(Terminal terminal, Workplace workplace, Library library, GentleEnd end) {
    this.terminal = terminal;
    this.end = end;
    rigName = workplace.rig().file().name();
    recorder =
        new EpisodeRecorder(
            workplace.rig().hub(),
            workplace.rig().devices(),
            library,
            RecorderOptions.standard("Handloom " + Version.text()));
  }

  /// What is put into each episode beside its samples.
  void enclose(List<Enclosure> what) {
    enclosures = what;
  }

  /// What happens before each take, told its number from 1 on.
  void before(IntConsumer what) {
    before = what;
  }

  /// Records so many takes of so many seconds; ends early when one cannot be saved, or when a
  /// person asks for it.
  List<TakeResult> record(String task, String person, int takes, double seconds)
      throws InterruptedException {
    return record(task, person, takes, seconds, 0);
  }

  /// The same, each with what came before its start.
  List<TakeResult> record(
      String task, String person, int takes, double seconds, double preRollSeconds)
      throws InterruptedException {
    Duration preRoll = Duration.ofMillis(Math.round(preRollSeconds * 1000));
    List<TakeResult> results = new ArrayList<>();
    for (int take = 1; take <= takes && !end.asked(); take++) {
      String what = "Take " + take + " of " + takes;
      before.accept(take);
      TakePlan plan =
          new TakePlan(task, person, rigName, List.of(), preRoll).withEnclosures(enclosures);
      fill(plan, what);
      if (end.asked()) {
        break;
      }
      TakeResult result = one(plan, seconds + preRollSeconds, what);
      results.add(result);
      if (result.state() != RecorderState.SAVED) {
        break;
      }
    }
    return results;
  }

  /// Arms the recorder and waits until the pre-roll is in memory.
  private void fill(TakePlan plan, String what) throws InterruptedException {
    if (plan.preRoll().isZero()) {
      return;
    }
    try (ProgressLine progress = new ProgressLine(terminal, what)) {
      recorder.arm(plan, plan.preRoll(), false);
      while (!end.asked()) {
        long held = recorder.status().heldNanos();
        if (held >= plan.preRoll().toNanos()) {
          return;
        }
        progress.at(0, String.format(Locale.ROOT, "pre-roll, %.1f s in memory", held / 1e9));
        recorder.state().await(state -> state != RecorderState.ARMED, POLL);
      }
    } catch (RecordException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private TakeResult one(TakePlan plan, double seconds, String what) throws InterruptedException {
    try {
      recorder.start(plan);
    } catch (RecordException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
    try (ProgressLine progress = new ProgressLine(terminal, what)) {
      // Until the take has its length, or has ended by itself.
      while (true) {
        RecordingStatus status = recorder.status();
        double done = status.elapsedNanos() / 1e9;
        if (!status.state().busy() || done >= seconds || end.asked()) {
          break;
        }
        progress.at(done / seconds, detail(status, done, seconds));
        recorder.state().await(state -> !state.busy(), POLL);
      }
      TakeResult result = end();
      if (result.state() == RecorderState.SAVED && !end.asked()) {
        RecordingStatus status = recorder.status();
        progress.done("saved, " + Figures.bytes(status.bytes()) + " on disk, " + missing(status));
        timeAgain(result);
      }
      return result;
    }
  }

  /// Keeps the second times beside the take. Without them the live ones are all there is.
  private void timeAgain(TakeResult result) {
    try {
      EpisodeSync.keep(result.bundle(), "Handloom " + Version.text());
    } catch (IOException e) {
      terminal.tell(
          "The clocks of the take could not be gone over again; 'handloom sync' tries once more. "
              + FileTrouble.words(e));
    }
  }

  private TakeResult end() throws InterruptedException {
    if (end.asked()) {
      terminal.tell("Ending the take and saving it…");
    }
    return recorder
        .stop(end.asked() ? "The program was asked to end" : "Its time was up")
        .orElseThrow(() ->
            new CommandFailed(
                CommandFailed.UNUSABLE,
                "The take did not end within "
                    + PATIENCE.toSeconds()
                    + " s. What is on the disk is recovered by 'handloom recover'."));
  }

  private static String detail(RecordingStatus status, double done, double seconds) {
    return String.format(
        Locale.ROOT,
        "%.1f of %.1f s, %s on disk, %s",
        done,
        seconds,
        Figures.bytes(status.bytes()),
        missing(status));
  }

  private static String missing(RecordingStatus status) {
    return status.missing() == 0
        ? "nothing missing"
        : Figures.count(status.missing(), "sample", "samples") + " missing";
  }

  /// Good when every take that was asked for is saved.
  static int exitCode(List<TakeResult> results, int takes) {
    return results.size() == takes
            && results.stream().allMatch(result -> result.state() == RecorderState.SAVED)
        ? 0
        : CommandFailed.UNUSABLE;
  }

  @Override
  public void close() {
    recorder.close();
    awake.close();
  }
}
