package dev.handloom.test.lab;

import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.DeviceState;
import java.util.Map;

/// A headset whose runtime wants somebody who draws, on a computer whose graphics driver is missing
/// or broken: that is said, and whoever need not draw has the headset all the same.
public final class GraphicsDriverLab {
  private static final int SOME = 90;

  private GraphicsDriverLab() {}

  /// @param how `missing` or `broken`, as the environment has made it
  public static void main(String[] how) {
    boolean missing = how[0].equals("missing");
    try (MonadoService _ = new MonadoService();
        RemoteHands _ = new RemoteHands()) {
      String said = said(missing ? "no Vulkan" : "graphics driver (Vulkan) failed");
      try (LabRig rig = rig(Map.of())) {
        rig.await("headset", DeviceState.LIVE);
        rig.awaitMore("headset", SOME);
      }
      System.out.println("graphics driver " + how[0] + ": " + said);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private static LabRig rig(Map<String, String> settings) throws Exception {
    return new LabRig(LabRig.device("headset", "openxr", "openxr:", settings));
  }

  private static String said(String part) throws Exception {
    try (LabRig rig = rig(Map.of("draw", "true"))) {
      Device headset = rig.device("headset");
      Bench.await("it is said: " + part, () -> headset.trouble().contains(part));
      return headset.trouble();
    }
  }
}
