package dev.handloom.app.workspace.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who reviews at this computer: every edit carries the name.
public final class Reviewer {
  private static final Logger LOG = LoggerFactory.getLogger(Reviewer.class);
  private static final int MOST_LETTERS = 64;

  private final Path file;
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper(this, "name", "");

  /// @param file where the name is kept; without one it is that of the user of the computer
  public Reviewer(Path file) {
    this.file = file;
    name.set(read());
  }

  private String read() {
    try {
      if (Files.isRegularFile(file)) {
        String kept = clean(Files.readString(file));
        if (!kept.isEmpty()) {
          return kept;
        }
      }
    } catch (IOException e) {
      LOG.warn("The reviewer's name cannot be read: {}", file, e);
    }
    return clean(System.getProperty("user.name", ""));
  }

  private static String clean(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.substring(0, Math.min(MOST_LETTERS, line.length()));
  }

  ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  public String name() {
    return name.get();
  }

  /// Somebody else sits down. An empty name changes nothing.
  public void rename(String text) {
    String wanted = clean(text);
    if (wanted.isEmpty() || wanted.equals(name.get())) {
      return;
    }
    name.set(wanted);
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, wanted + "\n");
    } catch (IOException e) {
      LOG.warn("The reviewer's name cannot be kept, it holds until the end: {}", file, e);
    }
  }
}
