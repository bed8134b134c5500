package dev.handloom.store.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.Links;
import dev.handloom.device.link.Place;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.stream.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// DirectShow and AVFoundation are on no machine that these tests run on; the same way through the
/// library is tried with its test pattern.
class SystemCameraTest {
  private static final Map<String, String> SMALL =
      Map.of("width", "320", "height", "240", "fps", "25");

  private static LiveRig pattern(String what) throws Exception {
    Links links = Links.ofThisMachine().with("pattern", rest -> new Place("pattern", rest));
    return LiveRig.at("test-pattern", "pattern:" + what, SMALL, links);
  }

  @Test
  void picturesComeWithTheirOwnTimes() throws Exception {
    try (LiveRig camera = pattern("testsrc2=size=320x240:rate=25")) {
      List<Sample> samples = camera.await(12);
      assertEquals(0, camera.stream().health().badFrames(), camera::state);
      for (int i = 1; i < samples.size(); i++) {
        assertEquals(
            40_000, samples.get(i).deviceTicks - samples.get(i - 1).deviceTicks, "picture " + i);
      }
      assertEquals(320 * 240 * 4, samples.getLast().payloadLength);
    }
  }

  @Test
  void anotherSizeIsSaid() throws Exception {
    try (LiveRig camera = pattern("testsrc2=size=160x120:rate=25")) {
      camera.awaitConcern("It sends pictures of 160×120, not of 320×240");
    }
  }

  @Test
  void aCameraThatIsNotThereIsSaidWithWhatToDo() throws Exception {
    try (LiveRig camera = pattern("nosuchsource")) {
      assertTrue(camera.awaitTrouble("It cannot be opened").contains("Is it plugged in"));
    }
  }

  @Test
  void aCameraThatEndsIsOpenedAnew() throws Exception {
    try (LiveRig camera = pattern("testsrc2=size=320x240:rate=25:duration=0.2")) {
      camera.awaitTrouble("The camera has ended its stream");
      camera.await(8);
    }
  }

  @Test
  void whatWorksElsewhereIsNotShownHere() {
    Drivers drivers = new Drivers();
    boolean windows = CameraSystem.DIRECT_SHOW.isThisOne();
    assertEquals(windows, drivers.all().containsKey("usb-camera-windows"));
    assertEquals(
        CameraSystem.AV_FOUNDATION.isThisOne(), drivers.all().containsKey("usb-camera-macos"));
    if (!windows) {
      DeviceConfig config =
          new DeviceConfig("cam", "usb-camera-windows", "cam", "dshow:It", Map.of(), 3);
      String said =
          String.valueOf(
              assertThrows(RigFileException.class, () -> drivers.of(config)).getMessage());
      assertTrue(said.contains("USB camera (Windows)") && said.contains("does not work"), said);
    }
  }

  /// As the library's own documents have them.
  @Test
  void whatTheLibraryIsAsked() throws Exception {
    DeviceConfig config = new DeviceConfig("cam", "x", "cam", "dshow:It", SMALL, 3);
    Input windows = CameraSystem.DIRECT_SHOW.input("HD Pro Webcam C920", config, true);
    assertEquals("video=HD Pro Webcam C920", windows.url());
    assertEquals(
        Map.of("video_size", "320x240", "framerate", "25", "vcodec", "mjpeg"), windows.options());
    Input mac = CameraSystem.AV_FOUNDATION.input("0", config, false);
    assertEquals("0:none", mac.url());
    assertEquals(Map.of("video_size", "320x240", "framerate", "25"), mac.options());
  }
}
