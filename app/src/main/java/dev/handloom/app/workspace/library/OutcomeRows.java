package dev.handloom.app.workspace.library;

import dev.handloom.app.workspace.library.Outcome.Trouble;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What came of an export or an import: one line that sums it up, then what a person should know.
final class OutcomeRows extends VBox {
  private final String id;
  private final Function<Outcome, Button> next;
  private final ShortList<Trouble> troubles = new ShortList<>(8, OutcomeRows::row);

  /// @param id of the line that sums it up
  /// @param next what one would do then
  OutcomeRows(String id, Function<Outcome, Button> next) {
    super(8);
    this.id = id;
    this.next = next;
    managedProperty().bind(visibleProperty());
    troubles.managedProperty().bind(troubles.visibleProperty());
  }

  /// @param done null for nothing
  void show(@Nullable Outcome done) {
    getChildren().clear();
    setVisible(done != null);
    List<Trouble> bad = done == null ? List.of() : done.troubles();
    troubles.setVisible(!bad.isEmpty());
    troubles.show(bad);
    if (done == null) {
      return;
    }
    FontIcon icon = new FontIcon(done.good() ? Feather.CHECK_CIRCLE : Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add(done.good() ? "icon-success" : "icon-warning");
    Label headline = new Label(done.headline(), icon);
    headline.setId(id);
    headline.setWrapText(true);
    headline.getStyleClass().add("text-strong");
    HBox.setHgrow(headline, Priority.ALWAYS);
    headline.setMaxWidth(Double.MAX_VALUE);
    Button button = next.apply(done);
    button.setMinWidth(Button.USE_PREF_SIZE);
    HBox line = new HBox(8, headline, button);
    line.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(line, troubles);
  }

  private static Node row(Trouble trouble) {
    Label what = new Label(trouble.what());
    what.getStyleClass().add("text-strong");
    return new VBox(what, Section.words(trouble.words()));
  }
}
