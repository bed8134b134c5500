package dev.handloom.app.workspace.record;

import dev.handloom.app.run.RunPhase;
import dev.handloom.app.take.TakePhase;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.theme.Figures;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says from three metres away where the take stands: a word, a shape, a ground and, before a take,
/// a number. No two phases share any of the first three.
final class PhaseBanner extends HBox {
  private static final List<String> GROUNDS =
      List.of("recording", "phase-countdown", "phase-saved", "phase-reset", "phase-held");

  private static final double RING_RADIUS = 30;
  private static final double DETAIL_HEIGHT = 38;
  private static final double SHARE_OF_WIDTH = 0.06;
  private static final double LEAST_SIZE = 48;
  private static final double MOST_SIZE = 88;
  private static final int LONGEST_LARGE_WORD = 10;

  private final Label phase = new Label();
  private final FontIcon icon = new FontIcon(Feather.CIRCLE);
  private final Label number = new Label();
  private final Arc ring = new Arc(0, 0, RING_RADIUS, RING_RADIUS, 90, 0);
  private final Label elapsed = new Label();
  private final Label detail = new Label();
  private final Button button = new Button();

  /// What is shown.
  ///
  /// @param ground a style class of its own; empty for the plain one
  /// @param number in place of the shape; empty for the shape
  record Face(String word, Feather shape, String number, String ground) {
    Face(String word, Feather shape, String ground) {
      this(word, shape, "", ground);
    }
  }

  PhaseBanner(Action toggle) {
    super(16);
    phase.getStyleClass().add("phase-banner");
    phase.setMinWidth(Region.USE_PREF_SIZE);
    icon.getStyleClass().add("phase-icon");
    number.getStyleClass().addAll("phase-number", Figures.STYLE_CLASS);
    number.setId("record.countdown");
    number.setMinWidth(Region.USE_PREF_SIZE);
    elapsed.getStyleClass().addAll("phase-time", Figures.STYLE_CLASS);
    elapsed.setMinWidth(Region.USE_PREF_SIZE);
    detail.getStyleClass().addAll("text-muted", Figures.STYLE_CLASS);
    detail.setId("record.detail");
    // Two lines fit beside the phase; the rest is in the tooltip.
    detail.setWrapText(true);
    detail.setMaxHeight(DETAIL_HEIGHT);
    // The figures give way before the phase and the button do.
    VBox figures = new VBox(elapsed, detail);
    figures.setAlignment(Pos.CENTER_LEFT);
    figures.setMinWidth(0);
    HBox.setHgrow(figures, Priority.ALWAYS);
    ring.setType(ArcType.OPEN);
    ring.getStyleClass().add("hold-ring");
    ring.setManaged(false);
    ring.setVisible(false);
    StackPane shape = new StackPane(icon, number, ring);
    shape
        .layoutBoundsProperty()
        .subscribe(bounds -> {
          ring.setCenterX(bounds.getWidth() / 2);
          ring.setCenterY(bounds.getHeight() / 2);
        });
    getChildren().setAll(shape, phase, figures, button);
    getStyleClass().add("phase-line");
    setAlignment(Pos.CENTER_LEFT);
    widthProperty().subscribe(_ -> size());
    phase.textProperty().subscribe(_ -> size());
    button.getStyleClass().add("record-button");
    button.setId("record.button");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(toggle.tooltipText()));
    button.disableProperty().bind(toggle.enabledProperty().not());
    button.setOnAction(_ -> toggle.run());
  }

  /// A take on its own.
  static Face of(TakePhase now, boolean growing, boolean savedBefore) {
    return switch (now) {
      case READY ->
          savedBefore
              ? new Face("SAVED", Feather.CHECK_CIRCLE, "")
              : new Face("READY", Feather.CIRCLE, "");
      case ARMED -> new Face("ARMED", Feather.CLOCK, "");
      case STARTING -> new Face("STARTING", Feather.LOADER, "");
      case RECORDING ->
          // Red means that bytes reach the disk, and nothing else.
          growing
              ? new Face("RECORDING", Feather.DISC, "recording")
              : new Face("WAITING FOR THE DISK", Feather.ALERT_TRIANGLE, "");
      case PAUSED -> new Face("PAUSED", Feather.PAUSE_CIRCLE, "");
      case SAVING -> new Face("SAVING", Feather.LOADER, "");
    };
  }

  /// A take of a run.
  static Face of(RunPhase run, TakePhase now, boolean growing, boolean warned, int seconds) {
    return switch (run) {
      case READY ->
          warned
              ? new Face("NOT READY", Feather.ALERT_TRIANGLE, "phase-held")
              : new Face("READY", Feather.CIRCLE, "");
      case COUNTDOWN ->
          new Face("COUNTDOWN", Feather.CIRCLE, Integer.toString(seconds), "phase-countdown");
      case RECORDING -> of(now.running() ? now : TakePhase.STARTING, growing, false);
      case SAVED -> new Face("SAVED", Feather.CHECK_SQUARE, "phase-saved");
      case RESET -> new Face("RESET", Feather.ROTATE_CCW, "phase-reset");
    };
  }

  void show(Face face, String time, String words) {
    phase.setText(face.word());
    icon.setIconCode(face.shape());
    icon.setVisible(face.number().isEmpty());
    number.setText(face.number());
    getStyleClass().removeAll(GROUNDS);
    if (!face.ground().isEmpty()) {
      getStyleClass().add(face.ground());
    }
    elapsed.setText(time);
    elapsed.setVisible(!time.isEmpty());
    elapsed.setManaged(!time.isEmpty());
    detail.setText(words);
    detail.setTooltip(words.isEmpty() ? null : new Tooltip(words));
    setAccessibleText(face.word() + " " + face.number());
  }

  /// As large as the window allows: from three metres, letters need a height of some 15 mm.
  private void size() {
    double large = Math.clamp(getWidth() * SHARE_OF_WIDTH, LEAST_SIZE, MOST_SIZE);
    double size = phase.getText().length() > LONGEST_LARGE_WORD ? LEAST_SIZE : large;
    phase.setStyle("-fx-font-size: " + Math.round(size) + "px");
    number.setStyle("-fx-font-size: " + Math.round(large) + "px");
  }

  /// How far a gesture is held, 0 to 1: the ring closes as it goes.
  void hold(double share) {
    ring.setVisible(share > 0);
    ring.setLength(-360 * share);
  }

  /// What the button does now.
  ///
  /// @param help for assistive technology
  void button(String words, @Nullable Feather shape, boolean leadsOn, String help) {
    if (!words.equals(button.getText())) {
      button.setText(words);
      button.setGraphic(shape == null ? null : new FontIcon(shape));
      button.setAccessibleText(help);
      button.getStyleClass().remove("accent");
      if (leadsOn) {
        button.getStyleClass().add("accent");
      }
    }
  }
}
