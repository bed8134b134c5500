package dev.handloom.app.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.RunState;
import dev.handloom.calibration.arm.ArmCalibration;
import dev.handloom.calibration.arm.ArmJoint;
import dev.handloom.calibration.arm.ArmModel;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.ArmQuality;
import dev.handloom.calibration.arm.Encoder;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedRig;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.EpisodeRecorder;
import dev.handloom.store.record.RecorderOptions;
import dev.handloom.store.record.TakePlan;
import dev.handloom.store.record.TakeResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A simulated arm on its simulated wire, in real time.
class ArmOnRigTest {
  private static final String SIMULATOR = "so101-leader";

  @TempDir Path folder;

  private static Workplace oneArm() throws Exception {
    return Workplace.open(
        new RigFile("One arm", 3, List.of(SimulatedRig.config(SIMULATOR))), DelayBook.EMPTY);
  }

  private static RigArm arm(Workplace workplace) {
    return RigArm.of(workplace).getFirst();
  }

  private static ArmProfile profile(RigArm arm, String person, Instant when) {
    List<ArmJoint> joints = new ArrayList<>();
    for (Encoder encoder : arm.encoders()) {
      joints.add(new ArmJoint(encoder, null, 2047, 2 * Math.PI / 4096, -1.5, 1.5, 0.02, 0.004));
    }
    double[] none = new double[joints.size()];
    ArmQuality quality =
        new ArmQuality(
            Grade.GOOD, none, none, none, none, none, 80, List.of(), List.of(), List.of());
    return ArmProfile.of(
        person,
        arm.name(),
        arm.stream().spec(),
        when,
        "Handloom test",
        new ArmCalibration(new ArmModel(joints), quality));
  }

  private static void await(LiveArmRun run, String what, BooleanSupplier reached) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!reached.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> what + "; now " + run.look());
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void aProfileIsPutOnLiveRecordedBesideTheRawAndCarriedInTheEpisode() throws Exception {
    try (Workplace workplace = oneArm();
        Library library = Library.open(folder)) {
      RigArm arm = arm(workplace);
      ArmShelf shelf = Fitting.shelf(library);
      assertFalse(Fitting.put(workplace, Fitting.choose(workplace, shelf)), "there is none");
      Instant monday = Instant.parse("2026-11-16T09:00:00Z");
      ArmProfile first = profile(arm, "Ann", monday);
      ArmProfile second = profile(arm, "Bo", monday.plus(Duration.ofDays(1)));
      shelf.keep(first, null);
      shelf.keep(second, null);
      assertTrue(workplace.connectAndWait(Duration.ofSeconds(60)));
      List<Fitted> fitted = Fitting.choose(workplace, shelf);
      assertTrue(Fitting.put(workplace, fitted));
      assertFalse(Fitting.put(workplace, fitted), "nothing is touched twice");
      assertTrue(maker(workplace, arm).endsWith(second.id()), maker(workplace, arm));

      Manifest manifest = recorded(workplace, library, fitted);
      assertEquals(arm.anglesName(), manifest.enclosures().getFirst().subject());
      assertTrue(
          manifest.streams().stream()
              .anyMatch(s -> s.name().equals(arm.anglesName()) && s.samples() > 20));

      // Anybody's: the older one is used again by whoever says so.
      shelf.rollBack(first);
      assertTrue(Fitting.put(workplace, Fitting.choose(workplace, shelf)));
      assertTrue(maker(workplace, arm).endsWith(first.id()), maker(workplace, arm));
      shelf.expire(first, "the magnet was changed");
      shelf.expire(second, "the magnet was changed");
      assertTrue(Fitting.put(workplace, Fitting.choose(workplace, shelf)));
      assertTrue(workplace.rig().hub().find(arm.anglesName()).isEmpty());
    }
  }

  private static String maker(Workplace workplace, RigArm arm) {
    return String.valueOf(
        workplace.rig().hub().find(arm.anglesName()).orElseThrow().spec().maker());
  }

  private static Manifest recorded(Workplace workplace, Library library, List<Fitted> fitted)
      throws Exception {
    try (EpisodeRecorder recorder =
        new EpisodeRecorder(
            workplace.rig().hub(),
            workplace.rig().devices(),
            library,
            RecorderOptions.standard("Handloom test"))) {
      recorder.start(TakePlan.of("a task").withEnclosures(Fitting.enclosed(fitted)));
      long end = System.nanoTime() + 20_000_000_000L;
      while (recorder.status().elapsedNanos() < 800_000_000L && System.nanoTime() < end) {
        LockSupport.parkNanos(5_000_000);
      }
      TakeResult result = recorder.stop("enough").orElseThrow();
      EpisodeReader reader = EpisodeReader.open(result.bundle());
      byte[] kept = reader.enclosures().getFirst().bytes();
      ArmProfile back = ArmShelf.parse(kept, Path.of("the episode"));
      assertEquals(fitted.getFirst().calibrated().orElseThrow().id(), back.id());
      assertEquals(arm(workplace).encoders().size(), back.model().joints().size());
      return ManifestFile.read(result.bundle());
    }
  }

  @Test
  void anUnpluggedArmCostsOnlyTimeAndARunCanBeLed() throws Exception {
    try (Workplace workplace = oneArm()) {
      RigArm arm = arm(workplace);
      assertTrue(workplace.connectAndWait(Duration.ofSeconds(60)));
      try (LiveArmRun run =
          LiveArmRun.start(
              arm,
              "李 明/..",
              new ArmShelf(folder),
              "Handloom test",
              LiveArmRun.mover(workplace, arm))) {
        await(run, "the zero pose and a sweep", () -> run.look().done() == 2);
        var wire = workplace.simulation().orElseThrow().device(SIMULATOR);
        wire.misbehave(new Misbehaviour.Unplug(Duration.ofSeconds(2)));
        await(run, "it waits", () -> run.look().state() == RunState.WAITING_FOR_DEVICE);
        assertTrue(run.look().words().contains("kept"), run.look().words());
        assertEquals(2, run.look().done());
        await(run, "it goes on by itself", () -> run.look().done() == 3);
        run.pause(true);
        await(run, "it is paused", () -> run.look().state() == RunState.PAUSED);
        run.again();
        await(run, "one step back", () -> run.look().done() == 2);
        run.pause(false);
        await(run, "the step is done again", () -> run.look().done() == 3);
        run.leaveOut();
        await(run, "one is left out", () -> run.look().done() == 4);
      }
      assertTrue(new ArmShelf(folder).history(arm.name()).profiles().isEmpty(), "it was given up");
    }
  }
}
