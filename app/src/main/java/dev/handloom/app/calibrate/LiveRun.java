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
import dev.handloom.calibration.run.RunRecording;
import dev.handloom.calibration.run.Step;
import dev.handloom.calibration.run.StepPlan;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.time.Instant;
import java.util.Arrays;
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
  private final @Nullable ProfileShelf shelf;
  private final @Nullable Profile checked;
  private final String software;
  private final Consumer<@Nullable Step> asks;
  private final Instant begun;
  private final GloveReader reader;
  private final GuidedRun run;
  private final long before;
  private final RingReader cursor;
  private final Sample sample;
  private final double[] read;
  private final double[] low;
  private final double[] high;
  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile RunLook look;
  private volatile boolean wanted = true;
  private volatile @Nullable Profile made;
  private volatile DonningCheck.@Nullable Answer answer;

  // Of the run's own thread.
  private boolean paused;
  private boolean retry;
  private long base = Long.MIN_VALUE;
  private long lastArrival = Long.MIN_VALUE;
  private long newest;
  private int kept;
  private @Nullable Step asked;
  private String keeping = "";

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
    StepPlan plan = StepPlan.of(glove.channels(), wearing.fingers());
    LiveRun made =
        new LiveRun(
            glove,
            wearing,
            shelf,
            null,
            software,
            asks,
            plan,
            List.of(),
            new RunRecording(glove.spec().channels().size()),
            0,
            Instant.now());
    made.thread.start();
    return made;
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
    if (!unfinished.fits(glove.channels())) {
      throw new ProfileException(
          "The run was begun on a glove with other channels than "
              + glove.title()
              + " has; begin a new one");
    }
    LiveRun made =
        new LiveRun(
            glove,
            unfinished.wearing(),
            shelf,
            null,
            software,
            asks,
            unfinished.plan(),
            unfinished.holds(),
            recordingOf(unfinished, shelf, glove),
            unfinished.nanos(),
            unfinished.begun());
    made.thread.start();
    return made;
  }

  private static RunRecording recordingOf(
      UnfinishedRun unfinished, ProfileShelf shelf, RigGlove glove) throws ProfileException {
    RunRecording recording = shelf.recording(unfinished);
    return recording.count() > 0 ? recording : new RunRecording(glove.spec().channels().size());
  }

  /// Begins the check after putting the glove on: does the profile still hold?
  public static LiveRun check(
      RigGlove glove, Profile profile, String software, Consumer<@Nullable Step> asks) {
    if (!profile.fits(glove.channels())) {
      throw new IllegalArgumentException(
          "The profile was made on a glove with other channels than " + glove.title() + " has");
    }
    Profile.Wearing wearing =
        new Profile.Wearing(
            profile.person(), profile.device(), profile.side(), profile.size(), profile.fingers());
    LiveRun made =
        new LiveRun(
            glove,
            wearing,
            null,
            profile,
            software,
            asks,
            DonningCheck.plan(profile),
            List.of(),
            new RunRecording(glove.spec().channels().size()),
            0,
            Instant.now());
    made.thread.start();
    return made;
  }

  private LiveRun(
      RigGlove glove,
      Profile.Wearing wearing,
      @Nullable ProfileShelf shelf,
      @Nullable Profile checked,
      String software,
      Consumer<@Nullable Step> asks,
      StepPlan plan,
      List<@Nullable Hold> behind,
      RunRecording recording,
      long before,
      Instant begun) {
    this.glove = glove;
    this.wearing = wearing;
    this.shelf = shelf;
    this.checked = checked;
    this.software = software;
    this.asks = asks;
    this.before = before;
    this.begun = begun;
    reader = GloveReader.of(glove.spec(), wearing.side());
    run = new GuidedRun(plan, reader, recording, glove.spec().nominalHz(), behind, 0);
    kept = recording.count();
    newest = before;
    cursor = glove.stream().ring().reader();
    sample = new Sample(glove.spec());
    read = new double[reader.channels().size()];
    low = new double[read.length];
    high = new double[read.length];
    Arrays.fill(read, Double.NaN);
    Arrays.fill(low, Double.NaN);
    Arrays.fill(high, Double.NaN);
    for (Hold hold : run.holds()) {
      range(hold.mean());
    }
    look = looked(RunState.WAITING_FOR_DEVICE, "Waiting for " + glove.title());
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
                    ? looked(RunState.RUNNING, keeping)
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
    return "Waiting for "
        + glove.title()
        + ". "
        + (trouble.isEmpty() ? "Nothing comes from it." : trouble)
        + (run.done() > 0 ? " The poses so far are kept; it goes on when the glove is back." : "");
  }

  private boolean listen() {
    boolean came = false;
    while (!run.finished() && cursor.poll(sample)) {
      came = true;
      lastArrival = sample.arrivalNanos;
      for (int c = 0; c < sample.values.length; c++) {
        if (Double.isInfinite(sample.values[c])) {
          sample.values[c] = Double.NaN;
        }
      }
      reader.read(sample.values, read);
      range(read);
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

  private void range(double[] values) {
    for (int c = 0; c < values.length; c++) {
      if (!Double.isNaN(values[c])) {
        low[c] = low[c] <= values[c] ? low[c] : values[c];
        high[c] = high[c] >= values[c] ? high[c] : values[c];
      }
    }
  }

  /// Writes down how far the run is.
  private void keep() {
    ProfileShelf to = shelf;
    if (to == null) {
      return;
    }
    RunRecording recording = run.recording();
    UnfinishedRun state =
        new UnfinishedRun(
            UnfinishedRun.FORMAT,
            wearing,
            glove.spec().name(),
            begun,
            software,
            reader.channels(),
            run.plan().steps(),
            run.plan().rounds(),
            run.behind(),
            newest,
            recording.count());
    try {
      to.keepUnfinished(state, recording, kept);
      kept = recording.count();
      keeping = "";
    } catch (ProfileException e) {
      LOG.warn("An unfinished run is not on the disk: {}", e.getMessage());
      kept = 0;
      keeping = "The run goes on, but would not survive a crash: " + e.getMessage();
    }
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
    if (holds.isEmpty()) {
      look = looked(RunState.FAILED, "Every pose was left out, so there is nothing to go by.");
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

  private boolean keepProfile() {
    ProfileShelf to = shelf;
    Profile profile = made;
    if (to == null || profile == null) {
      return true;
    }
    try {
      to.keep(profile, run.recording());
      to.forgetUnfinished(wearing.person(), wearing.device());
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
        read.clone(),
        low.clone(),
        high.clone(),
        newest / 1e9,
        words);
  }
}
