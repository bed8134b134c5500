package dev.handloom.app.workspace.calibrate.camera;

import dev.handloom.app.lens.BoardText;
import dev.handloom.app.lens.KnownBoard;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.MarkFamily;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Which printed board is held before a camera: one that people have, with the side of its squares
/// as a ruler says, or any other.
public final class BoardPane extends VBox {
  private static final String OTHER = "Another board";
  private static final double NARROW = 76;

  private final ChoiceBox<String> kind = new ChoiceBox<>();
  private final TextField square = new TextField();
  private final TextField columns = new TextField();
  private final TextField rows = new TextField();
  private final TextField mark = new TextField();
  private final TextField first = new TextField();
  private final ChoiceBox<String> family = new ChoiceBox<>();
  private final TextField text = new TextField();
  private final VBox others;
  private boolean filling;

  /// @param id what the names of its controls begin with
  public BoardPane(String id, Board shown) {
    super(8);
    for (KnownBoard each : KnownBoard.values()) {
      kind.getItems().add(each.title());
    }
    kind.getItems().add(OTHER);
    MarkFamily.all().stream().map(MarkFamily::name).sorted().forEach(family.getItems()::add);
    name(kind, id, "Which board is printed");
    name(square, id + ".square", "The side of a square in mm, as a ruler on the print says");
    name(columns, id + ".columns", "How many squares there are from left to right");
    name(rows, id + ".rows", "How many squares there are from top to bottom");
    name(mark, id + ".mark", "The side of a mark in mm, to the edge of its black frame");
    name(first, id + ".first", "The number of the first mark");
    name(family, id + ".family", "The family of the marks");
    name(text, id + ".text", "The whole board in a line, as the terminal takes it with --board");
    GridPane shape = new GridPane(8, 8);
    shape.addRow(0, labelled("Squares across", columns), labelled("Squares down", rows));
    shape.addRow(1, labelled("Side of a mark, mm", mark), labelled("First mark", first));
    TitledPane line = new TitledPane("In a line, as at a terminal", text);
    line.setExpanded(false);
    line.setAnimated(false);
    others = new VBox(8, labelled("Marks", family), shape, line);
    others.managedProperty().bind(others.visibleProperty());
    HBox top = new HBox(8, labelled("Board", kind), labelled("Square, mm", square));
    HBox.setHgrow(top.getChildren().getFirst(), Priority.ALWAYS);
    square.setPrefWidth(NARROW);
    square.setMinWidth(NARROW);
    getChildren().addAll(top, others);
    show(shown);
    kind.valueProperty().subscribe(this::chosen);
    text.setOnAction(_ -> typed());
    text.focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            typed();
          }
        });
    for (TextField each : new TextField[] {square, columns, rows, mark, first}) {
      each.textProperty().subscribe(this::retell);
    }
    family.valueProperty().subscribe(this::retell);
  }

  private static void name(Control control, String id, String words) {
    control.setId(id);
    control.setTooltip(new Tooltip(words));
    control.setAccessibleText(words);
    control.setMaxWidth(Double.MAX_VALUE);
  }

  private static Node labelled(String words, Control control) {
    Label label = new Label(words);
    label.setLabelFor(control);
    label.setMinWidth(USE_PREF_SIZE);
    return new VBox(2, label, control);
  }

  private void show(Board board) {
    filling = true;
    String title = KnownBoard.of(board).map(KnownBoard::title).orElse(OTHER);
    kind.setValue(title);
    others.setVisible(title.equals(OTHER));
    fill(board);
    filling = false;
  }

  private void fill(Board board) {
    boolean before = filling;
    filling = true;
    square.setText(BoardText.millimetres(board.squareMm()));
    columns.setText(Integer.toString(board.columns()));
    rows.setText(Integer.toString(board.rows()));
    mark.setText(BoardText.millimetres(board.markMm()));
    first.setText(Integer.toString(board.firstId()));
    family.setValue(board.family().name());
    text.setText(BoardText.of(board));
    filling = before;
  }

  private void chosen(String title) {
    if (filling) {
      return;
    }
    others.setVisible(title.equals(OTHER));
    for (KnownBoard each : KnownBoard.values()) {
      if (each.title().equals(title)) {
        fill(each.board());
      }
    }
  }

  /// A number was typed: the line follows.
  private void retell() {
    if (filling) {
      return;
    }
    try {
      Board board = board();
      filling = true;
      text.setText(BoardText.of(board));
    } catch (IllegalArgumentException e) {
      // On the way to a whole number; what is wrong is said when it is used.
      text.setText("");
    } finally {
      filling = false;
    }
  }

  /// A line was typed: the numbers follow.
  private void typed() {
    if (filling || text.getText().isBlank()) {
      return;
    }
    try {
      Board board = BoardText.parse(text.getText());
      if (!BoardText.of(board).equals(current())) {
        fill(board);
      }
    } catch (IllegalArgumentException e) {
      retell();
    }
  }

  private String current() {
    try {
      return BoardText.of(board());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /// As it is set now.
  ///
  /// @throws IllegalArgumentException in words
  public Board board() {
    double side = number(square, "The side of a square");
    for (KnownBoard each : KnownBoard.values()) {
      if (each.title().equals(kind.getValue())) {
        return KnownBoard.measured(each.board(), side);
      }
    }
    return new Board(
        BoardText.family(family.getValue()),
        count(first, "The number of the first mark"),
        count(columns, "The number of squares across"),
        count(rows, "The number of squares down"),
        side,
        number(mark, "The side of a mark"),
        false);
  }

  private static double number(TextField field, String what) {
    try {
      double value = Double.parseDouble(field.getText().strip().replace(',', '.'));
      if (value > 0 && value < 10_000) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(what + " has to be a number of millimetres");
  }

  private static int count(TextField field, String what) {
    try {
      int value = Integer.parseInt(field.getText().strip());
      if (value >= 0 && value < 10_000) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(what + " has to be a whole number");
  }
}
