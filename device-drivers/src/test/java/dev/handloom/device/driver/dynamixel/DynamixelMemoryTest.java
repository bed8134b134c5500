package dev.handloom.device.driver.dynamixel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handloom.device.driver.bus.ServoEntry;
import dev.handloom.device.rig.Script;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DynamixelMemoryTest {
  @Test
  void whatServosKeepIsReadWrittenAndReadBack() throws Exception {
    TestArm arm = new TestArm(46, 1, 2);
    DynamixelMemory memory = new DynamixelMemory(Script.answering(arm::pieces).asBytes(), 1, 2);
    assertEquals(
        List.of(new ServoEntry(1, 0, 0, 4095), new ServoEntry(2, 0, 0, 4095)), memory.read());
    ServoEntry wanted = new ServoEntry(2, -600, 12, 3000);
    assertEquals(wanted, memory.write(wanted));
    assertEquals(List.of(new ServoEntry(1, 0, 0, 4095), wanted), memory.read());
  }

  @Test
  void anOffsetThatTheModeDoesNotKeepIsRefusedBeforeAnythingIsWritten() throws Exception {
    TestArm arm = new TestArm(46, 1);
    DynamixelMemory memory = new DynamixelMemory(Script.answering(arm::pieces).asBytes(), 1);
    assertThrows(IOException.class, () -> memory.write(new ServoEntry(1, 1500, 0, 4095)));
    assertEquals(List.of(new ServoEntry(1, 0, 0, 4095)), memory.read());
    arm.servo(1).set(11, 4);
    assertEquals(1500, memory.write(new ServoEntry(1, 1500, 0, 4095)).homing());
  }

  /// Two's complement over four bytes, and the offset added to the position: as the maker's manual
  /// and LeRobot's published source have it.
  @Test
  void offsetsStandInTheTableAsTheMakerHasThem() throws Exception {
    int[][] vectors = {{0, 0}, {1047, 0x417}, {-953, 0xFFFFFC47}, {-1, -1}, {2047, 0x7FF}};
    TestArm arm = new TestArm(46, 1);
    arm.servo(1).set(11, 4);
    DynamixelMemory memory = new DynamixelMemory(Script.answering(arm::pieces).asBytes(), 1);
    for (int[] vector : vectors) {
      memory.write(new ServoEntry(1, vector[0], 0, 4095));
      assertEquals(vector[1], word(arm, 20), vector[0] + " as it is kept");
    }
  }

  private static int word(TestArm arm, int address) {
    var servo = arm.servo(1);
    return servo.get(address)
        | servo.get(address + 1) << 8
        | servo.get(address + 2) << 16
        | servo.get(address + 3) << 24;
  }
}
