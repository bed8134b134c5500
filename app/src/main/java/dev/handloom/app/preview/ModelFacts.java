package dev.handloom.app.preview;

import dev.handloom.app.ui.theme.Figures;
import dev.handloom.preview.session.ModelCard;
import dev.handloom.preview.session.PreviewMoment;
import dev.handloom.preview.session.PreviewState;
import dev.handloom.preview.session.PreviewTiming;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Which model it is, what it runs on, how quick it is, and what it said when it could not.
final class ModelFacts extends VBox {
  private static final int SAID_ROWS = 6;
  private static final double LINE = 20;

  private final FontIcon icon = new FontIcon(Feather.CIRCLE);
  private final Label state = small("preview.state");
  private final Label name = small("preview.model");
  private final Label device = small("preview.device");
  private final Label rate = figure("preview.rate");
  private final Label latency = figure("preview.latency");
  private final Label age = figure("preview.age");
  private final Label missed = figure("preview.missed");
  private final Label reason = new Label();
  private final ToggleButton more = new ToggleButton("What it said");
  private final TextArea said = new TextArea();
  private final HBox trouble = new HBox(8, reason, more);
  private String words = "";
  private boolean warned;
  private boolean narrow;

  ModelFacts() {
    super(4);
    FlowPane facts = new FlowPane(14, 2);
    HBox where = new HBox(6, icon, state);
    where.setAlignment(Pos.CENTER_LEFT);
    name.getStyleClass().add("text-strong");
    device.getStyleClass().add("text-muted");
    facts.getChildren().addAll(where, name, device, rate, latency, age, missed);
    facts.setMinHeight(Region.USE_PREF_SIZE);
    reason.setId("preview.reason");
    reason.getStyleClass().add("text-small");
    reason.setWrapText(true);
    reason.setMinHeight(Region.USE_PREF_SIZE);
    HBox.setHgrow(reason, Priority.ALWAYS);
    reason.setMaxWidth(Double.MAX_VALUE);
    more.setId("preview.said");
    more.setMinWidth(Region.USE_PREF_SIZE);
    said.setEditable(false);
    said.setPrefRowCount(SAID_ROWS);
    said.getStyleClass().add("bytes");
    said.visibleProperty().bind(more.selectedProperty().and(more.visibleProperty()));
    for (Region each : List.of(more, said)) {
      each.managedProperty().bind(each.visibleProperty());
    }
    // Always there: what comes and goes must not push the pictures up and down.
    trouble.setMinHeight(LINE);
    trouble.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(facts, trouble, said);
  }

  private static Label small(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("text-small");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label figure(String id) {
    Label label = small(id);
    label.getStyleClass().addAll(Figures.STYLE_CLASS, "text-muted");
    return label;
  }

  /// What is said of the model while nothing else is.
  void introduce(String about) {
    words = about;
  }

  /// On a narrow board only what is needed most.
  void narrow(boolean now) {
    narrow = now;
    device.setVisible(!now);
    device.setManaged(!now);
  }

  void show(@Nullable PreviewMoment moment) {
    PreviewState now = moment == null ? PreviewState.READY : moment.state();
    icon.setIconCode(icon(now));
    boolean bad = now == PreviewState.AWAY || now == PreviewState.REFUSED;
    boolean stale = moment != null && moment.stale() && now == PreviewState.RUNNING;
    icon.getStyleClass().removeAll("icon-warning", "icon-success", "icon-muted");
    icon.getStyleClass()
        .add(
            bad || stale
                ? "icon-warning"
                : now == PreviewState.RUNNING ? "icon-success" : "icon-muted");
    state.setText(stale ? "Answers come too late" : now.word());
    ModelCard card = moment == null ? null : moment.model();
    name.setText(card == null ? "" : title(card));
    name.setTooltip(card == null || card.digest().isEmpty() ? null : new Tooltip(card.digest()));
    device.setText(card == null ? "" : card.device());
    figures(moment);
    trouble(moment, bad);
  }

  private void figures(@Nullable PreviewMoment moment) {
    if (moment == null || moment.timing().answered() == 0) {
      for (Label label : List.of(rate, latency, age, missed)) {
        label.setText("");
      }
      return;
    }
    PreviewTiming timing = moment.timing();
    // In an episode nobody waits: how often and how old says nothing there.
    boolean live = moment.playhead().live();
    rate.setText(
        Double.isNaN(timing.ratePerSecond())
            ? ""
            : String.format(Locale.ROOT, "%.1f answers/s", timing.ratePerSecond()));
    latency.setText("takes " + PreviewWords.millis(timing.roundTripMillis()));
    latency.setTooltip(
        new Tooltip(
            "The model says "
                + PreviewWords.millis(timing.modelMillis())
                + "; the studio added "
                + PreviewWords.millis(timing.addedMillis())
                + ", in 19 of 20 cases less than "
                + PreviewWords.millis(timing.addedMillis95())));
    age.setText(
        !live ? "" : "saw the world " + PreviewWords.millis(timing.ageMillis()) + " before");
    missed.setText(!live || timing.missed() == 0 ? "" : "passed over " + timing.missed());
    missed.setTooltip(
        new Tooltip("Steps at which it was not asked, as the answer before had not come"));
  }

  private void trouble(@Nullable PreviewMoment moment, boolean bad) {
    String why = moment == null ? "" : moment.reason();
    String whole = moment == null ? "" : moment.said();
    more.setVisible(!whole.isEmpty() && !whole.equals(why));
    if (!said.getText().equals(whole)) {
      said.setText(whole);
    }
    String line = why.isEmpty() && !narrow ? words : why;
    if (line.equals(reason.getText()) && bad == warned) {
      return;
    }
    warned = bad;
    reason.setText(line);
    FontIcon warning = new FontIcon(bad ? Feather.ALERT_TRIANGLE : Feather.INFO);
    warning.getStyleClass().add(bad ? "icon-warning" : "icon-muted");
    reason.setGraphic(line.isEmpty() ? null : warning);
  }

  private static String title(ModelCard card) {
    StringBuilder words = new StringBuilder(card.papers().name());
    if (!card.version().isEmpty()) {
      words.append(' ').append(card.version());
    }
    if (!card.digest().isEmpty()) {
      words.append(" · ").append(PreviewWords.digest(card.digest()));
    }
    return words.toString();
  }

  private static Feather icon(PreviewState state) {
    return switch (state) {
      case READY, CLOSED -> Feather.CIRCLE;
      case OPENING, WAITING -> Feather.CLOCK;
      case RUNNING -> Feather.PLAY_CIRCLE;
      case PAUSED -> Feather.PAUSE_CIRCLE;
      case AWAY -> Feather.WIFI_OFF;
      case REFUSED -> Feather.SLASH;
    };
  }
}
