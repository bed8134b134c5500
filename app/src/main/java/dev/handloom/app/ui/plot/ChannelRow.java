package dev.handloom.app.ui.plot;

import dev.handloom.app.ui.theme.Figures;
import dev.handloom.app.ui.theme.Palette;
import dev.handloom.app.ui.theme.Theme;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

/// The words of a channel: its colour, label, value and unit.
final class ChannelRow extends HBox {

  /// Room for the longest value: "−123456" or "−99.999".
  private static final double VALUE_WIDTH = 64;

  private final Label value = new Label("–");
  private double shown = Double.NaN;

  /// @param unitWidth the same for all rows of a plot, so that their numbers stand under each other
  ChannelRow(PlotChannel channel, int index, double unitWidth) {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    Rectangle swatch = new Rectangle(10, 4);
    swatch.setArcHeight(4);
    swatch.setArcWidth(4);
    Theme.shared().follow(this, dark -> swatch.setFill(colour(Palette.series(index, dark))));
    Label name = new Label(channel.label());
    name.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    value.getStyleClass().addAll("plot-value", Figures.STYLE_CLASS);
    value.setMinWidth(VALUE_WIDTH);
    value.setPrefWidth(VALUE_WIDTH);
    value.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(swatch, name, value);
    Label unit = new Label(channel.unit());
    unit.getStyleClass().add("text-muted");
    unit.setMinWidth(unitWidth);
    unit.setPrefWidth(unitWidth);
    getChildren().add(unit);
  }

  void show(double newValue) {
    // Text is only made when the number has changed: text is what costs here.
    if (Double.compare(newValue, shown) != 0) {
      shown = newValue;
      value.setText(TimeText.value(newValue));
    }
  }

  private static Color colour(int argb) {
    return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
  }
}
