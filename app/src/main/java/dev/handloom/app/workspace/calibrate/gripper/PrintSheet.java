package dev.handloom.app.workspace.calibrate.gripper;

import dev.handloom.app.desktop.Desktop;
import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import dev.handloom.app.ui.action.SheetLayer;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.calibration.print.Paper;
import dev.handloom.calibration.print.SheetException;
import dev.handloom.calibration.print.SheetPdf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Asks which tags or board are wanted, and saves them as a PDF at true size.
final class PrintSheet {
  static final String ACTION = "calibrate.print-marks";

  private static final double WIDTH = 520;

  private final Supplier<SheetLayer> sheets;
  private final Supplier<Desktop> desktop;
  private final TaskRunner tasks;
  private final Consumer<Notice> notices;

  PrintSheet(
      Supplier<SheetLayer> sheets,
      Supplier<Desktop> desktop,
      TaskRunner tasks,
      Consumer<Notice> notices) {
    this.sheets = sheets;
    this.desktop = desktop;
    this.tasks = tasks;
    this.notices = notices;
  }

  void declare(Actions actions) {
    actions.add(
        Action.named(ACTION, "Print tags and boards…", this::open)
            .icon(Feather.PRINTER)
            .menu("Calibrate")
            .describedAs(
                "Finger tags, calibration boards or single marks, as a PDF at true size."));
  }

  private void open() {
    Form form = new Form();
    sheets.get().show(form.sheet, form.kind);
  }

  private final class Form {
    final ChoiceBox<PrintWish.Kind> kind = new ChoiceBox<>();
    private final ChoiceBox<Paper> paper = new ChoiceBox<>();
    private final ChoiceBox<String> family = new ChoiceBox<>();
    private final TextField numbers = new TextField();
    private final TextField size = new TextField();
    private final TextField squares = new TextField();
    private final TextField square = new TextField();
    private final Label trouble = new Label();
    private final GridPane grid = new GridPane(12, 8);
    final VBox sheet;

    Form() {
      Label title = new Label("Print tags and boards");
      title.getStyleClass().add("text-large");
      kind.getItems().setAll(PrintWish.Kind.values());
      paper.getItems().setAll(Paper.values());
      paper.setValue(Paper.A4);
      family.getItems().setAll(PrintWish.families());
      name(kind, "print.kind", "What is printed");
      name(paper, "print.paper", "The size of the paper");
      name(family, "print.family", "The family of the marks");
      name(numbers, "print.numbers", "The numbers of the marks, as 0,1; of a board its first");
      name(size, "print.size", "The side of a mark's black square in mm");
      name(squares, "print.squares", "How many squares a board has, across x down");
      name(square, "print.square", "The side of a board's squares in mm; empty for the largest");
      trouble.setId("print.trouble");
      trouble.setWrapText(true);
      trouble.setMinHeight(Region.USE_PREF_SIZE);
      Button save = new Button("Save PDF…");
      save.setId("print.save");
      save.getStyleClass().add("accent");
      save.setDefaultButton(true);
      save.setOnAction(_ -> save());
      Button cancel = new Button("Cancel");
      cancel.setOnAction(_ -> sheets.get().close());
      HBox buttons = new HBox(8, cancel, save);
      buttons.setAlignment(Pos.CENTER_RIGHT);
      sheet = new VBox(16, title, grid, trouble, buttons);
      sheet.getStyleClass().add("sheet");
      sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
      sheet.setTranslateY(64);
      kind.valueProperty().addListener((_, _, now) -> fill(now));
      kind.setValue(PrintWish.Kind.FINGER_TAGS);
    }

    private void name(Control control, String id, String words) {
      control.setId(id);
      control.setTooltip(new Tooltip(words));
      control.setAccessibleText(words);
      control.setMaxWidth(Double.MAX_VALUE);
    }

    private void fill(PrintWish.Kind chosen) {
      family.setValue(chosen.family());
      numbers.setText(chosen.numbers());
      size.setText(chosen.size());
      squares.setText("8x5");
      square.setText("");
      square.setPromptText("the largest");
      size.setPromptText("0.6 of a square");
      trouble.setText("");
      boolean board = chosen == PrintWish.Kind.BOARD;
      grid.getChildren().clear();
      row("What", kind);
      row("Paper", paper);
      row("Family", family);
      row(board ? "First number" : "Numbers", numbers);
      if (board) {
        row("Squares", squares);
        row("Square (mm)", square);
      }
      row(board ? "Mark (mm)" : "Size (mm)", size);
    }

    private void row(String words, Control control) {
      Label label = new Label(words);
      label.setLabelFor(control);
      grid.addRow(grid.getRowCount(), label, control);
    }

    private void save() {
      PrintWish wish =
          new PrintWish(
              kind.getValue(),
              paper.getValue(),
              family.getValue(),
              numbers.getText(),
              size.getText(),
              squares.getText(),
              square.getText());
      List<dev.handloom.calibration.print.Sheet> pages;
      String board;
      try {
        pages = wish.sheets();
        board = wish.boardText();
      } catch (SheetException | IllegalArgumentException e) {
        String words = String.valueOf(e.getMessage());
        trouble.setText(words.endsWith(".") ? words : words + ".");
        return;
      }
      Path picked = desktop.get().pickTarget("Save a PDF", wish.fileName()).orElse(null);
      if (picked == null) {
        return;
      }
      sheets.get().close();
      String scale = "Print it at 100 %, then lay a ruler along the printed one.";
      BackgroundTask.of(
              "Saving sheets to print",
              _ -> {
                Path beside = picked.resolveSibling(picked.getFileName() + ".part");
                Files.write(beside, SheetPdf.of(pages));
                return Files.move(beside, picked, StandardCopyOption.REPLACE_EXISTING);
              })
          .kept()
          .onSuccess(file ->
              notices.accept(
                  Notice.success(
                      "The sheet is saved",
                      scale
                          + (board.isEmpty() ? " " : " Under Cameras the board is " + board + ". ")
                          + file)))
          .onFailure(_ ->
              notices.accept(
                  Notice.warning(
                      "The sheet could not be saved",
                      "Choose a folder that can be written to: " + picked)))
          .startOn(tasks);
    }
  }
}
