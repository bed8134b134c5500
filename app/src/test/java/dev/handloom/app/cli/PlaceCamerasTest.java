package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.lens.KnownLens;
import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.fit.IntrinsicsFit;
import dev.handloom.calibration.camera.fit.LensChoice;
import dev.handloom.calibration.camera.keep.CameraPlace;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.sim.BoardCameraSimulators;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import dev.handloom.calibration.mark.Board;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.space.Pose;
import dev.handloom.store.episode.EnclosedCamera;
import dev.handloom.store.episode.Enclosure;
import dev.handloom.store.episode.EpisodeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A simulated camera on a simulated tracker before a drawn board, from the take to the place.
class PlaceCamerasTest {
  private static final String CAMERA = "board-camera";
  private static final long SEED = 11;

  @TempDir Path user;

  private Ran run(Object... arguments) {
    return Ran.handloom(user, arguments);
  }

  private CameraProfile calibrated() throws Exception {
    CameraModel truth = BoardCameraSimulators.PINHOLE;
    List<BoardView> views = new PlantedCamera(truth, 9, 6, 0.05, SEED).views(25, 0.15);
    LensChoice choice =
        new LensChoice(
            IntrinsicsFit.of(LensKind.PINHOLE, truth.width(), truth.height(), views),
            Optional.empty(),
            "asked for");
    return CameraProfile.of(CAMERA, Instant.now(), "test", true, choice, Board.UMI, views);
  }

  @Test
  void aCameraIsFoundOnItsTrackerAndItsPlaceGoesIntoTheNextTake() throws Exception {
    Path library = user.resolve("library");
    Path rig = user.resolve("board.rig");
    new RigFile(
            "A camera on a tracker",
            SEED,
            List.of(SimulatedRig.config(CAMERA), SimulatedRig.config("board-tracker")))
        .write(rig);
    CameraProfile profile = calibrated();
    KnownLens.shelf(library).keep(profile);
    record(rig, library, 18);

    Ran found =
        run("camera", "place", "last", "--tracker", "board-tracker/pose", "--library", library);
    assertTrue(found.code() == 0, found::toString);
    CameraPlace place = KnownLens.shelf(library).place(CAMERA).orElseThrow();
    Pose truth = BoardCameraSimulators.CAMERA_ON_TRACKER;
    double metres = place.parentFromCamera().position().minus(truth.position()).length();
    double radians = place.parentFromCamera().rotation().angleTo(truth.rotation());
    String figures = metres + " m, " + radians + " rad off; " + place;
    // A bound holds in 95 of 100 cases, and this is one take of a live rig.
    assertTrue(metres < Math.min(0.008, 2 * place.bound().metres()), figures);
    assertTrue(radians < Math.min(0.012, 2 * place.bound().radians()), figures);
    assertTrue(place.residualMetres() > 0 && place.residualMetres() < 0.004, figures);
    assertEquals("board-tracker/pose", place.parent());
    assertTrue(found.out().contains("The board seems to move by"), found.out());

    record(rig, library, 1);
    Ran shown = run("show", "last", "--library", library).good();
    assertTrue(shown.out().contains(profile.words()), shown.out());
    assertTrue(shown.out().contains(place.words()), shown.out());
    List<Enclosure> enclosed = EpisodeReader.open(EpisodeChoice.in(newest(library))).enclosures();
    EnclosedCamera lens =
        enclosed.stream().flatMap(e -> EnclosedCamera.of(e).stream()).findFirst().orElseThrow();
    assertEquals(profile.model().fx(), Objects.requireNonNull(lens.lens()).fx());
    EnclosedCamera stands =
        enclosed.reversed().stream()
            .flatMap(e -> EnclosedCamera.of(e).stream())
            .findFirst()
            .orElseThrow();
    assertEquals(
        place.parentFromCamera(), Objects.requireNonNull(stands.place()).parentFromCamera());

    Ran listed = run("profiles", "--library", library).good();
    assertTrue(listed.out().contains(CAMERA + ", a pinhole camera"), listed.out());
    assertEquals("", listed.err());
  }

  private void record(Path rig, Path library, double seconds) {
    Ran recorded =
        run(
            "record",
            "--rig",
            rig,
            "--task",
            "look at the board",
            "--episodes",
            1,
            "--seconds",
            seconds,
            "--library",
            library);
    assertEquals(0, recorded.code(), recorded::toString);
  }

  private static Path newest(Path library) throws Exception {
    try (var files = Files.walk(library.resolve("episodes"))) {
      return files
          .filter(file -> file.endsWith("episode.json"))
          .map(file -> Objects.requireNonNull(file.getParent()))
          .sorted()
          .toList()
          .getLast();
    }
  }
}
