package dev.handloom.app.ui.plot;

import dev.handloom.app.ui.theme.Figures;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/// The words under the grid. Labels are kept and moved: none is made per pulse.
final class TimeAxis extends Pane {

  /// Holds "1:00:02.417".
  private static final double BOX_WIDTH = 88;

  private static final double BOX_HEIGHT = 20;

  private final List<Label> labels = new ArrayList<>();

  void show(TimeTicks ticks, long from, double spanNanos) {
    List<TimeTicks.Tick> marks = ticks.ticks();
    while (labels.size() < marks.size()) {
      Label label = new Label();
      label.getStyleClass().addAll("plot-time", Figures.STYLE_CLASS);
      label.setManaged(false);
      labels.add(label);
      getChildren().add(label);
    }
    for (int i = 0; i < labels.size(); i++) {
      Label label = labels.get(i);
      label.setVisible(i < marks.size());
      if (i < marks.size()) {
        label.setText(marks.get(i).label());
        place(label, (marks.get(i).nanos() - from) / spanNanos * getWidth());
      }
    }
  }

  // Boxes of one width: a new label has no size of its own before its first layout. The outermost
  // stay inside, so that they are never cut.
  private void place(Label label, double centre) {
    double left = centre - BOX_WIDTH / 2;
    double right = Math.max(0, getWidth() - BOX_WIDTH);
    label.setAlignment(left < 0 ? Pos.CENTER_LEFT : left > right ? Pos.CENTER_RIGHT : Pos.CENTER);
    label.resizeRelocate(Math.rint(Math.clamp(left, 0, right)), 2, BOX_WIDTH, BOX_HEIGHT);
  }
}
