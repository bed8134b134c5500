package dev.handloom.app.workspace.record;

import dev.handloom.app.cue.Cue;
import dev.handloom.app.cue.Cues;
import dev.handloom.app.handsfree.ButtonKey;
import dev.handloom.app.handsfree.HandsFree;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.settings.CueChoices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The trial screen: shows what each pedal, button and key sends, and what it shall do; what is
/// heard; whether a pinch leads on. While it is open a press is shown and does nothing.
public final class HandsFreeSheet {
  private static final String NOTHING = "Nothing";
  private static final double WIDTH = 640;
  private static final double HEIGHT = 590;

  private final HandsFree handsFree;
  private final VBox sheet;
  private final GridPane grid = new GridPane(16, 8);
  private final Label last = new Label("Press a pedal, a button or a key: it is shown here.");
  private final Map<ButtonKey, Label> said = new HashMap<>();
  private final Map<ButtonKey, Integer> counts = new HashMap<>();
  private final Button done = new Button("Done");

  /// @param changed hears of every choice at once
  /// @param close puts the sheet away
  public HandsFreeSheet(
      HandsFree handsFree,
      CueChoices choices,
      Cues cues,
      Consumer<CueChoices> changed,
      Runnable close) {
    this.handsFree = handsFree;
    Label title = new Label("Hands free");
    title.getStyleClass().add("text-large");
    last.setId("handsfree.last");
    last.getStyleClass().add("text-strong");
    List<ButtonKey> all = new ArrayList<>(handsFree.buttons());
    all.addAll(handsFree.keys());
    all.forEach(this::row);
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.setPrefHeight(220);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    CheckBox tones = box("handsfree.tones", "Short tones tell the phases", choices.tones());
    CheckBox speech =
        box(
            "handsfree.speech",
            cues.speaks()
                ? "The voice of this system says them"
                : "The voice of this system says them (it has none that was found)",
            choices.speech() && cues.speaks());
    speech.setDisable(!cues.speaks());
    CheckBox pinch =
        box(
            "handsfree.pinch",
            "A pinch of thumb and little finger, held for a second, does what the button does",
            choices.pinch());
    CheckBox touch =
        box(
            "handsfree.touch",
            "A headset's controllers buzz when a take begins, ends or goes wrong",
            choices.touch());
    touch.setTooltip(
        new Tooltip("A controller that lies on the table shakes it; take it into the hand first."));
    Runnable tell =
        () ->
            changed.accept(
                new CueChoices(
                    tones.isSelected(),
                    speech.isSelected(),
                    pinch.isSelected(),
                    touch.isSelected()));
    for (CheckBox each : List.of(tones, speech, pinch, touch)) {
      each.selectedProperty().addListener((_, _, _) -> tell.run());
    }
    Label silent = new Label(cues.trouble());
    silent.getStyleClass().add("text-muted");
    silent.setWrapText(true);
    Button hear = new Button("Hear one", new FontIcon(Feather.VOLUME_2));
    hear.setOnAction(_ -> {
      cues.play(Cue.RECORDING);
      silent.setText(cues.trouble());
    });
    HBox heard = new HBox(8, hear, silent);
    heard.setAlignment(Pos.CENTER_LEFT);
    done.setId("handsfree.done");
    done.getStyleClass().add("accent");
    done.setOnAction(_ -> close.run());
    HBox buttons = new HBox(8, done);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    sheet =
        new VBox(
            12,
            title,
            last,
            scroll,
            heading("To be heard and felt"),
            tones,
            speech,
            heard,
            touch,
            heading("Glove"),
            pinch,
            buttons);
    sheet.getStyleClass().add("sheet");
    sheet.setMaxSize(WIDTH, HEIGHT);
    sheet.setTranslateY(24);
    // However the sheet goes away, presses work again.
    sheet
        .sceneProperty()
        .addListener((_, _, now) -> handsFree.trial(now == null ? null : this::pressed));
  }

  private static Label heading(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("section-title");
    return label;
  }

  private static CheckBox box(String id, String words, boolean on) {
    CheckBox box = new CheckBox(words);
    box.setId(id);
    box.setSelected(on);
    return box;
  }

  private void row(ButtonKey key) {
    Label name = new Label(key.longWords());
    Label pressed = new Label("not pressed yet");
    pressed.getStyleClass().add("text-muted");
    pressed.setMinWidth(120);
    said.put(key, pressed);
    ComboBox<String> does = new ComboBox<>();
    does.setId("handsfree." + key);
    does.setAccessibleText("What " + key.longWords() + " does");
    does.getItems().add(NOTHING);
    List<Action> choices = handsFree.choices();
    choices.forEach(action -> does.getItems().add(action.text()));
    does.setValue(handsFree.bound(key).map(Action::text).orElse(NOTHING));
    does.setOnAction(_ -> {
      int index = does.getSelectionModel().getSelectedIndex();
      handsFree.bind(key, index <= 0 ? null : choices.get(index - 1));
    });
    grid.addRow(grid.getRowCount(), name, pressed, does);
  }

  private void pressed(ButtonKey key) {
    if (!said.containsKey(key)) {
      // A key that leads through the sheet or types is none that a pedal should send.
      if (List.of("TAB", "ESCAPE", "ENTER", "SPACE", "UP", "DOWN").contains(key.channel())) {
        return;
      }
      row(key);
    }
    int count = counts.merge(key, 1, Integer::sum);
    Label label = said.get(key);
    if (label != null) {
      label.setText("pressed " + (count == 1 ? "once" : count + " times"));
      label.getStyleClass().setAll("label", "text-strong");
    }
    last.setText("Last press: " + key.longWords());
  }

  public Node sheet() {
    return sheet;
  }

  /// Where the focus belongs first.
  public Node first() {
    return done;
  }
}
