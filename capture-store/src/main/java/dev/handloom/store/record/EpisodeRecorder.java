package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.Hub;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.state.Lifecycle;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.library.Library;
import dev.handloom.store.payload.EpisodeEvent;
import dev.handloom.store.payload.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records one take after the other into a library. Armed, it keeps the last seconds in memory, so
/// that a take can begin before it was started.
public final class EpisodeRecorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EpisodeRecorder.class);

  private static final long GROWING_NANOS = 2_000_000_000L;

  private static final Duration LOOK_AT_ENDING = Duration.ofMillis(100);

  private final Hub hub;
  private final List<Device> devices;
  private final Library library;
  private final RecorderOptions options;
  private final Lifecycle<RecorderState> state = new Lifecycle<>(RecorderState.IDLE);
  private final Growth growth = new Growth();
  private final TakeOutcome outcome;
  private volatile @Nullable Session session;
  private volatile @Nullable Take take;
  private volatile @Nullable TakeResult result;
  private volatile boolean closed;

  /// @param hub where the streams are found
  /// @param devices whose states and clocks are recorded along
  public EpisodeRecorder(Hub hub, List<Device> devices, Library library, RecorderOptions options) {
    this.hub = hub;
    this.devices = List.copyOf(devices);
    this.library = library;
    this.options = options;
    outcome = new TakeOutcome(library);
    WarmUp.begin();
  }

  /// Where it is; can be watched and awaited. Listeners run on the recording thread.
  public Lifecycle<RecorderState> state() {
    return state;
  }

  /// Begins to keep the last seconds in memory: samples as they are, pictures packed.
  ///
  /// @param plan whose streams are followed; [#start] and [#keepLast] may name another task
  /// @param keep how much of the past a take can have, up to [TakePlan#LONGEST_PRE_ROLL]
  /// @param again whether it arms itself anew after each take that is saved
  /// @throws RecordException when that is not possible; nothing was changed
  public synchronized void arm(TakePlan plan, Duration keep, boolean again) throws RecordException {
    if (state.get().busy()) {
      throw new RecordException("A take is under way. Stop it first");
    }
    if (closed) {
      throw new RecordException("The recorder is closed");
    }
    if (keep.compareTo(TakePlan.LONGEST_PRE_ROLL) > 0 || keep.isNegative()) {
      throw new IllegalArgumentException("No more than 30 s are kept, not " + keep);
    }
    disarm();
    List<LiveStream> streams = TakeNeeds.streams(hub, plan);
    // Something must be kept, or nothing would be armed.
    long nanos = Math.max(1, keep.toNanos());
    Intake intake = intake(streams, plan, nanos);
    Session made = new Session(intake, plan, keep, again);
    session = made;
    intake.arm();
    made.run(this::follow);
    state.enter(RecorderState.ARMED);
  }

  private Intake intake(List<LiveStream> streams, TakePlan plan, long keepNanos) {
    return new Intake(
        hub, streams, plan.streams().isEmpty(), devices, options.encoders(), keepNanos);
  }

  /// Forgets what is kept in memory.
  public synchronized void disarm() {
    Session armed = session;
    if (armed != null && state.transition(RecorderState.ARMED, RecorderState.IDLE)) {
      armed.end();
      session = null;
    }
  }

  /// Begins a take: whatever is captured from now on belongs to it, and if the recorder is armed,
  /// what came before as far as the plan wants it. The first take of a program may wait until
  /// everything for it is loaded, and begins then.
  ///
  /// @throws RecordException when that is not possible; nothing was changed
  public synchronized EpisodeId start(TakePlan plan) throws RecordException {
    if (state.get() != RecorderState.ARMED) {
      // Only the first take of a program that has just begun waits for this. Pictures are held for
      // a second; a take that began before could lose the first of them.
      WarmUp.await();
    }
    long now = StudioClock.now();
    Take next = prepare(plan, now, plan.preRoll());
    return begin(next);
  }

  /// Makes an episode of the last seconds. Armed: of what is in memory, saved at once. During a
  /// take: ends it, and writes down that only its last seconds are to be used; the rest is kept.
  ///
  /// @return the episode
  /// @throws RecordException when nothing is in memory; nothing was changed
  public synchronized EpisodeId keepLast(TakePlan plan, Duration length) throws RecordException {
    long now = StudioClock.now();
    Take current = take;
    RecorderState where = state.get();
    if (current != null && where.busy()) {
      current.useFrom(now - length.toNanos());
      current.stopAt(now, "Kept the last " + length.toSeconds() + " s");
      return current.bundle().id();
    }
    if (where != RecorderState.ARMED) {
      throw new RecordException("Nothing is in memory. Arm the recorder first");
    }
    Duration held =
        length.compareTo(TakePlan.LONGEST_PRE_ROLL) > 0 ? TakePlan.LONGEST_PRE_ROLL : length;
    Take next = prepare(plan, now, held);
    next.stopAt(now, "Kept the last " + held.toSeconds() + " s");
    return begin(next);
  }

  private Take prepare(TakePlan plan, long now, Duration back) throws RecordException {
    if (state.get().busy()) {
      throw new RecordException("A take is under way. Stop it first");
    }
    TakeNeeds.room(options, library);
    Session armed = session;
    boolean usable =
        state.get() == RecorderState.ARMED
            && armed != null
            && armed.plan().streams().equals(plan.streams());
    Session used;
    if (usable && armed != null) {
      used = armed;
    } else {
      disarm();
      Intake intake = intake(TakeNeeds.streams(hub, plan), plan, 0);
      used = new Session(intake, plan, Duration.ZERO, false);
    }
    long wanted = usable ? now - Math.min(back.toNanos(), used.intake().heldNanos(now)) : now;
    long start = usable ? used.intake().startFor(wanted) : now;
    StudioClock.Anchor anchor = StudioClock.anchor();
    EpisodeId id = EpisodeId.at(Instant.ofEpochSecond(0, anchor.toUnixNanos(start)));
    TakeMarker marker =
        new TakeMarker(
            id.text(), plan.task(), plan.person(), plan.rig(), start, anchor, options.software());
    Bundle bundle = new Bundle(id.under(library.episodes()));
    Take next =
        new Take(
            bundle, marker, plan.enclosures(), used.intake(), options, state, this::watchEnding);
    if (start < now) {
      next.add(
          new EpisodeEvent(
              now, EventKind.STARTED, "", 0, "Started here; what comes before was in memory"));
    }
    for (String sentence : plan.despite()) {
      next.add(new EpisodeEvent(now, EventKind.STARTED_ANYWAY, "", 0, sentence));
    }
    session = used;
    return next;
  }

  private EpisodeId begin(Take next) {
    Session used = java.util.Objects.requireNonNull(session);
    take = next;
    result = null;
    growth.begin();
    state.enter(RecorderState.STARTING);
    used.go(next, this::follow);
    if (next.window().closed()) {
      watchEnding();
    }
    return next.bundle().id();
  }

  private void follow(Session made, Take current) {
    Thread.currentThread().setName("record " + current.bundle().id());
    TakeResult became = outcome.of(current);
    if (!decide(current, became)) {
      LOG.warn("A take that was given up came to an end after all: {}", became.message());
    } else if (made.again() && became.state() == RecorderState.SAVED) {
      armAgain(made);
    }
  }

  /// Says what became of a take; the first to say it is right.
  private synchronized boolean decide(Take current, TakeResult became) {
    if (result != null || !current.equals(take)) {
      return false;
    }
    session = null;
    result = became;
    state.enter(became.state());
    return true;
  }

  private synchronized void armAgain(Session before) {
    if (!closed && state.get() == RecorderState.SAVED) {
      try {
        arm(before.plan(), before.keep(), true);
      } catch (RecordException e) {
        LOG.warn("The recorder is not armed again: {}", e.getMessage());
      }
    }
  }

  /// A disk that gives no answer must not keep anybody waiting for ever.
  private void watchEnding() {
    Take current = take;
    if (current == null) {
      return;
    }
    Thread.ofPlatform()
        .name("finish watch")
        .daemon(true)
        .start(() -> {
          try {
            while (!state.await(s -> !s.busy(), LOOK_AT_ENDING) && current.equals(take)) {
              if (current.hangs(StudioClock.now())) {
                LOG.error("The disk gives no answer; the take {} is left", current.bundle().id());
                decide(current, TakeOutcome.hung(current, options.finishLimit()));
                return;
              }
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// Leaves out what is captured from now on, until [#resume]; false if nothing is recorded.
  public synchronized boolean pause() {
    Take current = take;
    if (current == null || !state.transition(RecorderState.RECORDING, RecorderState.PAUSED)) {
      return false;
    }
    current.pause(StudioClock.now());
    return true;
  }

  /// Lets a take that was paused go on; false if none is.
  public synchronized boolean resume() {
    Take current = take;
    if (current == null || !state.transition(RecorderState.PAUSED, RecorderState.RECORDING)) {
      return false;
    }
    current.resume(StudioClock.now());
    return true;
  }

  /// Marks this moment; false if no take is under way.
  public boolean mark(String label) {
    return mark(label, StudioClock.now());
  }

  /// Marks a moment of the take, as a pedal or a device saw it.
  public boolean mark(String label, long studioNanos) {
    return note(new EpisodeEvent(studioNanos, EventKind.MARKER, "", 0, label));
  }

  /// Writes down what was seen during the take; false if no take is under way.
  public boolean note(EpisodeEvent event) {
    Take current = take;
    RecorderState now = state.get();
    if (current == null || !now.busy() || now == RecorderState.FINISHING) {
      return false;
    }
    current.add(event);
    return true;
  }

  /// Ends the take at this moment, without waiting for the files.
  public void requestStop(String why) {
    Take current = take;
    if (current != null && state.get().busy()) {
      current.stop(why);
    }
  }

  /// Ends the take at this moment and waits until it is saved or has failed. A disk that gives no
  /// answer is not waited for longer than the options say.
  ///
  /// @return empty if there was no take
  public Optional<TakeResult> stop(String why) throws InterruptedException {
    requestStop(why);
    state.await(s -> !s.busy(), Duration.ofDays(1));
    return result();
  }

  /// Waits until no take is under way.
  public Optional<TakeResult> await(Duration most) throws InterruptedException {
    state.await(s -> !s.busy(), most);
    return result();
  }

  /// What became of the last take; empty before there is one and while one is under way.
  public Optional<TakeResult> result() {
    return Optional.ofNullable(result);
  }

  /// How it goes, for a window or a progress line. Allocates: ask a few times a second.
  public RecordingStatus status() {
    long now = StudioClock.now();
    RecorderState where = state.get();
    TakeResult made = result;
    String message = made == null ? "" : made.message();
    Session armed = session;
    if (where == RecorderState.ARMED && armed != null) {
      return StatusReport.armed(where, armed.intake(), now, message);
    }
    Take current = take;
    if (current == null) {
      return new RecordingStatus(
          where, null, 0, 0, false, 0, -1, DiskRate.NOT_KNOWN, 0, 0, 1, List.of(), "");
    }
    boolean growing = where.busy() && growth.grewWithin(current.bytes(), now, GROWING_NANOS);
    return StatusReport.of(where, current, now, growing, made == null ? current.ended() : message);
  }

  /// Ends the take that is under way, if any, and waits for it.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      disarm();
    }
    requestStop("The program was closed");
    try {
      state.await(s -> !s.busy(), Duration.ofDays(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
