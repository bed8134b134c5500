package dev.handloom.app.ui.guard;

import dev.handloom.app.ui.theme.Figures;
import dev.handloom.app.ui.theme.Theme;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Tells of an error. Not modal: a take may be running.
public final class ErrorWindow {

  private static final double WIDTH = 600;

  private ErrorWindow() {}

  /// Shows it in a window of its own.
  ///
  /// @param openLogs opens the folder of the logs
  public static Stage show(
      @Nullable Window owner, ErrorReport report, String version, Runnable openLogs) {
    Stage stage = new Stage();
    stage.initOwner(owner);
    stage.setTitle("Error " + report.code());
    Region content = content(report, version, openLogs, stage::close);
    content.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            stage.close();
          }
        });
    Scene scene = new Scene(content);
    Theme.shared().dress(scene);
    stage.setScene(scene);
    stage.sizeToScene();
    stage.show();
    return stage;
  }

  /// What the window holds.
  public static Region content(
      ErrorReport report, String version, Runnable openLogs, Runnable close) {
    FontIcon icon = new FontIcon(Feather.ALERT_TRIANGLE);
    icon.getStyleClass().add("icon-warning");
    icon.setIconSize(24);
    Label title = new Label("Error: " + report.happened());
    title.getStyleClass().add("text-large");
    HBox head = new HBox(12, icon, wrapped(title));
    head.setAlignment(Pos.CENTER_LEFT);
    TextField code = new TextField(report.code().toString());
    code.setEditable(false);
    code.setPrefColumnCount(11);
    code.getStyleClass().add(Figures.STYLE_CLASS);
    code.setAccessibleText("Error code");
    Label codeLabel = new Label("Error code");
    codeLabel.setLabelFor(code);
    codeLabel.setMinWidth(Region.USE_PREF_SIZE);
    HBox codeLine = new HBox(8, codeLabel, code);
    codeLine.setAlignment(Pos.CENTER_LEFT);

    String text = report.asText(version);
    TextArea details = new TextArea(text);
    details.setEditable(false);
    details.setPrefRowCount(12);
    details.setAccessibleText("Error report");
    TitledPane more = new TitledPane("Details", details);
    more.setExpanded(false);
    more.setAnimated(false);
    more.expandedProperty().addListener(_ -> resize(more));

    Button copy = button("Copy report", Feather.COPY, () -> copy(text));
    Button logs = button("Open log folder", Feather.FOLDER, openLogs);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Button done = new Button("Close");
    done.getStyleClass().add("accent");
    done.setDefaultButton(true);
    done.setMinWidth(Region.USE_PREF_SIZE);
    done.setOnAction(_ -> close.run());
    VBox box =
        new VBox(
            head,
            wrapped(new Label(report.kept())),
            wrapped(new Label(report.remedy())),
            codeLine,
            more,
            new HBox(8, copy, logs, gap, done));
    box.getStyleClass().add("error-window");
    box.setPrefWidth(WIDTH);
    return box;
  }

  private static Button button(String text, Feather icon, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private static void resize(Region inside) {
    if (inside.getScene() != null && inside.getScene().getWindow() != null) {
      inside.getScene().getWindow().sizeToScene();
    }
  }

  private static Label wrapped(Label label) {
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
