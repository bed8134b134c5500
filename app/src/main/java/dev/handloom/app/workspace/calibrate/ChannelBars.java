package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.ui.theme.Palette;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.calibration.glove.SensedChannel;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// A bar a channel: what it says now, and how far it has gone in this run.
final class ChannelBars extends Region {
  private static final double ROW = 20;
  private static final double NAME_WIDTH = 148;
  private static final double TEXT_SIZE = 12;
  private static final double THICK = 10;
  private static final double MARK = 3;
  private static final double WIDTH = 300;

  /// Joints are shown from a little bent backwards to a whole fist, in radians.
  private static final double LEAST_ANGLE = -0.5;

  private static final double MOST_ANGLE = 1.9;

  private final List<SensedChannel> channels;
  private final double[] now;
  private final double[] low;
  private final double[] high;
  private final String[] flags;
  private final Canvas canvas = new Canvas();

  ChannelBars(List<SensedChannel> channels) {
    this.channels = channels;
    now = new double[channels.size()];
    low = new double[channels.size()];
    high = new double[channels.size()];
    flags = new String[channels.size()];
    Arrays.fill(flags, "");
    Arrays.fill(now, Double.NaN);
    Arrays.fill(low, Double.NaN);
    Arrays.fill(high, Double.NaN);
    getChildren().add(canvas);
    setId("calibrate.bars");
    setAccessibleRole(AccessibleRole.TEXT);
    setAccessibleText("Sensors of the glove");
    setMinSize(WIDTH, ROW * channels.size());
    setPrefSize(WIDTH, ROW * channels.size());
    Theme.shared().follow(this, _ -> draw());
  }

  /// What the channels say now, the least and the most they have said; copied.
  void show(double[] values, double[] least, double[] most) {
    System.arraycopy(values, 0, now, 0, now.length);
    System.arraycopy(least, 0, low, 0, low.length);
    System.arraycopy(most, 0, high, 0, high.length);
    draw();
  }

  /// How much of its scale a channel has gone through, 0 to 1.
  double gone(int channel) {
    return high[channel] > low[channel]
        ? share(channel, high[channel]) - share(channel, low[channel])
        : 0;
  }

  /// Names what is wrong with a channel; empty when it is well.
  void flag(int channel, String words) {
    if (!flags[channel].equals(words)) {
      flags[channel] = words;
      StringBuilder all = new StringBuilder("Sensors of the glove");
      for (int c = 0; c < flags.length; c++) {
        if (!flags[c].isEmpty()) {
          all.append(". ").append(QualityWords.name(channels.get(c))).append(' ').append(flags[c]);
        }
      }
      setAccessibleText(all.toString());
    }
  }

  private double share(int c, double value) {
    SensedChannel channel = channels.get(c);
    double least = channel.angle() ? LEAST_ANGLE : channel.low();
    double most = channel.angle() ? MOST_ANGLE : channel.high();
    return Math.clamp((value - least) / (most - least), 0, 1);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(ROW * channels.size());
    draw();
  }

  private void draw() {
    double width = canvas.getWidth();
    double room = width - NAME_WIDTH - MARK;
    if (room <= 0) {
      return;
    }
    Palette palette = Palette.of(Theme.shared().isDark());
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, width, canvas.getHeight());
    g.setFont(Font.font(TEXT_SIZE));
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.LEFT);
    for (int c = 0; c < now.length; c++) {
      double middle = (c + 0.5) * ROW;
      boolean flagged = !flags[c].isEmpty();
      String name = QualityWords.name(channels.get(c));
      g.setFill(flagged ? palette.warning() : palette.text());
      g.fillText(flagged ? "⚠ " + name : name, 0, middle, NAME_WIDTH - 8);
      g.setFill(palette.grid());
      g.fillRect(NAME_WIDTH, middle - THICK / 2, room, THICK);
      if (high[c] > low[c]) {
        g.setFill(palette.accent().deriveColor(0, 1, 1, 0.35));
        double from = NAME_WIDTH + room * share(c, low[c]);
        g.fillRect(from, middle - THICK / 2, room * gone(c), THICK);
      }
      if (!Double.isNaN(now[c])) {
        g.setFill(palette.accent());
        g.fillRect(NAME_WIDTH + room * share(c, now[c]), middle - ROW / 2 + 2, MARK, ROW - 4);
      }
      if (flagged) {
        g.setFill(palette.warning());
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(flags[c], width - 4, middle, room);
        g.setTextAlign(TextAlignment.LEFT);
      }
    }
  }
}
