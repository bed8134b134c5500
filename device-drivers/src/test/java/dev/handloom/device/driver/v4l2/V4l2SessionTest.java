package dev.handloom.device.driver.v4l2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.clock.ClockModel;
import dev.handloom.device.driver.Command;
import dev.handloom.device.link.CameraPort;
import dev.handloom.device.link.Link;
import dev.handloom.device.link.Place;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.DriverSession;
import dev.handloom.device.rig.DriverUnderTest;
import dev.handloom.device.rig.RigFileException;
import dev.handloom.device.rig.StreamWriter;
import dev.handloom.device.sim.scene.JpegPacker;
import dev.handloom.device.stream.Sample;
import dev.handloom.device.stream.StampSource;
import dev.handloom.device.stream.StreamSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The driver against a kernel that says what the test wants; the clock is the kernel's own.
@EnabledOnOs(OS.LINUX)
class V4l2SessionTest {
  private static final CameraPort PORT =
      new CameraPort("/dev/nowhere", 0x46d, 0x825, "A1", 0, "1-2", "", 0, "Scripted camera");
  private static final long MS = 1_000_000L;

  private final ScriptedCamera kernel = new ScriptedCamera();

  /// The driver on board, but for the way to the kernel.
  private final class Driver implements DeviceDriver {
    private final V4l2Driver driver = new V4l2Driver();

    @Override
    public String id() {
      return driver.id();
    }

    @Override
    public String title() {
      return driver.title();
    }

    @Override
    public List<StreamSpec> streams(DeviceConfig config) throws RigFileException {
      return driver.streams(config);
    }

    @Override
    public ClockModel clock(DeviceConfig config) throws RigFileException {
      return driver.clock(config);
    }

    @Override
    public DriverSession begin(DeviceConfig config, Link link, List<StreamWriter> streams)
        throws RigFileException {
      try {
        return new V4l2Session(
            OpenCamera.start(config, PORT, kernel),
            streams.getFirst(),
            config.flag(V4l2Driver.LOCK),
            null);
      } catch (IOException e) {
        return () -> {
          throw e;
        };
      }
    }
  }

  private DriverUnderTest begin(String... more) throws RigFileException {
    Map<String, String> settings = new HashMap<>(Map.of("width", "64", "height", "64"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    DeviceConfig config =
        new DeviceConfig("it", "usb-camera", "it", "video:046d:0825", settings, 7);
    return new DriverUnderTest(new Driver(), config, new Place("video", "046d:0825"));
  }

  private static byte[] jpeg() {
    byte[] bytes = new byte[64 * 64 * 4];
    Arrays.fill(bytes, (byte) 90);
    return Arrays.copyOf(bytes, new JpegPacker(64, 64).pack(bytes, 0));
  }

  @Test
  void picturesGoOnAsTheyCameWithTheKernelsStampAndCount() throws Exception {
    DriverUnderTest camera = begin();
    for (int i = 0; i < 3; i++) {
      kernel.shoot(jpeg(), 0);
      camera.pump();
    }
    List<Sample> samples = camera.samples(0);
    assertEquals(3, samples.size());
    for (int i = 0; i < 3; i++) {
      Sample sample = samples.get(i);
      assertEquals(i, sample.sequence);
      assertEquals(jpeg().length, sample.payloadLength);
      long way = sample.arrivalNanos - sample.deviceTicks * 1000;
      assertTrue(way >= 0 && way < 10_000 * MS, "on the way for " + way + " ns");
      assertTrue(sample.captureNanos < sample.deviceTicks * 1000);
      assertTrue(sample.boundNanos < 60 * MS, "±" + sample.boundNanos);
    }
    assertEquals(StampSource.KERNEL_FIRST_BYTES, camera.stream(0).stampSource());
    assertEquals(Camera.BUFFERS, kernel.waiting());
    assertEquals("Scripted camera", camera.report().model());
    camera.end();
    assertTrue(kernel.closed && !kernel.streams);
  }

  @Test
  void whatIsLostOrDamagedIsCounted() throws Exception {
    DriverUnderTest camera = begin();
    kernel.shoot(jpeg(), 0);
    kernel.miss();
    kernel.miss();
    kernel.shoot(jpeg(), 0);
    kernel.shoot(jpeg(), Structs.Buffer.ERROR);
    kernel.shoot(Arrays.copyOf(jpeg(), 200), 0);
    kernel.shoot(new byte[0], 0);
    kernel.shoot(jpeg(), 0);
    for (int i = 0; i < 6; i++) {
      camera.pump();
    }
    assertEquals(3, camera.samples(0).size());
    assertEquals(3, camera.bad());
    assertEquals(5, camera.lost());
    assertEquals(Camera.BUFFERS, kernel.waiting(), "a buffer of a damaged picture was kept");
  }

  @Test
  void uncodedPicturesBecomePixels() throws Exception {
    DriverUnderTest camera = begin("format", "yuyv");
    byte[] grey = new byte[64 * 64 * 2];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) (i % 2 == 0 ? 126 : 128);
    }
    kernel.shoot(grey, 0);
    kernel.shoot(Arrays.copyOf(grey, grey.length - 1), 0);
    camera.pump();
    camera.pump();
    assertEquals(1, camera.samples(0).size());
    assertEquals(64 * 64 * 4, camera.samples(0).getFirst().payloadLength);
    assertEquals(1, camera.bad());
  }

