package dev.handloom.app.workspace.calibrate.gripper;

import dev.handloom.app.ui.theme.Figures;
import dev.handloom.calibration.gripper.EncoderCheck;
import dev.handloom.calibration.gripper.GripperProfile;
import dev.handloom.calibration.profile.GripperShelf;
import dev.handloom.calibration.quality.Grade;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How good a gripper's calibration is, and those before it.
final class ResultPane extends VBox {
  private final Consumer<GripperProfile> use;
  private final Consumer<GripperProfile> expire;

  /// @param use takes an older one into use again
  /// @param expire asks why one is taken out of use
  ResultPane(Consumer<GripperProfile> use, Consumer<GripperProfile> expire) {
    super(8);
    this.use = use;
    this.expire = expire;
  }

  void clear() {
    getChildren().clear();
  }

  void show(String camera, GripperShelf.History history) {
    clear();
    GripperProfile current = history.current().orElse(null);
    if (current == null) {
      Label none = words("No calibration is in use: nothing is measured of this gripper.");
      none.getStyleClass().add("text-muted");
      none.setId("calibrate.gripper.none");
      getChildren().add(none);
    } else {
      quality(current);
    }
    history.unreadable().forEach(each -> getChildren().add(words(each)));
    if (!history.profiles().isEmpty()) {
      Label title = new Label("Calibrations of " + camera);
      title.getStyleClass().add("section-title");
      getChildren().add(title);
    }
    for (GripperProfile profile : history.profiles()) {
      getChildren().add(row(profile, current, history.state().expired().get(profile.id())));
    }
  }

  private void quality(GripperProfile profile) {
    Label grade = new Label(profile.quality().grade().word(), icon(profile.quality().grade()));
    grade.setId("calibrate.gripper.grade");
    grade.getStyleClass().add("text-large");
    getChildren().add(grade);
    GridPane grid = new GridPane(12, 2);
    row(grid, "Opens", mm("%.1f mm", profile.openMm()));
    row(grid, "Both tags", mm("±%.2f mm half open", profile.model().doubtMm(profile.openMm() / 2)));
    row(grid, "Left tag alone", mm("±%.2f mm", profile.model().leftDoubtMm()));
    row(grid, "Right tag alone", mm("±%.2f mm", profile.model().rightDoubtMm()));
    row(grid, "Ends repeat", mm("%.2f mm", profile.quality().repeatMm()));
    row(grid, "Noise at rest", mm("%.2f mm", profile.quality().noiseMm()));
    row(grid, "Both seen", mm("%.0f %%", 100 * profile.quality().bothSeen()));
    GripperProfile.Encoder encoder = profile.encoder();
    if (encoder != null) {
      EncoderCheck check = encoder.check();
      row(
          grid,
          "Encoder and tags",
          String.format(Locale.ROOT, "%.2f mm apart (19 of 20)", check.p95Mm()));
      row(grid, "Tags are later by", String.format(Locale.ROOT, "%.0f ms", check.lagNanos() / 1e6));
    }
    getChildren().add(grid);
    profile.quality().reasons().forEach(each -> getChildren().add(words(each)));
  }

  private static String mm(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static void row(GridPane grid, String what, String value) {
    Label figure = new Label(value);
    figure.getStyleClass().add(Figures.STYLE_CLASS);
    Label name = new Label(what);
    name.getStyleClass().add("text-muted");
    grid.addRow(grid.getRowCount(), name, figure);
  }

  private Node row(
      GripperProfile profile, @Nullable GripperProfile current, @Nullable String expired) {
    boolean inUse = profile.equals(current);
    Label words =
        words(
            String.format(
                Locale.ROOT,
                "%1$tF %1$tR  %2$s, ±%3$.1f mm%4$s",
                profile.taken().atZone(ZoneId.systemDefault()),
                profile.quality().grade().word(),
                profile.model().doubtMm(profile.openMm() / 2),
                inUse ? ", in use" : expired == null ? "" : ", out of use: " + expired));
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMaxWidth(Double.MAX_VALUE);
    Button button = inUse ? new Button("Take out…") : new Button("Use");
    button.setId((inUse ? "calibrate.gripper.expire." : "calibrate.gripper.use.") + profile.id());
    button.setTooltip(
        new Tooltip(
            inUse
                ? "Takes this calibration out of use; it stays in the list with a reason"
                : "Takes this calibration into use again"));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> (inUse ? expire : use).accept(profile));
    HBox row = new HBox(8, words, button);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /// A grade is never told by colour alone.
  private static FontIcon icon(Grade grade) {
    boolean good = grade == Grade.GOOD;
    FontIcon icon =
        new FontIcon(
            good
                ? Feather.CHECK_CIRCLE
                : grade == Grade.FAIR ? Feather.CIRCLE : Feather.ALERT_TRIANGLE);
    icon.getStyleClass()
        .add(good ? "icon-success" : grade == Grade.FAIR ? "icon-muted" : "icon-warning");
    return icon;
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
