package dev.handloom.calibration.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.profile.LeRobotArm;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.device.driver.bus.ServoEntry;
import dev.handloom.device.driver.bus.ServoMemory;
import dev.handloom.device.sim.wearer.WornArm;
import dev.handloom.device.stream.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServoTableTest {
  private static final long SEED = 41;
  private static final ServoMemory.Kind FEETECH = new ServoMemory.Kind(-1, 4096, 2047);
  private static final ServoMemory.Kind DYNAMIXEL = new ServoMemory.Kind(1, 4096, 1_044_479);

  @TempDir Path folder;

  private static List<ServoEntry> standing(int homing) {
    List<ServoEntry> entries = new ArrayList<>();
    for (int id = 1; id <= WornArm.JOINTS.size(); id++) {
      entries.add(new ServoEntry(id, homing + id, 0, 4095));
    }
    return entries;
  }

  private static ArmProfile profile(WornArmRun worn) {
    ArmCalibration made = worn.toTheEnd();
    return ArmProfile.of("Ada", "arm", worn.arm.spec(), Instant.EPOCH, "test", made);
  }

  @Test
  void onceWrittenTheZeroPoseReportsTheMiddleAndAnglesAreAsBefore() {
    Random random = new Random(SEED);
    for (ServoMemory.Kind kind : List.of(FEETECH, DYNAMIXEL)) {
      ArmModel model = profile(new WornArmRun(WornArm.Kind.SERVOS, SEED, null)).model();
      List<ServoEntry> theirs = standing(100);
      ServoTable table = ServoTable.of(model, theirs, kind);
      assertTrue(table.hindrance(model, 4096).isEmpty());
      ArmModel after = table.written(model, 4096);
      for (int n = 0; n < 200; n++) {
        int j = random.nextInt(theirs.size());
        ArmJoint joint = model.joints().get(j);
        double angle = joint.low() + random.nextDouble() * (joint.high() - joint.low());
        double reported = joint.zero() + angle / joint.gain();
        double encoder = reported - kind.sign() * theirs.get(j).homing();
        double then = encoder + kind.sign() * table.rows().get(j).ours().homing();
        then -= 4096 * Math.floor(then / 4096);
        String which = kind + ", joint " + j + ", seed " + SEED;
        assertEquals(angle, after.joints().get(j).angle(then), 0.003, which);
        assertTrue(then >= table.rows().get(j).ours().low() - 2, which);
        assertTrue(then <= table.rows().get(j).ours().high() + 2, which);
      }
    }
  }

  @Test
  void aProfileStandsOnTheShelfAndIsPutOnItsArmAlone() throws Exception {
    WornArmRun worn = new WornArmRun(WornArm.Kind.PAIRS, SEED, null);
    ArmProfile profile = profile(worn);
    ArmShelf shelf = new ArmShelf(folder);
    shelf.keep(profile, worn.run.recording());
    ArmProfile back = shelf.history("arm").current().orElseThrow();
    assertEquals(
        worn.run.recording().count(), shelf.recording(back).orElseThrow().count(), "its recording");
    assertTrue(new ProfileShelf(folder).history("Ada", "arm").unreadable().isEmpty());

    ProfiledArm live = new ProfiledArm(worn.arm.spec(), "arm/angles", back);
    Sample in = new Sample(worn.arm.spec());
    Sample out = new Sample(live.output());
    worn.session.anywhere();
    while (!worn.session.arrived()) {
      worn.session.next();
      System.arraycopy(worn.session.values(), 0, in.values, 0, in.values.length);
      assertTrue(live.process(in, out));
    }
    for (int j = 0; j < WornArm.JOINTS.size(); j++) {
      assertEquals(worn.session.truth()[j], out.values[j], Math.toRadians(3), "joint " + j);
    }
    var other = new WornArm(WornArm.Kind.SERVOS, SEED, null).spec();
    assertThrows(IllegalArgumentException.class, () -> new ProfiledArm(other, "a/b", back));

    ArmCalibration again =
        ArmCalibration.of(
            worn.run.encoders(),
            worn.run.plan(),
            shelf.recording(back).orElseThrow(),
            worn.run.seconds());
    assertEquals(
        profile.model().joints().get(2).zero(), again.model().joints().get(2).zero(), 1e-9);

    shelf.expire(back, "the magnet was changed");
    assertTrue(shelf.history("arm").current().isEmpty());
    shelf.rollBack(back);
    assertEquals(back.id(), shelf.history("arm").current().orElseThrow().id());
  }

  /// LeRobot puts the pose that the arm is held in at half a turn, 2047 of 0 to 4095: its offset is
  /// the position less 2047 for Feetech's servos, which subtract it, and 2047 less the position for
  /// Dynamixel's, which add it. Both as its published source has them, for servos without an
  /// offset.
  @Test
  void offsetsAreThoseThatLeRobotWouldFind() {
    int[] positions = {0, 1, 1000, 2046, 2047, 2048, 3000, 4094};
    for (int position : positions) {
      assertEquals(position - 2047, homing(position, 0, FEETECH), "Feetech at " + position);
      assertEquals(2047 - position, homing(position, 0, DYNAMIXEL), "Dynamixel at " + position);
    }
    // Where an offset stands already, what is reported has it in it.
    assertEquals(1000 - 2047, homing(1000 - 300, 300, FEETECH));
    assertEquals(2047 - 1000, homing(1000 + 300, 300, DYNAMIXEL));
    // Sign and magnitude in twelve bits hold 2047 at most: half a turn is one count short.
    assertEquals(2047, Math.abs(homing(4095, 0, FEETECH)));
  }

  /// @param reported where the zero pose is reported
  private static int homing(int reported, int standing, ServoMemory.Kind kind) {
    Encoder encoder = new Encoder("joint", 0, -1, 4096, false, 0, 4095);
    ArmJoint joint =
        new ArmJoint(encoder, null, reported, 2 * Math.PI / 4096, -1.0, 1.0, 0.02, 0.004);
    List<ServoEntry> theirs = List.of(new ServoEntry(1, standing, 0, 4095));
    return ServoTable.of(new ArmModel(List.of(joint)), theirs, kind)
        .rows()
        .getFirst()
        .ours()
        .homing();
  }

  @Test
  void leRobotsFileIsWhatTheServosWouldKeep() throws Exception {
    ArmProfile profile = profile(new WornArmRun(WornArm.Kind.SERVOS, SEED, null));
    ServoTable table = ServoTable.of(profile.model(), standing(0), FEETECH);
    Path file = folder.resolve("leader.json");
    LeRobotArm.export(profile, table, file);
    assertTrue(Files.readString(file).contains("\"homing_offset\""));
    List<ServoEntry> entries = LeRobotArm.entries(profile, file);
    assertEquals(table.rows().stream().map(ServoTable.Row::ours).toList(), entries);
  }
}