  @Test
  void aKernelThatStampsTheEndIsUnderstood() throws Exception {
    kernel.flags = Structs.Buffer.CLOCK_MONOTONIC;
    DriverUnderTest camera = begin();
    kernel.shoot(jpeg(), 0);
    camera.pump();
    assertEquals(StampSource.KERNEL_FRAME_END, camera.stream(0).stampSource());
  }

  @Test
  void aKernelWithoutUsableStampsIsSaidAloud() throws Exception {
    kernel.flags = 0;
    DriverUnderTest camera = begin();
    kernel.shoot(jpeg(), 0);
    camera.pump();
    assertEquals(Sample.NO_TICKS, camera.samples(0).getFirst().deviceTicks);
    assertEquals(Sample.UNBOUNDED, camera.samples(0).getFirst().boundNanos);
    assertEquals(StampSource.ARRIVAL, camera.stream(0).stampSource());
    assertFalse(camera.report().concerns().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "format, nv12, 'does not offer nv12 pictures; it offers mjpeg (64×64, 32×32), yuyv (64×64, 32×32), and what is not read here: H264'",
    "width, 66, 'does not offer mjpeg pictures of 66×64; it offers 64×64 at 29.97, 15 fps, 32×32'",
    "fps, 60, 'does not offer 60 mjpeg pictures of 64×64 a second; it offers 29.97, 15 fps'",
    "exposure_ms, 600, 'takes an exposure from 0.0 to 500.0 ms, not 600.0'",
    "white_balance_k, 9000, 'takes a white balance from 2000.0 to 6500.0 K, not 9000.0'",
  })
  void whatIsNotOfferedIsRefusedWithWhatIs(String setting, String value, String words) {
    kernel.controls.put(Controls.EXPOSURE, 100);
    kernel.controls.put(Controls.WHITE_BALANCE_KELVIN, 4000);
    RigFileException refusal = assertThrows(RigFileException.class, () -> begin(setting, value));
    assertTrue(String.valueOf(refusal.getMessage()).contains(words), refusal.getMessage());
    assertTrue(kernel.closed);
  }

  @Test
  void whatTheCameraLacksIsRefused() {
    RigFileException refusal =
        assertThrows(RigFileException.class, () -> begin("exposure_ms", "5"));
    assertTrue(String.valueOf(refusal.getMessage()).contains("has not an exposure"));
    kernel.capabilities = 0x00800000;
    refusal = assertThrows(RigFileException.class, () -> begin());
    assertTrue(String.valueOf(refusal.getMessage()).contains("no pictures"), refusal.getMessage());
  }

