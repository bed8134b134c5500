package dev.handloom.app.calibrate;

import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.calibration.profile.UnfinishedRun;
import dev.handloom.calibration.quality.Calibration;
import dev.handloom.calibration.run.GuidedRun;
import dev.handloom.calibration.run.Hold;
import dev.handloom.calibration.run.Step;
import dev.handloom.calibration.run.StepPlan;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A guided run on a live glove, on a thread of its own: a whole calibration, or the ten seconds
/// after putting the glove on. The window looks at [#look()] once per pulse and gives commands;
/// both from any thread.
///
/// A glove that goes away costs the hold it was in: the run waits, says so, and goes on when it is
/// back. Each hold of a calibration is on the disk before the next one is asked for.
public final class LiveRun implements LedRun {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);

  /// A glove from which nothing has come for so long is away.
  private static final long AWAY_NANOS = 700_000_000L;

  private final RigGlove glove;
  private final Profile.Wearing wearing;
  private final @Nullable RunKeeper keeper;
  private final @Nullable Profile checked;
  private final String software;
  private final Consumer<@Nullable Step> asks;
  private final GloveReader reader;
  private final GuidedRun run;
  private final long before;
  private final RingReader cursor;
  private final Sample sample;
  private final ChannelRange range;
  private final RunThread thread;
  private volatile RunLook look;
  private volatile long seen;
  private volatile @Nullable Profile made;
  private volatile DonningCheck.@Nullable Answer answer;

  // Of the run's own thread.
  private boolean paused;
  private long base = Long.MIN_VALUE;
  private long lastArrival = Long.MIN_VALUE;
  private long newest;
  private @Nullable Step asked;

  /// Begins a calibration. An unfinished one of that person on that glove is forgotten.
  ///
  /// @param shelf where the profile will be kept
  /// @param asks told, on the run's thread, which pose is asked for now; null at the end
  public static LiveRun calibrate(
      RigGlove glove,
      Profile.Wearing wearing,
      ProfileShelf shelf,
      String software,
      Consumer<@Nullable Step> asks) {
    return start(RunSetup.fresh(glove, wearing, shelf, software), asks);
  }

  /// Goes on with a calibration that a crash, or the end of the studio, broke off.
  ///
  /// @throws ProfileException where the glove has other channels than it had then, or what it said
  ///   cannot be read
  public static LiveRun resume(
      RigGlove glove,
      UnfinishedRun unfinished,
      ProfileShelf shelf,
      String software,
      Consumer<@Nullable Step> asks)
      throws ProfileException {
    return start(RunSetup.again(glove, unfinished, shelf, software), asks);
  }

  /// Begins the check after putting the glove on: does the profile still hold?
  ///
  /// @throws IllegalArgumentException where the glove has other channels than the profile
  public static LiveRun check(
      RigGlove glove, Profile profile, String software, Consumer<@Nullable Step> asks) {
    return start(RunSetup.check(glove, profile, software), asks);
  }

  private static LiveRun start(RunSetup setup, Consumer<@Nullable Step> asks) {
    LiveRun made = new LiveRun(setup, asks);
    made.thread.start();
    return made;
  }

  private LiveRun(RunSetup setup, Consumer<@Nullable Step> asks) {
    this.asks = asks;
    glove = setup.glove();
    wearing = setup.wearing();
    checked = setup.checked();
    software = setup.software();
    keeper = setup.keeper();
    before = setup.before();
    newest = before;
    reader = GloveReader.of(glove.spec(), wearing.side());
    run =
        new GuidedRun(
            setup.plan(), reader, setup.recording(), glove.spec().nominalHz(), setup.behind(), 0);
    cursor = glove.stream().ring().reader();
    sample = new Sample(glove.spec());
    range = new ChannelRange(reader.channels().size());
    run.holds().forEach(hold -> range.see(hold.mean()));
    look = looked(RunState.WAITING_FOR_DEVICE, RunWords.connecting(glove.title()));
    thread = new RunThread("calibrate " + glove.spec().name(), this::live);
  }

  public RigGlove glove() {
    return glove;
  }

  public Profile.Wearing wearing() {
    return wearing;
  }

  public StepPlan plan() {
    return run.plan();
  }

  /// What the numbers of a [RunLook] are, in their order.
  public List<SensedChannel> channels() {
    return reader.channels();
  }

  /// How it stands now.
  public RunLook look() {
    return look;
  }

  /// How many samples of the glove it has seen.
  long seen() {
    return seen;
  }

  /// What a calibration led to, once it is DONE, or FAILED only because it could not be kept.
  public Optional<Profile> made() {
    return Optional.ofNullable(made);
  }

  /// What a check led to, once it is DONE.
  public Optional<DonningCheck.Answer> answer() {
    return Optional.ofNullable(answer);
  }

  /// The profile that is being checked; empty in a calibration.
  public Optional<Profile> checked() {
    return Optional.ofNullable(checked);
  }

  @Override
  public RunState state() {
    return look.state();
  }

  @Override
  public int done() {
    return look.done();
  }

  /// Takes the last pose again.
  @Override
  public void again() {
    thread.tell(() -> {
      run.again();
      keep();
    });
  }

  /// Leaves out the pose that is asked for.
  @Override
  public void leaveOut() {
    thread.tell(() -> {
      run.leaveOut();
      keep();
    });
  }

  /// Holds the run, or lets it go on: nothing counts meanwhile.
  @Override
  public void pause(boolean on) {
    thread.tell(() -> paused = on);
  }

  @Override
  public void keepAgain() {
    thread.keepAgain();
  }

  /// Ends the run where it is. What was held stays on the disk, to go on with another day.
  @Override
  public void stop() {
    thread.stop();
  }

  @Override
  public void close() {
    thread.close();
  }

  private void live() {
    try {
      while (thread.wanted() && !run.finished()) {
        thread.obey();
        if (run.finished()) {
          break;
        }
        ask(run.wanted());
        boolean came = listen();
        long quiet = StudioClock.now() - lastArrival;
        boolean here = lastArrival != Long.MIN_VALUE && quiet < AWAY_NANOS;
        look =
            paused
                ? looked(RunState.PAUSED, "Paused")
                : here
                    ? looked(RunState.RUNNING, trouble())
                    : looked(RunState.WAITING_FOR_DEVICE, waiting());
        if (!came) {
          thread.rest();
        }
      }
      ask(null);
      if (thread.wanted()) {
        end();
      }
    } catch (RuntimeException e) {
      LOG.error("The run on {} failed", glove.spec().name(), e);
      look = looked(RunState.FAILED, "The run failed: " + e + ". What was held is kept.");
    } finally {
      ask(null);
    }
  }

  private void ask(@Nullable Step step) {
    if (step != asked) {
      asked = step;
      asks.accept(step);
    }
  }

  private String waiting() {
    return RunWords.waiting(
        glove.title(),
        glove.device().trouble(),
        lastArrival != Long.MIN_VALUE,
        run.done() > 0 ? "The poses so far are kept; it goes on when the glove is back." : "");
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  private boolean listen() {
    boolean came = false;
    while (!run.finished() && cursor.poll(sample)) {
      came = true;
      seen++;
      lastArrival = sample.arrivalNanos;
      ChannelRange.leaveOutInfinite(sample.values);
      reader.read(sample.values, range.now());
      range.see(range.now());
      if (paused) {
        continue;
      }
      if (base == Long.MIN_VALUE) {
        base = sample.captureNanos - before;
      }
      // A clock that is being found may step back a little; a run's own time does not.
      newest = Math.max(newest, sample.captureNanos - base);
      if (run.see(newest, sample.values)) {
        keep();
        ask(run.wanted());
      }
    }
    return came;
  }

  private void keep() {
    RunKeeper to = keeper;
    if (to != null) {
      to.keep(run, reader.channels(), newest);
    }
  }

  private String trouble() {
    RunKeeper to = keeper;
    return to == null ? "" : to.trouble();
  }

  private void end() {
    look = looked(RunState.WORKING_OUT, "Working out the hand");
    Profile old = checked;
    if (old != null) {
      answer = DonningCheck.judge(old, run.holds());
      look = looked(RunState.DONE, "");
      return;
    }
    List<Hold> holds = run.holds();
    if (lacks(holds, Step.FLAT) || lacks(holds, Step.FIST)) {
      look =
          looked(
              RunState.FAILED,
              "Too many poses were left out: a calibration needs the flat hand and the fist once at"
                  + " least. Begin a new run.");
      return;
    }
    Calibration found =
        Calibration.of(reader.channels(), holds, wearing.side(), wearing.size(), wearing.fingers());
    made =
        Profile.of(
            wearing,
            Instant.now(),
            software,
            reader.channels(),
            found.model(),
            found.quality(),
            holds);
    thread.keep(this::keepProfile);
  }

  private static boolean lacks(List<Hold> holds, Step step) {
    return holds.stream().noneMatch(hold -> hold.step() == step);
  }

  private boolean keepProfile() {
    RunKeeper to = keeper;
    Profile profile = made;
    if (to == null || profile == null) {
      return true;
    }
    try {
      to.finish(profile, run.recording());
    } catch (ProfileException e) {
      LOG.error("A profile is not on the disk", e);
      look = looked(RunState.FAILED, RunWords.notKept("The hand is worked out", e));
      return false;
    }
    look = looked(RunState.DONE, "");
    return true;
  }

  private RunLook looked(RunState state, String words) {
    return new RunLook(
        state,
        run.wanted(),
        run.done(),
        run.plan().holds(),
        run.stillness(),
        range.now().clone(),
        range.low(),
        range.high(),
        newest / 1e9,
        words);
  }
}
