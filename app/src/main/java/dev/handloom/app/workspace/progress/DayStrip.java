package dev.handloom.app.workspace.progress;

import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.library.EpisodeRow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// The takes of a day where they lay in time: work and breaks at a glance.
final class DayStrip extends Pane {
  private static final double HEIGHT = 40;
  private static final double BAR = 20;
  private static final double LEAST_WIDTH = 2;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final Region ground = new Region();
  private final Label from = new Label();
  private final Label to = new Label();
  private List<EpisodeRow> takes = List.of();
  private long first;
  private long last;

  DayStrip() {
    ground.getStyleClass().add("day-ground");
    for (Label label : List.of(from, to)) {
      label.getStyleClass().addAll("text-small", "text-muted", Figures.STYLE_CLASS);
    }
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
  }

  void show(List<EpisodeRow> rows, ZoneId zone) {
    takes = rows;
    first = rows.stream().mapToLong(EpisodeRow::startUnixNanos).min().orElse(0);
    last = rows.stream().mapToLong(r -> r.startUnixNanos() + r.durationNanos()).max().orElse(first);
    from.setText(time(first, zone));
    to.setText(time(last, zone));
    getChildren().setAll(ground);
    for (EpisodeRow row : rows) {
      Region bar = new Region();
      bar.getStyleClass().add(row.trashed() ? "day-thrown" : "day-take");
      Tooltip.install(
          bar,
          new Tooltip(
              time(row.startUnixNanos(), zone)
                  + ", "
                  + (row.task().isBlank() ? "no task" : row.task())
                  + ", "
                  + ProgressWords.length(row.durationNanos())
                  + (row.trashed() ? ", thrown away" : "")));
      getChildren().add(bar);
    }
    getChildren().addAll(from, to);
    setAccessibleText(
        ProgressWords.takes(rows.size()) + " from " + from.getText() + " to " + to.getText());
    requestLayout();
  }

  private static String time(long unixNanos, ZoneId zone) {
    return TIME.format(Instant.ofEpochSecond(0, unixNanos).atZone(zone));
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double span = Math.max(1, last - first);
    ground.resizeRelocate(0, 0, width, BAR);
    for (int i = 0; i < takes.size(); i++) {
      EpisodeRow row = takes.get(i);
      double x = (row.startUnixNanos() - first) / span * width;
      double wide = Math.max(LEAST_WIDTH, row.durationNanos() / span * width);
      getChildren().get(i + 1).resizeRelocate(Math.min(x, width - wide), 0, wide, BAR);
    }
    from.autosize();
    to.autosize();
    from.relocate(0, BAR + 2);
    to.relocate(width - to.getWidth(), BAR + 2);
  }
}
