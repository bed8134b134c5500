package dev.handloom.device.driver.grabette;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.picture.TestJpegs;
import dev.handloom.device.link.MessageLink;
import dev.handloom.device.link.RequestLink;
import dev.handloom.device.protocol.RealLink;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.Script;
import dev.handloom.device.sim.Misbehaviour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrabetteCameraTest {
  private static final Map<String, String> SMALL = Map.of("width", "48", "height", "32");

  /// A gripper whose WebSocket says what a script says.
  private record Gripper(MessageLink pictures) implements RequestLink {
    @Override
    public Answer get(String path, int mostBytes, int waitMillis) throws IOException {
      throw new IOException("Nothing is asked of it");
    }

    @Override
    public Answer post(String path, String type, byte[] body, int mostBytes, int waitMillis)
        throws IOException {
      throw new IOException("Nothing is asked of it");
    }

    @Override
    public Running stream(String path, int waitMillis) throws IOException {
      throw new IOException("Nothing is asked of it");
    }

    @Override
    public MessageLink webSocket(String path) {
      assertEquals("/api/camera/ws", path);
      return pictures;
    }

    @Override
    public String title() {
      return "gripper";
    }

    @Override
    public void close() {
      pictures.close();
    }
  }

  private static DriverUnderTest hearing(byte[]... messages) throws Exception {
    Script script = Script.saying(List.of(messages));
    DriverUnderTest camera =
        new DriverUnderTest(
            "grabette-camera", SMALL, new Gripper((MessageLink) script.as(MessageLink.class)));
    while (!script.drained()) {
      camera.pump();
    }
    return camera;
  }

  private static byte[] jpeg(int number) {
    return TestJpegs.noise(new Random(number), 48, 32);
  }

  @Test
  void onlyWholePicturesOfTheRightSizeArePassedOn() throws Exception {
    byte[] half = Arrays.copyOf(jpeg(2), jpeg(2).length / 2);
    DriverUnderTest camera =
        hearing(jpeg(1), half, TestJpegs.noise(new Random(3), 64, 48), new byte[0], jpeg(4));
    assertEquals(2, camera.samples(0).size());
    assertEquals(3, camera.bad());
    assertTrue(camera.report().concerns().isEmpty());
  }

  @Test
  void whatItsSoftwareSendsWithoutACameraIsSaid() throws Exception {
    DriverUnderTest camera = hearing("BM\0\0".getBytes(StandardCharsets.US_ASCII));
    assertTrue(camera.report().concerns().getFirst().what().startsWith("It sends BMP"));
  }

  @Test
  void itIsReadOverARealConnectionAndAgainAfterIt() throws Exception {
    try (RealLink it = RealLink.to("grabette-camera", Map.of())) {
      it.recordWell(8);
      it.misbehave(new Misbehaviour.Unplug(Duration.ofMillis(300)));
      it.awaitState(DeviceState.RECONNECTING);
      int before = it.samples(0).size();
      it.await("pictures again", () -> it.samples(0).size() >= before + 5);
    }
  }
}
