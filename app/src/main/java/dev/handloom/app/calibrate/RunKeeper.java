package dev.handloom.app.calibrate;

import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.calibration.profile.UnfinishedRun;
import dev.handloom.calibration.run.GuidedRun;
import dev.handloom.calibration.run.RunRecording;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a calibration on the disk as it goes. The run's own thread.
final class RunKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(RunKeeper.class);

  private final ProfileShelf shelf;
  private final Profile.Wearing wearing;
  private final String stream;
  private final String software;
  private final Instant begun;
  private int kept;
  private String trouble = "";

  /// @param kept how many samples of the run lie on the disk already
  RunKeeper(
      ProfileShelf shelf,
      Profile.Wearing wearing,
      String stream,
      String software,
      Instant begun,
      int kept) {
    this.shelf = shelf;
    this.wearing = wearing;
    this.stream = stream;
    this.software = software;
    this.begun = begun;
    this.kept = kept;
  }

  /// Writes down how far the run is. That it cannot be written is no end of the run.
  void keep(GuidedRun run, List<SensedChannel> channels, long nanos) {
    RunRecording recording = run.recording();
    UnfinishedRun state =
        new UnfinishedRun(
            UnfinishedRun.FORMAT,
            wearing,
            stream,
            begun,
            software,
            channels,
            recording.channels(),
            run.plan().steps(),
            run.plan().rounds(),
            run.behind(),
            nanos,
            recording.count());
    try {
      shelf.keepUnfinished(state, recording, kept);
      kept = recording.count();
      trouble = "";
    } catch (ProfileException e) {
      if (trouble.isEmpty()) {
        LOG.warn("An unfinished run is not on the disk: {}", e.getMessage());
      }
      kept = 0;
      trouble = "The run goes on, but would not survive a crash: " + e.getMessage();
    }
  }

  /// Why the run is not on the disk as far as it is; empty while it is.
  String trouble() {
    return trouble;
  }

  /// The run has led to a profile.
  void finish(Profile profile, RunRecording recording) throws ProfileException {
    shelf.keep(profile, recording);
    try {
      shelf.forgetUnfinished(wearing.person(), wearing.device());
    } catch (ProfileException e) {
      LOG.warn("A finished run still lies with the unfinished ones: {}", e.getMessage());
    }
  }
}
