package dev.handloom.app.workspace.calibrate.camera;

import dev.handloom.app.lens.SheetSession;
import dev.handloom.calibration.camera.hand.Landmark;
import dev.handloom.calibration.mark.GreyPicture;
import java.nio.IntBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/// A hand on a sheet, seen from above, on which a person marks places: by the mouse, or with a
/// cross that arrow keys move (Shift: in long steps) and Enter sets. Backspace takes the last one
/// back.
final class MarkPane extends Region {
  private static final double STEP_MM = 1;
  private static final double LONG_STEP_MM = 10;
  private static final double ARM = 9;
  private static final Color MARKED = Color.web("#2f81f7");
  private static final Color CROSS = Color.web("#d29922");

  private final Canvas canvas = new Canvas();
  private final Map<Landmark, double[]> marks = new EnumMap<>(Landmark.class);
  private final Runnable changed;
  private @Nullable WritableImage image;
  private double crossX;
  private double crossY;

  /// @param changed told when a mark was set or taken back
  MarkPane(Runnable changed) {
    this.changed = changed;
    setId("calibrate.hand.marks");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    setCursor(Cursor.CROSSHAIR);
    setMinSize(0, 0);
    getChildren().add(canvas);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          requestFocus();
          crossX = toMm(event.getX() - left());
          crossY = toMm(event.getY() - top());
          set();
        });
    focusedProperty().subscribe(this::draw);
  }

  void show(GreyPicture above) {
    int[] pixels = new int[above.width() * above.height()];
    for (int i = 0; i < pixels.length; i++) {
      int grey = above.pixels()[i] & 0xFF;
      pixels[i] = 0xFF000000 | grey << 16 | grey << 8 | grey;
    }
    WritableImage next = new WritableImage(above.width(), above.height());
    next.getPixelWriter()
        .setPixels(
            0,
            0,
            above.width(),
            above.height(),
            PixelFormat.getIntArgbPreInstance(),
            IntBuffer.wrap(pixels),
            above.width());
    image = next;
    marks.clear();
    crossX = above.width() / SheetSession.PIXELS_PER_MM / 2 - SheetSession.AROUND_MM;
    crossY = above.height() / SheetSession.PIXELS_PER_MM / 2 - SheetSession.AROUND_MM;
    tell();
  }

  /// What is to be marked next; empty when all is.
  Optional<Landmark> next() {
    for (Landmark each : Landmark.values()) {
      if (!marks.containsKey(each)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// Where the marks are, in millimetres on the sheet.
  Map<Landmark, double[]> marks() {
    return Map.copyOf(marks);
  }

  void takeBack() {
    Landmark last = null;
    for (Landmark each : Landmark.values()) {
      last = marks.containsKey(each) ? each : last;
    }
    if (last != null) {
      marks.remove(last);
      tell();
    }
  }

  private void set() {
    next().ifPresent(which -> marks.put(which, new double[] {crossX, crossY}));
    tell();
  }

  private void tell() {
    setAccessibleText(
        next()
            .map(which -> "Mark " + which.words() + ": arrow keys, then Enter")
            .orElse("All is marked; Backspace takes the last mark back"));
    draw();
    changed.run();
  }

  private void key(KeyEvent event) {
    double step = event.isShiftDown() ? LONG_STEP_MM : STEP_MM;
    switch (event.getCode()) {
      case LEFT -> crossX -= step;
      case RIGHT -> crossX += step;
      case UP -> crossY -= step;
      case DOWN -> crossY += step;
      case ENTER, SPACE -> set();
      case BACK_SPACE -> takeBack();
      default -> {
        return;
      }
    }
    event.consume();
    WritableImage shown = image;
    if (shown != null) {
      crossX = Math.clamp(crossX, toMm(0), toMm(shown.getWidth() * scale()));
      crossY = Math.clamp(crossY, toMm(0), toMm(shown.getHeight() * scale()));
    }
    draw();
  }

  /// Pixels of the window a pixel of the picture.
  private double scale() {
    WritableImage shown = image;
    return shown == null
        ? 1
        : Math.min(getWidth() / shown.getWidth(), getHeight() / shown.getHeight());
  }

  private double left() {
    WritableImage shown = image;
    return shown == null ? 0 : (getWidth() - scale() * shown.getWidth()) / 2;
  }

  private double top() {
    WritableImage shown = image;
    return shown == null ? 0 : (getHeight() - scale() * shown.getHeight()) / 2;
  }

  private double toMm(double pixels) {
    return pixels / scale() / SheetSession.PIXELS_PER_MM - SheetSession.AROUND_MM;
  }

  private double toPixels(double mm) {
    return (mm + SheetSession.AROUND_MM) * SheetSession.PIXELS_PER_MM * scale();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    GraphicsContext to = canvas.getGraphicsContext2D();
    to.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    WritableImage shown = image;
    if (shown == null) {
      return;
    }
    to.drawImage(shown, left(), top(), scale() * shown.getWidth(), scale() * shown.getHeight());
    marks.forEach((which, at) -> {
      cross(to, at[0], at[1], MARKED);
      to.setFill(MARKED);
      to.fillText(
          Integer.toString(which.ordinal() + 1),
          left() + toPixels(at[0]) + ARM,
          top() + toPixels(at[1]) - ARM);
    });
    if (next().isPresent()) {
      cross(to, crossX, crossY, CROSS);
    }
    if (isFocused()) {
      to.setStroke(CROSS);
      to.setLineWidth(2);
      to.strokeRect(
          left() + 1, top() + 1, scale() * shown.getWidth() - 2, scale() * shown.getHeight() - 2);
    }
  }

  private void cross(GraphicsContext to, double xMm, double yMm, Color colour) {
    double x = left() + toPixels(xMm);
    double y = top() + toPixels(yMm);
    to.setLineWidth(2);
    to.setStroke(colour);
    to.strokeLine(x - ARM, y, x + ARM, y);
    to.strokeLine(x, y - ARM, x, y + ARM);
  }
}
