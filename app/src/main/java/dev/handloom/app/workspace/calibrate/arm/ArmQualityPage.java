package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.app.workspace.calibrate.QualityPage;
import dev.handloom.calibration.arm.ArmJoint;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.ArmQuality;
import dev.handloom.calibration.exo.SineCosine;
import dev.handloom.calibration.run.RunRecording;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How good an arm's calibration is: the grade large, why, and what was measured of each joint.
final class ArmQualityPage {
  private final ArmProfile profile;
  private final VBox content;
  private final ScrollPane page;

  /// @param buttons what can be done now, shown above
  ArmQualityPage(ArmProfile profile, ZoneId zone, List<Node> buttons) {
    this.profile = profile;
    ArmQuality quality = profile.quality();
    Label about =
        muted(
            profile.device()
                + ", calibrated by "
                + profile.person()
                + "   "
                + QualityWords.when(profile.taken(), zone)
                + "   in "
                + QualityWords.time(quality.seconds())
                + "   Handloom "
                + profile.software());
    about.setId("calibrate.about");
    Label grade = new Label(quality.grade().word(), QualityPage.icon(quality.grade()));
    grade.setId("calibrate.grade");
    grade.getStyleClass().add("grade");
    grade.setMinWidth(Region.USE_PREF_SIZE);
    VBox reasons = new VBox(4);
    quality
        .reasons()
        .forEach(reason -> reasons.getChildren().add(words(QualityWords.sentence(reason))));
    reasons.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(reasons, Priority.ALWAYS);
    HBox head = new HBox(24, grade, reasons);
    head.setAlignment(Pos.CENTER_LEFT);
    HBox row = new HBox(8);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getChildren().setAll(buttons);
    content = new VBox(16, about, head);
    if (!quality.advice().isEmpty()) {
      VBox advice = new VBox(4, title("What would improve it"));
      quality.advice().forEach(each -> advice.getChildren().add(words("•  " + each)));
      content.getChildren().add(advice);
    }
    content.getChildren().addAll(row, new VBox(4, title("Joints"), joints()));
    content.setPadding(new Insets(16));
    page = new ScrollPane(content);
    page.setFitToWidth(true);
    page.getStyleClass().add("edge-to-edge");
  }

  Node content() {
    return page;
  }

  /// What the joints said in the run, when it has been read: pairs of a sine and a cosine can be
  /// drawn with their ellipses.
  void show(RunRecording recording) {
    FlowPane plots = new FlowPane(24, 16);
    for (int j = 0; j < profile.model().joints().size(); j++) {
      ArmJoint joint = profile.model().joints().get(j);
      SineCosine ellipse = joint.ellipse();
      if (ellipse != null && joint.encoder().cosine() < recording.channels()) {
        Label name = new Label(QualityWords.sentence(joint.encoder().words()));
        Label says =
            muted(
                String.format(
                    Locale.ROOT,
                    "%.1f %% beside it, %.0f° covered",
                    100 * ellipse.residual(),
                    Math.toDegrees(ellipse.covered())));
        VBox plot = new VBox(2, new EllipsePlot(joint, ellipse, recording), name, says);
        plot.setAccessibleText(name.getText() + ", " + says.getText());
        plots.getChildren().add(plot);
      }
    }
    if (!plots.getChildren().isEmpty()) {
      VBox box = new VBox(8, title("Sine and cosine, and the ellipse through them"), plots);
      box.setId("calibrate.ellipses");
      content.getChildren().add(box);
    }
  }

  private Node joints() {
    GridPane grid = new GridPane(20, 4);
    grid.setId("calibrate.joints");
    head(grid, 0, "Joint", "");
    head(grid, 1, "Swept", "From end to end, from the zero pose");
    head(grid, 2, "Sign", "Whether the angle grows with the reading");
    head(grid, 3, "Zero repeats", "By how much the zero pose came out differently");
    head(grid, 4, "Held out", "Error on what the calibration was not told");
    head(grid, 5, "Known to", "The angle in the zero pose lies within this, 19 times in 20");
    head(grid, 6, "at its end", "The same at the far end of its way");
    ArmQuality quality = profile.quality();
    for (int j = 0; j < profile.model().joints().size(); j++) {
      ArmJoint joint = profile.model().joints().get(j);
      int index = j;
      boolean troubled = quality.faults().stream().anyMatch(fault -> fault.joint() == index);
      Label name = new Label(QualityWords.sentence(joint.encoder().words()));
      if (troubled) {
        FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
        icon.getStyleClass().add("icon-warning");
        name.setGraphic(icon);
        name.setAccessibleText(name.getText() + ", see above");
      }
      double end = Math.max(Math.abs(joint.low()), Math.abs(joint.high()));
      grid.addRow(
          j + 1,
          name,
          number(joint.known() ? whole(joint.low()) + " to " + whole(joint.high()) : "not known"),
          number(joint.known() ? joint.gain() < 0 ? "−" : "+" : "–"),
          number(QualityWords.degrees(quality.repeatability()[j])),
          number(QualityWords.degrees(quality.heldOut()[j])),
          number(joint.known() ? "±" + QualityWords.degrees(quality.bound()[j]) : "–"),
          number(
              joint.known() ? "±" + QualityWords.degrees(Math.toDegrees(joint.bound(end))) : "–"));
    }
    return grid;
  }

  private static String whole(double radians) {
    long degrees = Math.round(Math.toDegrees(radians));
    return (degrees < 0 ? "−" : "") + Math.abs(degrees) + "°";
  }

  private static void head(GridPane grid, int column, String words, String means) {
    Label label = muted(words);
    label.setMinWidth(Region.USE_PREF_SIZE);
    if (!means.isEmpty()) {
      label.setTooltip(new Tooltip(means));
    }
    GridPane.setHalignment(label, column == 0 ? HPos.LEFT : HPos.RIGHT);
    grid.add(label, column, 0);
  }

  private static Label title(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("section-title");
    return label;
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label muted(String text) {
    Label label = words(text);
    label.getStyleClass().add("text-muted");
    return label;
  }

  private static Label number(String value) {
    Label label = new Label(value);
    label.getStyleClass().add(Figures.STYLE_CLASS);
    label.setMinWidth(Region.USE_PREF_SIZE);
    GridPane.setHalignment(label, HPos.RIGHT);
    return label;
  }
}
