package dev.handloom.app.workspace.calibrate.arm;

import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.profile.ArmShelf;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// An arm's calibrations, newest first: an older one can be taken into use again, one taken out of
/// use with a reason.
final class ArmHistoryPage {
  /// What its buttons do.
  record Does(
      Consumer<ArmProfile> use, Consumer<ArmProfile> expire, Consumer<ArmProfile> quality) {}

  private final VBox page = new VBox(12);
  private final TableView<ArmProfile> table = new TableView<>();
  private final Label unreadable = new Label();
  private final Button use;
  private final Button expire;
  private final Button quality;
  private ArmShelf.@Nullable History history;

  ArmHistoryPage(String title, ZoneId zone, Does does) {
    Label heading = new Label(title);
    heading.getStyleClass().add("text-large");
    table.setId("calibrate.arm.history");
    table.setAccessibleText("Calibrations, newest first");
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(
        new Label("Nothing yet. As soon as a calibration is made, it is here with its quality."));
    column("Made", 170, p -> QualityWords.shortWhen(p.taken(), zone));
    column("By", 110, ArmProfile::person);
    column("Grade", 80, p -> p.quality().grade().word());
    column("Zero repeats", 130, p -> QualityWords.degrees(most(p.quality().repeatability())));
    column("Known to", 90, p -> "±" + QualityWords.degrees(most(p.quality().bound())));
    column("", 240, this::standing);
    unreadable.getStyleClass().add("text-warning");
    unreadable.setWrapText(true);
    unreadable.setMinHeight(Region.USE_PREF_SIZE);
    unreadable.managedProperty().bind(unreadable.visibleProperty());
    use = button("calibrate.arm.use", "Use this one", Feather.CORNER_UP_LEFT, does.use());
    expire = button("calibrate.arm.expire", "Take out of use…", Feather.SLASH, does.expire());
    quality =
        button("calibrate.arm.showQuality", "Show its quality", Feather.AWARD, does.quality());
    VBox.setVgrow(table, Priority.ALWAYS);
    page.getChildren().setAll(heading, new FlowPane(8, 8, use, expire, quality), table, unreadable);
    page.setPadding(new Insets(8, 16, 16, 16));
    table.getSelectionModel().selectedItemProperty().subscribe(_ -> chosen());
  }

  /// Of the worst joint.
  private static double most(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  private void column(String title, double width, Function<ArmProfile, String> text) {
    TableColumn<ArmProfile, String> column = new TableColumn<>(title);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.getStyleClass().add(Figures.STYLE_CLASS);
    table.getColumns().add(column);
  }

  private Button button(String id, String text, Feather icon, Consumer<ArmProfile> does) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> selected().ifPresent(does));
    return button;
  }

  private Optional<ArmProfile> selected() {
    return Optional.ofNullable(table.getSelectionModel().getSelectedItem());
  }

  /// What is on the shelf now.
  void show(ArmShelf.History now) {
    history = now;
    String before = selected().map(ArmProfile::id).orElse("");
    table.getItems().setAll(now.profiles());
    int chosen = 0;
    for (int i = 0; i < now.profiles().size(); i++) {
      chosen = now.profiles().get(i).id().equals(before) ? i : chosen;
    }
    if (!now.profiles().isEmpty()) {
      table.getSelectionModel().select(chosen);
    }
    unreadable.setVisible(!now.unreadable().isEmpty());
    unreadable.setText("Some files could not be read. " + String.join(" ", now.unreadable()));
    chosen();
  }

  private String standing(ArmProfile profile) {
    ArmShelf.History now = history;
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
    String standing = selected().map(this::standing).orElse("In use");
    use.setDisable(standing.equals("In use"));
    expire.setDisable(selected().isEmpty() || standing.startsWith("Out of use"));
    quality.setDisable(selected().isEmpty());
  }

  Node content() {
    return page;
  }

  Node first() {
    return table;
  }
}
