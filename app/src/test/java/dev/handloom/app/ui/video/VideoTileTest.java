package dev.handloom.app.ui.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.ui.theme.Theme;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class VideoTileTest {

  private static final long MILLI = 1_000_000;

  private final AtomicLong clock = new AtomicLong(1000 * MILLI);

  @SuppressWarnings("NullAway.Init") // Controls need the toolkit: not before start.
  private VideoTile tile;

  @Start
  void start(Stage stage) {
    Theme.shared().install();
    tile = new VideoTile("Head camera", clock::get);
    stage.setScene(new Scene(new StackPane(tile), 400, 400));
    stage.show();
  }

  @Test
  void aFrameFromAnotherThreadIsSeenByItselfAndKeepsItsShape(FxRobot robot) throws Exception {
    tile.offer(frame(40, 10, Color.LIME), 40, 10, clock.get());
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> has(robot, "0 ms"));
    WritableImage[] picture = new WritableImage[1];
    robot.interact(() -> picture[0] = tile.snapshot(null, null));
    assertEquals(Color.LIME, picture[0].getPixelReader().getColor(200, 200));
    // Four times as wide as high: dark above it.
    assertTrue(picture[0].getPixelReader().getColor(200, 100).getBrightness() < 0.2);
  }

  @Test
  void anOldPictureSaysSo(FxRobot robot) throws Exception {
    tile.offer(frame(4, 4, Color.LIME), 4, 4, clock.get());
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> has(robot, "0 ms"));
    clock.addAndGet(2300 * MILLI);
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> has(robot, "2.3 s old"));
  }

  @Test
  void noPictureSaysWhyUntilOneComes(FxRobot robot) throws Exception {
    robot.interact(() -> tile.showAbsence("The camera is used by another program", null));
    assertTrue(has(robot, "The camera is used by another program"));
    tile.offer(frame(4, 4, Color.LIME), 4, 4, clock.get());
    WaitForAsyncUtils.waitFor(
        60, TimeUnit.SECONDS, () -> !robot.lookup(".video-absence").query().isVisible());
  }

  @Test
  void theRateIsThatOfLately() {
    RateMeter meter = new RateMeter();
    assertEquals(0, meter.hertz(0));
    for (long i = 0; i < 100; i++) {
      meter.arrived(i * 20 * MILLI);
    }
    assertEquals(50, meter.hertz(99 * 20 * MILLI), 0.01);
    assertEquals(0, meter.hertz(60_000 * MILLI));
  }

  private static boolean has(FxRobot robot, String text) {
    return robot.lookup(text).tryQuery().isPresent();
  }

  private static ByteBuffer frame(int width, int height, Color colour) {
    ByteBuffer bgra = ByteBuffer.allocate(width * height * 4);
    while (bgra.hasRemaining()) {
      bgra.put((byte) (colour.getBlue() * 255));
      bgra.put((byte) (colour.getGreen() * 255));
      bgra.put((byte) (colour.getRed() * 255));
      bgra.put((byte) 255);
    }
    return bgra;
  }
}
