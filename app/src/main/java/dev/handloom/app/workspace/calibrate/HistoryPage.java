package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileComparison;
import dev.handloom.calibration.profile.ProfileShelf;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A person's calibrations of a glove over time: as a plot, as a table; two of them compared, an
/// older one taken into use again, one taken out of use with a reason.
final class HistoryPage {
  /// What its buttons do.
  ///
  /// @param use takes a calibration into use
  /// @param expire asks for a reason and takes it out of use
  /// @param quality shows how good it is
  record Does(Consumer<Profile> use, Consumer<Profile> expire, Consumer<Profile> quality) {}

  private final ZoneId zone;
  private final VBox page = new VBox(12);
  private final HistoryPlot plot;
  private final TableView<Profile> table = new TableView<>();
  private final Label compared = new Label();
  private final Label unreadable = new Label();
  private final Label nothing =
      new Label("Nothing yet. As soon as a calibration is made, it is here with its quality.");
  private final Button use;
  private final Button expire;
  private final Button quality;
  private ProfileShelf.@Nullable History history;

  HistoryPage(String title, ZoneId zone, Does does) {
    this.zone = zone;
    plot = new HistoryPlot(zone);
    Label heading = new Label(title);
    heading.getStyleClass().add("text-large");
    table.setId("calibrate.history");
    table.setAccessibleText("Calibrations, newest first");
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(nothing);
    table.setPrefHeight(200);
    column("Made", 170, p -> QualityWords.shortWhen(p.taken(), zone));
    column("", 90, p -> p.parent() == null ? "Whole run" : "New zero");
    column("Grade", 80, p -> p.quality().grade().word());
    column("Repeats", 90, p -> QualityWords.degrees(p.quality().repeatability()));
    column("Known to", 90, p -> "±" + QualityWords.degrees(p.quality().bound()));
    column("Drift", 70, p -> QualityWords.degrees(p.quality().drift()));
    column("", 240, this::standing);
    compared.setId("calibrate.compared");
    unreadable.getStyleClass().add("text-warning");
    for (Label each : new Label[] {compared, unreadable}) {
      each.setWrapText(true);
      each.setMinHeight(Region.USE_PREF_SIZE);
      each.managedProperty().bind(each.visibleProperty());
    }
    use = button("calibrate.use", "Use this one", Feather.CORNER_UP_LEFT, does.use());
    expire = button("calibrate.expire", "Take out of use…", Feather.SLASH, does.expire());
    quality = button("calibrate.showQuality", "Show its quality", Feather.AWARD, does.quality());
    FlowPane row = new FlowPane(8, 8, use, expire, quality);
    row.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(plot, Priority.ALWAYS);
    page.getChildren().setAll(heading, plot, table, compared, row, unreadable);
    page.setPadding(new Insets(8, 16, 16, 16));
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((javafx.collections.ListChangeListener<Profile>) _ -> chosen());
    chosen();
  }

  private void column(String title, double width, Function<Profile, String> text) {
    TableColumn<Profile, String> column = new TableColumn<>(title);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.getStyleClass().add(Figures.STYLE_CLASS);
    table.getColumns().add(column);
  }

  private Button button(String id, String text, Feather icon, Consumer<Profile> does) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> {
      List<Profile> selected = selected();
      if (selected.size() == 1) {
        does.accept(selected.getFirst());
      }
    });
    return button;
  }

  private List<Profile> selected() {
    return table.getSelectionModel().getSelectedItems().stream()
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  /// What is on the shelf now.
  void show(ProfileShelf.History now, List<CheckLog.Line> checks) {
    history = now;
    List<String> before = selected().stream().map(Profile::id).toList();
    table.getItems().setAll(now.profiles());
    for (int i = 0; i < now.profiles().size(); i++) {
      if (before.contains(now.profiles().get(i).id())) {
        table.getSelectionModel().select(i);
      }
    }
    if (selected().isEmpty() && !now.profiles().isEmpty()) {
      table.getSelectionModel().select(0);
    }
    unreadable.setVisible(!now.unreadable().isEmpty());
    unreadable.setText("Some files could not be read. " + String.join(" ", now.unreadable()));
    plot.show(
        now.profiles(),
        checks.stream().map(line -> new HistoryPlot.Check(line.when(), line.degrees())).toList(),
        now.state().expired().keySet(),
        now.current().map(Profile::id).orElse(null));
    boolean any = !now.profiles().isEmpty();
    plot.setVisible(any);
    chosen();
  }

  private String standing(Profile profile) {
    ProfileShelf.History now = history;
    if (now == null) {
      return "";
    }
    if (now.current().map(each -> each.id().equals(profile.id())).orElse(false)) {
      return "In use";
    }
    String reason = now.state().expired().get(profile.id());
    return reason == null ? "" : "Out of use: " + reason;
  }

  private void chosen() {
    List<Profile> selected = selected();
    boolean one = selected.size() == 1;
    boolean current = one && standing(selected.getFirst()).equals("In use");
    boolean out = one && standing(selected.getFirst()).startsWith("Out of use");
    use.setDisable(!one || current);
    expire.setDisable(!one || out);
    quality.setDisable(!one);
    compared.setText(words(selected));
    compared.setVisible(!compared.getText().isEmpty());
    plot.choose(selected.stream().map(Profile::id).collect(Collectors.toSet()));
  }

  private String words(List<Profile> selected) {
    if (selected.size() != 2) {
      return table.getItems().size() < 2 || selected.size() > 2
          ? ""
          : "Select a second one with Shift to compare the two.";
    }
    List<Profile> byTime =
        selected.stream().sorted(java.util.Comparator.comparing(Profile::id)).toList();
    return words(byTime.getFirst(), byTime.getLast(), zone);
  }

  static String words(Profile older, Profile newer, ZoneId zone) {
    try {
      ProfileComparison both = ProfileComparison.of(older, newer);
      return String.format(
          Locale.ROOT,
          "From %s to %s: of the same readings the newer one sees the hand %s differently, most"
              + " in the %s (%s). Poses repeat %s, joints are known %s.",
          QualityWords.when(older.taken(), zone),
          QualityWords.when(newer.taken(), zone),
          QualityWords.degrees(both.degrees()),
          CheckPage.joint(both.joint()),
          QualityWords.degrees(both.jointDegrees()),
          change(both.repeatability()),
          change(both.bound()));
    } catch (IllegalArgumentException e) {
      return "These two were made on gloves with different sensors; they cannot be compared.";
    }
  }

  private static String change(double degrees) {
    if (Double.isNaN(degrees) || Math.abs(degrees) < 0.05) {
      return "as before";
    }
    return QualityWords.degrees(Math.abs(degrees)) + (degrees < 0 ? " better" : " worse");
  }

  Node content() {
    return page;
  }

  Node first() {
    return table;
  }
}
