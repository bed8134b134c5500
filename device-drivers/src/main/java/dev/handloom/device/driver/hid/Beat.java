package dev.handloom.device.driver.hid;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.Unit;

/// When to say again what still holds. A device that only reports changes leaves nobody able to
/// tell *nothing has changed* from *nobody was listening*; so after a while without a report its
/// driver publishes the state that holds, with `reported` at 0, and goes on at an even pace.
public final class Beat {
  /// 1 in a sample that the device reported, 0 in one that repeats what holds.
  public static final Channel REPORTED = new Channel("reported", Unit.NONE, 0, 1);

  private static final long NOT_BEGUN = Long.MIN_VALUE;
  private static final int LONGEST_WAIT_MILLIS = 100;

  private final long quietNanos;
  private final long periodNanos;
  private long lastNanos = NOT_BEGUN;
  private boolean beating;

  /// @param hz the pace of repetitions
  /// @param quietMillis after so long without a report they begin
  public Beat(double hz, double quietMillis) {
    periodNanos = Math.round(1e9 / hz);
    quietNanos = Math.round(quietMillis * 1e6);
  }

  /// The device has reported.
  public void said(long nanos) {
    lastNanos = nanos;
    beating = false;
  }

  /// How long to wait for a report.
  public int waitMillis(long now) {
    if (lastNanos == NOT_BEGUN) {
      return 1;
    }
    long left = lastNanos + interval() - now;
    return Math.clamp((left + 999_999) / 1_000_000, 1, LONGEST_WAIT_MILLIS);
  }

  /// Whether it is time to repeat what holds. To be asked when no report came.
  public boolean due(long now) {
    if (lastNanos == NOT_BEGUN) {
      lastNanos = now;
      return false;
    }
    if (now - lastNanos < interval()) {
      return false;
    }
    // Places that were missed are left out.
    lastNanos = Math.max(lastNanos + interval(), now - periodNanos);
    beating = true;
    return true;
  }

  private long interval() {
    return beating ? periodNanos : quietNanos;
  }
}