  @Test
  void aRateThatIsNearlyMeantIsTaken() throws Exception {
    // 30 is how people write 29.97.
    begin("fps", "30").end();
    begin("fps", "15").end();
  }

  @Test
  void exposureAndWhiteBalanceAreHeldAndPutBack() throws Exception {
    kernel.controls.put(Controls.AUTO_EXPOSURE, Controls.APERTURE_PRIORITY);
    kernel.controls.put(Controls.EXPOSURE, 333);
    kernel.controls.put(Controls.EXPOSURE_BEFORE_RATE, 1);
    kernel.controls.put(Controls.AUTO_WHITE_BALANCE, 1);
    kernel.controls.put(Controls.WHITE_BALANCE_KELVIN, 4000);
    Map<Integer, Integer> before = Map.copyOf(kernel.controls);
    DriverUnderTest camera = begin("exposure_ms", "8", "white_balance_k", "5000");
    assertEquals(80, kernel.controls.get(Controls.EXPOSURE));
    assertEquals(Controls.MANUAL, kernel.controls.get(Controls.AUTO_EXPOSURE));
    assertEquals(0, kernel.controls.get(Controls.EXPOSURE_BEFORE_RATE));
    assertEquals(5000, kernel.controls.get(Controls.WHITE_BALANCE_KELVIN));
    assertEquals(0, kernel.controls.get(Controls.AUTO_WHITE_BALANCE));
    kernel.shoot(jpeg(), 0);
    camera.pump();
    long held = camera.samples(0).getFirst().boundNanos;
    camera.obey(new Command(V4l2Driver.RELEASE.id()));
    assertEquals(Controls.APERTURE_PRIORITY, kernel.controls.get(Controls.AUTO_EXPOSURE));
    kernel.shoot(jpeg(), 0);
    camera.pump();
    assertTrue(camera.samples(0).getLast().boundNanos > held, "a free exposure is less certain");
    camera.obey(new Command(V4l2Driver.HOLD.id()));
    assertEquals(Controls.MANUAL, kernel.controls.get(Controls.AUTO_EXPOSURE));
    camera.end();
    assertEquals(before, kernel.controls);
  }

  @Test
  void aCameraThatCannotBeHeldSaysSoOnce() throws Exception {
    DriverUnderTest camera = begin();
    camera.obey(new Command(V4l2Driver.HOLD.id()));
    camera.obey(new Command(V4l2Driver.HOLD.id()));
    assertEquals(1, camera.report().concerns().size());
  }

  @ParameterizedTest
  @CsvSource({
    "16, Another program has this camera",
    "28, no room left",
    "19, The camera is gone",
    "12, no memory",
    "71, refuses what it was asked",
  })
  void whatTheKernelRefusesIsSaidInWords(int error, String words) throws Exception {
    kernel.refusals.put(Structs.STREAMON, error);
    DriverUnderTest camera = begin();
    IOException said = assertThrows(IOException.class, camera::pump);
    // The driver on board puts it into words where it opens the camera.
    String message =
        said instanceof Refusal refusal
            ? String.valueOf(Trouble.words(refusal, PORT).getMessage())
            : String.valueOf(said.getMessage());
    assertTrue(message.contains(words), message);
    assertTrue(kernel.closed);
  }

  @Test
  void aCameraThatGoesIsLetGo() throws Exception {
    kernel.controls.put(Controls.AUTO_WHITE_BALANCE, 1);
    kernel.controls.put(Controls.WHITE_BALANCE_KELVIN, 4000);
    DriverUnderTest camera = begin("white_balance_k", "5000");
    kernel.shoot(jpeg(), 0);
    camera.pump();
    kernel.refusals.put(Structs.DQBUF, Kernel.NO_DEVICE);
    IOException said = assertThrows(IOException.class, camera::pump);
    assertTrue(String.valueOf(said.getMessage()).contains("The camera is gone"));
    assertTrue(kernel.closed);
    // For another program, or for the next session, which must find what was there at first.
    assertEquals(4000, kernel.controls.get(Controls.WHITE_BALANCE_KELVIN));
  }
}
