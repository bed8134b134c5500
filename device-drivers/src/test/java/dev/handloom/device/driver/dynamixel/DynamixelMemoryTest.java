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
}
