package dev.handloom.app.workspace.calibrate.camera;

import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.lens.CameraWords;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.calibration.camera.CameraRefusal;
import dev.handloom.calibration.camera.file.IntrinsicsFile;
import dev.handloom.calibration.camera.fit.RegionErrors;
import dev.handloom.calibration.camera.keep.CameraProfile;
import dev.handloom.calibration.camera.same.CameraComparison;
import dev.handloom.calibration.camera.same.Doubt;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is known of a camera, with errors by parts of the picture, and whether it is that of a
/// file.
final class ResultPane extends VBox {
  private final Supplier<Desktop> desktop;

  ResultPane(Supplier<Desktop> desktop) {
    super(8);
    this.desktop = desktop;
  }

  void clear() {
    getChildren().clear();
  }

  void none(String camera) {
    getChildren().setAll(words(camera + " was not calibrated yet.", "text-muted"));
  }

  void show(CameraProfile profile) {
    Button compare = new Button("Compare with a file…");
    compare.setId("calibrate.camera.compare");
    compare.setTooltip(
        new Tooltip("Is it the robot's camera? A file of UMI, GoPro, ROS, OpenCV or Kalibr"));
    VBox compared = new VBox(8);
    compare.setOnAction(_ -> compare(profile, compared));
    String date =
        String.format(Locale.ROOT, "%1$tF %1$tR. ", profile.taken().atZone(ZoneId.systemDefault()));
    getChildren()
        .setAll(
            words(CameraWords.heading(profile), "text-strong"),
            words(date + CameraWords.corners(profile) + " " + profile.why(), null),
            numbers(profile),
            words("Corners off by parts of the picture, px", "text-muted"),
            grid(profile.regionPixels()));
    profile.reasons().forEach(reason -> getChildren().add(words(reason, null)));
    getChildren().addAll(compare, compared);
  }

  private void compare(CameraProfile profile, VBox into) {
    Path file = desktop.get().pickFile("Compare cameras", "Files of cameras", "*.*").orElse(null);
    if (file == null) {
      return;
    }
    try {
      IntrinsicsFile other = IntrinsicsFile.read(file, profile.width(), profile.height());
      CameraComparison same =
          CameraComparison.of(
              profile.model(), other.camera(), Doubt.pixels(profile.model(), profile.covariance()));
      List<@Nullable Double> regions = new ArrayList<>();
      for (double each : same.regions()) {
        regions.add(Double.isNaN(each) ? null : each);
      }
      into.getChildren()
          .setAll(
              words(same.words(), "text-strong"),
              words(
                  String.format(
                      Locale.ROOT,
                      "%s, %s: rays differ by %.3f° on average, %.3f° at most; field of view"
                          + " %.1f° and %.1f°.",
                      file.getFileName(),
                      other.format().words(),
                      Math.toDegrees(same.meanRadians()),
                      Math.toDegrees(same.maxRadians()),
                      Math.toDegrees(same.firstFieldOfView()),
                      Math.toDegrees(same.secondFieldOfView())),
                  null),
              words("Apart by parts of the picture, px", "text-muted"),
              grid(regions));
    } catch (CameraRefusal e) {
      into.getChildren().setAll(words(e.getMessage() + ".", null));
    }
  }

  private static GridPane numbers(CameraProfile profile) {
    GridPane grid = new GridPane(12, 2);
    int row = 0;
    for (String name : profile.parameters().keySet()) {
      Label value = new Label(CameraWords.parameter(profile, name).strip());
      value.getStyleClass().add(Figures.STYLE_CLASS);
      value.setWrapText(true);
      value.setMinHeight(Region.USE_PREF_SIZE);
      Label which = new Label(name);
      which.setMinWidth(Region.USE_PREF_SIZE);
      grid.addRow(row++, which, value);
    }
    return grid;
  }

  private static GridPane grid(List<@Nullable Double> values) {
    GridPane grid = new GridPane(4, 4);
    for (int region = 0; region < values.size(); region++) {
      Double value = values.get(region);
      Label cell = new Label(value == null ? "–" : String.format(Locale.ROOT, "%.2f", value));
      cell.getStyleClass().add(Figures.STYLE_CLASS);
      cell.setAlignment(Pos.CENTER_RIGHT);
      cell.setMinWidth(64);
      cell.setTooltip(
          new Tooltip(
              RegionErrors.name(region) + (value == null ? ": nothing was seen there" : "")));
      grid.add(cell, region % RegionErrors.SIDE, region / RegionErrors.SIDE);
    }
    return grid;
  }

  private static Label words(String text, @Nullable String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    if (style != null) {
      label.getStyleClass().add(style);
    }
    return label;
  }
}
