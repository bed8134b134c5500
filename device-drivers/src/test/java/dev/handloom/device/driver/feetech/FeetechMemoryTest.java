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
