package dev.handloom.app.workspace.devices;

import dev.handloom.device.driver.Command;
import dev.handloom.device.driver.CommandSpec;
import dev.handloom.device.rig.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a device can be told to do. Nothing is done unasked; what pushes against a hand, lets an
/// arm fall or changes the device is asked for twice.
final class CommandRows extends VBox {
  private final Device device;
  private final Label said = FoundList.wrapped("");

  CommandRows(Device device) {
    super(8);
    this.device = device;
    for (CommandSpec spec : device.commands()) {
      getChildren().add(row(spec));
    }
    said.setId("details.said");
    said.managedProperty().bind(said.textProperty().isNotEmpty());
    getChildren().add(said);
  }

  private HBox row(CommandSpec spec) {
    HBox row = new HBox(8);
    row.setAlignment(Pos.CENTER_LEFT);
    List<TextField> fields = new ArrayList<>();
    Button go = FoundList.button(spec.title(), "details.command." + spec.id(), warning(spec));
    row.getChildren().add(go);
    for (CommandSpec.Parameter parameter : spec.parameters()) {
      TextField field = new TextField(plain(parameter.usual()));
      field.setPrefWidth(64);
      String unit = parameter.unit().isEmpty() ? "" : " " + parameter.unit();
      field.setAccessibleText(parameter.name() + " of " + spec.title());
      field.setTooltip(
          new Tooltip("From " + plain(parameter.low()) + " to " + plain(parameter.high()) + unit));
      Label label = new Label(parameter.name() + (unit.isEmpty() ? "" : " in" + unit));
      label.setLabelFor(field);
      label.setMinWidth(Region.USE_PREF_SIZE);
      label.getStyleClass().add("text-muted");
      fields.add(field);
      row.getChildren().addAll(label, field);
    }
    boolean[] asked = {!twice(spec)};
    go.setOnAction(_ -> {
      if (!asked[0]) {
        asked[0] = true;
        go.setText(spec.title() + ", really");
        said.setText(warning(spec) + " Press again to do it.");
        return;
      }
      asked[0] = !twice(spec);
      go.setText(spec.title());
      give(spec, fields);
    });
    return row;
  }

  private static boolean twice(CommandSpec spec) {
    return switch (spec.effect()) {
      case FORCE, RELEASE, MODE -> true;
      case HAPTIC, LIGHT -> false;
    };
  }

  private static String warning(CommandSpec spec) {
    return switch (spec.effect()) {
      case HAPTIC -> "It can be felt and moves nothing.";
      case FORCE -> "It pushes or holds back the hand that is in it.";
      case LIGHT -> "It can be seen.";
      case RELEASE -> "Motors lose their power: hold the arm, or it falls.";
      case MODE -> "It changes how the device measures or sends.";
    };
  }

  private void give(CommandSpec spec, List<TextField> fields) {
    double[] values = new double[fields.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = Double.parseDouble(fields.get(i).getText().strip());
      } catch (NumberFormatException e) {
        said.setText(
            DeviceCard.capital(spec.parameters().get(i).name())
                + " must be a number, not "
                + fields.get(i).getText());
        fields.get(i).requestFocus();
        return;
      }
    }
    Command command = new Command(spec.id(), values);
    String complaint = spec.complaint(command);
    if (complaint != null) {
      said.setText(DeviceCard.capital(complaint) + ".");
      return;
    }
    said.setText(
        device.give(command)
            ? spec.title() + ": the device was told."
            : "It was not told: it is not live.");
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.valueOf((long) number)
        : String.format(Locale.ROOT, "%s", number);
  }
}
