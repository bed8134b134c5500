package dev.handloom.store.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.link.Links;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.Drivers;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.rig.Rig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.device.stream.PictureFault;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.Finding;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.fake.Wait;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong with pictures stands in the episode, and a check finds it there.
class SpoiltPicturesTest {
  private static final DeviceConfig CAMERA =
      new DeviceConfig(
          "camera",
          "mjpeg",
          "camera",
          "sim:http-camera",
          Map.of("width", "640", "height", "480", "fps", "30", "time", "x-timestamp"),
          0);

  @TempDir Path folder;

  @Test
  void aFrozenAndABlackPictureAreInTheEpisode() throws Exception {
    RigFile file = new RigFile("spoilt", 7, List.of(CAMERA));
    try (SimulatedRig simulated = SimulatedRig.start(file);
        Rig rig = new Rig(file, new Drivers(), Links.ofThisMachine().with("sim", simulated::open));
        Library library = Library.open(folder)) {
      rig.connect();
      LiveStream stream = rig.hub().all().iterator().next();
      try (EpisodeRecorder recorder =
          new EpisodeRecorder(
              rig.hub(), rig.devices(), library, RecorderOptions.standard("test"))) {
        Wait.until(() -> stream.ring().published() > 5, () -> "no picture");
        recorder.start(TakePlan.of("spoilt"));
        spoil(simulated, stream, PictureFault.FROZEN);
        Wait.until(() -> stream.health().pictures().overCount() == 1, () -> "it goes on");
        // This one goes on until after the take.
        simulated
            .device("http-camera")
            .misbehave(new Misbehaviour.Spoil(PictureFault.BLACK, Duration.ofSeconds(60)));
        Wait.until(() -> !stream.health().pictures().now().isEmpty(), () -> "not black");
        TakeResult result = recorder.stop("").orElseThrow();
        List<EpisodeEvent> events =
            EpisodeReader.open(result.bundle()).events().stream()
                .filter(event -> event.kind().name().startsWith("PICTURE"))
                .toList();
        assertEquals(
            List.of(EventKind.PICTURE_FROZEN, EventKind.PICTURE_BLACK),
            events.stream().map(EpisodeEvent::kind).toList());
        EpisodeEvent frozen = events.getFirst();
        assertEquals("camera/video", frozen.subject());
        assertTrue(frozen.text().startsWith("The same picture came again and again for "));
        assertTrue(frozen.count() >= 30, frozen.toString());
        assertEquals(
            List.of("HL-W080", "HL-W082"),
            EpisodeCheck.check(result.bundle(), false, (_, _, _) -> {}).findings().stream()
                .map(Finding::id)
                .filter(id -> id.startsWith("HL-W08"))
                .toList());
      }
    }
  }

  private static void spoil(SimulatedRig simulated, LiveStream stream, PictureFault how) {
    simulated.device("http-camera").misbehave(new Misbehaviour.Spoil(how, Duration.ofSeconds(2)));
    Wait.until(() -> !stream.health().pictures().now().isEmpty(), () -> "not " + how);
  }
}
