package dev.handloom.app.workspace.review;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Above the rows over time while episodes are proposed: how many, and what to do with them.
final class ProposalBar extends HBox {
  private final Label count = new Label();

  ProposalBar() {
    super(8);
    setId("review-proposals");
    setAlignment(Pos.CENTER_LEFT);
    count.setId("review-proposals-count");
    count.setGraphic(new FontIcon(Feather.HELP_CIRCLE));
    count.setMinWidth(0);
    HBox.setHgrow(count, Priority.ALWAYS);
    count.setMaxWidth(Double.MAX_VALUE);
    getChildren().add(count);
    show(null);
  }

  /// Its buttons, in their order.
  ///
  /// @param words what stands on each; the whole is in its tooltip
  void offer(Actions actions, List<String> ids, List<String> words) {
    for (int i = 0; i < ids.size(); i++) {
      Action action = actions.get(ids.get(i));
      Button button = new Button(words.get(i));
      button.setId(action.id() + ".button");
      button.setAccessibleText(action.text());
      button.getStyleClass().add("small");
      button.setTooltip(new Tooltip(action.tooltipText()));
      button.setMinWidth(USE_PREF_SIZE);
      button.disableProperty().bind(action.enabledProperty().not());
      button.setOnAction(_ -> action.run());
      getChildren().add(button);
    }
  }

  void show(@Nullable Judged now) {
    int proposed = now == null ? 0 : now.review().proposals().size();
    setVisible(proposed > 0);
    setManaged(proposed > 0);
    count.setText(proposed == 1 ? "1 episode is proposed" : proposed + " episodes are proposed");
  }
}
