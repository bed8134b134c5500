package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.Hub;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.state.Lifecycle;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.EpisodeId;
import dev.handloom.store.episode.Manifest;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.episode.TakeMarker;
import dev.handloom.store.library.Library;
import dev.handloom.store.recover.Recovery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records one take after the other into a library.
public final class EpisodeRecorder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EpisodeRecorder.class);

  /// Within this a take is ended, whatever the encoders and the disk do.
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private static final long GROWING_NANOS = 2_000_000_000L;

  private final Hub hub;
  private final List<Device> devices;
  private final Library library;
  private final RecorderOptions options;
  private final Lifecycle<RecorderState> state = new Lifecycle<>(RecorderState.IDLE);
  private final Growth growth = new Growth();
  private volatile @Nullable Take take;
  private volatile @Nullable TakeResult result;

  /// @param hub where the streams are found
  /// @param devices whose states and clocks are recorded along
  public EpisodeRecorder(Hub hub, List<Device> devices, Library library, RecorderOptions options) {
    this.hub = hub;
    this.devices = List.copyOf(devices);
    this.library = library;
    this.options = options;
    WarmUp.begin();
  }

  /// Where it is; can be watched and awaited. Listeners run on the recording thread.
  public Lifecycle<RecorderState> state() {
    return state;
  }

  /// Begins a take: whatever is captured from now on belongs to it. The first take of a program may
  /// wait until everything for it is loaded, and begins then.
  ///
  /// @throws RecordException when that is not possible; nothing was changed
  public synchronized EpisodeId start(TakePlan plan) throws RecordException {
    RecorderState now = state.get();
    if (now.busy()) {
      throw new RecordException("A take is under way. Stop it first");
    }
    List<LiveStream> streams = streams(plan);
    checkRoom();
    // Only the first take of a program that has just begun waits for this. Pictures are held for a
    // second; a take that began before could lose the first of them.
    WarmUp.await();
    long startNanos = StudioClock.now();
    StudioClock.Anchor anchor = StudioClock.anchor();
    Instant start = Instant.ofEpochSecond(0, anchor.toUnixNanos(startNanos));
    EpisodeId id = EpisodeId.at(start);
    TakeMarker marker =
        new TakeMarker(
            id.text(),
            plan.task(),
            plan.person(),
            plan.rig(),
            startNanos,
            anchor,
            options.software());
    Take next =
        new Take(
            new Bundle(id.under(library.episodes())), marker, streams, devices, options, state);
    take = next;
    result = null;
    growth.begin();
    state.enter(RecorderState.STARTING);
    Thread.ofPlatform().name("record " + id).start(() -> run(next));
    return id;
  }

  private List<LiveStream> streams(TakePlan plan) throws RecordException {
    List<LiveStream> streams = new ArrayList<>();
    if (plan.streams().isEmpty()) {
      streams.addAll(hub.all());
    }
    for (String name : plan.streams()) {
      streams.add(
          hub.find(name)
              .orElseThrow(() ->
                  new RecordException(
                      "There is no stream \"" + name + "\" in this rig. Nothing was started")));
    }
    if (streams.isEmpty()) {
      throw new RecordException("There is nothing to record. Connect a device first");
    }
    return streams;
  }

  private void checkRoom() throws RecordException {
    long free;
    try {
      free = options.disk().freeBytes(library.folder());
    } catch (IOException e) {
      throw new RecordException("The library cannot be reached: " + e.getMessage());
    }
    if (free < options.reserveBytes()) {
      throw new RecordException(
          "Only "
              + (free >> 20)
              + " MiB are free and "
              + (options.reserveBytes() >> 20)
              + " MiB are kept in reserve. Make room, or choose another library: "
              + library.folder());
    }
  }

  private void run(Take current) {
    TakeResult made;
    try {
      Manifest manifest = current.record();
      library.add(current.bundle());
      made = new TakeResult(RecorderState.SAVED, current.bundle(), manifest, current.ended());
    } catch (IOException e) {
      LOG.error("The take {} could not be ended", current.bundle().id(), e);
      made = keep(current, e);
    } catch (RuntimeException | Error e) {
      LOG.error("The take {} could not be ended", current.bundle().id(), e);
      made = keep(current, new IOException(String.valueOf(e), e));
    }
    result = made;
    state.enter(made.state());
  }

  /// Makes what a failed take has written a bundle that can be opened.
  private TakeResult keep(Take current, IOException failure) {
    Bundle bundle = current.bundle();
    String what = "Recording stopped: " + failure.getMessage() + ". ";
    if (bundle.saved()) {
      // Only the catalogue failed; it takes the episode in when it is opened next.
      return new TakeResult(
          RecorderState.SAVED,
          bundle,
          readBack(bundle),
          "The take is saved, but not in the catalogue yet. " + failure.getMessage());
    }
    try {
      Manifest manifest = Recovery.recover(bundle, String.valueOf(failure.getMessage()));
      library.add(bundle);
      double seconds = manifest.times().durationNanos() / 1e9;
      return new TakeResult(
          RecorderState.FAILED,
          bundle,
          manifest,
          what
              + String.format(Locale.ROOT, "The first %.1f s were kept. ", seconds)
              + "Make sure of the disk before the next take: "
              + bundle.folder());
    } catch (IOException e) {
      failure.addSuppressed(e);
      return new TakeResult(
          RecorderState.FAILED,
          bundle,
          null,
          what
              + "What was written is still there and is recovered at the next start"
              + " ("
              + e.getMessage()
              + "): "
              + bundle.folder());
    }
  }

  private static @Nullable Manifest readBack(Bundle bundle) {
    try {
      return ManifestFile.read(bundle);
    } catch (IOException e) {
      LOG.error("A manifest cannot be read back: {}", e.getMessage());
      return null;
    }
  }

  /// Ends the take at this moment, without waiting for the files.
  public void requestStop(String why) {
    Take current = take;
    if (current != null) {
      current.stop(why);
    }
  }

  /// Ends the take at this moment and waits until it is saved or has failed.
  ///
  /// @return empty if there is no take, or if it did not end in time
  public Optional<TakeResult> stop(String why) throws InterruptedException {
    requestStop(why);
    return await(LONGEST_STOP);
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
    Take current = take;
    RecorderState now = state.get();
    if (current == null) {
      return new RecordingStatus(now, null, 0, 0, false, 0, -1, List.of(), "");
    }
    long nanos = StudioClock.now();
    long until = Math.min(nanos, current.window().stopNanos());
    long bytes = current.bytes();
    TakeResult made = result;
    return new RecordingStatus(
        now,
        current.bundle().id(),
        until - current.window().startNanos(),
        bytes,
        now.busy() && growth.grewWithin(bytes, nanos, GROWING_NANOS),
        now.busy() ? nanos - current.lastForcedNanos() : 0,
        current.freeBytes(),
        current.streamStatus(),
        made == null ? current.ended() : made.message());
  }

  /// Ends the take that is under way, if any, and waits for it.
  @Override
  public void close() {
    requestStop("The program was closed");
    try {
      state.await(s -> !s.busy(), LONGEST_STOP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
