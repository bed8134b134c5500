package dev.handloom.calibration.camera.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.LensKind;
import dev.handloom.calibration.camera.fit.Intrinsics;
import dev.handloom.calibration.camera.sim.BoardArtist;
import dev.handloom.calibration.camera.sim.PlantedCamera;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.GreyPicture;
import dev.handloom.calibration.mark.MarkFamily;
import dev.handloom.device.space.Pose;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LensRunTest {
  private static final Board BOARD = new Board(MarkFamily.of("4X4_100"), 10, 7, 24, 18);
  private static final CameraModel CAMERA = LensKind.PINHOLE.plain(320, 240, Math.toRadians(65));

  private final BoardArtist artist = new BoardArtist(CAMERA, BOARD, 2);
  private final PlantedCamera world = new PlantedCamera(CAMERA, 11, 8, 0.024, 7);
  private final Random random = new Random(7);

  private GreyPicture picture(Pose pose, double blur) {
    byte[] drawn = artist.draw(pose, new BoardArtist.Light(blur, 1.5, 0.3), random);
    return new GreyPicture(drawn, CAMERA.width(), CAMERA.height());
  }

  @Test
  void aViewIsTakenWhenSharpAndStillAndNew() {
    LensRun run = new LensRun(BOARD, 320, 240, Optional.empty());
    Pose here = world.pose();
    Pose there = world.pose();
    assertEquals(ViewTaker.Answer.MOVING, run.look(picture(here, 0.6)));
    assertEquals(ViewTaker.Answer.MOVING, run.look(picture(there, 0.6)));
    assertEquals(ViewTaker.Answer.MOVING, run.look(picture(there, 0.6)));
    assertEquals(ViewTaker.Answer.TAKEN, run.look(picture(there, 0.6)));
    run.look(picture(there, 0.6));
    run.look(picture(there, 0.6));
    assertEquals(ViewTaker.Answer.LIKE_BEFORE, run.look(picture(there, 0.6)));
    assertEquals(1, run.views().size());
    run.undo();
    assertEquals(0, run.views().size());
  }

  @Test
  void aBlurredBoardAndAnEmptyPictureAreNotTaken() {
    LensRun run = new LensRun(BOARD, 320, 240, Optional.empty());
    Pose here = world.pose();
    ViewTaker.Answer blurred = run.judge(picture(here, 2.5));
    assertFalse(blurred == ViewTaker.Answer.TAKEN, blurred.toString());
    GreyPicture grey = new GreyPicture(new byte[320 * 240], 320, 240);
    assertEquals(ViewTaker.Answer.NO_BOARD, run.judge(grey));
  }

  @Test
  void whoFollowsTheGuidanceEndsWithAGoodCamera() throws CameraRefusal {
    LensRun run = new LensRun(BOARD, 320, 240, Optional.of(LensKind.PINHOLE));
    String first = run.next().words();
    assertTrue(first.startsWith("Move the board to the "), first);
    int shown = 0;
    while (!run.next().enough() && shown++ < 90) {
      run.judge(picture(world.pose(), 0.6));
    }
    assertTrue(run.next().enough(), run.next().toString() + run.coverage());
    Intrinsics found = run.result().best();
    assertEquals(CAMERA.fx(), found.camera().fx(), 0.01 * CAMERA.fx());
    assertEquals(CAMERA.fx(), found.camera().fx(), found.bounds()[0]);
    assertTrue(found.focalShare() <= 1.5 * LensRun.ENOUGH, "share " + found.focalShare());
  }
}
