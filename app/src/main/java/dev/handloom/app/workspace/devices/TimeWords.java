package dev.handloom.app.workspace.devices;

import dev.handloom.device.clock.ClockReport;
import dev.handloom.device.clock.JitterHistogram;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.rig.DeviceState;
import dev.handloom.device.stream.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is known of a clock, in words for a person.
final class TimeWords {
  /// From here on the parts of a second say nothing to a person.
  private static final long LONG_OFFSET_NANOS = 1_000_000_000_000L;

  private static final String NONE = "–";
  private static final double MOST_SHARE = 0.99;
  private static final double SECONDS_A_DAY = 86_400;

  private TimeWords() {}

  /// @param silentNanos since when no sample came
  static String state(DeviceState device, ClockReport report, long silentNanos) {
    if (device == DeviceState.DISCONNECTED) {
      return "Off";
    }
    if (report.samples() == 0) {
      return "Nothing yet";
    }
    return switch (report.state()) {
      case ACQUIRING -> "Still measuring";
      case LOCKED -> "Locked";
      case HOLDOVER -> "Holding over since " + seconds(silentNanos);
      case JUMPED -> "Jumped, measuring anew";
    };
  }

  /// Rounded up: what is said is never narrower than what is known.
  static String bound(long nanos) {
    if (nanos == Sample.UNBOUNDED) {
      return "unknown";
    }
    double millis = nanos / 1e6;
    return millis < 10
        ? String.format(Locale.ROOT, "±%.2f ms", Math.ceil(millis * 100) / 100)
        : String.format(Locale.ROOT, "±%.0f ms", Math.ceil(millis));
  }

  static String offset(ClockReport report) {
    if (report.samples() == 0) {
      return NONE;
    }
    return report.offsetNanos() == 0
        ? NONE
        : String.format(
            Locale.ROOT,
            Math.abs(report.offsetNanos()) < LONG_OFFSET_NANOS ? "%+.3f s" : "%+.0f s",
            report.offsetNanos() / 1e9);
  }

  /// The report says by how much the studio's clock is the faster one.
  static String drift(ClockReport report) {
    if (report.offsetNanos() == 0 || report.driftPpm() == 0) {
      return NONE;
    }
    return String.format(
        Locale.ROOT,
        "%.1f s/day %s",
        Math.abs(report.driftPpm()) * SECONDS_A_DAY / 1e6,
        report.driftPpm() > 0 ? "slow" : "fast");
  }

  /// Within which nearly all samples come.
  static String late(JitterHistogram jitter) {
    return jitter.total() == 0 ? NONE : "99 % " + under(jitter, MOST_SHARE);
  }

  /// The constant part that no clock can see: how well it is known.
  static String delay(ClockReport report) {
    PathDelay path = report.path();
    if (path == null) {
      return NONE;
    }
    return switch (path.knowledge()) {
      case UNCALIBRATED -> "uncalibrated";
      case OF_ITS_KIND -> "of its kind";
      case STATED -> "from rig file";
      case MEASURED -> String.format(Locale.ROOT, "%.1f ms", path.leastNanos() / 1e6);
    };
  }

  /// Whether how long samples are on their way was only assumed.
  static boolean assumed(ClockReport report) {
    PathDelay path = report.path();
    return report.samples() > 0
        && path != null
        && path.knowledge() == PathDelay.Knowledge.UNCALIBRATED;
  }

  static String path(PathDelay path) {
    return String.format(
        Locale.ROOT,
        "Samples are taken to be on their way for %.2f ms, give or take %.2f ms: %s.",
        path.leastNanos() / 1e6,
        path.uncertaintyNanos() / 1e6,
        path.origin());
  }

  /// All that the line has no room for.
  static String details(
      ClockReport report, JitterHistogram jitter, long lost, long bad, long reconnects) {
    List<String> said = new ArrayList<>();
    if (report.samples() == 0) {
      return "Nothing has come from it yet, so nothing is known of its time.";
    }
    said.add(
        report.boundNanos() == Sample.UNBOUNDED
            ? "How far its times may be wrong is not known yet."
            : "Its times are right within " + bound(report.boundNanos()) + ".");
    PathDelay path = report.path();
    if (path != null) {
      said.add(path(path));
    }
    if (report.offsetNanos() == 0) {
      said.add("It sends no time of its own: its times come from when samples arrive.");
    } else if (report.driftPpm() != 0) {
      said.add(
          String.format(
              Locale.ROOT,
              "Its clock runs %s by %.2f millionths.",
              report.driftPpm() > 0 ? "slow" : "fast",
              Math.abs(report.driftPpm())));
    }
    if (jitter.total() > 0) {
      said.add(
          (report.offsetNanos() == 0
                  ? "Pauses beyond the shortest: half "
                  : "Later than the quickest: half ")
              + under(jitter, 0.5)
              + ", 99 % "
              + under(jitter, MOST_SHARE)
              + ".");
    }
    if (report.jumps() > 0) {
      said.add("Its time leapt " + times(report.jumps()) + ".");
    }
    said.add(
        String.format(
            Locale.ROOT,
            "%,d lost, %,d bad, reconnected %s.",
            lost,
            bad,
            reconnects == 0 ? "never" : times(reconnects)));
    return String.join(" ", said);
  }

  private static String times(long count) {
    return count == 1 ? "once" : String.format(Locale.ROOT, "%,d times", count);
  }

  private static String under(JitterHistogram jitter, double share) {
    long edge = jitter.quantileNanos(share);
    return edge == Long.MAX_VALUE
        ? "over 164 ms"
        : String.format(Locale.ROOT, "under %.2f ms", edge / 1e6);
  }

  private static String seconds(long nanos) {
    long seconds = nanos / 1_000_000_000L;
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min";
  }
}
