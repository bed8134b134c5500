package dev.handloom.app.workspace.record;

import dev.handloom.app.ready.ReadyItem;
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
  private static final int MOST = 3;

  private List<ReadyItem> shown = List.of();
  private boolean empty = true;

  ReadyLine() {
    super(4);
    setId("record.ready");
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  /// @param wanted whether there is still time to do something about it
  void refresh(List<ReadyItem> items, boolean wanted) {
    setVisible(wanted);
    if (!wanted || (!empty && items.equals(shown))) {
      return;
    }
    empty = false;
    shown = items;
    getChildren().clear();
    if (items.isEmpty()) {
      FontIcon icon = new FontIcon(Feather.CHECK);
      icon.getStyleClass().add("icon-success");
      Label good = new Label("All is ready: streams, rates, clocks, pictures and disk", icon);
      good.getStyleClass().add("text-muted");
      getChildren().add(good);
      return;
    }
    for (ReadyItem item : items.subList(0, Math.min(MOST, items.size()))) {
      getChildren().add(line(item));
    }
    if (items.size() > MOST) {
      List<ReadyItem> rest = items.subList(MOST, items.size());
      Label more = new Label("and " + rest.size() + " more");
      more.getStyleClass().add("text-muted");
      more.setTooltip(
          new Tooltip(
              String.join(
                  "\n", rest.stream().map(i -> i.sentence() + ". " + i.remedy()).toList())));
      getChildren().add(more);
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
              case DISK -> Feather.HARD_DRIVE;
            });
    icon.getStyleClass().add("icon-warning");
    Label what = new Label(item.sentence(), icon);
    what.getStyleClass().add("text-strong");
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
