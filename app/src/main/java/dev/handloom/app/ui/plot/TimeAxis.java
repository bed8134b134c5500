package dev.handloom.app.ui.plot;

import dev.handloom.app.ui.theme.Figures;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/// The words under the grid. Labels are kept and moved: none is made per pulse.
final class TimeAxis extends Pane {

  private final List<Label> labels = new ArrayList<>();

  void show(TimeTicks ticks, long from, double spanNanos) {
    List<TimeTicks.Tick> marks = ticks.ticks();
    while (labels.size() < marks.size()) {
      Label label = new Label();
      label.getStyleClass().addAll("plot-time", Figures.STYLE_CLASS);
      labels.add(label);
      getChildren().add(label);
    }
    for (int i = 0; i < labels.size(); i++) {
      Label label = labels.get(i);
      label.setVisible(i < marks.size());
      if (i < marks.size()) {
        label.setText(marks.get(i).label());
        label.autosize();
        double centre = (marks.get(i).nanos() - from) / spanNanos * getWidth();
        // The outermost stay inside, so that they are never cut.
        double x =
            Math.clamp(
                centre - label.getWidth() / 2, 0, Math.max(0, getWidth() - label.getWidth()));
        label.relocate(Math.rint(x), 4);
      }
    }
  }
}
