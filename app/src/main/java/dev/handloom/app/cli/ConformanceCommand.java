package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.app.conformance.ConformanceTake;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.store.conform.ConformanceReport;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.RecordException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Two minutes of gestures, and whether a device is fit to record with.
@Command(
    name = "conformance",
    description = {
      "Record a device while you go through a few gestures, and say whether it is fit to record with,"
          + " and why not: rate, jitter, losses, gaps, bad frames, every channel, its clock; of what is worn"
          + " on a hand also whether the hand and the fingers you were asked for are those that moved.",
      "The take is kept as an episode, the report beside it. Exit code 1 unless the verdict is good."
    })
final class ConformanceCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration OTHER_PATIENCE = Duration.ofSeconds(3);
  private static final double LEAST_SECONDS = 5;
  private static final double MOST_SECONDS = 3600;

  private final Terminal terminal;
  private final UserFolders folders;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private RigOption rig = new RigOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "DEVICE", description = "Which device of the rig.")
  private String wanted = "";

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "How long it takes in all (${DEFAULT-VALUE}).")
  private double seconds = ConformanceTake.USUAL_SECONDS;

  ConformanceCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
      throw new CommandFailed(CommandFailed.USAGE, "--seconds takes 5 to 3600.");
    }
    try (Workplace workplace = rig.open(folders);
        GentleEnd end = new GentleEnd()) {
      Device device = DeviceChoice.named(workplace, wanted);
      device.connect();
      device.state().await(state -> state == DeviceState.LIVE, PATIENCE);
      if (device.state().get() != DeviceState.LIVE) {
        throw new CommandFailed(
            CommandFailed.UNUSABLE,
            "Nothing was recorded: "
                + wanted
                + " is not live. "
                + (device.trouble().isEmpty() ? "Nothing came." : device.trouble()));
      }
      for (Device other : ConformanceTake.otherHand(workplace, device)) {
        // It tells whether the right hand moves; that it is not there is no hindrance.
        other.connect();
        other
            .state()
            .await(
                state -> state == DeviceState.LIVE || state == DeviceState.FAILED, OTHER_PATIENCE);
      }
      workplace.clocksSettle(PATIENCE);
      try (Library store = library.openOrMake(folders, terminal)) {
        ConformanceTake.Outcome outcome = record(workplace, device, store, end);
        print(outcome);
        return outcome.report().verdict() == ConformanceReport.Verdict.GOOD
            ? 0
            : CommandFailed.FINDING;
      }
    }
  }

  private ConformanceTake.Outcome record(
      Workplace workplace, Device device, Library store, GentleEnd end)
      throws IOException, InterruptedException {
    try (ProgressLine progress = new ProgressLine(terminal, "Conformance take")) {
      String[] before = {""};
      ConformanceTake.Outcome outcome =
          new ConformanceTake(workplace, device, store, seconds)
              .run(
                  (gesture, done, left) -> {
                    if (!before[0].equals(gesture.name())) {
                      before[0] = gesture.name();
                      terminal.tell(gesture.words());
                    }
                    progress.at(
                        done,
                        gesture.name() + String.format(Locale.ROOT, ", %.0f s", Math.ceil(left)));
                  },
                  end::asked);
      progress.done("saved");
      return outcome;
    } catch (RecordException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private void print(ConformanceTake.Outcome outcome) {
    ConformanceReport report = outcome.report();
    if (json.json) {
      terminal.json(report);
      return;
    }
    terminal.say(
        report.device() + (report.simulated() ? " (simulated)" : "") + ": " + report.sentence());
    for (ConformanceReport.Reason reason : report.reasons()) {
      terminal.say("  " + reason.subject() + ": " + reason.what() + ". " + reason.remedy());
    }
    for (ConformanceReport.StreamFigures stream : report.streams()) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "  %-28s %.1f of %.0f Hz, jitter %.1f ms, %,d lost, longest gap %.0f ms, %d bad",
              stream.stream(),
              stream.measuredHz(),
              stream.nominalHz(),
              stream.jitterMillis(),
              stream.lost(),
              stream.longestGapMillis(),
              stream.badFrames()));
    }
    ConformanceReport.Hand hand = report.hand();
    if (hand != null) {
      terminal.say("  " + hand.words());
    }
    terminal.say("  Kept in " + outcome.bundle().folder());
  }
}
