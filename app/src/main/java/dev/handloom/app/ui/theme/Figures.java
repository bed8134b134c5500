package dev.handloom.app.ui.theme;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Tabular figures: digits of one width, so that a counter does not shake.
///
/// JavaFX cannot ask a font for its tabular digits. Where the system font has none by itself,
/// numbers are set in the monospaced font.
public final class Figures {

  /// The style class of everything that counts or ticks.
  public static final String STYLE_CLASS = "figures";

  private static final double TOLERANCE_PIXELS = 0.01;
  private static final String DIGITS = "0123456789";

  private Figures() {}

  /// The family in which numbers are set.
  public static String family() {
    String system = Font.getDefault().getFamily();
    return hasTabularDigits(system) ? system : "Monospaced";
  }

  static boolean hasTabularDigits(String family) {
    double first = widthOf(family, DIGITS.substring(0, 1));
    for (int i = 1; i < DIGITS.length(); i++) {
      if (Math.abs(widthOf(family, DIGITS.substring(i, i + 1)) - first) > TOLERANCE_PIXELS) {
        return false;
      }
    }
    return true;
  }

  private static double widthOf(String family, String digit) {
    Text text = new Text(digit.repeat(8));
    text.setFont(Font.font(family, 100));
    return text.getLayoutBounds().getWidth();
  }

  static String stylesheet() {
    String css = ".figures { -fx-font-family: \"" + family() + "\"; }";
    return "data:text/css," + URLEncoder.encode(css, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
