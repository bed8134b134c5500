package dev.handloom.app.workspace.devices;

import dev.handloom.app.ui.fx.Pulse;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.timecode.CodeLayout;
import dev.handloom.device.timecode.QrWords;
import dev.handloom.device.timecode.ShownCode;
import java.util.Arrays;
import java.util.Random;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import javafx.stage.Window;

/// The whole screen white, with the studio's time for a camera to film: each pulse the strips count
/// on. What a person is told stands to the left and right of the code.
final class TimeCodeWindow {
  private static final double SIDE_LEFT = 1;
  private static final double SIDE_WIDTH = CodeLayout.QR_LEFT - 1 - SIDE_LEFT;

  private final ShownCode code;
  private final Stage stage = new Stage();
  private final Pane ground = new Pane();
  private final Rectangle[] markers = new Rectangle[4];
  private final Rectangle[][] fields = new Rectangle[CodeLayout.STRIPS * 2][CodeLayout.COLUMNS];
  private final Rectangle[] modules = new Rectangle[QrWords.MODULES * QrWords.MODULES];
  private final VBox left;
  private final VBox right;
  private boolean[] drawn = new boolean[0];
  private double laidWidth;
  private double laidHeight;

  /// @param left what stands to the left of the code
  /// @param right what stands to its right
  /// @param pulse called each pulse
  /// @param closed called once, when it is closed
  TimeCodeWindow(Window owner, VBox left, VBox right, Runnable pulse, Runnable closed) {
    this.left = left;
    this.right = right;
    code = new ShownCode(new Random().nextInt(1 << 16), StudioClock.now());
    ground.getStyleClass().add("time-code");
    for (int i = 0; i < markers.length; i++) {
      markers[i] = new Rectangle();
      ground.getChildren().add(markers[i]);
    }
    for (Rectangle[] row : fields) {
      for (int i = 0; i < row.length; i++) {
        row[i] = new Rectangle();
        row[i].setSmooth(false);
        ground.getChildren().add(row[i]);
      }
    }
    Group qr = new Group();
    qr.setAutoSizeChildren(false);
    qr.setAccessibleText("The studio's time as a QR code");
    for (int i = 0; i < modules.length; i++) {
      modules[i] = new Rectangle();
      modules[i].setSmooth(false);
      qr.getChildren().add(modules[i]);
    }
    left.setAlignment(Pos.CENTER_LEFT);
    right.setAlignment(Pos.CENTER_LEFT);
    ground.getChildren().addAll(qr, left, right);
    Scene scene = new Scene(ground, 1280, 720);
    // Always the same whatever the theme: a camera reads it.
    scene.getStylesheets().setAll(owner.getScene().getStylesheets());
    scene.addEventHandler(
        javafx.scene.input.KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            close();
          }
        });
    stage.initOwner(owner);
    stage.setTitle("Time code for a camera");
    stage.setScene(scene);
    stage.setFullScreenExitHint("");
    stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
    stage.setOnHidden(_ -> closed.run());
    Pulse.shared()
        .whileShown(
            ground,
            _ -> {
              lay();
              draw();
              pulse.run();
            });
  }

  ShownCode code() {
    return code;
  }

  Stage stage() {
    return stage;
  }

  void show(boolean fullScreen) {
    stage.setFullScreen(fullScreen);
    stage.show();
  }

  void close() {
    stage.close();
  }

  private void lay() {
    double width = ground.getWidth();
    double height = ground.getHeight();
    if (width == laidWidth && height == laidHeight) {
      return;
    }
    laidWidth = width;
    laidHeight = height;
    double unit = Math.min(width / CodeLayout.WIDTH, height / CodeLayout.HEIGHT);
    double x = (width - unit * CodeLayout.WIDTH) / 2;
    double y = (height - unit * CodeLayout.HEIGHT) / 2;
    double side = unit * CodeLayout.MARKER_SIDE;
    for (int i = 0; i < markers.length; i++) {
      put(
          markers[i],
          x + unit * CodeLayout.markerX(i) - side / 2,
          y + unit * CodeLayout.markerY(i) - side / 2,
          side,
          side);
    }
    for (int i = 0; i < fields.length; i++) {
      double top = CodeLayout.stripTop(i / 2) + i % 2 * CodeLayout.FIELD_HEIGHT;
      for (int column = 0; column < CodeLayout.COLUMNS; column++) {
        put(
            fields[i][column],
            x + unit * (CodeLayout.STRIP_LEFT + column * CodeLayout.COLUMN_WIDTH),
            y + unit * top,
            unit * CodeLayout.COLUMN_WIDTH,
            unit * CodeLayout.FIELD_HEIGHT);
      }
    }
    double module = unit * CodeLayout.QR_SIDE / QrWords.MODULES;
    for (int i = 0; i < modules.length; i++) {
      int line = i / QrWords.MODULES;
      put(
          modules[i],
          x + unit * CodeLayout.QR_LEFT + i % QrWords.MODULES * module,
          y + unit * CodeLayout.QR_TOP + line * module,
          module,
          module);
    }
    double top = y + unit * CodeLayout.QR_TOP;
    place(left, x + unit * SIDE_LEFT, top, unit);
    place(right, x + unit * (CodeLayout.QR_LEFT + CodeLayout.QR_SIDE + 1), top, unit);
  }

  private static void place(Node node, double x, double y, double unit) {
    if (node instanceof VBox box) {
      box.setPrefSize(unit * SIDE_WIDTH, unit * CodeLayout.QR_SIDE);
      box.setMaxSize(unit * SIDE_WIDTH, unit * CodeLayout.QR_SIDE);
      box.relocate(x, y);
    }
  }

  private static void put(Rectangle field, double x, double y, double width, double height) {
    // On whole pixels: a blurred edge would be read as a field that changes.
    field.setX(Math.rint(x));
    field.setY(Math.rint(y));
    field.setWidth(Math.rint(x + width) - Math.rint(x));
    field.setHeight(Math.rint(y + height) - Math.rint(y));
  }

  private void draw() {
    int gray = code.pulse(StudioClock.now());
    for (int i = 0; i < fields.length; i++) {
      for (int column = 0; column < CodeLayout.COLUMNS; column++) {
        boolean white = CodeLayout.white(column, gray) == (i % 2 == 0);
        fields[i][column].setFill(white ? Color.WHITE : Color.BLACK);
      }
    }
    boolean[] shown = code.qr();
    if (!Arrays.equals(shown, drawn)) {
      drawn = shown;
      for (int i = 0; i < modules.length; i++) {
        modules[i].setFill(shown[i] ? Color.BLACK : Color.WHITE);
      }
    }
  }
}
