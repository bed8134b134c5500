package dev.handloom.app.workspace.devices;

import dev.handloom.device.sim.SimulatedRig;
import javafx.scene.control.MenuButton;

/// Makes trouble with a simulated device.
final class TroubleMenu extends MenuButton {
  TroubleMenu(SimulatedRig simulation, String device) {
    setText("Trouble");
    setAccessibleText("Make trouble with " + device + simulation);
  }
}
