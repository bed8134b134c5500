package dev.handloom.app.preview;

import dev.handloom.app.ui.theme.Palette;
import dev.handloom.app.ui.theme.Theme;
import dev.handloom.preview.model.Picture;
import dev.handloom.preview.monitor.Bands;
import dev.handloom.preview.session.DreamCell;
import dev.handloom.preview.session.DreamStrip;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// What a model expects to see, picture by picture, and under it what happened, as it comes in.
///
/// Each dreamed picture carries its mark in itself: a screenshot of it is still told from a
/// recording. The arrow keys choose a picture, whose scores are then said in full.
final class Filmstrip extends Region {
  private static final Color ON_PICTURE = Color.web("#e6edf3");
  private static final Color PICTURE_GROUND = Color.web("#101418");
  private static final Color MARK_GROUND = Color.rgb(13, 17, 23, 0.72);
  private static final double STALE = 0.45;
  private static final double TEXT = 12;
  private static final double MARK_TEXT = 11;
  private static final double MARK_SIZE = 10;
  private static final double[] DASH = {6, 4};

  /// On a smaller picture the shape and the number must do.
  private static final double SMALL = 84;

  private final Canvas canvas = new Canvas();
  private final DreamPaint paint = new DreamPaint();
  private final Consumer<String> said;
  private UnaryOperator<String> names = UnaryOperator.identity();
  private Bands bands = Bands.NONE;
  private String alarmed = "";
  private @Nullable DreamStrip strip;
  private Look look = Look.PICTURE;
  private String camera = "";
  private boolean stale;
  private double agoSeconds = Double.NaN;
  private int chosenBlock;
  private int chosenColumn;

