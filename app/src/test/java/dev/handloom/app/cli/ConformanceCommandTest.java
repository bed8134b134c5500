package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.conformance.ConformanceTake;
import dev.handloom.device.rig.Device;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.store.conform.ConformanceReport;
import dev.handloom.store.conform.ConformanceReport.Verdict;
import dev.handloom.store.library.Library;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConformanceCommandTest {
  @TempDir Path folder;

  /// A short take of a simulated device, with whatever somebody does to it in the middle.
  private ConformanceReport take(String name, double seconds, Consumer<SimulatedRig> trouble)
      throws Exception {
    try (Workplace workplace = Workplace.simulated(3);
        Library library = Library.open(folder.resolve("library"))) {
      assertTrue(workplace.connectAndWait(Duration.ofSeconds(20)));
      assertTrue(workplace.clocksSettle(Duration.ofSeconds(20)));
      Device device = workplace.rig().device(name).orElseThrow();
      boolean[] made = {false};
      ConformanceTake.Outcome outcome =
          new ConformanceTake(workplace, device, library, seconds)
              .run(
                  (gesture, done, left) -> {
                    if (done > 0.3 && !made[0]) {
                      made[0] = true;
                      trouble.accept(workplace.simulation().orElseThrow());
                    }
                  },
                  () -> false);
      assertTrue(Files.isRegularFile(ConformanceReport.path(outcome.bundle())));
      Ran.handloom(folder, "check", outcome.bundle().folder()).good();
      return outcome.report();
    }
  }

  private static void names(ConformanceReport report, String... all) {
    assertEquals(Verdict.UNFIT, report.verdict(), report::toString);
    for (String words : all) {
      assertTrue(
          report.reasons().stream().anyMatch(reason -> reason.what().contains(words)),
          () -> words + " is not in " + report);
    }
  }

  /// What a computer that is busy with other things does to any device.
  private static boolean isOfLoad(String what) {
    return what.contains("right within")
        || what.contains("times a second")
        || what.contains("Nothing came for")
        || what.contains("written in time");
  }

  @Test
  void aHealthyDeviceIsGoodAndTheTakeIsAnEpisode() {
    Ran ran =
        Ran.handloom(
                folder,
                "conformance",
                "left-glove",
                "--seconds",
                12,
                "--library",
                folder.resolve("library"),
                "--json")
            .forPeople();
    JsonNode report = ran.json();
    for (JsonNode reason : report.get("reasons")) {
      assertTrue(isOfLoad(reason.get("what").stringValue()), ran::out);
    }
    boolean good = report.get("verdict").stringValue().equals("GOOD");
    assertEquals(good ? 0 : 1, ran.code());
    assertEquals(good, report.get("reasons").isEmpty(), ran::out);
    assertEquals(10, report.get("steps").size(), ran::out);
    Ran listed = Ran.handloom(folder, "list", "--library", folder.resolve("library"), "--json");
    assertTrue(listed.out().contains("Conformance of left glove"), listed::out);
  }

  @Test
  void lossesAndAClockThatLeapsAreNamed() throws Exception {
    names(
        take(
            "gripper",
            6,
            rig -> {
              rig.device("gripper").misbehave(new Misbehaviour.Drop(30));
              rig.device("gripper").misbehave(new Misbehaviour.JumpClock(Duration.ofSeconds(-2)));
            }),
        "30 samples were lost",
        "leapt");
  }

  @Test
  void silenceAndBadFramesAreNamed() throws Exception {
    names(
        take(
            "left-glove",
            6,
            rig -> {
              rig.device("left-glove").misbehave(new Misbehaviour.Flip(60));
              rig.device("left-glove").misbehave(new Misbehaviour.Stall(Duration.ofMillis(1500)));
            }),
        "Nothing came for 1",
        "bytes came that made no sample");
  }

  @Test
  void aDeviceThatIsNotThere() {
    Ran.handloom(folder, "conformance", "toaster").refused(3, "no device toaster", "left-glove");
    Ran.handloom(folder, "conformance", "left-glove", "--seconds", 1).refused(2, "--seconds");
  }
}
