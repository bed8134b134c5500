package dev.handloom.test.lab;

import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.stream.StreamHealth;
import java.util.Map;
import java.util.Random;

/// What is on the port is not what the rig file says; then it is, and the line is bad; then another
/// device hangs where it was.
final class MistakenScenario implements Scenario {
  private static final int SOME = 20;
  private static final int NOISE_BYTES = 400;

  @Override
  public String name() {
    return "mistaken";
  }

  @Override
  public String shows() {
    return "a wrong device, noise on the line, another device in its place";
  }

  @Override
  public String run(Bench bench) throws Exception {
    try (SimulatedPort board = new SimulatedPort(bench, 0, "LAB00001", "doglove").plug()) {
      String address = board.adapter().address();
      try (LabRig rig =
          new LabRig(LabRig.device("glove", "lucidglove", address + "@115200", Map.of()))) {
        Device device = rig.device("glove");
        Bench.await(
            "it is said what it looks like", () -> device.trouble().contains("It looks like"));
        Scenario.must(
            device.trouble().contains("\"doglove\""), "It is taken for: " + device.trouble());
      }
    }
    try (SimulatedPort glove = new SimulatedPort(bench, 0, "LAB00001", "left-glove").plug();
        Adapter other = bench.adapter(1, "LAB00009", "");
        LabRig rig = new LabRig(glove.config("glove", 115_200, Map.of()))) {
      Device device = rig.await("glove", DeviceState.LIVE);
      rig.awaitMore("glove", SOME);
      byte[] noise = new byte[NOISE_BYTES];
      new Random(7).nextBytes(noise);
      glove.adapter().cable().inject(noise);
      StreamHealth health = device.streams().getFirst().health();
      Bench.await("noise is counted", () -> health.badFrames() > 0);
      rig.awaitMore("glove", SOME);
      Scenario.must(
          device.state().get() == DeviceState.LIVE && health.reconnects() == 0,
          "Noise costs the link: " + device.trouble());
      String path = glove.adapter().path();
      glove.adapter().unplug();
      rig.await("glove", DeviceState.RECONNECTING);
      other.plug();
      Scenario.must(other.path().equals(path), "The other is not where the first was");
      long received = health.received();
      Bench.await("it is missed by its number", () -> device.trouble().contains("LAB00001"));
      other.unplug();
      Scenario.must(received == health.received(), "The other device was read");
      glove.plug();
      rig.await("glove", DeviceState.LIVE);
      return "told apart, " + health.badFrames() + " bad frames counted, not confused by " + path;
    }
  }
}
