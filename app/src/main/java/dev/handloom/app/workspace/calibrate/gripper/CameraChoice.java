package dev.handloom.app.workspace.calibrate.gripper;

import dev.handloom.app.Workplace;
import dev.handloom.app.gripper.GripperInUse;
import dev.handloom.device.rig.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// Which camera of the rig sees a gripper's fingers.
final class CameraChoice extends ChoiceBox<String> {
  private static final String WORDS = "The wrist camera that sees the gripper's fingers";

  CameraChoice() {
    setId("calibrate.gripper.camera");
    setTooltip(new Tooltip(WORDS));
    setAccessibleText(WORDS);
    setMaxWidth(Double.MAX_VALUE);
  }

  /// Shows the cameras of a rig; the one that was chosen stays, else that of a gripper comes first,
  /// else one at a wrist.
  ///
  /// @return whether there is any
  boolean of(@Nullable Workplace workplace) {
    List<String> names = new ArrayList<>();
    String likely = null;
    if (workplace != null) {
      for (Device device : workplace.rig().devices()) {
        if (GripperInUse.camera(device) != null) {
          String id = device.config().id();
          names.add(id);
          String words = (id + " " + device.config().role()).toLowerCase(Locale.ROOT);
          if (words.contains("gripper") || (likely == null && words.contains("wrist"))) {
            likely = id;
          }
        }
      }
    }
    String before = getValue();
    getItems().setAll(names);
    String first = names.isEmpty() ? null : names.getFirst();
    setValue(names.contains(before) ? before : likely != null ? likely : first);
    return !names.isEmpty();
  }
}
