package dev.handloom.app.ui.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The words of the marks, over their bands: a colour alone says nothing.
///
/// Where bands lie close together a word that would cover the one before is left out; zooming in
/// brings it back.
final class MarkLabels extends Pane {

  private static final double GAP = 8;

  private List<PlotMark> marks = List.of();
  private final List<Label> labels = new ArrayList<>();

  MarkLabels() {
    setMouseTransparent(true);
  }

  void setMarks(List<PlotMark> newMarks) {
    marks = newMarks.stream().sorted(Comparator.comparingLong(PlotMark::fromNanos)).toList();
    labels.clear();
    for (PlotMark mark : marks) {
      FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
      icon.getStyleClass().add("icon-warning");
      Label label = new Label(mark.label(), icon);
      label.getStyleClass().add("plot-mark");
      labels.add(label);
    }
    getChildren().setAll(labels);
  }

  /// Places the words for what is shown.
  ///
  /// @param left where the lines begin
  /// @param width of the lines
  void place(ViewRange range, double left, double width) {
    applyCss();
    double free = left;
    for (int i = 0; i < labels.size(); i++) {
      PlotMark mark = marks.get(i);
      Label label = labels.get(i);
      label.autosize();
      boolean seen = mark.toNanos() >= range.from() && mark.fromNanos() <= range.to();
      double start = left + (double) (mark.fromNanos() - range.from()) / range.span() * width;
      // At the right end the word stays inside and hangs over to the left.
      double x = Math.clamp(start, left, Math.max(left, left + width - label.getWidth()));
      boolean fits = seen && x >= free;
      label.setVisible(fits);
      if (fits) {
        label.relocate(Math.rint(x), 2);
        free = x + label.getWidth() + GAP;
      }
    }
  }
}
