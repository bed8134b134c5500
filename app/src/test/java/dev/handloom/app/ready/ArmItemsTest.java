package dev.handloom.app.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.app.Workplace;
import dev.handloom.app.arm.Fitted;
import dev.handloom.app.arm.RigArm;
import dev.handloom.calibration.arm.ArmCalibration;
import dev.handloom.calibration.arm.ArmModel;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.ArmQuality;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.device.delay.DelayBook;
import dev.handloom.device.rig.RigFile;
import dev.handloom.device.sim.SimulatedRig;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmItemsTest {
  private static ArmProfile of(RigArm arm, Grade grade) {
    double[] none = {};
    ArmQuality quality =
        new ArmQuality(
            grade,
            none,
            none,
            none,
            none,
            none,
            80,
            List.of(),
            List.of(),
            List.of("Repeat the bend."));
    return ArmProfile.of(
        "Ann",
        arm.name(),
        arm.stream().spec(),
        Instant.EPOCH,
        "test",
        new ArmCalibration(new ArmModel(List.of()), quality));
  }

  @Test
  void anArmSpeaksAgainstATakeUntilItIsCalibrated() throws Exception {
    RigFile file = new RigFile("One arm", 3, List.of(SimulatedRig.config("so101-leader")));
    try (Workplace workplace = Workplace.open(file, DelayBook.EMPTY)) {
      RigArm arm = RigArm.of(workplace).getFirst();
      String raw = ArmItems.of(new Fitted(arm, null, null, "")).orElseThrow().sentence();
      assertTrue(raw.contains("not calibrated"), raw);
      assertTrue(raw.startsWith(arm.title()), raw);
      String other =
          ArmItems.of(new Fitted(arm, null, null, "Made on another arm.")).orElseThrow().sentence();
      assertTrue(other.contains("Made on another arm"), other);
      ReadyItem poor = ArmItems.of(new Fitted(arm, of(arm, Grade.POOR), null, "")).orElseThrow();
      assertEquals("Repeat the bend.", poor.remedy());
      assertTrue(ArmItems.of(new Fitted(arm, of(arm, Grade.FAIR), null, "")).isEmpty());
    }
  }
}
