package dev.handloom.device.clock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What clocks tell of a computer that slept. Studio time stands still meanwhile on Linux and
/// macOS; on Windows it goes on, so that a sleep cannot be seen this way there.
public final class Standby {
  /// Seconds since the start of the computer, sleep included; Linux alone has it.
  private static final Path UPTIME = Path.of("/proc/uptime");

  private static final long UNKNOWN = Long.MIN_VALUE;

  private Standby() {}

  /// The clocks at one moment.
  ///
  /// @param sinceStartNanos sleep included, or unknown
  public record Clocks(long studioNanos, long unixNanos, long sinceStartNanos) {
    /// Where the system does not count its sleep.
    public static Clocks withoutSleep(long studioNanos, long unixNanos) {
      return new Clocks(studioNanos, unixNanos, UNKNOWN);
    }

    /// Whether a sleep can be told from a wall clock that was set.
    public boolean asleepKnown() {
      return sinceStartNanos != UNKNOWN;
    }
  }

  /// Reads the clocks.
  public static Clocks read() {
    StudioClock.Anchor anchor = StudioClock.anchor();
    return new Clocks(anchor.studioNanos(), anchor.unixNanos(), sinceStartNanos());
  }

  private static long sinceStartNanos() {
    try {
      if (!Files.isReadable(UPTIME)) {
        return UNKNOWN;
      }
      String text = Files.readString(UPTIME, StandardCharsets.US_ASCII);
      return Math.round(Double.parseDouble(text.substring(0, text.indexOf(' '))) * 1e9);
    } catch (IOException | RuntimeException e) {
      // Not as Linux writes it: as good as not there.
      return UNKNOWN;
    }
  }

  /// How long the computer slept between two readings; 0 where that is not known.
  public static long sleptNanos(Clocks before, Clocks after) {
    return before.asleepKnown() && after.asleepKnown()
        ? (after.sinceStartNanos() - before.sinceStartNanos())
            - (after.studioNanos() - before.studioNanos())
        : 0;
  }

  /// By how much the wall clock went further than studio time between two readings.
  public static long wallAheadNanos(Clocks before, Clocks after) {
    return (after.unixNanos() - before.unixNanos()) - (after.studioNanos() - before.studioNanos());
  }
}
