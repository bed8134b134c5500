package dev.handloom.app.ui.plot;

import dev.handloom.device.clock.JitterHistogram;
import javafx.scene.layout.Region;

/// How late samples were, as a row of small bars: quick ones on the left, late ones on the right.
public final class JitterBars extends Region {
  private static final double BAR_WIDTH = 3;
  private static final double GAP = 1;
  private static final double HEIGHT = 20;

  /// A single late sample among millions is still seen.
  private static final double LEAST_HEIGHT = 2;

  private final Region ground = new Region();
  private final Region[] bars = new Region[JitterHistogram.STEPS];
  private JitterHistogram shown = JitterHistogram.EMPTY;

  public JitterBars() {
    getStyleClass().add("jitter-bars");
    ground.getStyleClass().add("jitter-ground");
    getChildren().add(ground);
    for (int i = 0; i < bars.length; i++) {
      bars[i] = new Region();
      bars[i].getStyleClass().add("jitter-bar");
      getChildren().add(bars[i]);
    }
    double width = bars.length * (BAR_WIDTH + GAP);
    setMinSize(width, HEIGHT);
    setPrefSize(width, HEIGHT);
    setMaxSize(width, HEIGHT);
    setMouseTransparent(true);
  }

  public void show(JitterHistogram jitter) {
    if (!jitter.equals(shown)) {
      shown = jitter;
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    ground.resizeRelocate(0, HEIGHT - 1, bars.length * (BAR_WIDTH + GAP), 1);
    long[] counts = shown.counts();
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    for (int i = 0; i < bars.length; i++) {
      double height = counts[i] == 0 ? 0 : Math.max(LEAST_HEIGHT, HEIGHT * counts[i] / most);
      bars[i].resizeRelocate(i * (BAR_WIDTH + GAP), HEIGHT - height, BAR_WIDTH, height);
    }
  }
}
