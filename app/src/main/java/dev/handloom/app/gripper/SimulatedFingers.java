package dev.handloom.app.gripper;

import dev.handloom.app.Workplace;
import dev.handloom.calibration.gripper.GripperRun;
import dev.handloom.device.rig.Device;
import dev.handloom.device.sim.SimulatedRig;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The fingers of a simulated gripper do what a run asks for, as a person would.
public final class SimulatedFingers {
  private SimulatedFingers() {}

  /// Does nothing for a real camera.
  public static Consumer<GripperRun.@Nullable Stage> of(Workplace workplace, Device camera) {
    Optional<SimulatedRig> simulation =
        camera.config().simulated() ? workplace.simulation() : Optional.empty();
    return stage ->
        simulation.ifPresent(rig ->
            rig.moveGripper(
                stage == null || stage == GripperRun.Stage.DONE
                    ? null
                    : Double.valueOf(stage == GripperRun.Stage.CLOSE ? 0 : 1)));
  }
}
