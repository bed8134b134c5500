package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.awake.KeepAwake;
import dev.handloom.app.studio.Studio;
import dev.handloom.app.studio.ToOpen;
import dev.handloom.app.ui.fx.FxThread;
import dev.handloom.app.ui.instance.SingleInstance;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the studio's window and waits until it is closed; where there is no display, does the main
/// job in the terminal.
final class StudioStart {
  private static final Logger LOG = LoggerFactory.getLogger(StudioStart.class);

  private final Terminal terminal;
  private final UserFolders folders;

  StudioStart(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  /// @param wanted what is to be opened in it; null for what was open before
  int open(@Nullable Path wanted) throws Exception {
    ToOpen named = wanted == null ? null : what(wanted);
    if (!displayPresent()) {
      return withoutDisplay("There is no display here, so no window can open.");
    }
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<@Nullable Studio> studio = new AtomicReference<>();
    SingleInstance.Launch launch =
        SingleInstance.start(
            folders.runtime(),
            wanted == null ? List.of() : List.of(wanted.toAbsolutePath().toString()),
            paths -> later(studio.get(), paths),
            () ->
                terminal.tell(
                    "Handloom is still writing down what was done before; it opens when that is"
                        + " safe."));
    if (launch instanceof SingleInstance.Launch.Forwarded) {
      terminal.tell(
          "Handloom is open already; its window was brought to the front"
              + (wanted == null ? "." : " and opens it."));
      return 0;
    }
    try {
      Platform.setImplicitExit(false);
      try {
        Platform.startup(() -> {
          try {
            Studio opened =
                new Studio(folders, new Stage(), KeepAwake.ofThisComputer(), closed::countDown);
            studio.set(opened);
            // A session that ends, or a kill, saves the take as Quit does.
            Runtime.getRuntime()
                .addShutdownHook(new Thread(opened.takes()::saveBeforeEnd, "save before end"));
            opened.show(named);
          } catch (RuntimeException | Error e) {
            LOG.error("The window could not be made", e);
            terminal.tell("handloom: The window could not be made: " + e);
            closed.countDown();
          }
        });
      } catch (UnsupportedOperationException e) {
        LOG.warn("No window", e);
        return withoutDisplay("The display cannot be used (" + e.getMessage() + ").");
      }
      closed.await();
      return studio.get() == null ? CommandFailed.UNUSABLE : 0;
    } finally {
      if (launch instanceof SingleInstance.Launch.First first) {
        first.instance().close();
      }
    }
  }

  private static ToOpen what(Path path) {
    try {
      return ToOpen.of(path);
    } catch (IOException e) {
      throw new CommandFailed(CommandFailed.UNUSABLE, "This cannot be opened. " + e.getMessage());
    }
  }

  /// Another start while the studio runs: it comes to the front and opens what was named there.
  ///
  /// @return false while it is being put away
  private static boolean later(@Nullable Studio studio, List<String> named) {
    if (studio == null) {
      return true;
    }
    if (studio.leaving()) {
      return false;
    }
    FxThread.run(studio::reveal);
    for (String path : named) {
      try {
        ToOpen wanted = ToOpen.of(Path.of(path));
        FxThread.run(() -> studio.open(wanted));
      } catch (IOException | InvalidPathException e) {
        LOG.warn("A later start named what cannot be opened: {}", e.getMessage());
      }
    }
    return true;
  }

  private int withoutDisplay(String why) throws Exception {
    terminal.tell(
        why + " The simulated rig records here in the terminal instead, as 'handloom demo' does.");
    return new DemoCommand(terminal, folders).call();
  }

  static boolean displayPresent() {
    if ("Headless".equalsIgnoreCase(System.getProperty("glass.platform"))) {
      return true;
    }
    boolean needsOne =
        !System.getProperty("os.name").toLowerCase(Locale.ROOT).matches(".*(win|mac).*");
    String display = System.getenv("DISPLAY");
    return !needsOne || (display != null && !display.isBlank());
  }
}
