package dev.handloom.app.workspace.calibrate.gripper;

import dev.handloom.app.gripper.GripperSession;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.calibration.gripper.GripperWidth;
import dev.handloom.calibration.gripper.WidthSource;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How far a gripper is open now, within what that is true, and which tags are seen.
final class WidthView extends VBox {
  private static final String NOTHING = "–";

  private final Label width = new Label(NOTHING);
  private final Label doubt = new Label();
  private final Label seen = new Label();

  WidthView() {
    super(8);
    width.setId("calibrate.gripper.width");
    width.getStyleClass().addAll("grade", Figures.STYLE_CLASS);
    doubt.setId("calibrate.gripper.doubt");
    doubt.getStyleClass().add(Figures.STYLE_CLASS);
    seen.setId("calibrate.gripper.seen");
    for (Label each : List.of(doubt, seen)) {
      each.setWrapText(true);
      each.setMinHeight(Region.USE_PREF_SIZE);
    }
    getChildren().setAll(width, doubt, seen);
  }

  /// Nobody looks.
  void nothing() {
    width.setText(NOTHING);
    doubt.setText("");
    seen.setText("");
  }

  /// No picture comes.
  void waiting() {
    nothing();
    seen.setText("No picture comes. Devices shows what is wrong with the camera.");
  }

  void show(GripperSession.Standing standing) {
    seen.setText(words(standing));
    show(standing.width());
  }

  private void show(@Nullable GripperWidth now) {
    if (now == null) {
      width.setText(NOTHING);
      doubt.setText("Calibrate it, and its width is measured.");
    } else if (now.source() == WidthSource.NONE) {
      width.setText(NOTHING);
      doubt.setText("Not known: no tag is seen.");
    } else {
      width.setText(String.format(Locale.ROOT, "%5.1f mm", now.widthMm()));
      doubt.setText(
          String.format(Locale.ROOT, "±%.1f mm, %s", now.doubtMm(), now.source().words()));
    }
  }

  private static String words(GripperSession.Standing standing) {
    String tags =
        standing.left() && standing.right()
            ? "Both finger tags are seen."
            : standing.left()
                ? "The left tag alone is seen."
                : standing.right() ? "The right tag alone is seen." : "No finger tag is seen.";
    int others = standing.marks() - (standing.left() ? 1 : 0) - (standing.right() ? 1 : 0);
    return others <= 0
        ? tags
        : tags + (others == 1 ? " 1 other mark." : " " + others + " other marks.");
  }
}
