package dev.handloom.app.cli;

import dev.handloom.app.UserFolders;
import dev.handloom.app.Version;
import dev.handloom.device.clock.JitterHistogram;
import dev.handloom.device.clock.PathDelay;
import dev.handloom.device.stream.Counted;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.SecondTimes;
import dev.handloom.store.sync.EpisodeMotion;
import dev.handloom.store.sync.EpisodeSync;
import dev.handloom.store.sync.MotionVerdict;
import dev.handloom.store.sync.StreamSync;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows how well the streams of an episode are timed, and makes the second pass over its clocks.
@Command(
    name = "sync",
    description = {
      "Show how well each stream of an episode is timed: offset, drift, bound, state, jitter, losses.",
      "The clocks are gone over a second time, knowing what came after each sample. What that yields"
          + " is kept in sync.json beside the live times, which stay as they are."
    })
final class SyncCommand implements Callable<Integer> {
  private static final String BARS = " ▁▂▃▄▅▆▇█";

  private final Terminal terminal;
  private final UserFolders folders;

  @Mixin HelpOption help = new HelpOption();

  @Parameters(
      paramLabel = "EPISODE",
      description = "The beginning or end of its id, 'last', or its folder.")
  private String episode = "";

  @Option(names = "--look", description = "Only look: keep nothing beside the episode.")
  private boolean look;

  @Option(
      names = "--quick",
      description = "Leave the pictures out: say nothing of whether their motion agrees.")
  private boolean quick;

  @Mixin private LibraryOption library = new LibraryOption();
  @Mixin private JsonOption json = new JsonOption();

  SyncCommand(Terminal terminal, UserFolders folders) {
    this.terminal = terminal;
    this.folders = folders;
  }

  /// What `--json` prints.
  ///
  /// @param motion whether what moved in the pictures moved when the devices say
  /// @param kept whether the second times lie beside the episode now
  record Printed(
      String episode,
      String folder,
      boolean kept,
      List<Long> jitterEdgesNanos,
      List<StreamSync> streams,
      List<MotionVerdict> motion) {}

  @Override
  public Integer call() throws IOException {
    Bundle bundle = EpisodeChoice.named(episode, library, folders, terminal);
    EpisodeSync.Result result = EpisodeSync.of(bundle, "Handloom " + Version.text());
    boolean kept = !look && keep(bundle, result.times());
    List<MotionVerdict> motion = quick ? List.of() : motion(bundle);
    boolean good =
        result.streams().stream().noneMatch(SyncCommand::contradicts)
            && motion.stream().noneMatch(m -> m.verdict() == MotionVerdict.Verdict.CONTRADICTS);
    if (json.json) {
      terminal.json(
          new Printed(
              result.manifest().id(),
              bundle.folder().toString(),
              kept,
              IntStream.range(0, JitterHistogram.STEPS)
                  .mapToObj(JitterHistogram::edgeNanos)
                  .toList(),
              result.streams(),
              motion));
      return good ? 0 : CommandFailed.FINDING;
    }
    terminal.say("Episode   " + result.manifest().id());
    result.streams().forEach(this::say);
    motion.forEach(verdict -> terminal.say("\n" + words(verdict)));
    terminal.say("");
    if (kept) {
      terminal.say("The second times are kept beside the live ones: " + bundle.secondTimes());
    } else if (look) {
      terminal.say("Nothing was kept.");
    }
    return good ? 0 : CommandFailed.FINDING;
  }

  private List<MotionVerdict> motion(Bundle bundle) {
    try {
      return EpisodeMotion.of(bundle);
    } catch (IOException e) {
      terminal.tell("The pictures cannot be looked at. " + FileTrouble.words(e));
      return List.of();
    }
  }

  private static String words(MotionVerdict verdict) {
    String both = verdict.stream() + " and the motion of " + String.join(", ", verdict.others());
    return switch (verdict.verdict()) {
      case NOTHING -> both + ": says nothing, " + verdict.why();
      case AGREES ->
          String.format(
              Locale.ROOT,
              "%s: agrees, %.0f ms apart where %.0f ms are allowed",
              both,
              Math.abs(verdict.laterNanos()) / 1e6,
              verdict.allowedNanos() / 1e6);
      case CONTRADICTS ->
          String.format(
              Locale.ROOT,
              "%s: contradicts, %.0f ms %s, give or take %.0f ms, where %.0f ms are allowed",
              both,
              Math.abs(verdict.laterNanos()) / 1e6,
              verdict.laterNanos() > 0 ? "too late" : "too early",
              verdict.spreadNanos() / 1e6,
              verdict.allowedNanos() / 1e6);
    };
  }

