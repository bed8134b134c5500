package dev.handloom.device.driver.bus;

import dev.handloom.device.driver.DeviceReport;
import dev.handloom.device.driver.DeviceReport.Concern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Notices that a bus whose devices all answer is slower than it is asked for.
final class RateWatch {
  private static final long WINDOW_NANOS = 5_000_000_000L;

  /// Less of the wanted rate is worth a word; and it is taken back above the second.
  private static final double TOO_SLOW = 0.9;

  private static final double FAST_ENOUGH = 0.95;

  private static final double BUSY = 0.8;

  /// More than any bus can do means: as fast as it goes.
  private static final double AS_FAST_AS_IT_GOES = 2000;

  private final double wantedHz;
  private long windowNanos;
  private int published;
  private long askingNanos;
  private boolean failed;
  private @Nullable Concern concern;
  private @Nullable DeviceReport told;
  private DeviceReport said = DeviceReport.NOTHING;

  RateWatch(double wantedHz, long nowNanos) {
    this.wantedHz = wantedHz;
    windowNanos = nowNanos;
  }

  /// A cycle came whole.
  void published(long sentNanos, long nowNanos) {
    published++;
    askingNanos += nowNanos - sentNanos;
    long length = nowNanos - windowNanos;
    if (length >= WINDOW_NANOS) {
      // Waiting for who does not answer is another matter, which is said already.
      if (!failed) {
        judge(published * 1e9 / length, (double) askingNanos / length);
      }
      windowNanos = nowNanos;
      published = 0;
      askingNanos = 0;
      failed = false;
    }
  }

  /// A question was not answered.
  void failed() {
    failed = true;
  }

  /// @param busy share of the time in which answers were waited for: of a computer that is late the
  ///   bus knows nothing
  private void judge(double hz, double busy) {
    if (wantedHz < AS_FAST_AS_IT_GOES
        && hz < TOO_SLOW * wantedHz
        && busy > BUSY
        && concern == null) {
      concern =
          new Concern(
              String.format(Locale.ROOT, "All is read %.0f times a second, not %.0f", hz, wantedHz),
              "Set \"rate_hz\" to what the bus can do, or make its answers faster: a shorter return"
                  + " delay, a shorter latency timer of the adapter.");
      told = null;
    } else if (hz > FAST_ENOUGH * wantedHz && concern != null) {
      concern = null;
      told = null;
    }
  }

  /// What the devices say of themselves, and what was noticed here.
  DeviceReport with(DeviceReport report) {
    Concern slow = concern;
    if (slow == null) {
      return report;
    }
    if (!report.equals(told)) {
      told = report;
      List<Concern> all = new ArrayList<>(report.concerns());
      all.add(slow);
      said = report.with(all);
    }
    return said;
  }
}
