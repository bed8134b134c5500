package dev.handloom.calibration.camera.keep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.board.BoardView;
import dev.handloom.calibration.camera.fit.Intrinsics;
import dev.handloom.calibration.camera.fit.IntrinsicsFit;
import dev.handloom.calibration.camera.fit.LensChoice;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import dev.handloom.calibration.mark.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CameraShelfTest {
  @TempDir Path folder = Path.of("");

  @Test
  void whatIsKeptIsReadBackAndNothingIsWrittenOver() throws CameraRefusal, IOException {
    PlantedCamera planted = PlantedCamera.drawn(LensKind.FISHEYE, 2);
    CameraModel truth = planted.truth();
    List<BoardView> views = planted.views(8, 0.2);
    Intrinsics fitted = IntrinsicsFit.of(LensKind.FISHEYE, truth.width(), truth.height(), views);
    LensChoice choice = new LensChoice(fitted, Optional.empty(), "asked for");
    CameraShelf shelf = new CameraShelf(folder);
    Instant first = Instant.parse("2026-11-21T10:00:00Z");
    CameraProfile kept =
        CameraProfile.of("Wrist camera", first, "0.1", true, choice, Board.UMI, views);
    Path file = shelf.keep(kept);
    shelf.keep(
        CameraProfile.of(
            "Wrist camera", first.plusSeconds(60), "0.1", true, choice, Board.UMI, views));
    assertThrows(CameraRefusal.class, () -> shelf.keep(kept));
    Files.writeString(file.resolveSibling("20250101-000000-000.json"), "{}");

    CameraShelf.History history = shelf.history("Wrist camera");
    assertEquals(2, history.profiles().size());
    assertEquals(1, history.unreadable().size());
    CameraProfile back = history.profiles().getLast();
    assertEquals(fitted.camera(), back.model());
    assertEquals(views, back.views());
    assertArrayEquals(fitted.covariance(), back.covariance());
    assertEquals(kept.regionPixels(), back.regionPixels());
    assertEquals(0, shelf.history("wrist camera").profiles().size());
  }
}
