package dev.handloom.app.workspace.record;

import dev.handloom.app.ready.ReadyItem;
import dev.handloom.app.ui.theme.Figures;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What speaks against a take, each with what to do; one calm line when nothing does.
final class ReadyLine extends VBox {
  /// More lines would take the room of the pictures.
  private static final int MOST = 2;

  private List<ReadyItem> shown = List.of();
  private boolean empty = true;
  private String flowing = "";

  ReadyLine() {
    super(4);
    setId("record.ready");
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  /// Says in the same place how the take goes.
  void flow(String words) {
    setVisible(true);
    if (!words.equals(flowing)) {
      flowing = words;
      empty = true;
      Label label = new Label(words, new FontIcon(Feather.BAR_CHART_2));
      label.setId("record.flow");
      label.getStyleClass().addAll("text-muted", Figures.STYLE_CLASS);
      getChildren().setAll(label);
    }
  }

  /// @param wanted whether there is still time to do something about it
  void refresh(List<ReadyItem> items, boolean wanted) {
    setVisible(wanted);
    if (!wanted || (!empty && items.equals(shown))) {
      return;
    }
    empty = false;
    flowing = "";
    shown = items;
    getChildren().clear();
    if (items.stream().allMatch(ReadyItem::quiet)) {
      FontIcon icon = new FontIcon(Feather.CHECK);
      icon.getStyleClass().add("icon-success");
      Label good = new Label("All is ready: streams, rates, clocks, pictures and disk", icon);
      good.getStyleClass().add("text-muted");
      getChildren().add(good);
    }
    HBox line = null;
    for (ReadyItem item : items.subList(0, Math.min(MOST, items.size()))) {
      line = line(item);
      getChildren().add(line);
    }
    if (line != null && items.size() > MOST) {
      List<ReadyItem> rest = items.subList(MOST, items.size());
      Label more = new Label("and " + rest.size() + " more");
      more.getStyleClass().add("text-strong");
      more.setMinWidth(USE_PREF_SIZE);
      more.setTooltip(
          new Tooltip(
              String.join(
                  "\n", rest.stream().map(i -> i.sentence() + ". " + i.remedy()).toList())));
      line.getChildren().add(more);
    }
  }

  private static HBox line(ReadyItem item) {
    FontIcon icon =
        new FontIcon(
            switch (item.kind()) {
              case DEVICE -> Feather.ALERT_TRIANGLE;
              case RATE -> Feather.ACTIVITY;
              case CLOCK -> Feather.WATCH;
              case CAMERA -> Feather.VIDEO_OFF;
              case CALIBRATION -> Feather.SLIDERS;
              case DISK -> Feather.HARD_DRIVE;
              case LENS -> Feather.APERTURE;
            });
    Label what = new Label(item.sentence(), icon);
    if (item.quiet()) {
      what.getStyleClass().add("text-muted");
    } else {
      icon.getStyleClass().add("icon-warning");
      what.getStyleClass().add("text-strong");
    }
    what.setMinWidth(0);
    Label remedy = new Label(item.remedy());
    remedy.getStyleClass().add("text-muted");
    remedy.setTooltip(new Tooltip(item.remedy()));
    remedy.setMinWidth(0);
    HBox line = new HBox(8, what, remedy);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
