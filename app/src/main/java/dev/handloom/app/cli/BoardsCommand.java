package dev.handloom.app.cli;

import dev.handloom.calibration.gripper.GripperTags;
import dev.handloom.calibration.mark.Board;
import dev.handloom.calibration.mark.MarkFamily;
import dev.handloom.calibration.print.Paper;
import dev.handloom.calibration.print.Sheet;
import dev.handloom.calibration.print.SheetException;
import dev.handloom.calibration.print.SheetPdf;
import dev.handloom.calibration.print.Sheets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Marks and boards to print.
@Command(
    name = "boards",
    description = {
      "Write a PDF with marks or a board at true size, and a ruler that shows whether the printer kept"
          + " it: the finger tags of a UMI gripper, a ChArUco board for cameras, or single marks."
    })
final class BoardsCommand implements Callable<Integer> {
  private static final int MOST_SHEETS = 100;

  private final Terminal terminal;

  @Mixin HelpOption help = new HelpOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The PDF. One that is there is not replaced.")
  private Path out = Path.of("");

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "gripper, charuco or marks (${DEFAULT-VALUE}).")
  private String kind = "charuco";

  @Option(names = "--paper", paramLabel = "PAPER", description = "a4 or letter (${DEFAULT-VALUE}).")
  private String paper = "a4";

  @Option(
      names = "--family",
      paramLabel = "NAME",
      description =
          "The family of marks, as 4X4_50 for grippers, 4X4_100 for boards, or APRILTAG_36H11.")
  private @Nullable String family;

  @Option(
      names = "--ids",
      split = ",",
      paramLabel = "N,N",
      description = "Which marks; of a gripper the left and the right finger's (0,1).")
  private List<Integer> ids = new ArrayList<>();

  @Option(
      names = "--size",
      paramLabel = "MM",
      description = "The side of a mark's black square (16; of a board's 0.6 of a square).")
  private @Nullable Double size;

  @Option(
      names = "--squares",
      paramLabel = "CxR",
      description = "How many squares a board has (${DEFAULT-VALUE}).")
  private String squares = "8x5";

  @Option(
      names = "--square",
      paramLabel = "MM",
      description = "The side of a board's squares (the largest that fits the paper).")
  private @Nullable Double square;

  @Option(
      names = "--first",
      paramLabel = "N",
      description = "The number of a board's first mark (${DEFAULT-VALUE}).")
  private int first;

  @Option(names = "--legacy", description = "The pattern of boards before OpenCV 4.6.")
  private boolean legacy;

  BoardsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw new CommandFailed(
          CommandFailed.USAGE, "This file is there already; name another: " + out);
    }
    Paper sheet =
        Paper.named(paper)
            .orElseThrow(() ->
                new CommandFailed(
                    CommandFailed.USAGE, "--paper takes a4 or letter, not \"" + paper + "\"."));
    List<Sheet> sheets;
    try {
      sheets =
          switch (kind.toLowerCase(Locale.ROOT)) {
            case "gripper" -> List.of(gripper(sheet));
            case "charuco" -> List.of(Sheets.board(sheet, board(sheet)));
            case "marks" -> marks(sheet);
            default ->
                throw new CommandFailed(
                    CommandFailed.USAGE,
                    "--kind takes gripper, charuco or marks, not \"" + kind + "\".");
          };
    } catch (SheetException | IllegalArgumentException e) {
      throw new CommandFailed(CommandFailed.USAGE, String.valueOf(e.getMessage()));
    }
    Files.write(out, SheetPdf.of(sheets));
    terminal.say(
        "%s: %s, %d %s. Print it at 100 %%, then lay a ruler along the printed one."
            .formatted(out, sheet.title(), sheets.size(), sheets.size() == 1 ? "sheet" : "sheets"));
    return 0;
  }

  private Sheet gripper(Paper sheet) throws SheetException {
    if (!ids.isEmpty() && ids.size() != 2) {
      throw new CommandFailed(CommandFailed.USAGE, "--ids takes the left and the right tag: 0,1.");
    }
    int left = ids.isEmpty() ? GripperTags.UMI.left() : ids.get(0);
    int right = ids.isEmpty() ? GripperTags.UMI.right() : ids.get(1);
    return Sheets.fingerTags(
        sheet, family(MarkFamily.UMI), left, right, size == null ? GripperTags.UMI.sizeMm() : size);
  }

  private List<Sheet> marks(Paper sheet) throws SheetException {
    if (ids.isEmpty()) {
      throw new CommandFailed(CommandFailed.USAGE, "Say which marks: --ids 0,1,2");
    }
    List<Sheet> sheets =
        Sheets.marks(
            sheet, family(MarkFamily.UMI), ids, size == null ? GripperTags.UMI.sizeMm() : size);
    if (sheets.size() > MOST_SHEETS) {
      throw new CommandFailed(
          CommandFailed.USAGE, "That would be %d sheets.".formatted(sheets.size()));
    }
    return sheets;
  }

  private Board board(Paper sheet) {
    String[] counts = squares.toLowerCase(Locale.ROOT).split("x", -1);
    int columns;
    int rows;
    try {
      columns = Integer.parseInt(counts[0]);
      rows = Integer.parseInt(counts[1]);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new CommandFailed(
          CommandFailed.USAGE, "--squares takes two numbers as 8x5, not \"" + squares + "\".");
    }
    if (columns < 2 || rows < 2 || columns > 100 || rows > 100) {
      throw new CommandFailed(CommandFailed.USAGE, "--squares takes 2x2 to 100x100.");
    }
    double side = square == null ? Sheets.largestSquare(sheet, columns, rows) : square;
    return new Board(
        family("4X4_100"), first, columns, rows, side, size == null ? 0.6 * side : size, legacy);
  }

  private MarkFamily family(String usual) {
    String wanted = family == null ? usual : family;
    return MarkFamily.named(wanted)
        .orElseThrow(() ->
            new CommandFailed(
                CommandFailed.USAGE,
                "There is no family \"%s\". There are: %s."
                    .formatted(
                        wanted,
                        MarkFamily.all().stream()
                            .map(MarkFamily::name)
                            .collect(Collectors.joining(", ")))));
  }
}
