package dev.handloom.app.workspace.calibrate.robot;

import dev.handloom.app.retarget.RigRobot;
import dev.handloom.calibration.retarget.Objective;
import dev.handloom.calibration.retarget.RetargetSettings;
import dev.handloom.calibration.retarget.RobotHands;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.DoubleSpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is chosen: whose hand, which robot, what it takes over, how far and how smoothly.
final class RobotForm extends VBox {
  private static final String OWN = "A URDF file…";
  private static final double MILLIMETRES = 1000;
  private static final double MOST_SMOOTH_MM = 100;

  private final ComboBox<RigRobot.Hand> hands = new ComboBox<>();
  private final ComboBox<String> robots = new ComboBox<>();
  private final TextField file = new TextField();
  private final HBox fileRow;
  private final Label complaint = new Label();
  private final Label about = words("calibrate.robot.about");
  private final ComboBox<Objective> objective = new ComboBox<>();
  private final Label means = words("calibrate.robot.means");
  private final Spinner<Double> scale;
  private final Label size = words("calibrate.robot.size");
  private final Spinner<Double> smoothness;
  private boolean filling;

  /// Told of what a person changes.
  interface Told {
    void hand();

    /// One of ours, or the name of a file; blank while no file is named.
    void robot();

    void settings();

    void pick();
  }

  RobotForm(Told told) {
    super(12);
    // Subscribers are told at once; nothing is chosen by that.
    filling = true;
    hands.setConverter(shown(RobotForm::title));
    robots.getItems().setAll(RobotHands.shipped());
    robots.getItems().add(OWN);
    objective.getItems().setAll(Objective.PINCH, Objective.VECTOR, Objective.POSITION);
    objective.setConverter(shown(RobotForm::title));
    scale = spinner(0.2, 5, 0.05, "%.2f");
    smoothness = spinner(0, MOST_SMOOTH_MM, 1, "%.0f");
    file.setPromptText("hand.urdf");
    Button pick = new Button("Choose…");
    pick.setMinWidth(Region.USE_PREF_SIZE);
    pick.setOnAction(_ -> told.pick());
    HBox.setHgrow(file, Priority.ALWAYS);
    fileRow = new HBox(8, file, pick);
    name(hands, "calibrate.robot.device", "Whose hand the robot follows");
    name(robots, "calibrate.robot.hand", "Which robot's hand follows");
    name(file, "calibrate.robot.file", "A URDF file; relative to the rig's file. Enter reads it");
    name(pick, "calibrate.robot.pick", "Chooses a URDF file");
    name(objective, "calibrate.robot.objective", "What the robot takes over from the hand");
    name(scale, "calibrate.robot.scale", "How far the robot moves for the hand's motion");
    name(smoothness, "calibrate.robot.smoothness", "How smoothly the robot moves");
    complaint.setId("calibrate.robot.complaint");
    complaint.setWrapText(true);
    complaint.setMinHeight(Region.USE_PREF_SIZE);
    FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add("icon-warning");
    complaint.setGraphic(icon);
    for (Region each : List.of(fileRow, complaint, about, size)) {
      each.managedProperty().bind(each.visibleProperty());
    }
    complaint.setVisible(false);
    getChildren()
        .setAll(
            new VBox(4, label("Hand", hands), hands),
            new VBox(4, label("Robot", robots), robots, fileRow, complaint, about),
            new VBox(4, label("What it takes over", objective), objective, means),
            new VBox(4, label("How far", scale), row(scale, "× the hand's own motion"), size),
            new VBox(
                4,
                label("Smoothness", smoothness),
                row(smoothness, "mm"),
                hint("More is calmer, less is closer to the hand.")));
    settings(RetargetSettings.USUAL);
    robot(RobotHands.shipped().getFirst());
    filling = true;
    hands.valueProperty().subscribe(_ -> changed(told::hand));
    robots
        .valueProperty()
        .subscribe(_ -> {
          fileRow.setVisible(OWN.equals(robots.getValue()));
          changed(told::robot);
        });
    file.setOnAction(_ -> changed(told::robot));
    file.focusedProperty()
        .subscribe(in -> {
          if (!in && OWN.equals(robots.getValue())) {
            changed(told::robot);
          }
        });
    objective
        .valueProperty()
        .subscribe(_ -> {
          means.setText(means(objective.getValue()));
          changed(told::settings);
        });
    scale.valueProperty().subscribe(_ -> changed(told::settings));
    smoothness.valueProperty().subscribe(_ -> changed(told::settings));
    filling = false;
  }

  private void changed(Runnable what) {
    if (!filling) {
      what.run();
    }
  }

