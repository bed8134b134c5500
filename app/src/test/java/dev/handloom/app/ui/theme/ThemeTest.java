package dev.handloom.app.ui.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.css.CssParser;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Modality;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ThemeTest {

  @SuppressWarnings("NullAway.Init") // Controls need the toolkit: not before start.
  private Stage window;

  @SuppressWarnings("NullAway.Init") // As above.
  private Label label;

  @Start
  void start(Stage stage) {
    Theme.shared().install();
    window = stage;
    label = new Label("Words");
    stage.setScene(new Scene(new StackPane(label), 400, 300));
    stage.show();
  }

  @AfterEach
  void backToSystem(FxRobot robot) {
    robot.interact(() -> Theme.shared().choiceProperty().set(ThemeChoice.SYSTEM));
  }

  @Test
  void windowsFollowTheChoice(FxRobot robot) {
    choose(robot, ThemeChoice.DARK);
    Color dark = (Color) label.getTextFill();
    choose(robot, ThemeChoice.LIGHT);
    Color light = (Color) label.getTextFill();
    assertTrue(dark.getBrightness() > 0.7, "light words on dark ground: " + dark);
    assertTrue(light.getBrightness() < 0.3, "dark words on light ground: " + light);
  }

  @Test
  void dialogsAndMenusAreDressedToo(FxRobot robot) {
    choose(robot, ThemeChoice.DARK);
    robot.interact(() -> {
      Alert alert = new Alert(Alert.AlertType.INFORMATION, "Saved");
      alert.initModality(Modality.NONE);
      alert.show();
      assertDressed(alert.getDialogPane().getScene());
      alert.close();
      ContextMenu menu = new ContextMenu(new MenuItem("Copy"));
      menu.show(label, 10, 10);
      assertDressed(menu.getScene());
      menu.hide();
    });
  }

  @Test
  void theStylesheetHasNoFaults(FxRobot robot) {
    assertEquals(
        1,
        window.getScene().getStylesheets().stream()
            .filter(s -> s.endsWith("handloom.css"))
            .count());
    assertTrue(CssParser.errorsProperty().isEmpty());
  }

  @Test
  void redIsSaidOnlyForRecording() throws Exception {
    Path sheet = Path.of("src/main/resources/dev/handloom/app/ui/theme/handloom.css");
    for (String line : Files.readString(sheet, StandardCharsets.UTF_8).split("\n", -1)) {
      Matcher hex = Pattern.compile("#[0-9a-f]{6}").matcher(line);
      while (hex.find()) {
        Color colour = Color.web(hex.group());
        boolean red =
            colour.getSaturation() > 0.5 && (colour.getHue() < 20 || colour.getHue() > 340);
        assertFalse(red && !line.contains("recording"), line);
      }
    }
  }

  @Test
  void numbersAreSetInTabularFigures() {
    assertTrue(Figures.hasTabularDigits(Figures.family()));
  }

  @Test
  void paintedWordsAndLinesAreReadable() {
    for (boolean dark : new boolean[] {false, true}) {
      Palette palette = Palette.of(dark);
      assertTrue(contrast(palette.text(), palette.ground()) >= 7);
      assertTrue(contrast(palette.muted(), palette.ground()) >= 4.5);
      assertTrue(contrast(palette.warning(), palette.ground()) >= 4.5);
      for (int i = 0; i < 8; i++) {
        int argb = Palette.series(i, dark);
        Color series = Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
        assertTrue(contrast(series, palette.ground()) >= 3, "series " + i + ", dark " + dark);
      }
    }
  }

  // Contrast ratio of WCAG 2.
  private static double contrast(Color a, Color b) {
    double first = luminance(a);
    double second = luminance(b);
    return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  private static void assertDressed(Scene scene) {
    assertTrue(scene.getStylesheets().stream().anyMatch(s -> s.endsWith("handloom.css")));
    assertTrue(scene.getRoot().getStyleClass().contains("handloom-dark"));
  }

  private void choose(FxRobot robot, ThemeChoice choice) {
    robot.interact(() -> {
      Theme.shared().choiceProperty().set(choice);
      label.getScene().getRoot().applyCss();
    });
  }
}
