package dev.handloom.store.conform;

import dev.handloom.device.hand.HandSide;
import dev.handloom.device.stream.Counted;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.store.conform.ConformanceReport.ChannelFigures;
import dev.handloom.store.conform.ConformanceReport.Clock;
import dev.handloom.store.conform.ConformanceReport.Computer;
import dev.handloom.store.conform.ConformanceReport.Hand;
import dev.handloom.store.conform.ConformanceReport.Reason;
import dev.handloom.store.conform.ConformanceReport.Step;
import dev.handloom.store.conform.ConformanceReport.StreamFigures;
import dev.handloom.store.conform.ConformanceReport.Verdict;
import dev.handloom.store.episode.CameraFrames;
import dev.handloom.store.episode.EpisodeReader;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.StreamSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges a device by a take of it.
public final class Conformance {
  private static final double SLOW = 0.9;
  private static final double FAR_TOO_SLOW = 0.5;

  /// Of all samples.
  private static final double MOST_LOST = 0.001;

  private static final double FAR_TOO_MANY_LOST = 0.02;
  private static final double MOST_BAD = 0.001;
  private static final double FAR_TOO_MANY_BAD = 0.02;

  /// Nothing for so long, and for so many periods, is a gap.
  private static final double GAP_MILLIS = 250;

  private static final double GAP_PERIODS = 8;
  private static final double LONG_GAP_MILLIS = 1000;

  /// What is judged, and what only the live device knew of it.
  ///
  /// @param badFrames since the start of the take, by stream
  /// @param worn null for what is not worn on a hand
  /// @param computer how punctual the computer itself was
  public record Subject(
      String device,
      String title,
      boolean simulated,
      Map<String, Long> badFrames,
      List<Step> steps,
      @Nullable Worn worn,
      Computer computer,
      String software) {
    public Subject {
      badFrames = Map.copyOf(badFrames);
      steps = List.copyOf(steps);
    }
  }

  /// On which hand a device is worn.
  ///
  /// @param contradictory whether the rig file says one hand in its role and the other in a setting
  /// @param other the id of what the rest of the rig wears on the other hand, in the same take
  public record Worn(HandSide side, boolean contradictory, @Nullable String other) {}

  private final EpisodeReader episode;
  private final Subject subject;
  private final List<Reason> reasons = new ArrayList<>();

  /// Whether anything is said that a busy computer does, too.
  private boolean late;

  private Conformance(EpisodeReader episode, Subject subject) {
    this.episode = episode;
    this.subject = subject;
  }

  /// One verdict with its reasons.
  public static ConformanceReport judge(EpisodeReader episode, Subject subject) {
    return new Conformance(episode, subject).report();
  }

  private ConformanceReport report() {
    List<StreamFigures> streams = new ArrayList<>();
    for (Manifest.StreamEntry entry : episode.manifest().streams()) {
      if (entry.maker() != null || !entry.name().startsWith(subject.device() + "/")) {
        continue;
      }
      Optional<StreamSamples> samples =
          episode
              .signal(entry.name())
              .or(() -> episode.camera(entry.name()).map(CameraFrames::times));
      samples.ifPresent(all -> streams.add(stream(entry, all)));
    }
    if (streams.isEmpty() || streams.stream().allMatch(each -> each.samples() == 0)) {
      reasons.add(
          new Reason(
              Verdict.UNFIT,
              subject.device(),
              "Not one sample came",
              "\"handloom doctor\" says what is in the way."));
    }
    Hand hand = hand();
    ClockJudge clockJudge = new ClockJudge(episode, subject.device());
    Clock clock = clockJudge.judge();
    reasons.addAll(clockJudge.reasons());
    late |= clockJudge.late();
    computer();
    reasons.sort(Comparator.comparing(Reason::weight).reversed());
    Verdict verdict =
        reasons.stream().map(Reason::weight).max(Comparator.naturalOrder()).orElse(Verdict.GOOD);
    return new ConformanceReport(
        ConformanceReport.SCHEMA,
        subject.device(),
        subject.title(),
        subject.simulated(),
        episode.manifest().times().startUnixNanos(),
        episode.manifest().times().durationNanos() / 1e9,
        verdict,
        reasons,
        streams,
        clock,
        hand,
        subject.computer(),
        subject.steps(),
        subject.software());
  }

  private @Nullable Hand hand() {
    Worn worn = subject.worn();
    if (worn == null) {
      return null;
    }
    HandJudge judge = new HandJudge(episode.startNanos(), episode.stopNanos(), subject.steps());
    String other = worn.other();
    Hand hand =
        judge.judge(
            subject.device(),
            worn,
            HandJudge.bends(episode, subject.device()),
            other == null ? List.of() : HandJudge.bends(episode, other));
    reasons.addAll(0, judge.reasons());
    return hand;
  }

