package dev.handloom.test.lab;

import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import java.util.List;
import java.util.Map;

/// Two studios want one port: the second is refused, told who has it, and gets it when the first
/// ends.
final class BusyScenario implements Scenario {
  @Override
  public String name() {
    return "busy";
  }

  @Override
  public String shows() {
    return "of two studios on one port the second is told who has it";
  }

  @Override
  public String run(Bench bench) throws Exception {
    try (SimulatedPort glove = new SimulatedPort(bench, 0, "LAB00001", "left-glove").plug();
        Child holder = new Child(List.of(), Holder.class, glove.adapter().address() + "@115200")) {
      String line = holder.line();
      Scenario.must(line.startsWith("holds "), "The first studio says " + line);
      try (LabRig rig = new LabRig(glove.config("glove", 115_200, Map.of()))) {
        Device device = rig.device("glove");
        String owner = "java, process " + holder.number();
        Bench.await("who has the port is said", () -> device.trouble().contains(owner));
        String trouble = device.trouble();
        holder.end();
        rig.await("glove", DeviceState.LIVE);
        return trouble.replace(String.valueOf(holder.number()), "N");
      }
    }
  }
}
