package dev.handloom.app.workspace.devices;

import dev.handloom.device.sim.Misbehaviour;
import dev.handloom.device.sim.SimulatedDevice;
import dev.handloom.device.sim.SimulatedRig;
import java.time.Duration;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Makes trouble with a simulated device, to see what the studio does about it.
final class TroubleMenu extends MenuButton {
  private static final int DROPPED = 20;
  private static final int GARBAGE_BYTES = 500;
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration LEAP = Duration.ofSeconds(-2);

  TroubleMenu(SimulatedRig simulation, String address) {
    super("Make trouble", new FontIcon(Feather.ZAP));
    SimulatedDevice device = simulation.device(address);
    getStyleClass().add("flat");
    setMinWidth(Region.USE_PREF_SIZE);
    setTooltip(new Tooltip("See what the studio does when this simulated device misbehaves"));
    setAccessibleText("Make trouble with the simulated " + address.replace('-', ' '));
    getItems()
        .addAll(
            item("Lose " + DROPPED + " samples", device, new Misbehaviour.Drop(DROPPED)),
            item("Fall silent for 3 s", device, new Misbehaviour.Stall(SHORT)),
            item("Unplug for 3 s", device, new Misbehaviour.Unplug(SHORT)),
            item("Send garbage", device, new Misbehaviour.Garbage(GARBAGE_BYTES)),
            item("Set its clock back by 2 s", device, new Misbehaviour.JumpClock(LEAP)));
  }

  private static MenuItem item(String words, SimulatedDevice device, Misbehaviour trouble) {
    MenuItem item = new MenuItem(words);
    item.setOnAction(_ -> device.misbehave(trouble));
    return item;
  }
}
