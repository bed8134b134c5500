package dev.handloom.store.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.Sample;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.Finding;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.FrameRow;
import dev.handloom.store.video.JpegDecoder;
import dev.handloom.store.video.VideoReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JpegTakeTest {
  private static final DeviceConfig CAMERA =
      new DeviceConfig(
          "head-camera",
          "frames",
          "head camera",
          "sim:head-camera",
          Map.of("width", "640", "height", "480", "fps", "30", "format", "jpeg"),
          0);

  @TempDir Path folder;

  @Test
  void whatACameraSendsAsJpegStandsInTheFileAsItCame() throws Exception {
    RigFile file = new RigFile("jpeg", 7, List.of(CAMERA));
    try (SimulatedRig simulated = SimulatedRig.start(file);
        Rig rig = new Rig(file, new Drivers(), Links.ofThisMachine().with("sim", simulated::open));
        Library library = Library.open(folder)) {
      rig.connect();
      try (EpisodeRecorder recorder =
          new EpisodeRecorder(
              rig.hub(), rig.devices(), library, RecorderOptions.standard("test"))) {
        Wait.until(() -> camera(rig).ring().published() > 0, () -> "no picture");
        recorder.start(TakePlan.of("jpeg"));
        Wait.until(
            () ->
                recorder.status().streams().stream().anyMatch(s -> s.video() && s.written() >= 15),
            recorder::status);
        Sample live = new Sample(camera(rig).spec());
        assertTrue(camera(rig).ring().latest(live));
        TakeResult result = recorder.stop("").orElseThrow();
        EpisodeReader episode = EpisodeReader.open(result.bundle());
        Manifest.CameraEntry entry = episode.manifest().cameras().getFirst();
        assertEquals("mjpeg", entry.codec());
        assertEquals("JPEG as it comes", entry.encoder());
        CameraFrames frames = episode.camera("head-camera/video").orElseThrow();
        everyPictureStandsThere(frames);
        theOneSeenLiveIsAmongThem(live, frames);
        assertEquals(
            List.of(),
            EpisodeCheck.check(result.bundle(), true, (_, _, _) -> {}).findings().stream()
                .filter(f -> f.severity() == Finding.Severity.ERROR)
                .toList());
      }
    }
  }

  private static LiveStream camera(Rig rig) {
    return rig.hub().all().iterator().next();
  }

  private static byte[] packed(byte[] video, FrameRow row) {
    int start = (int) row.byteOffset();
    return Arrays.copyOfRange(video, start, start + row.packetBytes());
  }

  private static void everyPictureStandsThere(CameraFrames frames) throws Exception {
    byte[] video = Files.readAllBytes(frames.video());
    assertTrue(frames.size() >= 15);
    try (VideoReader reader = frames.open()) {
      assertEquals(frames.size(), reader.frameCount());
      for (int i = 0; i < frames.size(); i++) {
        FrameRow row = frames.row(i);
        byte[] jpeg = packed(video, row);
        CRC32 crc = new CRC32();
        crc.update(jpeg);
        assertEquals(row.packetCrc(), (int) crc.getValue());
        assertTrue(row.keyFrame());
        assertEquals(row.byteOffset(), reader.byteOffset(reader.frameAt(row.ptsMicros())));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertNotNull(image, "picture " + i);
        assertEquals(640, image.getWidth());
      }
    }
  }

  /// Byte for byte; and the preview's decoder sees what the reader of the file sees.
  private static void theOneSeenLiveIsAmongThem(Sample live, CameraFrames frames) throws Exception {
    byte[] video = Files.readAllBytes(frames.video());
    int index = -1;
    for (int i = 0; i < frames.size(); i++) {
      if (frames.times().sequence(i) == live.sequence) {
        index = i;
      }
    }
    assertTrue(index >= 0, "the picture " + live.sequence + " is in the take");
    FrameRow row = frames.row(index);
    byte[] sent = new byte[live.payloadLength];
    live.payload.asByteBuffer().get(0, sent);
    assertTrue(Arrays.equals(sent, packed(video, row)), "the same bytes");
    ByteBuffer seen = ByteBuffer.allocateDirect(640 * 480 * 4);
    ByteBuffer read = ByteBuffer.allocateDirect(640 * 480 * 4);
    try (JpegDecoder decoder = new JpegDecoder(640, 480, "live");
        VideoReader reader = frames.open()) {
      decoder.decode(live.payload, live.payloadLength, seen);
      reader.read(reader.frameAt(row.ptsMicros()), read);
    }
    assertEquals(seen, read);
  }
}
