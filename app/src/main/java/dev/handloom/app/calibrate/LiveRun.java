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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
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
public final class LiveRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);

  private static final long LOOK_NANOS = 8_000_000L;

  /// A glove from which nothing has come for so long is away.
  private static final long AWAY_NANOS = 700_000_000L;

  private static final long END_MILLIS = 5000;

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
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile RunLook look;
  private volatile boolean wanted = true;
  private volatile long seen;
  private volatile @Nullable Profile made;
  private volatile DonningCheck.@Nullable Answer answer;

  // Of the run's own thread.
  private boolean paused;
  private boolean retry;
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
    look = looked(RunState.WAITING_FOR_DEVICE, "Connecting to " + glove.title());
    thread =
        Thread.ofPlatform()
            .name("calibrate " + glove.spec().name())
            .daemon(true)
            .unstarted(this::live);
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

  /// Takes the last pose again.
  public void again() {
    commands.add(() -> {
      run.again();
      keep();
    });
  }

  /// Leaves out the pose that is asked for.
  public void leaveOut() {
    commands.add(() -> {
      run.leaveOut();
      keep();
    });
  }

  /// Holds the run, or lets it go on: nothing counts meanwhile.
  public void pause(boolean on) {
    commands.add(() -> paused = on);
  }

  /// After a failure to keep the profile: tries once more, when a person has made room.
  public void keepAgain() {
    commands.add(() -> retry = true);
    LockSupport.unpark(thread);
  }

  /// Ends the run where it is. What was held stays on the disk, to go on with another day.
  public void stop() {
    wanted = false;
    LockSupport.unpark(thread);
  }

  /// Ends it and waits until its thread is gone.
  @Override
  public void close() {
    stop();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void live() {
    try {
      while (wanted && !run.finished()) {
        obey();
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
          LockSupport.parkNanos(this, LOOK_NANOS);
        }
      }
      ask(null);
      if (wanted) {
        end();
      }
    } catch (RuntimeException e) {
      LOG.error("The run on {} failed", glove.spec().name(), e);
      look = looked(RunState.FAILED, "The run failed: " + e + ". What was held is kept.");
    } finally {
      ask(null);
    }
  }

  private void obey() {
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      command.run();
    }
  }

  private void ask(@Nullable Step step) {
    if (step != asked) {
      asked = step;
      asks.accept(step);
    }
  }

  private String waiting() {
    String trouble = glove.device().trouble();
    if (lastArrival == Long.MIN_VALUE && trouble.isEmpty()) {
      return "Connecting to " + glove.title();
    }
    return "Waiting for "
        + glove.title()
        + ". "
        + (trouble.isEmpty() ? "Nothing comes from it" : trouble)
        + (trouble.endsWith(".") ? "" : ".")
        + (run.done() > 0 ? " The poses so far are kept; it goes on when the glove is back." : "");
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
    while (wanted && !keepProfile()) {
      while (wanted && !retry) {
        LockSupport.parkNanos(this, 10 * LOOK_NANOS);
        obey();
      }
      retry = false;
    }
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
      look =
          looked(
              RunState.FAILED,
              "The hand is worked out, but the profile could not be kept. "
                  + e.getMessage()
                  + ". Mend that, then keep it again; it stays in memory as long as this run is"
                  + " open.");
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
