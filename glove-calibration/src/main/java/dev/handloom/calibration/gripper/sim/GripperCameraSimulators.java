package dev.handloom.calibration.gripper.sim;

import dev.handloom.calibration.camera.CameraModel;
import dev.handloom.device.sim.Plug;
import dev.handloom.device.sim.WireSimulator;
import dev.handloom.device.sim.WireSimulators;
import dev.handloom.device.sim.instrument.Timing;
import java.util.List;
import java.util.Map;

/// A wrist camera with two finger tags before it, so that grippers can be tried without one. The
/// simulated `gripper` is the encoder of the same fingers.
public final class GripperCameraSimulators implements WireSimulators {
  /// What the simulated camera really is: the UMI project's lens, in smaller pictures.
  public static final CameraModel LENS = DrawnGripper.UMI_LENS.scaledTo(640, 480);

  private static final Timing FIFTEEN_A_SECOND = new Timing(15, 60, 8.0, 4.0, 0.5, 0.01, 35);
  private static final int FRAMES_UNDER_WAY = 10;

  @Override
  public List<WireSimulator> all() {
    return List.of(
        new WireSimulator(
            "gripper-camera",
            "Wrist camera with finger tags before it",
            "frames",
            Map.of("width", "640", "height", "480", "fps", "15"),
            new Plug.Pipe(FRAMES_UNDER_WAY),
            FIFTEEN_A_SECOND,
            (person, seed, settings) -> new GripperCameraInstrument(LENS, person, seed)));
  }
}
