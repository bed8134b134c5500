package dev.handloom.app.awake;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tries the ways of a system one after the other, on a thread of its own.
final class SystemKeepAwake implements KeepAwake {
  private static final Logger LOG = LoggerFactory.getLogger(SystemKeepAwake.class);

  private final List<Way> ways;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("keep awake").daemon(true).factory());
  private volatile String trouble = "";
  private boolean told;

  SystemKeepAwake(List<Way> ways) {
    this.ways = List.copyOf(ways);
  }

  @Override
  public String trouble() {
    return trouble;
  }

  @Override
  public void tryOut() {
    hold("Trying whether it works").close();
  }

  @Override
  public Hold hold(String why) {
    Request request = new Request(why);
    thread.execute(request::begin);
    return () -> thread.execute(request::end);
  }

  /// One hold, from its beginning to its end; on the thread only.
  private final class Request {
    private final String why;
    private @Nullable Wakeful wakeful;

    Request(String why) {
      this.why = why;
    }

    void begin() {
      StringBuilder failures = new StringBuilder();
      for (Way way : ways) {
        Wakeful begun = Wakeful.of(way, why, thread);
        String failure = begun.begin();
        if (failure.isEmpty()) {
          wakeful = begun;
          trouble = "";
          LOG.info("The computer is kept awake by {}", way.name());
          return;
        }
        begun.end();
        failures.append(failures.isEmpty() ? "" : "; ").append(way.name()).append(": ");
        failures.append(failure);
      }
      trouble =
          "This computer may go to sleep while recording: it could not be asked to stay awake. Turn"
              + " off automatic sleep in its power settings.";
      if (!told) {
        told = true;
        LOG.warn(
            "The computer cannot be kept awake while recording ({})",
            failures.isEmpty() ? "no way to ask it is known here" : failures);
      }
    }

    void end() {
      Wakeful running = wakeful;
      wakeful = null;
      if (running != null) {
        running.end();
      }
    }
  }
}
