package dev.handloom.app.arm;

import dev.handloom.app.Workplace;
import dev.handloom.app.calibrate.LedRun;
import dev.handloom.app.calibrate.RunState;
import dev.handloom.app.calibrate.RunThread;
import dev.handloom.app.calibrate.RunWords;
import dev.handloom.calibration.arm.ArmCalibration;
import dev.handloom.calibration.arm.ArmProfile;
import dev.handloom.calibration.arm.ArmRun;
import dev.handloom.calibration.arm.ArmStep;
import dev.handloom.calibration.profile.ArmShelf;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.stream.RingReader;
import dev.handloom.device.stream.Sample;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A guided run of a live arm, on a thread of its own. The window looks at [#look()] once per pulse
/// and gives commands; both from any thread.
///
/// An arm that goes away costs the step it was in: the run waits, says so, and goes on when it is
/// back.
public final class LiveArmRun implements LedRun {
  private static final Logger LOG = LoggerFactory.getLogger(LiveArmRun.class);

  /// An arm from which nothing has come for so long is away.
  private static final long AWAY_NANOS = 700_000_000L;

  private final RigArm arm;
  private final String person;
  private final ArmShelf shelf;
  private final String software;
  private final Consumer<@Nullable ArmStep> asks;
  private final ArmRun run;
  private final RingReader cursor;
  private final Sample sample;
  private final double[] low;
  private final double[] high;
  private final RunThread thread;
  private volatile ArmLook look;
  private volatile @Nullable ArmProfile made;
  private volatile @Nullable Path kept;

  // Of the run's own thread.
  private boolean paused;
  private boolean away = true;
  private long lastArrival = Long.MIN_VALUE;
  private long newest = Long.MIN_VALUE;
  private int asked = -1;

  /// Begins a calibration.
  ///
  /// @param person who moves the arm
  /// @param shelf where the profile will be kept
  /// @param asks told, on the run's thread, what is asked for now; null at the end
  public static LiveArmRun start(
      RigArm arm,
      String person,
      ArmShelf shelf,
      String software,
      Consumer<@Nullable ArmStep> asks) {
    LiveArmRun made = new LiveArmRun(arm, person, shelf, software, asks);
    made.thread.start();
    return made;
  }

  /// Whom a run of this arm asks: a simulated arm moves as is asked, and a real one is moved by
  /// somebody who reads.
  public static Consumer<@Nullable ArmStep> mover(Workplace workplace, RigArm arm) {
    if (!arm.device().config().simulated()) {
      return _ -> {};
    }
    return step ->
        workplace
            .simulation()
            .ifPresent(rig ->
                rig.moveArm(
                    step == null ? null : step.kind().name(), step == null ? -1 : step.joint()));
  }

  private LiveArmRun(
      RigArm arm,
      String person,
      ArmShelf shelf,
      String software,
      Consumer<@Nullable ArmStep> asks) {
    this.arm = arm;
    this.person = person;
    this.shelf = shelf;
    this.software = software;
    this.asks = asks;
    run =
        new ArmRun(
            arm.encoders(), arm.stream().spec().channels().size(), arm.stream().spec().nominalHz());
    cursor = arm.stream().ring().reader();
    sample = new Sample(arm.stream().spec());
    low = new double[arm.encoders().size()];
    high = new double[low.length];
    Arrays.fill(low, Double.NaN);
    Arrays.fill(high, Double.NaN);
    look = looked(RunState.WAITING_FOR_DEVICE, RunWords.connecting(arm.title()));
    thread = new RunThread("calibrate " + arm.stream().spec().name(), this::live);
  }

  public RigArm arm() {
    return arm;
  }

  /// What is asked for after so many steps; null behind the last.
  public @Nullable ArmStep step(int number) {
    var steps = run.plan().steps();
    return number < steps.size() ? steps.get(number) : null;
  }

  /// How it stands now.
  public ArmLook look() {
    return look;
  }

  /// What it led to, once it is DONE, or FAILED only because it could not be kept.
  public Optional<ArmProfile> made() {
    return Optional.ofNullable(made);
  }

  /// Where the profile lies, once it is DONE.
  public Optional<Path> kept() {
    return Optional.ofNullable(kept);
  }

  @Override
  public RunState state() {
    return look.state();
  }

  @Override
  public int done() {
    return look.done();
  }

  @Override
  public void again() {
    thread.tell(() -> {
      run.again();
      asked = -1;
    });
  }

  @Override
  public void leaveOut() {
    thread.tell(run::leaveOut);
  }

  /// Holds the run, or lets it go on: the step that is asked for begins anew.
  @Override
  public void pause(boolean on) {
    thread.tell(() -> {
      paused = on;
      asked = -1;
    });
  }

  @Override
  public void keepAgain() {
    thread.keepAgain();
  }

  /// Gives the run up.
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
        boolean came = listen();
        long quiet = StudioClock.now() - lastArrival;
        away = lastArrival == Long.MIN_VALUE || quiet >= AWAY_NANOS;
        if (away) {
          // Whoever moves it is asked once more when it is back.
          asked = -1;
        } else if (!paused) {
          ask();
        }
        look =
            paused
                ? looked(RunState.PAUSED, "Paused")
                : away
                    ? looked(RunState.WAITING_FOR_DEVICE, waiting())
                    : looked(RunState.RUNNING, "");
        if (!came) {
          thread.rest();
        }
      }
      if (thread.wanted()) {
        end();
      }
    } catch (RuntimeException e) {
      LOG.error("The run of {} failed", arm.stream().spec().name(), e);
      look =
          looked(
              RunState.FAILED,
              "The run broke off; the diagnostics say more. Nothing was changed: the profile in use"
                  + " stays. Begin a new run.");
    } finally {
      asks.accept(null);
    }
  }

  private void ask() {
    if (asked != run.done() && !run.finished()) {
      asked = run.done();
      asks.accept(run.wanted());
    }
  }

  private String waiting() {
    return RunWords.waiting(
        arm.title(),
        arm.device().trouble(),
        lastArrival != Long.MIN_VALUE,
        run.done() > 0 ? "The steps so far are kept; it goes on when the arm is back." : "");
  }

  private boolean listen() {
    boolean came = false;
    int before = run.done();
    while (!run.finished() && run.done() == before && cursor.poll(sample)) {
      came = true;
      lastArrival = sample.arrivalNanos;
      if (paused) {
        continue;
      }
      for (int c = 0; c < sample.values.length; c++) {
        // What is infinite was no measurement.
        sample.values[c] = Double.isInfinite(sample.values[c]) ? Double.NaN : sample.values[c];
      }
      // A clock that is being found may step back a little; a run's own time does not.
      newest = Math.max(newest, sample.captureNanos);
      if (run.see(newest, sample.values) && run.done() == 1) {
        // From here on it is known where zero is.
        Arrays.fill(low, Double.NaN);
        Arrays.fill(high, Double.NaN);
      }
      for (int j = 0; j < low.length; j++) {
        double at = run.at(j);
        low[j] = low[j] <= at ? low[j] : Double.isNaN(at) ? low[j] : at;
        high[j] = high[j] >= at ? high[j] : Double.isNaN(at) ? high[j] : at;
      }
    }
    return came;
  }

  private void end() {
    look = looked(RunState.WORKING_OUT, "Working out the joints");
    ArmCalibration found = ArmCalibration.of(run);
    ArmProfile profile =
        ArmProfile.of(person, arm.name(), arm.stream().spec(), Instant.now(), software, found);
    made = profile;
    thread.keep(() -> keep(profile));
  }

  private boolean keep(ArmProfile profile) {
    try {
      kept = shelf.keep(profile, run.recording());
    } catch (ProfileException e) {
      LOG.error("A profile is not on the disk", e);
      look = looked(RunState.FAILED, RunWords.notKept("The joints are worked out", e));
      return false;
    }
    look = looked(RunState.DONE, "");
    return true;
  }

  private ArmLook looked(RunState state, String words) {
    ArmStep step = run.wanted();
    double[] at = new double[low.length];
    for (int j = 0; j < at.length; j++) {
      at[j] = run.at(j);
    }
    return new ArmLook(
        state,
        step,
        run.done(),
        run.plan().steps().size(),
        at,
        low.clone(),
        high.clone(),
        step == null || step.joint() < 0 ? 0 : run.moved(step.joint()),
        words);
  }
}
