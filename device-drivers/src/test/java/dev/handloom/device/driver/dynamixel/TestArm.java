package dev.handloom.device.driver.dynamixel;

import dev.handloom.device.sim.dynamixel.DynamixelBus;
import dev.handloom.device.sim.dynamixel.DynamixelServo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Servos on a bus that measure what a test wants.
final class TestArm {
  final List<DynamixelServo> servos = new ArrayList<>();
  private final DynamixelBus bus;

  TestArm(int firmware, int... ids) {
    for (int id : ids) {
      servos.add(new DynamixelServo(id, 1190, firmware));
    }
    bus = new DynamixelBus(servos, firmware >= 46, 1_000_000);
  }

  DynamixelServo servo(int id) {
    return servos.stream().filter(servo -> servo.id() == id).findFirst().orElseThrow();
  }

  /// Where the shafts are in a cycle: among all else, what has to be stuffed.
  byte[] answer(byte[] question, int cycle) {
    for (DynamixelServo servo : servos) {
      int position = cycle * 37 + servo.id() * 101 - 2000;
      servo.measured(cycle % 3 == 0 ? 0x12FDFFFF + servo.id() * 0x1000000 : position, -cycle, -3);
    }
    return answer(question);
  }

  byte[] answer(byte[] question) {
    return Arrays.copyOf(bus.answers(), bus.hear(question, question.length));
  }

  List<byte[]> pieces(byte[] question) {
    byte[] answer = answer(question);
    return answer.length == 0 ? List.of() : List.of(answer);
  }
}
