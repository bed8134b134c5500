package dev.handloom.app.ui.guard;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of the road for errors nobody caught: logged with their code, and shown once each.
public final class UncaughtErrors implements Thread.UncaughtExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(UncaughtErrors.class);

  private final Consumer<ErrorReport> show;
  private final Set<ErrorCode> shown = ConcurrentHashMap.newKeySet();

  /// @param show tells the person; called on the thread of the error
  public UncaughtErrors(Consumer<ErrorReport> show) {
    this.show = show;
  }

  /// Takes the errors of all threads that have no handler of their own.
  public void install() {
    Thread.setDefaultUncaughtExceptionHandler(this);
  }

  @Override
  public void uncaughtException(Thread thread, Throwable error) {
    ErrorReport report = ErrorReport.unexpected(error);
    LOG.error("Uncaught error {} on {}", report.code(), thread.getName(), error);
    // An error in every pulse must not open a window in every pulse.
    if (!shown.add(report.code())) {
      return;
    }
    try {
      show.accept(report);
    } catch (RuntimeException e) {
      LOG.error("Error {} could not be shown", report.code(), e);
    }
  }
}
