package dev.handloom.app.preview;

import dev.handloom.app.ui.theme.Figures;
import dev.handloom.preview.calibrate.Standing;
import dev.handloom.preview.monitor.Trust;
import dev.handloom.preview.monitor.TrustLevel;
import dev.handloom.preview.session.TrustReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// By what a model is trusted now, a word for each, with an icon.
final class TrustStrip extends FlowPane {
  private static final class Chip extends HBox {
    private final FontIcon icon = new FontIcon(Feather.CIRCLE);
    private final Label name = new Label();
    private final Label words = new Label();
    private final Label figure = new Label();
    private final Tooltip tip = new Tooltip();

    Chip() {
      super(6);
      getStyleClass().add("trust-chip");
      name.getStyleClass().addAll("text-small", "text-muted");
      words.getStyleClass().add("text-small");
      figure.getStyleClass().addAll("text-small", "text-muted", Figures.STYLE_CLASS);
      for (Label label : List.of(name, words, figure)) {
        label.setMinWidth(Region.USE_PREF_SIZE);
      }
      name.managedProperty().bind(name.visibleProperty());
      figure.managedProperty().bind(figure.textProperty().isNotEmpty());
      getChildren().addAll(icon, name, words, figure);
      Tooltip.install(this, tip);
    }

    void show(TrustReading reading) {
      boolean known = !Double.isNaN(reading.value());
      icon.setIconCode(
          switch (known ? reading.level() : TrustLevel.UNKNOWN) {
            case UNKNOWN -> Feather.MINUS_CIRCLE;
            case UNCALIBRATED -> Feather.HELP_CIRCLE;
            case USUAL -> Feather.CHECK_CIRCLE;
            case UNUSUAL -> Feather.ALERT_CIRCLE;
            case ALARM -> Feather.ALERT_TRIANGLE;
          });
      icon.getStyleClass().removeAll("icon-warning", "icon-success", "icon-muted");
      icon.getStyleClass()
          .add(
              switch (reading.level()) {
                case ALARM -> "icon-warning";
                case USUAL -> "icon-success";
                default -> "icon-muted";
              });
      words.getStyleClass().removeAll("text-warning", "text-strong");
      if (reading.alarms()) {
        words.getStyleClass().addAll("text-warning", "text-strong");
      }
      // “Plan plan holds” says it twice.
      boolean named =
          reading
              .words()
              .toLowerCase(Locale.ROOT)
              .contains(reading.name().toLowerCase(Locale.ROOT));
      name.setText(reading.name());
      name.setVisible(!named);
      words.setText(reading.words());
      figure.setText(figure(reading));
      tip.setText(sentence(reading));
      setAccessibleText(sentence(reading));
    }
  }

  private final List<Chip> chips = new ArrayList<>();
  private final Label unknown = new Label("Uncalibrated");
  private Node standing = unknown;
  private List<TrustReading> shown = List.of();

  TrustStrip() {
    super(8, 4);
    setId("preview.trust");
    setMinHeight(Region.USE_PREF_SIZE);
    FontIcon icon = new FontIcon(Feather.HELP_CIRCLE);
    icon.getStyleClass().add("icon-muted");
    unknown.setGraphic(icon);
    unknown.getStyleClass().addAll("text-small", "text-muted");
    unknown.setPadding(new Insets(4, 0, 4, 0));
    unknown.setMinWidth(Region.USE_PREF_SIZE);
    unknown.setTooltip(
        new Tooltip(
            "A model on another machine may change unseen, so limits cannot be learnt for it; none of"
                + " these alarms"));
    getChildren().setAll(standing);
  }

  /// What is said before the readings: how the limits stand.
  void begin(Node node) {
    standing = node;
    getChildren().set(0, node);
  }

  void show(List<TrustReading> readings) {
    if (readings.equals(shown)) {
      return;
    }
    shown = readings;
    while (chips.size() < readings.size()) {
      chips.add(new Chip());
    }
    if (getChildren().size() != readings.size() + 1) {
      getChildren().setAll(chips.subList(0, readings.size()));
      getChildren().addFirst(standing);
    }
    for (int i = 0; i < readings.size(); i++) {
      chips.get(i).show(readings.get(i));
    }
  }

  private static String figure(TrustReading reading) {
    if (Double.isNaN(reading.value())) {
      return "";
    }
    String value = String.format(Locale.ROOT, "%.2f", reading.value());
    return reading.calibrated()
        ? value + String.format(Locale.ROOT, " of %.2f", reading.limit())
        : reading.unit().equals(Trust.TIME.unit()) ? "" : value;
  }

  /// All that stands behind a chip.
  static String sentence(TrustReading reading) {
    StringBuilder words = new StringBuilder(reading.name()).append(": ").append(reading.words());
    if (!Double.isNaN(reading.value())) {
      words.append(String.format(Locale.ROOT, ". %.3f", reading.value()));
      if (!reading.unit().isEmpty()) {
        words.append(' ').append(reading.unit());
      }
    }
    if (!reading.detail().isEmpty()) {
      words.append(" (").append(reading.detail()).append(')');
    }
    if (reading.calibrated()) {
      words.append(
          String.format(
              Locale.ROOT,
              "; usual up to %.3f, alarms above %.3f; from %d accepted episodes, of episodes like which at most"
                  + " %s raises any alarm",
              reading.usual(),
              reading.limit(),
              reading.takes(),
              Standing.share(reading.falseAlarms())));
    } else if (reading.level() == TrustLevel.UNCALIBRATED) {
      words.append("; uncalibrated: it is not known what is usual, and it does not alarm");
    }
    return words.append('.').toString();
  }
}
