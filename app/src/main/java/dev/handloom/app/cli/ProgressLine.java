package dev.handloom.app.cli;

import dev.handloom.device.clock.StudioClock;

/// Says how far long work has come: a bar that redraws itself for a person, a plain line now and
/// then elsewhere.
public final class ProgressLine implements AutoCloseable {
  private static final int WIDTH = 24;
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 5_000_000_000L;

  private final Terminal terminal;
  private final String what;
  private final long begunNanos = StudioClock.now();
  private long lastNanos = Long.MIN_VALUE;

  ProgressLine(Terminal terminal, String what) {
    this.terminal = terminal;
    this.what = what;
  }

  /// @param share done, 0 to 1
  /// @param detail what a person wants to see beside the bar
  void at(double share, String detail) {
    long now = StudioClock.now();
    long pause = terminal.interactive() ? REDRAW_NANOS : PLAIN_NANOS;
    if (lastNanos != Long.MIN_VALUE && now - lastNanos < pause) {
      return;
    }
    lastNanos = now;
    double clamped = Math.clamp(share, 0, 1);
    if (terminal.interactive()) {
      int full = (int) Math.round(clamped * WIDTH);
      terminal.redraw(
          what
              + "  "
              + "█".repeat(full)
              + "░".repeat(WIDTH - full)
              + "  "
              + left(clamped, now)
              + detail);
    } else {
      terminal.tell(what + ": " + Math.round(clamped * 100) + " %  " + detail);
    }
  }

  private String left(double share, long now) {
    if (share < 0.02) {
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