  /// @param said hears what the chosen picture amounts to, in words
  Filmstrip(Consumer<String> said) {
    this.said = said;
    setId("preview.film");
    getStyleClass().add("film");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText("What it expects to see, and what happened");
    getChildren().add(canvas);
    setMinSize(240, 120);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::onMouse);
    focusedProperty().subscribe(_ -> draw());
    Theme.shared().follow(this, _ -> draw());
  }

  /// @param shown nothing where it does not dream
  /// @param staleNow the answer is too old
  /// @param ago how long ago it was dreamed, in seconds; NaN where nobody asks
  void show(@Nullable DreamStrip shown, boolean staleNow, double ago) {
    boolean same =
        Objects.equals(shown, strip) && stale == staleNow && Math.abs(ago - agoSeconds) < 0.05;
    if (!same) {
      strip = shown;
      stale = staleNow;
      agoSeconds = ago;
      draw();
      say();
    }
  }

  /// By what pictures are judged.
  ///
  /// @param horizon whose dreams alarm; empty where none do
  void judge(Bands learnt, String horizon) {
    if (!learnt.equals(bands) || !horizon.equals(alarmed)) {
      bands = learnt;
      alarmed = horizon;
      draw();
      say();
    }
  }

  /// How the model's cameras are called for people.
  void callCameras(UnaryOperator<String> words) {
    names = words;
  }

  void look(Look now) {
    look = now;
    draw();
  }

  /// @param only empty for all
  void camera(String only) {
    camera = only;
    chosenBlock = 0;
    draw();
  }

  /// What is drawn; nothing where nothing was dreamed.
  @Nullable DreamStrip strip() {
    return strip;
  }

  private void onKey(KeyEvent event) {
    DreamStrip now = strip;
    if (now == null) {
      return;
    }
    FilmGrid grid = FilmGrid.of(now, camera, getWidth(), getHeight());
    int columns = grid.columns() - 1;
    int blocks = grid.cameras().size();
    switch (event.getCode()) {
      case LEFT -> chosenColumn = Math.max(0, chosenColumn - 1);
      case RIGHT -> chosenColumn = Math.min(columns, chosenColumn + 1);
      case UP -> chosenBlock = Math.max(0, chosenBlock - 1);
      case DOWN -> chosenBlock = Math.min(Math.max(0, blocks - 1), chosenBlock + 1);
      case ESCAPE -> chosenColumn = 0;
      default -> {
        return;
      }
    }
    event.consume();
    draw();
    say();
  }

  private void onMouse(MouseEvent event) {
    requestFocus();
    DreamStrip now = strip;
    if (now != null) {
      FilmGrid grid = FilmGrid.of(now, camera, getWidth(), getHeight());
      chosenBlock = grid.block(event.getX(), event.getY());
      chosenColumn = Math.max(0, grid.column(chosenBlock, event.getX()));
      draw();
      say();
    }
    event.consume();
  }

  private void say() {
    DreamCell cell = chosen();
    String words =
        cell == null ? "" : CellWord.sentence(names.apply(cell.camera()), cell, bands, alarmed);
    setAccessibleHelp(words);
    said.accept(words);
  }

  private @Nullable DreamCell chosen() {
    DreamStrip now = strip;
    if (now == null || chosenColumn == 0) {
      return null;
    }
    FilmGrid grid = FilmGrid.of(now, camera, getWidth(), getHeight());
    List<List<DreamCell>> blocks = List.copyOf(grid.cameras().values());
    if (chosenBlock >= blocks.size() || chosenColumn > blocks.get(chosenBlock).size()) {
      return null;
    }
    return blocks.get(chosenBlock).get(chosenColumn - 1);
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  private void draw() {
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    if (width <= 0 || height <= 0) {
      return;
    }
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, width, height);
    DreamStrip now = strip;
    Palette palette = Palette.of(Theme.shared().isDark());
    g.setFont(Font.font(TEXT));
    g.setTextBaseline(VPos.CENTER);
    if (now == null) {
      g.setTextAlign(TextAlignment.CENTER);
      g.setFill(palette.muted());
      g.fillText("No picture was dreamed yet", width / 2, height / 2);
      return;
    }
    FilmGrid grid = FilmGrid.of(now, camera, width, height);
    int block = 0;
    for (Map.Entry<String, List<DreamCell>> one : grid.cameras().entrySet()) {
      head(g, grid, palette, block, one.getValue());
      block(g, grid, palette, block, one.getKey(), one.getValue());
      block++;
    }
  }

  private void head(
      GraphicsContext g, FilmGrid grid, Palette palette, int block, List<DreamCell> cells) {
    g.setFont(Font.font(TEXT));
    g.setTextAlign(TextAlignment.CENTER);
    g.setFill(palette.muted());
    double width = grid.layout().width();
    double y = grid.top(block) + FilmGrid.HEAD / 2;
    String then =
        Double.isNaN(agoSeconds) || agoSeconds < 0.05
            ? "now"
            : String.format(Locale.ROOT, "%.1f s ago", agoSeconds);
    g.fillText(then, grid.x(block, 0) + width / 2, y, width);
    for (int i = 0; i < cells.size(); i++) {
      g.fillText(CellWord.ahead(cells.get(i)), grid.x(block, i + 1) + width / 2, y, width);
    }
  }

  private void block(
      GraphicsContext g,
      FilmGrid grid,
      Palette palette,
      int block,
      String name,
      List<DreamCell> cells) {
    double w = grid.layout().width();
    double h = grid.layout().height();
    g.setTextAlign(TextAlignment.LEFT);
    g.setFill(palette.text());
    g.setFont(Font.font(null, FontWeight.BOLD, TEXT));
    double left = grid.left(block);
    double room = FilmGrid.LABEL - 6;
    for (int line = 0; line < 2; line++) {
      // “Head camera” in two lines, as the column is narrow.
      String[] words = names.apply(name).split(" ", 2);
      if (line < words.length) {
        g.fillText(words[line], left, grid.dreamY(block) + 7 + 15 * line, room);
      }
    }
    g.setFont(Font.font(TEXT));
    g.setFill(palette.muted());
    g.fillText(
        "expects", left, Math.max(grid.dreamY(block) + h / 2, grid.dreamY(block) + 38), room);
    g.fillText("happened", left, grid.truthY(block) + h / 2, room);
    if (cells.isEmpty()) {
      return;
    }
    // What it was shown stands once, between the two rows that grow out of it.
    double nowY = grid.dreamY(block) + (h + FilmGrid.GAP) / 2;
    g.drawImage(paint.plain(cells.getFirst().last()), grid.x(block, 0), nowY, w, h);
    g.setFill(palette.muted());
    g.setTextAlign(TextAlignment.CENTER);
    g.fillText("it saw", grid.x(block, 0) + w / 2, nowY + h + 10, w);
    for (int i = 0; i < cells.size(); i++) {
      DreamCell cell = cells.get(i);
      double x = grid.x(block, i + 1);
      dreamed(g, palette, cell, x, grid.dreamY(block), w, h);
      happened(g, palette, cell, x, grid.truthY(block), w, h);
      score(g, palette, cell, x, grid.scoreY(block), w);
      if (isFocused() && block == chosenBlock && i + 1 == chosenColumn) {
        g.setStroke(palette.text());
        g.setLineWidth(2);
        g.strokeRect(x - 2, grid.dreamY(block) - 2, w + 4, 2 * h + FilmGrid.GAP + 4);
      }
    }
  }

  private void dreamed(
      GraphicsContext g, Palette palette, DreamCell cell, double x, double y, double w, double h) {
    Picture truth = cell.truth();
    Image image =
        switch (look) {
          case PICTURE -> paint.plain(cell.dream());
          case CHANGES -> paint.changes(cell.last(), cell.dream());
          case DIFFERENCE -> truth == null ? null : paint.difference(cell.dream(), truth);
        };
    if (image == null) {
      absent(g, "when it has come", x, y, w, h);
    } else {
      g.setGlobalAlpha(stale ? STALE : 1);
      g.drawImage(image, x, y, w, h);
      g.setGlobalAlpha(1);
    }
    predicted(g, palette, x, y, w, h);
  }

  /// The mark of what was never seen by a camera: a word, a hatched corner and a broken rim.
  static void predicted(
      GraphicsContext g, Palette palette, double x, double y, double w, double h) {
    g.save();
    g.setFont(Font.font(MARK_TEXT));
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.CENTER);
    double wide = Math.min(w, 62);
    g.setFill(MARK_GROUND);
    g.fillRect(x, y, wide, 15);
    g.setFill(ON_PICTURE);
    g.fillText("predicted", x + wide / 2, y + 7.5, wide - 4);
    double corner = Math.min(w, h) / 4;
    g.setStroke(Color.rgb(230, 237, 243, 0.7));
    g.setLineWidth(1);
    for (double step = 5; step < corner; step += 5) {
      g.strokeLine(x + w - step, y + h, x + w, y + h - step);
    }
    g.setStroke(palette.accent());
    g.setLineWidth(2);
    g.setLineDashes(DASH);
    g.strokeRect(x + 1, y + 1, w - 2, h - 2);
    g.restore();
  }

  private void happened(
      GraphicsContext g, Palette palette, DreamCell cell, double x, double y, double w, double h) {
    Picture truth = cell.truth();
    if (truth == null) {
      absent(g, cell.lost() ? "none came" : "to come", x, y, w, h);
      return;
    }
    Image image = look == Look.CHANGES ? paint.changes(cell.last(), truth) : paint.plain(truth);
    g.drawImage(image, x, y, w, h);
    g.setStroke(palette.muted());
    g.setLineWidth(1);
    g.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
  }

  private static void absent(
      GraphicsContext g, String why, double x, double y, double w, double h) {
    g.setFill(PICTURE_GROUND);
    g.fillRect(x, y, w, h);
    g.setFill(Color.web("#9198a1"));
    g.setTextAlign(TextAlignment.CENTER);
    g.fillText(why, x + w / 2, y + h / 2, w - 4);
  }

  private void score(
      GraphicsContext g, Palette palette, DreamCell cell, double x, double y, double w) {
    CellWord word = CellWord.of(cell, bands, alarmed);
    Color colour =
        switch (word) {
          case WRONG, LOST, ALARM -> palette.warning();
          case RIGHT, USUAL, UNUSUAL -> palette.text();
          default -> palette.muted();
        };
    double middle = y + FilmGrid.SCORE / 2 + 1;
    Mark.paint(g, word, x + 1, middle - MARK_SIZE / 2, MARK_SIZE, colour);
    g.setFill(colour);
    g.setTextAlign(TextAlignment.LEFT);
    String figure = CellWord.figure(cell);
    boolean small = w < SMALL;
    if (small && figure.isEmpty()) {
      return;
    }
    g.fillText(
        figure.isEmpty() ? word.word() : small ? figure : word.word() + " " + figure,
        x + MARK_SIZE + 6,
        middle,
        w - MARK_SIZE - 6);
  }
}
