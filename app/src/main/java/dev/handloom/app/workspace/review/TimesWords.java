package dev.handloom.app.workspace.review;

import dev.handloom.device.clock.JitterHistogram;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.stream.Counted;
import dev.handloom.store.sync.MotionVerdict;
import dev.handloom.store.sync.StreamSync;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How well a finished take is timed, in words for a person; what `handloom sync` prints.
final class TimesWords {
  private static final String NONE = "–";
  private static final double SECONDS_A_DAY = 86_400;

  private TimesWords() {}

  static String state(StreamSync stream) {
    String word = stream.state().name().toLowerCase(Locale.ROOT);
    String state = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    int changes = stream.changes().size() - 1;
    return changes <= 0 ? state : state + ", " + changes + (changes == 1 ? " change" : " changes");
  }

  /// By the better of the two passes.
  static String within(StreamSync stream) {
    StreamSync.Second second = stream.second();
    Long usual = second == null ? stream.live().usualNanos() : second.bounds().usualNanos();
    return usual == null ? "unknown" : bound(usual);
  }

  /// Rounded up: what is said is never narrower than what is known.
  static String bound(long nanos) {
    return String.format(Locale.ROOT, "±%.2f ms", Math.ceil(nanos / 1e4) / 100);
  }

  static String delay(StreamSync stream) {
    PathDelay path = stream.delay();
    if (path == null) {
      return "unknown";
    }
    return path.knowledge() == PathDelay.Knowledge.MEASURED
        ? String.format(Locale.ROOT, "%.1f ms", path.leastNanos() / 1e6)
        : path.knowledge().words();
  }

  static String offset(StreamSync stream) {
    return stream.offsetNanos() == 0
        ? "sends no time"
        : String.format(Locale.ROOT, "%+.3f s", stream.offsetNanos() / 1e9);
  }

  static String drift(StreamSync stream) {
    if (stream.offsetNanos() == 0 || stream.driftPpm() == 0) {
      return NONE;
    }
    return String.format(
        Locale.ROOT,
        "%.1f s/day %s",
        Math.abs(stream.driftPpm()) * SECONDS_A_DAY / 1e6,
        stream.driftPpm() > 0 ? "slow" : "fast");
  }

  static String lost(StreamSync stream) {
    return String.format(Locale.ROOT, "%,d", stream.lost() + stream.overruns());
  }

  static String late(JitterHistogram jitter) {
    long edge = jitter.quantileNanos(0.99);
    return jitter.total() == 0
        ? NONE
        : edge == Long.MAX_VALUE
            ? "99 % over 164 ms"
            : String.format(Locale.ROOT, "99 %% under %.2f ms", edge / 1e6);
  }

  /// What motion says of a stream; a dash where nothing was held against it.
  static String motion(StreamSync stream, List<MotionVerdict> verdicts) {
    String word = NONE;
    for (MotionVerdict verdict : verdicts) {
      if (verdict.stream().equals(stream.stream()) || verdict.others().contains(stream.stream())) {
        if (verdict.verdict() == MotionVerdict.Verdict.CONTRADICTS) {
          return "contradicts";
        }
        boolean agrees = verdict.verdict() == MotionVerdict.Verdict.AGREES;
        word = agrees ? "agrees" : word.equals(NONE) ? "says nothing" : word;
      }
    }
    return word;
  }

  /// All that a line has no room for.
  static String details(StreamSync stream, List<MotionVerdict> verdicts) {
    List<String> said = new ArrayList<>();
    said.add(state(stream) + ".");
    if (stream.offsetNanos() == 0) {
      said.add("It sends no time of its own.");
    } else {
      said.add("Its clock is off by " + offset(stream) + " and runs " + drift(stream) + ".");
    }
    Long worst = stream.live().worstNanos();
    said.add(
        worst == null
            ? "During the take nothing was known of its times."
            : "During the take its times were right within " + bound(worst) + " at worst.");
    StreamSync.Second second = stream.second();
    if (second != null) {
      said.add(
          String.format(
              Locale.ROOT,
              "Going over its clock again, 99 %% of the times lie within %.3f ms of those.",
              second.p99Nanos() / 1e6));
      if (second.contradicting() > 0) {
        said.add(second.contradicting() + " lie farther apart than both bounds allow.");
      }
    }
    PathDelay path = stream.delay();
    if (path != null) {
      said.add(
          String.format(
              Locale.ROOT,
              "Samples were taken to be on their way for %.2f ms, give or take %.2f ms: %s.",
              path.leastNanos() / 1e6,
              path.uncertaintyNanos() / 1e6,
              path.origin()));
    }
    said.add("Later than the quickest: " + late(stream.history().jitter()) + ".");
    said.add(
        String.format(
            Locale.ROOT,
            "%s, %,d lost, %,d overrun, %s.",
            Counted.of(stream.samples(), "sample"),
            stream.lost(),
            stream.overruns(),
            Counted.of(stream.restarts(), "restart")));
    for (MotionVerdict verdict : verdicts) {
      if (verdict.stream().equals(stream.stream()) || verdict.others().contains(stream.stream())) {
        said.add(sentence(verdict));
      }
    }
    return String.join(" ", said);
  }

  private static String sentence(MotionVerdict verdict) {
    String both =
        "Motion of "
            + String.join(", ", verdict.others())
            + " against that in "
            + verdict.stream()
            + " ";
    return switch (verdict.verdict()) {
      case NOTHING -> both + "says nothing: " + verdict.why() + ".";
      case AGREES ->
          String.format(Locale.ROOT, both + "agrees within %.0f ms.", verdict.allowedNanos() / 1e6);
      case CONTRADICTS ->
          String.format(
              Locale.ROOT,
              both + "contradicts: %.0f ms %s, give or take %.0f ms.",
              Math.abs(verdict.laterNanos()) / 1e6,
              verdict.laterNanos() > 0 ? "too late" : "too early",
              verdict.spreadNanos() / 1e6);
    };
  }
}
