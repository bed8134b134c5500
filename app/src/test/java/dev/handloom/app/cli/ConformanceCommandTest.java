package dev.handloom.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.conformance.ConformanceTake;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedDevice;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.store.conform.ConformanceReport;
import dev.handloom.store.conform.ConformanceReport.Verdict;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConformanceCommandTest {
  @TempDir Path folder;

  private static final double SECONDS = 6;

  /// Something that is done to the rig in the middle of a take.
  private interface Trouble {
    void in(SimulatedRig rig);
  }

  /// A simulated rig with all its clocks locked, and a library.
  private final class Bench implements AutoCloseable {
    private final Workplace workplace;
    private final Library library;

    Bench(RigFile file) throws Exception {
      workplace = Workplace.open(file, DelayBook.EMPTY);
      library = Library.open(folder.resolve("library"));
      assertTrue(workplace.connectAndWait(Duration.ofSeconds(60)));
      assertTrue(workplace.clocksSettle(Duration.ofSeconds(60)));
    }

    /// Takes of its devices side by side, with whatever somebody does to each in the middle of its
    /// own.
    Map<String, ConformanceReport> takes(Map<String, Trouble> devices) throws Exception {
      Map<String, Future<ConformanceTake.Outcome>> running = new LinkedHashMap<>();
      Map<String, ConformanceReport> reports = new LinkedHashMap<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(devices.size())) {
        devices.forEach((name, trouble) ->
            running.put(name, threads.submit(() -> take(workplace, library, name, trouble))));
        for (Map.Entry<String, Future<ConformanceTake.Outcome>> each : running.entrySet()) {
          ConformanceTake.Outcome outcome = each.getValue().get();
          assertTrue(Files.isRegularFile(ConformanceReport.path(outcome.bundle())));
          Ran.handloom(folder, "check", outcome.bundle().folder()).good();
          reports.put(each.getKey(), outcome.report());
        }
      }
      return reports;
    }

    @Override
    public void close() throws IOException {
      library.close();
      workplace.close();
    }
  }

  private static ConformanceTake.Outcome take(
      Workplace workplace, Library library, String name, Trouble trouble) throws Exception {
    boolean[] made = {false};
    return new ConformanceTake(
            workplace, workplace.rig().device(name).orElseThrow(), library, SECONDS)
        .run(
            (gesture, done, left) -> {
              if (done > 0.3 && !made[0]) {
                made[0] = true;
                trouble.in(workplace.simulation().orElseThrow());
              }
            },
            () -> false);
  }

  private static void names(ConformanceReport report, String... all) {
    assertEquals(Verdict.UNFIT, report.verdict(), report::toString);
    for (String words : all) {
      assertTrue(
          report.reasons().stream().anyMatch(reason -> reason.what().contains(words)),
          () -> words + " is not in " + report);
    }
  }

  /// Good; or, on a computer that says itself that it was busy, with nothing said but what a busy
  /// computer does to any device.
  private static void isGood(ConformanceReport report) {
    if (report.computer().busy()) {
      for (ConformanceReport.Reason reason : report.reasons()) {
        assertTrue(isOfLoad(reason.what()), report::toString);
      }
    } else {
      assertEquals(Verdict.GOOD, report.verdict(), report::toString);
      assertEquals(List.of(), report.reasons());
    }
  }

  private static boolean isOfLoad(String what) {
    return what.contains("Samples came late")
        || what.contains("times a second")
        || what.contains("Nothing came for")
        || what.contains("written in time")
        || what.contains("was lost")
        || what.contains("were lost")
        || what.contains("late itself");
  }

  @Test
  void everyDeviceOfAHealthyRigIsGoodAndWhatIsWrongIsNamed() throws Exception {
    try (Bench bench = new Bench(SimulatedRig.rigFile(3))) {
      Trouble none = rig -> {};
      Map<String, ConformanceReport> healthy =
          bench.takes(Map.of("left-glove", none, "gripper", none, "head-camera", none));
      healthy.values().forEach(ConformanceCommandTest::isGood);
      ConformanceReport.Hand hand = Objects.requireNonNull(healthy.get("left-glove")).hand();
      assertNotNull(hand);
      assertEquals("agrees", hand.sides(), hand::toString);
      assertEquals("agrees", hand.fingers(), hand::toString);
      assertEquals("right-glove", hand.other());
      whatIsWrongIsNamed(bench);
    }
  }

  private static void whatIsWrongIsNamed(Bench bench) throws Exception {
    Map<String, ConformanceReport> reports =
        bench.takes(
            Map.of(
                "gripper",
                rig -> {
                  SimulatedDevice gripper = rig.device("gripper");
                  gripper.misbehave(new Misbehaviour.Drop(30));
                  gripper.misbehave(new Misbehaviour.JumpClock(Duration.ofSeconds(-2)));
                },
                "left-glove",
                rig -> {
                  SimulatedDevice glove = rig.device("left-glove");
                  glove.misbehave(new Misbehaviour.Flip(60));
                  glove.misbehave(new Misbehaviour.Stall(Duration.ofMillis(1500)));
                }));
    names(Objects.requireNonNull(reports.get("gripper")), "30 samples were lost", "leapt");
    names(
        Objects.requireNonNull(reports.get("left-glove")),
        // At least as long as it was told; a busy machine adds to it.
        "Nothing came for ",
        "bytes came that made no sample");
  }

  @Test
  void theCommandTakesAnEpisodeAndSaysSo() {
    Ran ran =
        Ran.handloom(
                folder,
                "conformance",
                "right-glove",
                "--seconds",
                5,
                "--library",
                folder.resolve("library"),
                "--json")
            .forPeople();
    JsonNode report = ran.json();
    boolean good = report.get("verdict").stringValue().equals("GOOD");
    assertEquals(good ? 0 : 1, ran.code());
    assertEquals(good, report.get("reasons").isEmpty(), ran::out);
    assertEquals(10, report.get("steps").size(), ran::out);
    assertEquals("right", report.get("hand").get("side").stringValue(), ran::out);
    assertEquals("left-glove", report.get("hand").get("other").stringValue(), ran::out);
    Ran listed = Ran.handloom(folder, "list", "--library", folder.resolve("library"), "--json");
    assertTrue(listed.out().contains("Conformance of right glove"), listed::out);
  }

  /// The left glove is plugged in where the rig file has the right one, and the other way round.
  @Test
  void glovesOnTheWrongHandsAreNamed() throws Exception {
    List<DeviceConfig> swapped = new ArrayList<>();
    for (String name : List.of("left-glove", "right-glove")) {
      DeviceConfig config = SimulatedRig.config(name);
      String other = name.equals("left-glove") ? "right-glove" : "left-glove";
      swapped.add(
          new DeviceConfig(
              config.id(), config.driver(), config.role(), "sim:" + other, config.settings(), 0));
    }
    try (Bench bench = new Bench(new RigFile("Swapped", 3, swapped))) {
      ConformanceReport report = bench.takes(Map.of("left-glove", rig -> {})).get("left-glove");
      names(Objects.requireNonNull(report), "The left hand was asked for, and right-glove moved");
    }
  }

  @Test
  void aDeviceThatIsNotThere() {
    Ran.handloom(folder, "conformance", "toaster").refused(3, "no device toaster", "left-glove");
    Ran.handloom(folder, "conformance", "left-glove", "--seconds", 1).refused(2, "--seconds");
  }
}
