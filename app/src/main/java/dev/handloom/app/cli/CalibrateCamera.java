package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Workplace;
import dev.handloom.app.lens.PictureSource;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.capture.LensRun;
import dev.handloom.calibration.camera.capture.ViewTaker;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!(seconds > 0) || seconds > MOST_SECONDS) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--seconds must be more than 0 and at most 86400.");
    }
    Board shown = simulated ? board.orUmi() : board.board(terminal, folders);
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
      Device device = DeviceChoice.named(workplace, simulated ? SIMULATED : String.valueOf(wanted));
      return atTerminal().live(device, shown, Optional.ofNullable(lens), seconds, end);
    }
  }

  private LensAtTerminal atTerminal() {
    return new LensAtTerminal(terminal, library.folder(folders, terminal), json.json);
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
      return atTerminal().keep(name, false, run, shown);
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
}
