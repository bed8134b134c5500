package dev.handloom.app.awake;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A way in use. Belongs to the thread that keeps awake.
sealed interface Wakeful permits Wakeful.Holding, Wakeful.Nudging, WindowsState {
  /// Begins.
  ///
  /// @return why it did not work; empty if it did
  String begin();

  void end();

  static Wakeful of(Way way, String why, ScheduledExecutorService thread) {
    return switch (way) {
      case Way.Held held -> new Holding(held, why);
      case Way.Nudged nudged -> new Nudging(nudged, thread);
      case Way.ThreadState state -> new WindowsState();
    };
  }

  /// A child process that holds.
  final class Holding implements Wakeful {
    private static final Logger LOG = LoggerFactory.getLogger(Wakeful.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Way.Held way;
    private final String why;
    private @Nullable Process process;
    private volatile boolean ending;

    Holding(Way.Held way, String why) {
      this.way = way;
      this.why = why;
    }

    @Override
    public String begin() {
      List<String> command =
          way.command().stream().map(word -> word.replace(Way.WHY, why)).toList();
      try {
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        process = started;
        String failure = way.announced() ? announcement(started) : "";
        if (failure.isEmpty()) {
          Thread.ofVirtual().name("keep awake end").start(() -> watch(started));
        }
        return failure;
      } catch (IOException e) {
        return String.valueOf(e.getMessage());
      }
    }

    private static String announcement(Process started) {
      CompletableFuture<String> line = new CompletableFuture<>();
      // Reads of a pipe know no time limit.
      Thread.ofVirtual().name("keep awake answer").start(() -> line.complete(firstLine(started)));
      try {
        String said = line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return said.equals("held") ? "" : said;
      } catch (TimeoutException e) {
        return "no answer within " + PATIENCE_SECONDS + " s";
      } catch (ExecutionException e) {
        return String.valueOf(e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "interrupted";
      }
    }

    private static String firstLine(Process started) {
      // Stays open: the child may write more, and would be ended by a closed pipe.
      BufferedReader reader = started.inputReader();
      try {
        String line = reader.readLine();
        return line == null ? "it ended without a word" : line;
      } catch (IOException e) {
        return String.valueOf(e.getMessage());
      }
    }

    private void watch(Process started) {
      started.onExit().join();
      if (!ending) {
        LOG.warn("{} has ended: the computer may go to sleep while recording", way.name());
      }
    }

    /// The end of its input ends the child, as our death would; a stubborn one is ended by force.
    @Override
    public void end() {
      ending = true;
      Process running = process;
      if (running == null) {
        return;
      }
      try {
        running.getOutputStream().close();
        if (!way.announced() || !running.waitFor(1, TimeUnit.SECONDS)) {
          running.destroy();
        }
      } catch (IOException e) {
        running.destroy();
      } catch (InterruptedException e) {
        running.destroy();
        Thread.currentThread().interrupt();
      }
    }
  }

  /// A program that is run again and again.
  final class Nudging implements Wakeful {
    private static final long PATIENCE_SECONDS = 5;

    private final Way.Nudged way;
    private final ScheduledExecutorService thread;
    private @Nullable ScheduledFuture<?> next;

    Nudging(Way.Nudged way, ScheduledExecutorService thread) {
      this.way = way;
      this.thread = thread;
    }

    @Override
    public String begin() {
      String failure = nudge();
      if (failure.isEmpty()) {
        long millis = way.every().toMillis();
        next = thread.scheduleWithFixedDelay(this::nudge, millis, millis, TimeUnit.MILLISECONDS);
      }
      return failure;
    }

    private String nudge() {
      try {
        Process process =
            new ProcessBuilder(way.command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return "no answer within " + PATIENCE_SECONDS + " s";
        }
        return process.exitValue() == 0 ? "" : "nobody answers";
      } catch (IOException e) {
        return String.valueOf(e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return "interrupted";
      }
    }

    @Override
    public void end() {
      ScheduledFuture<?> running = next;
      if (running != null) {
        running.cancel(false);
      }
    }
  }
}
