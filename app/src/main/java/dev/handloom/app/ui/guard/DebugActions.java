package dev.handloom.app.ui.guard;

import dev.handloom.app.ui.action.Action;
import dev.handloom.app.ui.action.Actions;
import java.time.Duration;

/// Actions that try the guards themselves; only in a studio started for debugging.
public final class DebugActions {

  private static final String MENU = "Help/Debug";
  private static final Duration FREEZE = Duration.ofSeconds(5);

  private DebugActions() {}

  /// Declares them.
  public static void declare(Actions actions) {
    actions.add(
        Action.named(
                "debug.freeze", "Freeze the window for 5 s", () -> FreezeMonitor.freeze(FREEZE))
            .menu(MENU)
            .describedAs("Tries the freeze monitor: the log then holds all threads."));
    actions.add(
        Action.named("debug.error", "Raise an error", DebugActions::fail)
            .menu(MENU)
            .describedAs("Tries the error window."));
  }

  private static void fail() {
    throw new IllegalStateException("Raised on request");
  }
}
