package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.app.lens.EpisodeBoards;
import dev.handloom.app.lens.KnownLens;
import dev.handloom.app.lens.PoseTrack;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.board.BoardPose;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.keep.CameraPlace;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.keep.CameraShelf;
import dev.handloom.calibration.camera.rig.HandEye;
import dev.handloom.calibration.camera.rig.PoseBound;
import dev.handloom.calibration.camera.rig.RigCamera;
import dev.handloom.calibration.camera.rig.RigFit;
import dev.handloom.calibration.camera.rig.RigPoses;
import dev.handloom.calibration.mark.Board;
import dev.handloom.device.space.Pose;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.StreamSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Where the cameras of an episode are: beside each other, or on what is tracked.
@Command(
    name = "place",
    description = {
      "Find how cameras stand to each other from an episode in which a board is held where two or more"
          + " see it; with --tracker where a camera sits on what a stream tracks, from an episode in"
          + " which the board stays and the camera is nodded, panned and rolled.",
      "The cameras have to be calibrated before. A pose is in the frame of the first camera, or of the"
          + " tracker; cameras look along z, x to the right, y down."
    })
final class PlaceCameras implements Callable<Integer> {
  private static final int MOST_TIMES = 150;

  /// Half a picture of the slowest cameras; that the board is held still makes up for it.
  private static final long TOGETHER_NANOS = 60_000_000L;

  /// From the picture before to the picture after.
  private static final double STILL_PIXELS = 1.0;