  /// What came late need not be the device's fault, if the computer was late itself.
  private void computer() {
    Computer computer = subject.computer();
    if (late && computer.busy()) {
      reasons.add(
          new Reason(
              Verdict.USABLE,
              "this computer",
              text(
                  "It was late itself, by up to %.0f ms: what came late may be its doing",
                  computer.latestMillis()),
              "Take it again while nothing else runs."));
    }
  }

  private StreamFigures stream(Manifest.StreamEntry entry, StreamSamples samples) {
    int n = samples.size();
    double seconds = episode.manifest().times().durationNanos() / 1e9;
    double hz = seconds > 0 ? n / seconds : 0;
    double period = 1e3 / samples.spec().nominalHz();
    double[] off = new double[Math.max(0, n - 1)];
    int gaps = 0;
    double longest = 0;
    double gapFrom = Math.max(GAP_MILLIS, GAP_PERIODS * period);
    for (int i = 0; i < off.length; i++) {
      double gap = (samples.arrivalNanos(i + 1) - samples.arrivalNanos(i)) / 1e6;
      off[i] = Math.abs(gap - (hz > 0 ? 1e3 / hz : period));
      longest = Math.max(longest, gap);
      gaps += gap > gapFrom ? 1 : 0;
    }
    Arrays.sort(off);
    double jitter = off.length == 0 ? 0 : off[(int) (0.99 * (off.length - 1))];
    long lost = entry.lost();
    long bad = subject.badFrames().getOrDefault(entry.name(), 0L);
    judge(entry, hz, n, lost, bad, gaps, longest);
    List<ChannelFigures> channels = new ArrayList<>();
    if (samples.spec().kind() == StreamKind.SIGNAL) {
      for (int c = 0; c < samples.spec().channels().size(); c++) {
        ChannelFigures figures = ChannelJudge.figures(samples, c);
        channels.add(figures);
        channel(entry.name(), figures);
      }
    }
    return new StreamFigures(
        entry.name(),
        samples.spec().nominalHz(),
        hz,
        jitter,
        n,
        lost,
        gaps,
        longest,
        bad,
        channels);
  }

  private void judge(
      Manifest.StreamEntry entry, double hz, int n, long lost, long bad, int gaps, double longest) {
    String name = entry.name();
    if (hz < SLOW * entry.nominalHz() && n > 0) {
      late = true;
      add(
          hz < FAR_TOO_SLOW * entry.nominalHz(),
          name,
          text("It came %.1f times a second and is made for %.0f", hz, entry.nominalHz()),
          "Another cable or USB socket; or say its true rate in the rig file.");
    }
    double all = Math.max(1.0, (double) (n + lost));
    if (lost > MOST_LOST * all) {
      add(
          lost > FAR_TOO_MANY_LOST * all,
          name,
          text(
              "%s lost, %.1f %%", Counted.of(lost, "sample was", "samples were"), 100 * lost / all),
          "A shorter cable, fewer devices on one hub, or nearer to the access point.");
    }
    if (bad > MOST_BAD * all && bad > 1) {
      add(
          bad > FAR_TOO_MANY_BAD * all,
          name,
          text("%s bytes came that made no sample", Counted.of(bad, "time")),
          "Compare the baud rate and the settings with how it is built; try another cable.");
    }
    if (gaps > 0) {
      late = true;
      add(
          longest - subject.computer().latestMillis() > LONG_GAP_MILLIS,
          name,
          text(
              "Nothing came for %.0f ms%s",
              longest, gaps == 1 ? "" : ", and " + gaps + " such gaps in all"),
          "Look for a loose plug; let nothing else run on this computer.");
    }
    if (entry.overruns() > 0) {
      late = true;
      add(
          false,
          name,
          Counted.of(entry.overruns(), "sample") + " came and could not be written in time",
          "Let nothing else run on this computer while you record.");
    }
  }

  private void channel(String stream, ChannelFigures figures) {
    String name = stream + " " + figures.channel();
    switch (figures.state()) {
      case "dead" ->
          add(true, name, "It never changed: dead", "Look for a broken wire or a loose plug.");
      case "stuck" ->
          add(
              true,
              name,
              text("It did not change for %.0f s: stuck", figures.longestStillSeconds()),
              "Look for a loose plug or a sensor that hangs.");
      case "saturated" ->
          add(
              false,
              name,
              text("It lay at an end of its range for %.0f %% of the take", 100 * figures.atEnds()),
              "Adjust the sensor, or say its true range in the rig file.");
      case "noisy" ->
          add(
              false,
              name,
              text("It trembles by %.0f %% of all it went through", 100 * figures.noise()),
              "Look at shielding and supply; keep it away from motors.");
      default -> {
        // It lives, or nobody was asked to use it.
      }
    }
  }

  private void add(boolean unfit, String about, String what, String remedy) {
    reasons.add(new Reason(unfit ? Verdict.UNFIT : Verdict.USABLE, about, what, remedy));
  }

  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
