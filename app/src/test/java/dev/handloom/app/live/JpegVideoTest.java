package dev.handloom.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handloom.app.ui.theme.Theme;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.sim.scene.JpegPacker;
import dev.handloom.device.stream.FrameFormat;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.SampleRing;
import dev.handloom.device.stream.StreamHealth;
import dev.handloom.device.stream.StreamSpec;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class JpegVideoTest {
  private static final StreamSpec SPEC =
      StreamSpec.video("camera/video", new FrameFormat(64, 48, FrameFormat.Pixels.JPEG), 30, null);

  private final LiveStream stream =
      new LiveStream(SPEC, SampleRing.holding(SPEC, 1), new StreamHealth());

  @SuppressWarnings("NullAway.Init") // Controls need the toolkit: not before start.
  private LiveVideo video;

  @Start
  void start(Stage stage) {
    Theme.shared().install();
    video = new LiveVideo("Head camera", stream);
    stage.setScene(new Scene(new StackPane(video.tile()), 400, 300));
    stage.show();
  }

  @AfterEach
  void end() {
    video.end();
  }

  @Test
  void aCameraThatSendsJpegIsSeenAndADamagedPictureIsPassedOver(FxRobot robot) throws Exception {
    publish(new byte[] {(byte) 0xFF, (byte) 0xD8, 1, 2, 3});
    publish(blue());
    WaitForAsyncUtils.waitFor(
        60,
        TimeUnit.SECONDS,
        () -> {
          // A camera goes on sending.
          publish(blue());
          return middle(robot).getBlue() > 0.8;
        });
    assertEquals(0, middle(robot).getRed(), 0.1);
  }

  private Color middle(FxRobot robot) {
    WritableImage[] picture = new WritableImage[1];
    robot.interact(() -> picture[0] = video.tile().snapshot(null, null));
    return picture[0].getPixelReader().getColor(200, 150);
  }

  private static byte[] blue() {
    byte[] bgra = new byte[64 * 48 * 4];
    for (int i = 0; i < bgra.length; i += 4) {
      bgra[i] = (byte) 255;
    }
    int length = new JpegPacker(64, 48).pack(bgra, 0);
    return java.util.Arrays.copyOf(bgra, length);
  }

  private void publish(byte[] jpeg) {
    Sample sample = new Sample(SPEC);
    MemorySegment.copy(jpeg, 0, sample.payload, ValueLayout.JAVA_BYTE, 0, jpeg.length);
    sample.payloadLength = jpeg.length;
    sample.arrivalNanos = System.nanoTime();
    sample.captureNanos = sample.arrivalNanos;
    stream.ring().publish(sample);
  }
}