  private final Terminal terminal;
  private final UserFolders folders;
  @Mixin HelpOption help = new HelpOption();
  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private BoardOption board = new BoardOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      paramLabel = "EPISODE",
      description = "The beginning or end of its id, 'last', or its folder.")
  private String episode = "";

  @Option(
      names = "--cameras",
      split = ",",
      paramLabel = "A,B",
      description = "Which cameras; all that were calibrated if none is named.")
  private List<String> named = List.of();

  @Option(
      names = "--tracker",
      paramLabel = "STREAM",
      description = "The stream with the pose of what the camera sits on.")
  private @Nullable String tracker;

  @Option(
      names = "--board-carried",
      description = "The board sits on what is tracked, and the camera stays.")
  private boolean boardCarried;

  PlaceCameras(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  private Board shown = Board.UMI;

  private record Known(String name, CameraProfile profile, CameraFrames frames) {}

  @Override
  public Integer call() throws IOException {
    shown = board.board(terminal, folders);
    Bundle bundle = EpisodeChoice.named(episode, library, folders, terminal);
    EpisodeReader reader = EpisodeReader.open(bundle);
    try {
      List<Known> known = known(reader);
      String stream = tracker;
      if (stream == null) {
        beside(known, reader);
      } else {
        onTracker(known, reader, stream);
      }
      return 0;
    } catch (CameraRefusal e) {
      throw new CommandFailed(CommandFailed.FINDING, String.valueOf(e.getMessage()));
    }
  }

  private List<Known> known(EpisodeReader reader) throws CameraRefusal {
    CameraShelf shelf = KnownLens.shelf(library.folder(folders, terminal));
    List<Known> known = new ArrayList<>();
    List<String> not = new ArrayList<>();
    for (Map.Entry<String, CameraFrames> each : new TreeMap<>(reader.cameras()).entrySet()) {
      String device = each.getKey().replaceFirst("/.*", "");
      if (!named.isEmpty() && !named.contains(device)) {
        continue;
      }
      List<CameraProfile> profiles = shelf.history(device).profiles();
      if (profiles.isEmpty()) {
        not.add(device);
      } else {
        known.add(new Known(device, profiles.getFirst(), each.getValue()));
      }
    }
    int wanted = tracker == null ? 2 : 1;
    if (known.size() < wanted || (!named.isEmpty() && !not.isEmpty())) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          not.isEmpty()
              ? "The episode has too few such cameras: "
                  + String.join(", ", reader.cameras().keySet())
                  + "."
              : "Calibrate first: "
                  + String.join(", ", not)
                  + ". 'handloom camera calibrate' does that.");
    }
    return known;
  }

  private EpisodeBoards boards(Known camera) throws IOException {
    EpisodeBoards boards = new EpisodeBoards(camera.frames, shown);
    if (boards.width() != camera.profile.width() || boards.height() != camera.profile.height()) {
      boards.close();
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          camera.name
              + " was calibrated at "
              + camera.profile.width()
              + " × "
              + camera.profile.height()
              + " and recorded at "
              + boards.width()
              + " × "
              + boards.height()
              + ". Calibrate it as it records.");
    }
    return boards;
  }

  private void beside(List<Known> known, EpisodeReader reader) throws IOException, CameraRefusal {
    List<Map<Integer, BoardView>> moments = new ArrayList<>();
    List<EpisodeBoards> boards = new ArrayList<>();
    try (ProgressLine progress = new ProgressLine(terminal, "Looking for the board")) {
      for (Known camera : known) {
        boards.add(boards(camera));
      }
      List<Long> times = boards.getFirst().times(MOST_TIMES);
      for (int n = 0; n < times.size(); n++) {
        Map<Integer, BoardView> seen = new TreeMap<>();
        for (int c = 0; c < boards.size(); c++) {
          int camera = c;
          boards
              .get(c)
              .heldAt(times.get(n), TOGETHER_NANOS, STILL_PIXELS)
              .ifPresent(view -> seen.put(camera, view));
        }
        if (seen.size() > 1) {
          moments.add(seen);
        }
        progress.at((n + 1.0) / times.size(), Figures.count(moments.size(), "moment", "moments"));
      }
      progress.done(Figures.count(moments.size(), "moment", "moments"));
    } finally {
      boards.forEach(EpisodeBoards::close);
    }
    RigPoses found =
        RigFit.of(
            known.stream()
                .map(k -> new RigCamera(k.name, k.profile.model(), k.profile.covariance()))
                .toList(),
            moments);
    for (RigPoses.Placed placed : found.cameras().subList(1, found.cameras().size())) {
      keep(
          CameraPlace.beside(
              at(reader), found.cameras().getFirst().name(), placed, found.moments()));
    }
    if (json.json) {
      terminal.json(found);
      return;
    }
    terminal.say(
        Figures.count(found.moments(), "moment", "moments")
            + ", "
            + Figures.count(found.leftOut(), "corner", "corners")
            + " left out as mistakes");
    for (RigPoses.Placed placed : found.cameras()) {
      terminal.say(
          placed.name()
              + String.format(
                  Locale.ROOT,
                  ": %d views, corners %.2f px off",
                  placed.views(),
                  placed.rmsPixels()));
      if (placed.bound().metres() > 0) {
        say(placed.firstFromThis(), placed.bound());
      }
    }
  }

  private void onTracker(List<Known> known, EpisodeReader reader, String stream)
      throws IOException, CameraRefusal {
    if (known.size() != 1) {
      throw new CommandFailed(
          CommandFailed.USAGE, "Say with --cameras which one sits on the tracker.");
    }
    StreamSamples samples =
        reader
            .signal(stream)
            .orElseThrow(() ->
                new CommandFailed(
                    CommandFailed.UNUSABLE,
                    "The episode has no stream "
                        + stream
                        + "; it has: "
                        + String.join(", ", reader.signals().keySet())));
    PoseTrack track =
        PoseTrack.of(samples)
            .orElseThrow(() ->
                new CommandFailed(
                    CommandFailed.UNUSABLE, "There is no pose in the stream " + stream + "."));
    List<HandEye.Moment> moments = new ArrayList<>();
    try (EpisodeBoards boards = boards(known.getFirst());
        ProgressLine progress = new ProgressLine(terminal, "Looking for the board")) {
      List<Long> times = boards.times(MOST_TIMES);
      for (int n = 0; n < times.size(); n++) {
        Optional<Pose> told = track.at(times.get(n));
        Optional<BoardView> view =
            told.isEmpty()
                ? Optional.empty()
                : boards.heldAt(times.get(n), TOGETHER_NANOS, STILL_PIXELS);
        Optional<BoardPose> seen =
            view.flatMap(v -> BoardPose.of(known.getFirst().profile.model(), v));
        if (told.isPresent() && seen.isPresent()) {
          HandEye.Moment moment = new HandEye.Moment(told.get(), seen.get().board());
          moments.add(boardCarried ? moment.boardCarried() : moment);
        }
        progress.at((n + 1.0) / times.size(), Figures.count(moments.size(), "moment", "moments"));
      }
      progress.done(Figures.count(moments.size(), "moment", "moments"));
    }
    List<HandEye.Moment> held = HandEye.held(moments);
    HandEye found = HandEye.of(held);
    keep(
        CameraPlace.tracked(
            at(reader),
            known.getFirst().name,
            boardCarried ? CameraPlace.Kind.WORLD : CameraPlace.Kind.TRACKER,
            boardCarried ? samples.spec().device() : stream,
            found,
            held.size() - found.leftOut().size()));
    if (json.json) {
      terminal.json(found);
      return;
    }
    terminal.say(
        known.getFirst().name + (boardCarried ? " in the world of " : " on ") + stream + ":");
    say(found.trackerFromCamera(), found.bound());
    terminal.say(
        String.format(
            Locale.ROOT,
            "  The board seems to move by %.1f mm and %.2f° between %s; %d left out.",
            1000 * found.residualMetres(),
            Math.toDegrees(found.residualRadians()),
            Figures.count(held.size(), "place", "places"),
            found.leftOut().size()));
  }

  private static CameraPlace.Found at(EpisodeReader reader) {
    return new CameraPlace.Found(
        Instant.now(), "Handloom " + Version.text(), reader.manifest().id());
  }

  private void keep(CameraPlace place) throws CameraRefusal {
    Path file = KnownLens.shelf(library.folder(folders, terminal)).keep(place);
    terminal.tell("Kept, and carried in takes with " + place.camera() + ": " + file);
  }

  private void say(Pose pose, PoseBound bound) {
    terminal.say(
        String.format(
            Locale.ROOT,
            "  at %.2f, %.2f, %.2f mm ± %.2f mm, turned by the quaternion %.5f, %.5f, %.5f, %.5f"
                + " (x, y, z, w) ± %.3f°",
            1000 * pose.position().x(),
            1000 * pose.position().y(),
            1000 * pose.position().z(),
            1000 * bound.metres(),
            pose.rotation().x(),
            pose.rotation().y(),
            pose.rotation().z(),
            pose.rotation().w(),
            Math.toDegrees(bound.radians())));
  }
}
