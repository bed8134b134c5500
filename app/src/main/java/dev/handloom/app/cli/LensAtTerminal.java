package dev.handloom.app.cli;

import dev.handloom.app.Version;
import dev.handloom.app.lens.CameraWords;
import dev.handloom.app.lens.GreyFrames;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.capture.Guidance;
import dev.handloom.calibration.camera.capture.LensRun;
import dev.handloom.calibration.camera.capture.ViewTaker;
import dev.handloom.calibration.camera.fit.LensChoice;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.LiveStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A camera before a board, led through at the terminal.
///
/// @param library where it is kept
record LensAtTerminal(Terminal terminal, Path library, boolean json) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long POLL_NANOS = 5_000_000L;

  /// What `--json` prints.
  record Printed(String file, CameraProfile profile) {}

  /// The pictures of a device, once it is live.
  private static LiveStream connected(Device device) throws InterruptedException {
    String id = device.config().id();
    LiveStream stream =
        pictures(device)
            .orElseThrow(() -> new CommandFailed(CommandFailed.UNUSABLE, id + " is no camera."));
    device.connect();
    device.state().await(state -> state == DeviceState.LIVE, PATIENCE);
    if (device.state().get() != DeviceState.LIVE) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          id
              + " is not live. "
              + (device.trouble().isEmpty() ? "Nothing came." : device.trouble()));
    }
    return stream;
  }

  /// The first pictures of a device; empty where it has none.
  static Optional<LiveStream> pictures(Device device) {
    return device.streams().stream().filter(each -> each.spec().frame() != null).findFirst();
  }

  /// Looks until enough is known, the time is up, or somebody ends it; keeps what came of it.
  int live(Device device, Board shown, Optional<LensKind> lens, double seconds, GentleEnd end)
      throws IOException, InterruptedException {
    LiveStream stream = connected(device);
    boolean isSimulated = device.config().simulated();
    try (GreyFrames frames = new GreyFrames(stream)) {
      LensRun run = new LensRun(shown, frames.format().width(), frames.format().height(), lens);
      try (ProgressLine progress = new ProgressLine(terminal, "Calibrating")) {
        long until = StudioClock.now() + (long) (seconds * 1e9);
        String said = "";
        Guidance next = run.next();
        while (!next.enough() && !end.asked() && StudioClock.now() < until) {
          Optional<GreyPicture> picture = frames.next();
          if (picture.isEmpty()) {
            LockSupport.parkNanos(POLL_NANOS);
            continue;
          }
          ViewTaker.Answer answer = run.look(picture.get());
          if (answer == ViewTaker.Answer.TAKEN) {
            next = run.next();
          }
          if (!said.equals(next.words())) {
            said = next.words();
            terminal.tell(said);
          }
          progress.at(
              next.done(),
              Figures.count(run.views().size(), "view", "views") + ". " + answer.words());
        }
        progress.done(Figures.count(run.views().size(), "view", "views"));
      }
      return keep(device.config().id(), isSimulated, run, shown);
    }
  }

  int keep(String camera, boolean isSimulated, LensRun run, Board shown) throws IOException {
    try {
      LensChoice choice = run.result();
      CameraProfile profile =
          CameraProfile.of(
              camera,
              Instant.now(),
              "Handloom " + Version.text(),
              isSimulated,
              choice,
              shown,
              run.views());
      Path file = KnownLens.shelf(library).keep(profile);
      if (json) {
        terminal.json(new Printed(file.toString(), profile));
      } else {
        CameraWords.of(profile).forEach(terminal::say);
        terminal.say("Kept: " + file);
      }
      return profile.grade().compareTo(Grade.POOR) >= 0 ? CommandFailed.FINDING : 0;
    } catch (CameraRefusal e) {
      throw new CommandFailed(CommandFailed.FINDING, String.valueOf(e.getMessage()));
    }
  }
}
