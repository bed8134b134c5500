package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.device.hand.Finger;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the check after putting a glove on found, and what to do about it.
final class CheckPage {
  private static final double WORDS_WIDTH = 720;

  private final VBox page = new VBox(16);
  private final Button lead;

  /// @param zero keeps a new zero
  /// @param calibrate begins a whole calibration
  /// @param again does the check once more
  /// @param done leads back
  CheckPage(
      Profile profile,
      DonningCheck.Answer answer,
      Runnable zero,
      Runnable calibrate,
      Runnable again,
      Runnable done) {
    Label verdict = new Label(answer.advice().words(), icon(answer.advice()));
    verdict.setId("calibrate.verdict");
    verdict.getStyleClass().add("grade");
    Label words = new Label(words(answer));
    words.setId("calibrate.verdictWords");
    words.getStyleClass().add("pose-words");
    words.setWrapText(true);
    words.setMaxWidth(WORDS_WIDTH);
    words.setMinHeight(Region.USE_PREF_SIZE);
    Label about =
        new Label("Compared with the calibration of " + profile.person() + ", " + profile.device());
    about.getStyleClass().add("text-muted");
    Button zeroed = button("calibrate.zero", "Set a new zero", Feather.CROSSHAIR, zero);
    Button anew = button("calibrate.anew", "Calibrate…", Feather.SLIDERS, calibrate);
    Button repeat = button("calibrate.recheck", "Check again", Feather.ROTATE_CCW, again);
    Button back = button("calibrate.done", "Done", Feather.CHECK, done);
    List<Button> buttons =
        switch (answer.advice()) {
          case STILL_GOOD -> List.of(back, repeat);
          case REZERO -> List.of(zeroed, anew, repeat, back);
          case CALIBRATE_AGAIN -> List.of(anew, repeat, back);
        };
    lead = buttons.getFirst();
    lead.getStyleClass().add("accent");
    FlowPane row = new FlowPane(8, 8);
    row.getChildren().setAll(buttons);
    page.getChildren().setAll(verdict, words, about, row);
    page.setAlignment(Pos.CENTER_LEFT);
    page.setPadding(new Insets(16, 48, 16, 48));
  }

  private static Button button(String id, String text, Feather icon, Runnable does) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().add("big-button");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> does.run());
    return button;
  }

  private static FontIcon icon(DonningCheck.Advice advice) {
    FontIcon icon =
        new FontIcon(
            switch (advice) {
              case STILL_GOOD -> Feather.CHECK_CIRCLE;
              case REZERO -> Feather.CROSSHAIR;
              case CALIBRATE_AGAIN -> Feather.ALERT_TRIANGLE;
            });
    icon.getStyleClass()
        .add(advice == DonningCheck.Advice.STILL_GOOD ? "icon-success" : "icon-warning");
    return icon;
  }

  static String words(DonningCheck.Answer answer) {
    String off =
        "The poses differ by %s from the calibration, most in the %s (%s)."
            .formatted(
                QualityWords.degrees(answer.degrees()),
                joint(answer.joint()),
                QualityWords.degrees(answer.jointDegrees()));
    return switch (answer.advice()) {
      case STILL_GOOD -> off + " A hand does not repeat a pose any better.";
      case REZERO ->
          off
              + " With the flat hand just shown as the new zero it is %s: nothing more is needed."
                  .formatted(QualityWords.degrees(answer.afterZero()));
      case CALIBRATE_AGAIN ->
          off
              + " A new zero would leave %s: the whole calibration is needed."
                  .formatted(QualityWords.degrees(answer.afterZero()));
    };
  }

  /// `index_mcp` for a person: `index knuckle`.
  static String joint(String name) {
    for (Finger finger : Finger.values()) {
      if (name.startsWith(finger.word() + "_")) {
        String part =
            switch (name.substring(finger.word().length() + 1).toLowerCase(Locale.ROOT)) {
              case "mcp" -> "knuckle";
              case "pip" -> "middle joint";
              case "dip", "ip" -> "end joint";
              case "spread" -> "spread";
              case "abduction" -> "spread";
              case "opposition" -> "base";
              default -> "joint";
            };
        return finger.word() + " " + part;
      }
    }
    return name.isEmpty() ? "hand" : name;
  }

  Node content() {
    return page;
  }

  /// What leads on.
  Node first() {
    return lead;
  }
}
