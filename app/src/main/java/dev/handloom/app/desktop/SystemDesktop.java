package dev.handloom.app.desktop;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The desktop of this machine.
public final class SystemDesktop implements Desktop {
  private static final Logger LOG = LoggerFactory.getLogger(SystemDesktop.class);

  private final Window owner;

  public SystemDesktop(Window owner) {
    this.owner = owner;
  }

  @Override
  public Optional<Path> pickFile(String title, String what, String pattern) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(what, pattern));
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
  }

  @Override
  public Optional<Path> pickTarget(String title, String suggestedName) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialFileName(suggestedName);
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }

  @Override
  public Optional<Path> pickFolder(String title, Path start) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    if (Files.isDirectory(start)) {
      chooser.setInitialDirectory(start.toFile());
    }
    return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
  }

  @Override
  public boolean show(Path folder) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String program =
        system.contains("win") ? "explorer" : system.contains("mac") ? "open" : "xdg-open";
    try {
      new ProcessBuilder(List.of(program, folder.toString()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      LOG.info("No file browser to show a folder: {}", e.getMessage());
      return false;
    }
  }
}
