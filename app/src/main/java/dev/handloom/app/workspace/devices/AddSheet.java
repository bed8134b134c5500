package dev.handloom.app.workspace.devices;

import dev.handloom.app.RigShelf;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.device.discovery.Examined;
import dev.handloom.device.rig.DeviceConfig;
import dev.handloom.device.rig.DeviceDriver;
import dev.handloom.device.rig.RigFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The sheet on which something that is plugged in gets a role in the rig.
final class AddSheet {
  private static final double WIDTH = 680;
  private static final List<String> USUAL_ROLES =
      List.of(
          "left glove",
          "right glove",
          "left gripper",
          "right gripper",
          "leader arm",
          "head camera",
          "wrist camera",
          "foot pedal");

  private final RigShelf shelf;
  private final SheetLayer sheets;
  private final @Nullable RigFile open;
  private final Candidate candidate;
  private final ComboBox<String> role = new ComboBox<>();
  private final Label problem = new Label();
  private final DeviceChoice choice;
  private final VBox sheet;

  /// @param open the rig that is open; null for none
  AddSheet(
      Examined seen,
      Collection<DeviceDriver> drivers,
      @Nullable RigFile open,
      RigShelf shelf,
      SheetLayer sheets) {
    this.shelf = shelf;
    this.sheets = sheets;
    this.open = open;
    candidate = Candidate.plugged(seen);
    choice = new DeviceChoice(drivers, () -> problem.setText(""));
    Label title = new Label("Add " + FoundWords.title(seen.device()) + " to the rig");
    title.getStyleClass().add("text-large");
    Label why = FoundList.wrapped(FoundWords.what(seen) + ". " + FoundWords.why(seen));
    why.getStyleClass().add("text-muted");
    role.setId("add.role");
    role.setEditable(true);
    role.getItems().setAll(USUAL_ROLES);
    role.setMaxWidth(Double.MAX_VALUE);
    role.setAccessibleText("Role");
    HBox.setHgrow(role, Priority.ALWAYS);
    Label roleLabel = new Label("Role");
    roleLabel.setMinWidth(72);
    roleLabel.setLabelFor(role);
    HBox roleLine = new HBox(12, roleLabel, role);
    roleLine.setAlignment(Pos.CENTER_LEFT);
    problem.setId("add.problem");
    problem.setWrapText(true);
    problem.setMinHeight(Region.USE_PREF_SIZE);
    problem.getStyleClass().add("text-warning");
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    Path file = shelf.openFile();
    Label where =
        FoundList.wrapped(
            file == null
                ? "The simulated rig stays as it is; a new rig begins with this device, in "
                    + shelf.freePath("My rig")
                : "It is added to " + file);
    where.getStyleClass().add("text-muted");
    Button cancel = FoundList.button("Cancel", "add.cancel", "Change nothing (Esc)");
    cancel.setOnAction(_ -> sheets.close());
    Button add = FoundList.button("Add", "add.ok", "Save the rig file and open it");
    add.getStyleClass().add("accent");
    add.setDefaultButton(true);
    add.setOnAction(_ -> add());
    HBox buttons = new HBox(8, cancel, add);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    sheet = new VBox(12, title, why, roleLine, choice, where, problem, buttons);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    sheet.setTranslateY(64);
    choice.show(candidate, "");
  }

  void open() {
    sheets.show(sheet, role);
  }

  Node sheet() {
    return sheet;
  }

  private void add() {
    String written = role.getEditor().getText().strip();
    if (written.isEmpty()) {
      problem.setText("Say which role it has: choose one, or write your own.");
      role.requestFocus();
      return;
    }
    RigFile file = open;
    boolean fresh = file == null || shelf.openFile() == null;
    List<DeviceConfig> others = fresh || file == null ? List.of() : file.devices();
    String id = DeviceChoice.idOf(written, others);
    String complaint = choice.complaint(id);
    DeviceConfig device = choice.config(id);
    if (!complaint.isEmpty() || device == null) {
      problem.setText(complaint);
      return;
    }
    DeviceConfig named =
        new DeviceConfig(id, device.driver(), written, device.address(), device.settings(), 0);
    Path known = shelf.openFile();
    RigFile next =
        fresh || file == null ? new RigFile("My rig", 1, List.of(named)) : file.with(named);
    sheets.close();
    shelf.save(next, known == null ? shelf.freePath("My rig") : known);
  }
}
