package dev.handloom.app.cli;

import dev.handloom.device.clock.StudioClock;
import java.util.function.LongSupplier;

/// Says how far long work has come: a bar that redraws itself for a person, a plain line now and
/// then elsewhere. Once work was begun to be told, its end is told too.
public final class ProgressLine implements AutoCloseable {
  private static final int WIDTH = 24;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 5_000_000_000L;

  /// With less of it done, the time left is a guess.
  private static final double LEAST_SHARE = 0.02;

  private final Terminal terminal;
  private final String what;
  private final LongSupplier clock;
  private final long begunNanos;
  private long lastNanos = Long.MIN_VALUE;

  ProgressLine(Terminal terminal, String what) {
    this(terminal, what, StudioClock::now);
  }

  ProgressLine(Terminal terminal, String what, LongSupplier clock) {
    this.terminal = terminal;
    this.what = what;
    this.clock = clock;
    begunNanos = clock.getAsLong();
  }

  /// @param share done, 0 to 1
  /// @param detail what a person wants to see beside the bar
  void at(double share, String detail) {
    long now = clock.getAsLong();
    long pause = terminal.interactive() ? REDRAW_NANOS : PLAIN_NANOS;
    if (lastNanos != Long.MIN_VALUE && now - lastNanos < pause) {
      return;
    }
    lastNanos = now;
    tell(Math.clamp(share, 0, 1), now, detail);
  }

  /// The work is done: the last word, whenever the one before was.
  ///
  /// @param detail what came of it
  void done(String detail) {
    if (!terminal.interactive()) {
      tell(1, clock.getAsLong(), detail);
    }
  }

  private void tell(double share, long now, String detail) {
    if (terminal.interactive()) {
      int full = (int) Math.round(share * WIDTH);
      terminal.redraw(
          what
              + "  "
              + "█".repeat(full)
              + "░".repeat(WIDTH - full)
              + "  "
              + left(share, now)
              + detail);
    } else {
      // Rounded down, so that 100 % is the end and nothing else.
      terminal.tell(what + ": " + (int) (share * 100) + " %  " + left(share, now) + detail);
    }
  }

  private String left(double share, long now) {
    if (share < LEAST_SHARE || share >= 1) {
      return "";
    }
    long seconds = Math.round((now - begunNanos) / 1e9 * (1 - share) / share);
    return Figures.clock(seconds) + " left  ";
  }

  @Override
  public void close() {
    terminal.redraw("");
  }
}
