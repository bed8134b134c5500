package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.app.calibrate.paper.QualityWords.ChannelLine;
import dev.handloom.app.calibrate.paper.QualityWords.Figure;
import dev.handloom.app.ui.theme.Figures;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.quality.Grade;
import dev.handloom.calibration.quality.Quality;
import java.time.ZoneId;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How good a calibration is: the grade large, why, what would improve it, and what was measured.
public final class QualityPage {
  private static final double BAR_WIDTH = 160;
  private static final double TILE_WIDTH = 164;

  private final ScrollPane page;

  /// @param buttons what can be done now, shown above
  QualityPage(Profile profile, ZoneId zone, List<Node> buttons) {
    Quality quality = profile.quality();
    Label about =
        muted(
            profile.person()
                + ", "
                + profile.device()
                + " ("
                + profile.side().word()
                + " hand)   "
                + QualityWords.when(profile.taken(), zone)
                + "   Handloom "
                + profile.software());
    about.setId("calibrate.about");
    Label grade = new Label(quality.grade().word(), icon(quality.grade()));
    grade.setId("calibrate.grade");
    grade.getStyleClass().add("grade");
    grade.setMinWidth(Region.USE_PREF_SIZE);
    VBox reasons = new VBox(4);
    quality
        .reasons()
        .forEach(reason -> reasons.getChildren().add(words(QualityWords.sentence(reason))));
    reasons.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(reasons, Priority.ALWAYS);
    HBox head = new HBox(24, grade, reasons);
    head.setAlignment(Pos.CENTER_LEFT);
    HBox row = new HBox(8);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getChildren().setAll(buttons);
    VBox content = new VBox(16, about, head);
    if (!quality.advice().isEmpty()) {
      VBox advice = new VBox(4, title("What would improve it"));
      quality.advice().forEach(each -> advice.getChildren().add(words("•  " + each)));
      content.getChildren().add(advice);
    }
    FlowPane tiles = new FlowPane(8, 8);
    QualityWords.figures(quality).forEach(each -> tiles.getChildren().add(tile(each)));
    VBox pinches = new VBox(4, title("Fingertips that met"), table(QualityWords.pinches(profile)));
    VBox channels = new VBox(4, title("Sensors"), channels(QualityWords.channels(profile)));
    QualityWords.unseen(profile)
        .ifPresent(unseen -> {
          Label label = muted(unseen);
          label.setId("calibrate.unseen");
          channels.getChildren().add(label);
        });
    pinches.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(channels, Priority.ALWAYS);
    HBox lower = new HBox(48, pinches, channels);
    content.getChildren().addAll(row, tiles, lower);
    content.setPadding(new Insets(16));
    page = new ScrollPane(content);
    page.setFitToWidth(true);
    page.getStyleClass().add("edge-to-edge");
  }

  Node content() {
    return page;
  }

  /// A grade is never told by colour alone.
  public static FontIcon icon(Grade grade) {
    FontIcon icon =
        new FontIcon(
            switch (grade) {
              case GOOD -> Feather.CHECK_CIRCLE;
              case FAIR -> Feather.CIRCLE;
              case POOR -> Feather.ALERT_TRIANGLE;
              case UNUSABLE -> Feather.X_OCTAGON;
            });
    icon.getStyleClass()
        .add(
            switch (grade) {
              case GOOD -> "icon-success";
              case FAIR -> "icon-muted";
              case POOR, UNUSABLE -> "icon-warning";
            });
    return icon;
  }

  private static Label title(String words) {
    Label label = new Label(words);
    label.getStyleClass().add("section-title");
    return label;
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label muted(String text) {
    Label label = words(text);
    label.getStyleClass().add("text-muted");
    return label;
  }

  private static Node tile(Figure figure) {
    Label value = new Label(figure.value());
    value.getStyleClass().addAll("day-figure", Figures.STYLE_CLASS);
    Label means = muted(figure.means());
    means.getStyleClass().add("text-small");
    VBox tile = new VBox(4, title(figure.name()), value, means);
    tile.getStyleClass().add("library-section");
    tile.setPrefWidth(TILE_WIDTH);
    tile.setAccessibleText(figure.name() + " " + figure.value());
    return tile;
  }

  private static Node table(List<Figure> figures) {
    GridPane grid = new GridPane(16, 4);
    for (Figure figure : figures) {
      grid.addRow(
          grid.getRowCount(),
          new Label(figure.name()),
          number(figure.value()),
          muted(figure.means()));
    }
    return grid;
  }

  private static Label number(String value) {
    Label label = new Label(value);
    label.getStyleClass().add(Figures.STYLE_CLASS);
    GridPane.setHalignment(label, javafx.geometry.HPos.RIGHT);
    return label;
  }

  private static Node channels(List<ChannelLine> lines) {
    GridPane grid = new GridPane(16, 4);
    grid.addRow(0, muted("Sensor"), muted("Range used"), new Label(), muted("Flicker at rest"));
    for (ChannelLine line : lines) {
      ProgressBar bar = new ProgressBar(Double.isNaN(line.range()) ? 0 : Math.min(1, line.range()));
      bar.setPrefWidth(BAR_WIDTH);
      bar.setAccessibleText(line.name() + " range used");
      Label trouble = new Label(line.trouble());
      if (!line.trouble().isEmpty()) {
        FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
        icon.getStyleClass().add("icon-warning");
        trouble.setGraphic(icon);
      }
      grid.addRow(
          grid.getRowCount(),
          new Label(line.name()),
          bar,
          number(QualityWords.share(line.range())),
          number(line.noise()),
          trouble);
    }
    return grid;
  }
}
