package dev.handloom.device.driver.feetech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handloom.device.driver.bus.ServoEntry;
import dev.handloom.device.rig.Script;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeetechMemoryTest {
  @Test
  void whatServosKeepIsReadWrittenAndReadBack() throws Exception {
    TestArm arm = TestArm.sts(1, 2);
    FeetechMemory memory = new FeetechMemory(Script.answering(arm::pieces).asBytes(), 1, 2);
    assertEquals(
        List.of(new ServoEntry(1, 0, 0, 4095), new ServoEntry(2, 0, 0, 4095)), memory.read());
    ServoEntry wanted = new ServoEntry(2, -1234, 700, 3300);
    assertEquals(wanted, memory.write(wanted));
    assertEquals(1, arm.servo(2).get(55), "locked again");
    assertEquals(new ServoEntry(1, 0, 0, 4095), memory.read().getFirst(), "the other is as it was");
    arm.servo(2).measured(1000, 0, 0);
    assertEquals(2234, arm.servo(2).get(56) | arm.servo(2).get(57) << 8);
  }

  /// Sign in bit 11, size below it: words as LeRobot's published source packs them.
  @Test
  void offsetsStandInTheRegisterAsLeRobotPacksThem() throws Exception {
    int[][] vectors = {
      {0, 0x000}, {1, 0x001}, {-1, 0x801}, {-1047, 0xC17}, {2047, 0x7FF}, {-2047, 0xFFF}
    };
    TestArm arm = TestArm.sts(1);
    FeetechMemory memory = new FeetechMemory(Script.answering(arm::pieces).asBytes(), 1);
    for (int[] vector : vectors) {
      memory.write(new ServoEntry(1, vector[0], 0, 4095));
      assertEquals(vector[1], arm.servo(1).get(31) | arm.servo(1).get(32) << 8, vector[0] + "");
      arm.servo(1).measured(2047 + vector[0], 0, 0);
      int reported = arm.servo(1).get(56) | arm.servo(1).get(57) << 8;
      assertEquals(2047, reported, "position less offset, at " + vector[0]);
    }
  }

  @Test
  void anEchoIsNoAnswer() throws Exception {
    TestArm arm = TestArm.sts(1).echoing();
    FeetechMemory memory = new FeetechMemory(Script.answering(arm::pieces).asBytes(), 1);
    ServoEntry wanted = new ServoEntry(1, 99, 10, 4000);
    assertEquals(wanted, memory.write(wanted));
  }

  @Test
  void aServoThatIsNotThereIsNamed() {
    TestArm arm = TestArm.sts(1);
    FeetechMemory memory = new FeetechMemory(Script.answering(arm::pieces).asBytes(), 1, 5);
    IOException e = assertThrows(IOException.class, memory::read);
    assertTrue(String.valueOf(e.getMessage()).contains("Servo 5"), e.getMessage());
  }
}
