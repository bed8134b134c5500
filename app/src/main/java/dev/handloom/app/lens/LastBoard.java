package dev.handloom.app.lens;

import dev.handloom.calibration.mark.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The board that was held before a camera last, by the window or at a terminal: a line in a file.
public final class LastBoard {
  private static final Logger LOG = LoggerFactory.getLogger(LastBoard.class);
  private static final long MOST_BYTES = 200;

  private final Path file;

  /// @param settings the folder of a person's settings
  public LastBoard(Path settings) {
    file = settings.resolve("board.txt");
  }

  /// UMI's where there was none yet.
  public Board board() {
    try {
      return Files.size(file) > MOST_BYTES
          ? Board.UMI
          : BoardText.parse(Files.readString(file).strip());
    } catch (NoSuchFileException e) {
      return Board.UMI;
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("Which board was used last cannot be read, so it is UMI's: {}", file);
      return Board.UMI;
    }
  }

  public void keep(Board board) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, BoardText.of(board) + "\n");
    } catch (IOException e) {
      // Nothing but a convenience is lost.
      LOG.warn("Which board was used cannot be kept: {}", file, e);
    }
  }
}
