package dev.handloom.store.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.stream.FrameFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderTrialsTest {
  private static List<String> hostile(List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of(
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            HostileProbe.class.getName()));
    line.addAll(arguments);
    return line;
  }

  @Test
  void aDriverThatCrashesOrHangsCostsItselfAndNoOther() throws Exception {
    EncoderTrials trials = new EncoderTrials(EncoderTrialsTest::hostile, Duration.ofSeconds(3));
    List<EncoderTrial> found = trials.run(EncoderKind.ofHardware(), 640, 480);
    assertEquals(EncoderKind.ofHardware(), found.stream().map(EncoderTrial::kind).toList());
    for (EncoderTrial trial : found) {
      assertEquals(trial.kind() == EncoderKind.QSV, trial.works(), trial.toString());
    }
    assertEquals(
        "Its driver ended the program that tried it (I am about to fall over)",
        of(found, EncoderKind.NVENC).reason());
    assertEquals(
        "Its driver gave no answer within 3 s (still thinking)",
        of(found, EncoderKind.VAAPI).reason());
    assertEquals("It does not open (No such device)", of(found, EncoderKind.VIDEOTOOLBOX).reason());
    assertEquals(1, of(found, EncoderKind.QSV).heldBack());
    assertTrue(of(found, EncoderKind.MEDIA_FOUNDATION).reason().contains("nonsense"));
  }

  private static EncoderTrial of(List<EncoderTrial> found, EncoderKind kind) {
    return found.stream().filter(t -> t.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void aProgramThatIsNotThereIsSaid() throws Exception {
    EncoderTrials trials = new EncoderTrials(_ -> List.of("/nowhere/java"), Duration.ofSeconds(3));
    EncoderTrial trial = trials.run(List.of(EncoderKind.NVENC), 640, 480).getFirst();
    assertFalse(trial.works());
    assertTrue(trial.reason().endsWith("/nowhere/java"), trial.reason());
  }

  @Test
  void everyEncoderIsReallyTriedAndWhatDoesNotWorkSaysWhy() throws Exception {
    Encoders encoders = new Encoders(new EncoderTrials());
    FrameFormat format = new FrameFormat(320, 240, FrameFormat.Pixels.BGRA);
    List<EncoderTrial> found = encoders.tryAll(format);
    assertEquals(EncoderKind.values().length, found.size());
    for (EncoderTrial trial : found) {
      assertEquals(trial.works(), trial.reason().isEmpty(), trial.toString());
      assertEquals(trial.works(), trial.millisPerPicture() > 0, trial.toString());
    }
    assertTrue(of(found, EncoderKind.MPEG4).works(), found.toString());
    EncoderKind best = encoders.best(format);
    assertTrue(best == null || of(found, best).works());
    if (best != null) {
      encoders.failed(best, format, "gone");
      EncoderKind next = encoders.best(format);
      assertTrue(next != best, "one that failed in earnest is not taken again");
    }
  }
}
