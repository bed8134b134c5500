package dev.handloom.app.workspace.library;

import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.plot.TimeText;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.store.episode.CheckNote;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.library.EpisodeRow;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewJournal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// All that is known of one episode: what it is, what people said of it, what the last check found.
final class EpisodeDetails extends ScrollPane {
  private static final double NAME_WIDTH = 88;
  private static final String NOT_KNOWN = "how far off they may be is not known";

  private final TaskRunner tasks;
  private final Supplier<Desktop> desktop;
  private final Consumer<Notice> notices;
  private final Consumer<EpisodeRow> check;
  private final ObservableValue<Boolean> still;
  private final VBox content = new VBox(16);
  private @Nullable EpisodeRow shown;
  private int readings;

  /// @param check checks one episode
  /// @param still whether nothing may be checked now
  EpisodeDetails(
      TaskRunner tasks,
      Supplier<Desktop> desktop,
      Consumer<Notice> notices,
      Consumer<EpisodeRow> check,
      ObservableValue<Boolean> still) {
    super();
    this.tasks = tasks;
    this.desktop = desktop;
    this.notices = notices;
    this.check = check;
    this.still = still;
    setContent(content);
    setFitToWidth(true);
    setId("library.details");
    getStyleClass().add("edge-to-edge");
    content.getStyleClass().add("library-section");
    show(null);
  }

  /// As the check calls times that nobody measured.
  private static final String MADE_UP = "HL-N097";

  private static final String IMPORTED = "Imported from ";

  private record Read(Review review, @Nullable CheckNote check, String times) {}

  private static Read read(EpisodeRow row) throws IOException {
    CheckNote check = CheckNote.read(row.bundle());
    return new Read(new ReviewJournal(row.bundle().review()).read(), check, times(row, check));
  }

  /// Where no bound of the times is stated: what they are.
  private static String times(EpisodeRow row, @Nullable CheckNote check) {
    if (row.worstBoundNanos() != null) {
      return "";
    }
    if (check != null && check.findings().stream().anyMatch(one -> one.id().equals(MADE_UP))) {
      return "made up from the rate of its rows; nobody wrote down when they were captured";
    }
    try {
      List<String> notes = ManifestFile.read(row.bundle()).notes();
      if (!notes.isEmpty() && notes.getFirst().startsWith(IMPORTED)) {
        return "those of the file it was imported from; nobody said how far off they may be";
      }
    } catch (IOException e) {
      // What is wrong with the manifest, a check says.
    }
    return NOT_KNOWN;
  }

  /// @param row null for none
  void show(@Nullable EpisodeRow row) {
    if (row != null && row.equals(shown)) {
      return;
    }
    boolean other = shown == null || row == null || !row.id().equals(shown.id());
    shown = row;
    int reading = ++readings;
    if (row == null) {
      content.getChildren().setAll(Section.words("Choose an episode to see all of it."));
      return;
    }
    if (other) {
      setVvalue(0);
      content.getChildren().setAll(head(row, "…"));
    }
    BackgroundTask.of("Reading an episode", _ -> read(row))
        .onSuccess(read -> {
          if (reading == readings) {
            content
                .getChildren()
                .setAll(head(row, read.times()), said(read.review()), found(read.check()));
          }
        })
        .onFailure(e -> {
          if (reading == readings) {
            content
                .getChildren()
                .setAll(
                    head(row, NOT_KNOWN),
                    Section.words("Its journal cannot be read. " + e.getMessage()));
          }
        })
        .startOn(tasks);
  }

