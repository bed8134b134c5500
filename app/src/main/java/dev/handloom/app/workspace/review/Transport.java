package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.payload.EpisodeEvent;
import java.util.List;
import java.util.function.DoubleConsumer;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The bar under an episode: play or pause, where we are, how fast.
final class Transport extends HBox {
  private static final double PLAY_WIDTH = 96;
  private static final double SPEED_WIDTH = 88;

  private final Playback playback;
  private final Timeline timeline;
  private final Label time = new Label();

  /// @param loop plays the marked range over and over
  /// @param point hears where the pointer is over the bar, as a share; -1 when it has gone
  Transport(Playback playback, Action play, Action loop, DoubleConsumer point) {
    this.playback = playback;
    timeline = new Timeline(playback::seek, point);
    setSpacing(16);
    setAlignment(Pos.CENTER_LEFT);
    time.setId("review-time");
    time.getStyleClass().add(Figures.STYLE_CLASS);
    time.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(timeline, Priority.ALWAYS);
    getChildren().addAll(playButton(play), time, timeline, loopButton(loop), speedChoice());
    for (Observable edge :
        List.of(
            playback.rangeFromProperty(), playback.rangeToProperty(), playback.loopingProperty())) {
      edge.addListener(_ -> showRange());
    }
    playback.positionProperty().subscribe(_ -> show());
  }

  private void showRange() {
    timeline.range(
        playback.rangeFromProperty().get(),
        playback.rangeToProperty().get(),
        playback.loopingProperty().get());
  }

  private ToggleButton loopButton(Action loop) {
    ToggleButton button = new ToggleButton(null, new FontIcon(Feather.REPEAT));
    button.setId("review-loop");
    button.getStyleClass().addAll("button-icon", "flat");
    button.setAccessibleText(loop.text());
    button.setTooltip(
        new Tooltip(loop.tooltipText() + "\nI begins the range at the playhead, O ends it."));
    button.setOnAction(_ -> loop.run());
    playback.loopingProperty().subscribe(button::setSelected);
    return button;
  }

  private Button playButton(Action play) {
    Button button = new Button();
    button.setId("review-play");
    button.getStyleClass().add("accent");
    // The same for either word: nothing moves when it changes.
    button.setMinWidth(PLAY_WIDTH);
    button.setContentDisplay(ContentDisplay.LEFT);
    button.setTooltip(new Tooltip(play.tooltipText()));
    button.disableProperty().bind(play.enabledProperty().not());
    button.setOnAction(_ -> play.run());
    playback
        .playingProperty()
        .subscribe(playing -> {
          button.setText(playing ? "Pause" : "Play");
          button.setGraphic(new FontIcon(playing ? Feather.PAUSE : Feather.PLAY));
        });
    return button;
  }

  private ChoiceBox<Double> speedChoice() {
    ChoiceBox<Double> choice = new ChoiceBox<>();
    choice.setId("review-speed");
    choice.getItems().setAll(Playback.SPEEDS);
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Double speed) {
            return speed == null ? "" : words(speed);
          }

          @Override
          public Double fromString(String text) {
            return Double.valueOf(text.substring(0, text.length() - 1));
          }
        });
    choice.setValue(playback.speedProperty().get());
    choice.valueProperty().subscribe(speed -> playback.speedProperty().set(speed));
    playback
        .speedProperty()
        .subscribe(speed -> {
          if (Playback.SPEEDS.contains(speed.doubleValue())) {
            choice.setValue(speed.doubleValue());
          }
        });
    choice.setMinWidth(SPEED_WIDTH);
    choice.setPrefWidth(SPEED_WIDTH);
    choice.setTooltip(new Tooltip("Speed of playing"));
    choice.setAccessibleText("Speed of playing");
    return choice;
  }

  /// As "0.5×" or "2×".
  static String words(double speed) {
    return (speed == Math.rint(speed) ? String.valueOf(Math.round(speed)) : String.valueOf(speed))
        + "×";
  }

  /// Another episode, already loaded into the playback.
  void load(List<EpisodeEvent> losses) {
    timeline.load(playback.firstNanos(), playback.lastNanos(), losses);
    show();
  }

  private void show() {
    time.setText(
        TimeText.clock(playback.elapsedNanos())
            + " of "
            + TimeText.clock(playback.lastNanos() - playback.firstNanos()));
    timeline.show(playback.positionProperty().get());
  }
}
