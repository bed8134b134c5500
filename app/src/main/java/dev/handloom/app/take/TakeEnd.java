package dev.handloom.app.take;

import dev.handloom.app.Version;
import dev.handloom.app.ui.fx.BackgroundTask;
import dev.handloom.app.ui.fx.TaskRunner;
import dev.handloom.app.ui.shell.Notice;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.library.Library;
import dev.handloom.store.record.RecorderState;
import dev.handloom.store.record.TakeResult;
import dev.handloom.store.sync.EpisodeSync;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is said when a take cannot begin, and said and done once one has come to its end.
final class TakeEnd {
  private static final Logger LOG = LoggerFactory.getLogger(TakeEnd.class);

  private TakeEnd() {}

  static Notice failed(String what, Exception why) {
    String message = why.getMessage();
    return Notice.warning(what, message == null ? why.toString() : message);
  }

  static Notice libraryNotOpen(boolean opening) {
    return Notice.warning(
        "The library is not open",
        opening
            ? "Nothing was started. It is being opened; try again in a moment."
            : "Nothing was started. Choose a folder under Library.");
  }

  /// For a person; empty when all went as they wished.
  static Optional<Notice> words(TakeResult made) {
    if (made.state() != RecorderState.SAVED) {
      return Optional.of(
          Notice.warning("The take could not be ended as it should", made.message()));
    }
    if (made.message().startsWith("Kept the last")) {
      return Optional.of(Notice.success("The last seconds are saved", made.message()));
    }
    return made.message().isEmpty() || made.message().equals("Stopped by hand")
        ? Optional.empty()
        : Optional.of(Notice.info("The take was ended and is saved", made.message()));
  }

  /// Keeps the second times beside the take. Without them the live ones are all there is, and
  /// `handloom sync` makes them later.
  ///
  /// @param store finds a take again that is moved to the trash, or back, meanwhile
  static void timeAgain(TakeResult made, @Nullable Library store, TaskRunner tasks) {
    BackgroundTask.of("Timing the take again", _ -> keep(made.bundle(), store))
        .kept()
        .onFailure(
            e -> LOG.warn("The clocks of {} were not gone over again", made.bundle().id(), e))
        .startOn(tasks);
  }

  private static boolean keep(Bundle made, @Nullable Library store) throws IOException {
    String by = "Handloom " + Version.text();
    try {
      return EpisodeSync.keep(made, by);
    } catch (IOException e) {
      // It may have been moved while it was read.
      Bundle moved = store == null ? null : store.place(made.id()).orElse(null);
      if (moved == null) {
        throw e;
      }
      return EpisodeSync.keep(moved, by);
    }
  }
}
