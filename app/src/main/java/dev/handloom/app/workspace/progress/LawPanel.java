package dev.handloom.app.workspace.progress;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.library.Hours;
import dev.handloom.store.progress.ScalingLaw;
import dev.handloom.store.progress.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What more hours would buy, how sure that is, and what it rests on.
final class LawPanel {
  private static final double DOUBLING = Math.log(2);
  private static final double USUAL_HOURS = 1_000;

  private final Consumer<List<TrainingResult>> keep;
  private final Label law = new Label();
  private final Label origin = new Label();
  private final LawChart chart = new LawChart();
  private final TextField wanted = new TextField("1,000");
  private final Label legend = new Label();
  private final Label expected = new Label();
  private final Label doubling = new Label();
  private final Label warning = new Label();
  private final VBox list = new VBox(4);
  private final VBox content;
  private @Nullable Snapshot shown;

  /// @param keep the results that are left after one was taken away
  LawPanel(Action enter, Consumer<List<TrainingResult>> keep) {
    this.keep = keep;
    Label title = new Label("What more hours would buy");
    title.getStyleClass().add("text-large");
    law.setId("progress.law");
    law.getStyleClass().addAll("text-strong", Figures.STYLE_CLASS);
    origin.setId("progress.origin");
    origin.getStyleClass().add("text-muted");
    legend.getStyleClass().addAll("text-small", "text-muted");
    expected.setId("progress.expected");
    expected.getStyleClass().add("text-strong");
    warning.setId("progress.warning");
    warning.getStyleClass().add("text-warning");
    warning.setGraphic(new FontIcon(Feather.ALERT_TRIANGLE));
    warning.managedProperty().bind(warning.visibleProperty());
    for (Label each : List.of(law, origin, legend, expected, doubling, warning)) {
      each.setWrapText(true);
      each.setMinHeight(Region.USE_PREF_SIZE);
    }
    wanted.setId("progress.wanted");
    wanted.setPrefColumnCount(8);
    wanted.setMinWidth(88);
    wanted.setAccessibleText("Hours to ask about");
    wanted.setTooltip(new Tooltip("With so many hours of recordings"));
    wanted.textProperty().subscribe(() -> refresh());
    Label ask = new Label("With");
    ask.setLabelFor(wanted);
    Label unit = new Label("hours");
    HBox question = new HBox(8, ask, wanted, unit);
    question.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(chart, Priority.ALWAYS);
    Label own = new Label("Results of this lab");
    own.getStyleClass().add("section-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(8, own, gap, Actions.button(enter));
    head.setAlignment(Pos.CENTER_LEFT);
    content =
        new VBox(
            8, title, law, origin, chart, legend, question, expected, warning, doubling, head,
            list);
    content.getStyleClass().add("library-section");
  }

  Region content() {
    return content;
  }

  void show(Snapshot now) {
    shown = now;
    fill(now.results());
    refresh();
  }

  /// What was recorded, without the takes that failed.
  static double usableHours(Snapshot now) {
    Hours all = now.all();
    return Hours.hours(all.nanos() - all.fail());
  }

  private void refresh() {
    Snapshot now = shown;
    if (now == null) {
      return;
    }
    ScalingLaw fitted = ScalingLaw.fit(now.results());
    double have = usableHours(now);
    double hours = asked();
    law.setText(ProgressWords.law(fitted));
    origin.setText(ProgressWords.origin(fitted));
    legend.setText(ProgressWords.legend(fitted));
    boolean good = hours > 0;
    chart.show(fitted, now.results(), have, good ? hours : USUAL_HOURS);
    expected.setText(
        good
            ? ProgressWords.expected(fitted, hours)
            : "Enter a number of hours above zero, as 1000.");
    doubling.setText(
        String.format(
                    Locale.ROOT,
                    "Each doubling of the hours changes the loss by %+.4f. ",
                    -fitted.slope() * DOUBLING)
                .replace('-', '−')
            + "You have "
            + ProgressWords.hours(have)
            + " without the takes that failed.");
    String words = good ? ProgressWords.warning(fitted, have, hours) : "";
    warning.setText(words);
    warning.setVisible(!words.isEmpty());
  }

  private double asked() {
    try {
      double hours = ResultSheet.number(wanted.getText());
      return Double.isFinite(hours) ? hours : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void fill(List<TrainingResult> results) {
    list.getChildren().clear();
    if (results.isEmpty()) {
      Label none = new Label("None yet: the published law is shown.");
      none.getStyleClass().add("text-muted");
      list.getChildren().add(none);
    }
    for (int i = 0; i < results.size(); i++) {
      list.getChildren().add(row(results, i));
    }
  }

  private Node row(List<TrainingResult> results, int index) {
    TrainingResult result = results.get(index);
    Label words =
        new Label(
            ProgressWords.hours(result.hours()) + ", loss " + ProgressWords.loss(result.loss()));
    words.getStyleClass().add(Figures.STYLE_CLASS);
    words.setMinWidth(Region.USE_PREF_SIZE);
    Label note = new Label(result.note());
    note.getStyleClass().add("text-muted");
    note.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(note, Priority.ALWAYS);
    Button drop = new Button("Remove", new FontIcon(Feather.TRASH_2));
    drop.setMinWidth(Region.USE_PREF_SIZE);
    drop.setAccessibleText("Remove the result of " + words.getText());
    drop.setOnAction(_ -> {
      List<TrainingResult> left = new ArrayList<>(results);
      left.remove(index);
      keep.accept(left);
    });
    HBox line = new HBox(8, words, note, drop);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
