package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.studio.Gallery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Pictures of every workspace with live simulated data, made without a display.
@Command(
    name = "screenshots",
    description =
        "Render every workspace with live simulated data, in light and dark, at 1000×700 and 1920×1080.")
final class ScreenshotsCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ScreenshotsCommand.class);

  private final Terminal terminal;

  @Mixin HelpOption help = new HelpOption();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the PNG files go.")
  private @Nullable Path out;

  @Option(names = "--preview-only", description = "Only the Preview workspace.")
  private boolean previewOnly;

  @Option(names = "--spaces-only", description = "Only headsets and where everything is.")
  private boolean spacesOnly;

  ScreenshotsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Path folder = java.util.Objects.requireNonNull(out, "--out is required");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE, "No pictures were made; the folder cannot be used: " + folder);
    }
    // Before the first JavaFX class: the platform is chosen once.
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    Path user = Files.createTempDirectory("handloom-screenshots");
    try (ProgressLine progress = new ProgressLine(terminal, "Rendering")) {
      UserFolders folders =
          new UserFolders(
              user.resolve("settings"),
              user.resolve("logs"),
              user.resolve("run"),
              user.resolve("library"));
      List<Path> pictures =
          new Gallery(folders, previewOnly, spacesOnly).render(folder, progress::at);
      progress.done(Figures.count(pictures.size(), "picture", "pictures"));
      pictures.forEach(picture -> terminal.say(picture.toString()));
    } finally {
      delete(user);
    }
    return 0;
  }

  /// What a studio that failed still writes must not hide why it failed.
  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("The rendered studio's folder is not all gone: {}", folder, e);
    }
  }
}