  /// @param times what they are, where no bound of them is stated
  private VBox head(EpisodeRow row, String times) {
    Label title = new Label(Amounts.task(row.task()));
    title.setId("library.details.task");
    title.getStyleClass().add("text-large");
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    Button checkIt = new Button("Check this episode", new FontIcon(Feather.CHECK_SQUARE));
    checkIt.setId("library.details.check");
    checkIt.setTooltip(new Tooltip("Read all of its files. Not during a take."));
    checkIt.disableProperty().bind(still);
    checkIt.setOnAction(_ -> check.accept(row));
    Button folder = new Button("Show folder", new FontIcon(Feather.EXTERNAL_LINK));
    folder.setTooltip(new Tooltip(row.bundle().folder().toString()));
    folder.setOnAction(_ -> {
      if (!desktop.get().show(row.bundle().folder())) {
        notices.accept(
            Notice.info("The episode is in this folder", row.bundle().folder().toString()));
      }
    });
    Long bound = row.worstBoundNanos();
    GridPane facts = facts();
    fact(facts, "Recorded", Amounts.date(row.startUnixNanos()));
    fact(facts, "Length", TimeText.clock(row.durationNanos()));
    fact(facts, "Person", row.person());
    fact(facts, "Rig", row.rig());
    fact(
        facts,
        "Data",
        Amounts.bytes(row.bytes())
            + ", "
            + Amounts.count(row.streams(), "stream", "streams")
            + ", "
            + Amounts.count(row.cameras(), "camera", "cameras"));
    fact(
        facts,
        "Missing",
        row.missing() == 0 ? "nothing" : Amounts.count(row.missing(), "sample", "samples"));
    fact(
        facts,
        "Times",
        bound == null ? times : String.format(Locale.ROOT, "within ±%.1f ms", bound / 1e6));
    fact(facts, "Id", row.id().text());
    return new VBox(8, title, facts, new FlowPane(8, 8, checkIt, folder));
  }

  private static GridPane facts() {
    GridPane grid = new GridPane(8, 4);
    ColumnConstraints words = new ColumnConstraints();
    words.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints()
        .addAll(new ColumnConstraints(NAME_WIDTH, NAME_WIDTH, NAME_WIDTH), words);
    return grid;
  }

  private static void fact(GridPane grid, String name, String value) {
    if (value.isBlank()) {
      return;
    }
    Label label = new Label(name);
    label.getStyleClass().add("text-muted");
    Label text = new Label(value);
    text.getStyleClass().add(Figures.STYLE_CLASS);
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    GridPane.setValignment(label, javafx.geometry.VPos.TOP);
    grid.addRow(grid.getRowCount(), label, text);
  }

  private static VBox said(Review review) {
    GridPane facts = facts();
    fact(
        facts,
        "Verdict",
        EpisodeLine.word(review.verdict())
            + (review.reason().isEmpty() ? "" : ": " + review.reason()));
    fact(facts, "Score", review.score() == null ? "" : review.score() + " of 100");
    fact(facts, "Tags", String.join(" ", review.tags()));
    fact(facts, "Note", review.note());
    Review.Stretch use = review.use();
    fact(facts, "Use", use == null ? "" : span(use.fromNanos(), use.toNanos()));
    for (Review.Segment segment : review.segments()) {
      fact(
          facts,
          "Segment",
          span(segment.fromNanos(), segment.toNanos())
              + "  "
              + segment.label()
              + (segment.text().isEmpty() ? "" : ": " + segment.text()));
    }
    int proposed = review.proposals().size();
    fact(
        facts,
        "Proposed",
        proposed == 0 ? "" : Amounts.count(proposed, "episode", "episodes") + ", see Review");
    if (review.damagedLines() + review.newerLines() > 0) {
      fact(
          facts,
          "Journal",
          Amounts.count(review.damagedLines() + review.newerLines(), "line", "lines")
              + " left out; a check says why");
    }
    return titled("What people said", facts);
  }

  private static String span(long fromNanos, long toNanos) {
    return TimeText.clock(fromNanos) + " – " + TimeText.clock(toNanos);
  }

  private static VBox found(@Nullable CheckNote check) {
    if (check == null) {
      return titled("Check", Section.words("It was never checked."));
    }
    Label when =
        Section.words(
            "Checked "
                + Amounts.date(check.unixNanos())
                + (check.everyPicture() ? ", every picture too" : "")
                + (check.findings().isEmpty() ? ". It is whole; nothing was found." : "."));
    when.setId("library.details.checked");
    VBox box = titled("Check", when);
    if (!check.findings().isEmpty()) {
      box.getChildren().add(FindingRows.of(check.findings()));
    }
    return box;
  }

  private static VBox titled(String title, javafx.scene.Node node) {
    Label label = new Label(title);
    label.getStyleClass().add("text-strong");
    return new VBox(8, label, node);
  }
}
