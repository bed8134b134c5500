package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.app.delay.DelayFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.preview.example.TrainingSet;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakeResult;
import dev.handloom.store.review.ReviewEntry;
import dev.handloom.store.review.Verdict;
import dev.handloom.store.video.VideoEncoder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Episodes of the simulated rig, accepted so that they can be learnt from. In each somebody else
/// does the work, with the same devices: things lie elsewhere, moves take longer or shorter, and
/// the take begins somewhere in the programme. So an episode that is held out is none of those that
/// were learnt from over again.
final class TrainDemo {
  static final int USUAL_EPISODES = 24;
  static final double USUAL_SECONDS = 15;

  /// Seeds of people lie so far apart.
  private static final long PEOPLE = 1_000_000L;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SETTLING = Duration.ofSeconds(20);

  private final Terminal terminal;
  private final UserFolders folders;
  private final GentleEnd end;

  TrainDemo(Terminal terminal, UserFolders folders, GentleEnd end) {
    this.terminal = terminal;
    this.folders = folders;
    this.end = end;
  }

  /// Records as many as are missing.
  void record(Library store, int wanted, double seconds, long seed)
      throws IOException, InterruptedException {
    int missing = wanted - TrainingSet.accepted(store, "").size();
    if (missing <= 0) {
      terminal.tell("The library has " + wanted + " accepted episodes or more; none is recorded.");
      return;
    }
    VideoEncoder.warmUp();
    terminal.tell(
        "Recording "
            + Figures.count(missing, "episode", "episodes")
            + " of "
            + Figures.seconds(seconds)
            + " on the simulated rig; this takes "
            + Figures.clock(Math.round(missing * seconds))
            + " at least…");
    long first = PEOPLE * seed + wanted - missing;
    try (Workplace workplace = Workplace.simulated(seed, new DelayFile(folders).usable())) {
      if (!workplace.connectAndWait(PATIENCE)) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "The simulated rig did not come to life; nothing was recorded.");
      }
      workplace.clocksSettle(SETTLING);
      try (TakeRun run = new TakeRun(terminal, workplace, store, end)) {
        SimulatedRig simulation = workplace.simulation().orElseThrow();
        run.before(take -> simulation.another(first + take));
        accept(store, run.record("Pour the cup into the bowl", "", missing, seconds));
      }
    }
  }

  private void accept(Library store, List<TakeResult> takes) throws IOException {
    for (TakeResult take : takes) {
      if (take.state() != RecorderState.SAVED) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "A take could not be saved as it should; those before it were kept. " + take.message());
      }
      EpisodeId id = take.bundle().id();
      store.review(
          id,
          List.of(
              ReviewEntry.now("demo", ReviewEntry.What.VERDICT, Verdict.SUCCESS.name()),
              ReviewEntry.now(
                  "demo", ReviewEntry.What.NOTE, "Accepted by 'train --demo', unseen")));
    }
  }
}