  private static Spinner<Double> spinner(double least, double most, double step, String format) {
    Spinner<Double> spinner = new Spinner<>();
    DoubleSpinnerValueFactory values = new DoubleSpinnerValueFactory(least, most, least, step);
    values.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Double value) {
            return value == null ? "" : String.format(Locale.ROOT, format, value);
          }

          @Override
          public Double fromString(String text) {
            Double before = values.getValue();
            try {
              double number = Double.parseDouble(text.strip().replace(',', '.'));
              return Double.isNaN(number) ? before : Math.clamp(number, least, most);
            } catch (NumberFormatException e) {
              return before;
            }
          }
        });
    spinner.setValueFactory(values);
    spinner.setEditable(true);
    spinner.setPrefWidth(104);
    return spinner;
  }

  private static <T> StringConverter<T> shown(java.util.function.Function<T, String> words) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
      }

      @Override
      public T fromString(String text) {
        throw new UnsupportedOperationException("Choices are not typed");
      }
    };
  }

  private static void name(Control control, String id, String words) {
    control.setId(id);
    control.setTooltip(new Tooltip(words));
    control.setAccessibleText(words);
    if (control instanceof ComboBox<?>) {
      control.setMaxWidth(Double.MAX_VALUE);
    }
  }

  private static Label label(String words, Control of) {
    Label label = new Label(words);
    label.getStyleClass().add("section-title");
    label.setLabelFor(of);
    return label;
  }

  private static Node row(Spinner<Double> spinner, String unit) {
    HBox row = new HBox(8, spinner, new Label(unit));
    row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return row;
  }

  private static Label hint(String words) {
    Label label = new Label(words);
    label.getStyleClass().addAll("text-small", "text-muted");
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label words(String id) {
    Label label = hint("");
    label.setId(id);
    return label;
  }

  /// As the rig calls it.
  static String title(RigRobot.Hand hand) {
    String role = hand.device().config().role();
    String said = role.isEmpty() ? hand.device().config().id() : role;
    String side = said.contains(hand.side().word()) ? "" : ", " + hand.side().word() + " hand";
    return said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1) + side;
  }

  private static String title(Objective objective) {
    return switch (objective) {
      case PINCH -> "Pinches and reaches";
      case VECTOR -> "How far each finger reaches";
      case POSITION -> "Where fingertips are";
    };
  }

  private static String means(Objective objective) {
    return switch (objective) {
      case PINCH ->
          "Each finger reaches as far as yours, and where yours meets the thumb, the robot's does."
              + " For grasping.";
      case VECTOR -> "Each finger reaches as far out of its knuckle as yours, for its own length.";
      case POSITION -> "Fingertips at the places of yours, the whole hand scaled by one number.";
    };
  }

  /// The hands that there are; the one chosen stays, if it still is.
  void hands(List<RigRobot.Hand> now) {
    RigRobot.Hand before = hands.getValue();
    filling = true;
    hands.getItems().setAll(now);
    hands.setValue(
        now.stream()
            .filter(each -> before != null && each.stream().equals(before.stream()))
            .findFirst()
            .orElse(now.isEmpty() ? null : now.getFirst()));
    filling = false;
  }

  RigRobot.@Nullable Hand hand() {
    return hands.getValue();
  }

  void robot(String named) {
    filling = true;
    boolean ours = RobotHands.shipped().contains(named);
    robots.setValue(ours ? named : OWN);
    file.setText(ours ? "" : named);
    fileRow.setVisible(!ours);
    filling = false;
  }

  /// One of ours, or what stands for the file; blank while nothing does.
  String robot() {
    String chosen = robots.getValue();
    return chosen == null || chosen.equals(OWN) ? file.getText().strip() : chosen;
  }

  void settings(RetargetSettings now) {
    filling = true;
    objective.setValue(now.objective());
    scale.getValueFactory().setValue(now.scale());
    smoothness.getValueFactory().setValue(MILLIMETRES * now.smoothness());
    filling = false;
  }

  RetargetSettings settings() {
    return new RetargetSettings(
        objective.getValue(),
        Math.round(100 * scale.getValue()) / 100.0,
        Math.round(1000 * smoothness.getValue()) / 1e6);
  }

  /// What the robot is; or why it is none.
  void about(String words, String why) {
    about.setText(words);
    about.setVisible(!words.isEmpty());
    complaint.setText(why);
    complaint.setVisible(!why.isEmpty());
  }

  /// Into the field of the file.
  void askForFile() {
    file.requestFocus();
  }

  /// How large the robot is against the person; empty while that is not known.
  void size(String words) {
    if (!size.getText().equals(words)) {
      size.setText(words);
    }
    size.setVisible(!words.isEmpty());
  }
}
