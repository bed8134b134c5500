package dev.handloom.device.driver.feetech;

import dev.handloom.device.sim.feetech.FeetechBus;
import dev.handloom.device.sim.feetech.FeetechServo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Servos on a bus that measure what a test wants.
final class TestArm {
  static final int SYNC_READ = 0x82;

  final List<FeetechServo> servos = new ArrayList<>();
  private final boolean scs;
  private FeetechBus bus;

  private TestArm(boolean scs, int... ids) {
    this.scs = scs;
    for (int id : ids) {
      servos.add(new FeetechServo(id, scs ? 1284 : 777, scs));
    }
    bus = new FeetechBus(servos, !scs);
  }

  static TestArm sts(int... ids) {
    return new TestArm(false, ids);
  }

  static TestArm scs(int... ids) {
    return new TestArm(true, ids);
  }

  TestArm echoing() {
    bus = new FeetechBus(servos, !scs).echoing();
    return this;
  }

  FeetechServo servo(int id) {
    return servos.stream().filter(servo -> servo.id() == id).findFirst().orElseThrow();
  }

  /// Turns the shafts to where they are in a cycle, different for each.
  byte[] answer(byte[] question, int cycle) {
    for (FeetechServo servo : servos) {
      servo.measured((cycle * 37 + servo.id() * 101 + 1000) % (scs ? 1024 : 4096), cycle, -cycle);
    }
    return answer(question);
  }

  byte[] answer(byte[] question) {
    int length = bus.hear(question, question.length);
    return Arrays.copyOf(bus.answers(), length);
  }

  List<byte[]> pieces(byte[] question) {
    byte[] answer = answer(question);
    return answer.length == 0 ? List.of() : List.of(answer);
  }
}