  private boolean keep(Bundle bundle, @Nullable SecondTimes times) {
    if (times == null) {
      terminal.tell("The episode has no data of which second times could be kept.");
      return false;
    }
    try {
      times.write(bundle);
      return true;
    } catch (IOException e) {
      terminal.tell("The second times cannot be kept beside the episode. " + FileTrouble.words(e));
      return false;
    }
  }

  private static boolean contradicts(StreamSync stream) {
    StreamSync.Second second = stream.second();
    return second != null && second.contradicting() > 0.02 * stream.samples();
  }

  private void say(StreamSync stream) {
    terminal.say("");
    terminal.say(
        String.format(
            Locale.ROOT,
            "%s  %s%s",
            stream.stream(),
            states(stream),
            stream.offsetNanos() == 0
                ? ", sends no time"
                : String.format(
                    Locale.ROOT,
                    ", drift %.2f ppm, offset %.6f s%s",
                    stream.driftPpm(),
                    stream.offsetNanos() / 1e9,
                    stream.jumps() == 0
                        ? ""
                        : ", " + Figures.count(stream.jumps(), "jump", "jumps"))));
    terminal.say("    live      " + bounds(stream.live()) + "  " + stream.method());
    terminal.say("    delay     " + delay(stream));
    StreamSync.Second second = stream.second();
    if (second != null) {
      terminal.say(
          String.format(
              Locale.ROOT,
              "    second    %s  %.3f ms %s, 99 %% within %.3f ms of the live times%s",
              bounds(second.bounds()),
              Math.abs(second.medianNanos()) / 1e6,
              second.medianNanos() < 0 ? "earlier" : "later",
              second.p99Nanos() / 1e6,
              second.contradicting() == 0
                  ? ""
                  : ", "
                      + Figures.count(second.contradicting(), "sample", "samples")
                      + " beyond both bounds"));
    }
    JitterHistogram jitter = stream.history().jitter();
    terminal.say(
        (stream.offsetNanos() == 0 ? "    pauses    half " : "    late      half ")
            + under(jitter, 0.5)
            + ", 99 % "
            + under(jitter, 0.99)
            + "  20 µs "
            + bars(jitter)
            + " 164 ms");
    terminal.say(
        String.format(
            Locale.ROOT,
            "    samples   %,d at %s, %,d lost, %,d overrun, %s",
            stream.samples(),
            Figures.hertz(stream.hz()),
            stream.lost(),
            stream.overruns(),
            Counted.of(stream.restarts(), "restart")));
  }

  /// The constant part, which no clock can see.
  private static String delay(StreamSync stream) {
    PathDelay taken = stream.delay();
    return taken == null
        ? "unknown: nothing was written down"
        : String.format(
            Locale.ROOT,
            "%-32s  %s",
            String.format(
                Locale.ROOT,
                "%.2f ms, give or take %.2f ms",
                taken.leastNanos() / 1e6,
                taken.uncertaintyNanos() / 1e6),
            taken.knowledge() == PathDelay.Knowledge.UNCALIBRATED
                ? "uncalibrated: " + taken.origin()
                : taken.origin());
  }

  private static String under(JitterHistogram jitter, double share) {
    long edge = jitter.quantileNanos(share);
    return edge == Long.MAX_VALUE
        ? "over 164 ms"
        : String.format(Locale.ROOT, "under %.2f ms", edge / 1e6);
  }

  private static String states(StreamSync stream) {
    StringBuilder words = new StringBuilder(stream.state().name().toLowerCase(Locale.ROOT));
    if (stream.changes().size() > 1) {
      words
          .append(" since ")
          .append(Figures.seconds(stream.changes().getLast().takeNanos() / 1e9))
          .append(", ")
          .append(Figures.count(stream.changes().size() - 1L, "change", "changes"));
    }
    return words.toString();
  }

  private static String bounds(StreamSync.Bounds bounds) {
    Long usual = bounds.usualNanos();
    Long worst = bounds.worstNanos();
    String words =
        usual == null || worst == null
            ? "unknown"
            : String.format(Locale.ROOT, "±%.2f ms, at worst ±%.2f ms", usual / 1e6, worst / 1e6);
    return String.format(
        Locale.ROOT,
        "%-32s",
        words + (bounds.unbounded() == 0 ? "" : ", " + bounds.unbounded() + " without"));
  }

  /// One character a step, as high as its share of the highest.
  private static String bars(JitterHistogram jitter) {
    long[] counts = jitter.counts();
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    StringBuilder bars = new StringBuilder();
    for (long count : counts) {
      int height = count == 0 ? 0 : 1 + (int) (count * (BARS.length() - 2) / most);
      bars.append(BARS.charAt(height));
    }
    return bars.toString();
  }
}
