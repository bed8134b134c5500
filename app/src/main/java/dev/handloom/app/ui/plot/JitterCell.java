package dev.handloom.app.ui.plot;

import dev.handloom.device.clock.JitterHistogram;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/// Shows in a table how late samples come.
public final class JitterCell<S> extends TableCell<S, JitterHistogram> {
  private final JitterBars bars = new JitterBars();
  private final Function<JitterHistogram, String> words;

  /// @param words not seen, but read out
  public JitterCell(Function<JitterHistogram, String> words) {
    this.words = words;
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    setAlignment(Pos.CENTER_LEFT);
  }

  @Override
  protected void updateItem(@Nullable JitterHistogram jitter, boolean empty) {
    super.updateItem(jitter, empty);
    if (empty || jitter == null) {
      setGraphic(null);
      return;
    }
    bars.show(jitter);
    setText(words.apply(jitter));
    setGraphic(bars);
  }
}
