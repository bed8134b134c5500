package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.app.Workplace;
import dev.handloom.app.lens.CameraWords;
import dev.handloom.app.lens.GreyFrames;
import dev.handloom.app.lens.PictureSource;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.capture.Guidance;
import dev.handloom.calibration.camera.capture.LensRun;
import dev.handloom.calibration.camera.capture.ViewTaker;
import dev.handloom.calibration.camera.fit.LensChoice;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.keep.CameraShelf;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A camera's numbers from views of a printed board.
@Command(
    name = "calibrate",
    description = {
      "Find a camera's focal lengths, centre and distortion from views of a ChArUco board, and how far"
          + " they are to be trusted.",
      "Hold the board before the camera and follow what is said; views are taken when it is held"
          + " still. Ends by itself when enough is known, or with Ctrl+C. With --pictures from a"
          + " folder, a video or an episode instead. Exit code 1 if the result is poor."
    })
final class CalibrateCamera implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long POLL_NANOS = 5_000_000L;
  private static final String SIMULATED = "board-camera";
  private static final double MOST_SECONDS = 86_400;
  private static final long SEED = 1;

  private final Terminal terminal;
  private final UserFolders folders;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private RigOption rig = new RigOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private BoardOption board = new BoardOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "CAMERA",
      description = "Which camera of the rig; with --pictures its name.")
  private @Nullable String wanted;

  @Option(
      names = "--pictures",
      paramLabel = "FROM",
      description = "A folder of pictures, a video, or an episode's folder with this camera.")
  private @Nullable Path pictures;

  @Option(
      names = "--lens",
      paramLabel = "KIND",
      description = "pinhole or fisheye; without it the one that explains the views better.")
  private @Nullable LensKind lens;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "A live run ends after so long at the latest (${DEFAULT-VALUE}).")
  private double seconds = 600;

  @Option(
      names = "--simulated",
      description = "A simulated camera before a simulated board, to try it out.")
  private boolean simulated;

  CalibrateCamera(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  /// What `--json` prints.
  record Printed(String file, CameraProfile profile) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(seconds > 0) || seconds > MOST_SECONDS) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--seconds must be more than 0 and at most 86400.");
    }
    Board shown = board.board();
    Path from = pictures;
    if (from != null) {
      return fromPictures(from, shown);
    }
    if (wanted == null && !simulated) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "Say which camera, or --pictures FROM, or --simulated to try it out.");
    }
    try (Workplace workplace = simulated ? simulation() : rig.open(folders);
        GentleEnd end = new GentleEnd()) {
      String id = simulated ? SIMULATED : String.valueOf(wanted);
      Device device = DeviceChoice.named(workplace, id);
      LiveStream stream =
          device.streams().stream()
              .filter(each -> each.spec().frame() != null)
              .findFirst()
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
      return live(stream, device, shown, end);
    }
  }

  private static Workplace simulation() throws IOException {
    try {
      return Workplace.open(
          new RigFile("A simulated camera", SEED, List.of(SimulatedRig.config(SIMULATED))),
          DelayBook.EMPTY);
    } catch (RigFileException e) {
      throw new IllegalStateException("The simulated camera is set up wrongly", e);
    }
  }

  private int live(LiveStream stream, Device device, Board shown, GentleEnd end)
      throws IOException {
    boolean isSimulated = device.config().simulated();
    try (GreyFrames frames = new GreyFrames(stream)) {
      LensRun run =
          new LensRun(
              shown, frames.format().width(), frames.format().height(), Optional.ofNullable(lens));
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

  private int fromPictures(Path from, Board shown) throws IOException {
    String name = wanted == null ? String.valueOf(from.getFileName()) : wanted;
    Map<ViewTaker.Answer, Integer> answers = new TreeMap<>();
    try (PictureSource source = open(from);
        ProgressLine progress = new ProgressLine(terminal, "Looking for the board")) {
      GreyPicture first = source.picture(0);
      LensRun run = new LensRun(shown, first.width(), first.height(), Optional.ofNullable(lens));
      for (int n = 0; n < source.count() && run.views().size() < LensRun.MOST_VIEWS; n++) {
        try {
          answers.merge(run.judge(source.picture(n)), 1, Integer::sum);
        } catch (IllegalArgumentException e) {
          throw new CommandFailed(CommandFailed.UNUSABLE, e.getMessage() + ": " + from);
        }
        progress.at((n + 1.0) / source.count(), Figures.count(run.views().size(), "view", "views"));
      }
      progress.done(Figures.count(run.views().size(), "view", "views"));
      answers.forEach((answer, count) ->
          terminal.tell(
              "  " + Figures.count(count, "picture", "pictures") + ": " + answer.words()));
      return keep(name, false, run, shown);
    }
  }

  private PictureSource open(Path from) throws IOException {
    if (!Files.exists(from)) {
      throw new CommandFailed(CommandFailed.UNUSABLE, "There is nothing at " + from);
    }
    if (!EpisodeChoice.isEpisode(from)) {
      return PictureSource.of(from);
    }
    Bundle bundle = EpisodeChoice.in(from);
    Map<String, CameraFrames> cameras = EpisodeReader.open(bundle).cameras();
    String camera = wanted;
    List<CameraFrames> fit =
        cameras.entrySet().stream()
            .filter(each ->
                camera == null
                    || each.getKey().equals(camera)
                    || each.getKey().startsWith(camera + "/"))
            .map(Map.Entry::getValue)
            .toList();
    if (fit.size() != 1) {
      throw new CommandFailed(
          CommandFailed.USAGE,
          "Say which camera of the episode: " + String.join(", ", cameras.keySet()) + ".");
    }
    return PictureSource.video(fit.getFirst().open());
  }

  private int keep(String camera, boolean isSimulated, LensRun run, Board shown)
      throws IOException {
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
      Path file =
          new CameraShelf(library.folder(folders, terminal).resolve("profiles")).keep(profile);
      if (json.json) {
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
