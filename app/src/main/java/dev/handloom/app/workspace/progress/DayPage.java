package dev.handloom.app.workspace.progress;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.shell.EmptyPlace;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.progress.Day;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A collector's day: how many takes, how quickly, how much of the time was recorded, what was done
/// again, and how far the tasks are.
final class DayPage {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy", Locale.ENGLISH);
  private static final String EVERYBODY = "Everybody";

  private final ProgressFeed feed;
  private final ComboBox<String> person = new ComboBox<>();
  private final Label date = new Label();
  private final Tile takes = new Tile("Takes kept", "progress.takes");
  private final Tile rate = new Tile("Takes per hour", "progress.rate");
  private final Tile recorded = new Tile("Recorded", "progress.recorded");
  private final Tile redone = new Tile("Done again", "progress.redone");
  private final Tile soFar = new Tile("Hours so far", "progress.soFar");
  private final DayStrip strip = new DayStrip();
  private final StackPane middle = new StackPane();
  private final VBox figures;
  private final EmptyPlace nothing;
  private final GoalList goals;
  private final ScrollPane page;
  private boolean filling;

  /// @param record how one gets to the next take; null where there is no such way
  DayPage(
      ProgressFeed feed,
      Action earlier,
      Action later,
      Action setGoal,
      GoalList goals,
      @Nullable Action record) {
    this.feed = feed;
    this.goals = goals;
    date.setId("progress.date");
    date.getStyleClass().add("text-large");
    person.setId("progress.person");
    person.setAccessibleText("Whose day");
    person.setTooltip(new Tooltip("Whose takes are counted"));
    person.getItems().setAll(EVERYBODY);
    person.setValue(EVERYBODY);
    person
        .valueProperty()
        .addListener((_, _, now) -> {
          if (!filling && now != null) {
            feed.person(now.equals(EVERYBODY) ? "" : now);
          }
        });
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(8, date, gap, person, Actions.button(earlier), Actions.button(later));
    head.setAlignment(Pos.CENTER_LEFT);
    HBox tiles = new HBox(8, takes, rate, recorded, redone, soFar);
    figures = new VBox(16, tiles, strip);
    nothing =
        new EmptyPlace(
            Feather.SUNRISE,
            "Nothing was recorded on this day",
            "As soon as a take is saved, its figures are here.",
            record == null ? new Action[0] : new Action[] {record});
    Label title = new Label("Towards the goals");
    title.getStyleClass().add("text-large");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox goalHead = new HBox(8, title, space, Actions.button(setGoal));
    goalHead.setAlignment(Pos.CENTER_LEFT);
    VBox content = new VBox(16, head, middle, goalHead, goals.content());
    content.setPadding(new Insets(8, 16, 16, 16));
    page = new ScrollPane(content);
    page.setFitToWidth(true);
    page.getStyleClass().add("edge-to-edge");
    feed.snapshotProperty().subscribe(this::show);
  }

  Node content() {
    return page;
  }

  private void show(@Nullable Snapshot now) {
    if (now == null) {
      return;
    }
    LocalDate today = feed.today();
    String words = DATE.format(now.date());
    date.setText(
        now.date().equals(today)
            ? "Today, " + words
            : now.date().equals(today.minusDays(1)) ? "Yesterday, " + words : words);
    fillPeople(now);
    Day day = now.day();
    boolean any = !now.takes().isEmpty() || day.ofRuns() > 0;
    middle.getChildren().setAll(any ? figures : nothing);
    takes.show(
        Integer.toString(day.takes()),
        day.thrown() == 0 ? "None thrown away" : day.thrown() + " in the trash");
    OptionalDouble perHour = day.perHour();
    rate.show(
        perHour.isEmpty() ? "–" : String.format(Locale.ROOT, "%.0f", perHour.getAsDouble()),
        perHour.isEmpty()
            ? "From three takes on"
            : "Breaks over " + Day.BREAK.toMinutes() + " min are left out");
    recorded.show(
        ProgressWords.length(day.recordedNanos()),
        "of "
            + ProgressWords.length(day.presentNanos())
            + " present, "
            + ProgressWords.percent(day.recordedShare()));
    redone.show(
        ProgressWords.percent(day.redoShare()),
        day.ofRuns() == 0
            ? "No run on this day"
            : day.redone() + " of " + ProgressWords.takes(day.ofRuns()) + " of runs");
    soFar.show(
        ProgressWords.hours(now.soFar().nanos()),
        (now.person().isEmpty() ? "Everybody" : now.person())
            + ", "
            + ProgressWords.takes(now.soFar().takes()));
    strip.show(now.takes(), feed.clock().getZone());
    goals.show(now);
  }

  private void fillPeople(Snapshot now) {
    filling = true;
    try {
      if (!person.getItems().subList(1, person.getItems().size()).equals(now.people())) {
        person.getItems().setAll(List.of(EVERYBODY));
        person.getItems().addAll(now.people());
      }
      person.setValue(now.person().isEmpty() ? EVERYBODY : now.person());
    } finally {
      filling = false;
    }
  }

  /// One figure, large, with what it means.
  private static final class Tile extends VBox {
    private final Label value = new Label();
    private final Label detail = new Label();

    Tile(String title, String id) {
      super(4);
      Label name = new Label(title);
      name.getStyleClass().add("section-title");
      value.setId(id);
      value.getStyleClass().addAll("day-figure", Figures.STYLE_CLASS);
      detail.getStyleClass().addAll("text-small", "text-muted");
      detail.setWrapText(true);
      detail.setMinHeight(USE_PREF_SIZE);
      getStyleClass().add("library-section");
      getChildren().setAll(name, value, detail);
      setMinWidth(0);
      setPrefWidth(160);
      HBox.setHgrow(this, Priority.ALWAYS);
    }

    void show(String figure, String words) {
      value.setText(figure);
      detail.setText(words);
      setAccessibleText(figure + " " + words);
    }
  }
}
