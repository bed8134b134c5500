package dev.handloom.store.record;

import dev.handloom.store.episode.Tally;
import java.util.ArrayList;
import java.util.List;

/// Puts a status together from what the threads of a take have counted.
final class StatusReport {
  private StatusReport() {}

  /// Of a take that is under way, or the last one.
  static RecordingStatus of(
      RecorderState state, Take take, long now, boolean growing, String message) {
    DiskSync sync = take.sync();
    long synced = sync == null ? take.window().startNanos() : sync.lastForcedNanos();
    return new RecordingStatus(
        state,
        take.bundle().id(),
        take.window().recordedNanos(now),
        take.bytes(),
        growing,
        state.busy() ? now - synced : 0,
        sync == null ? -1 : sync.freeBytes(),
        sync == null ? DiskRate.NOT_KNOWN : sync.bytesPerSecond(),
        0,
        take.intake().heldBytes(),
        take.parts(),
        streams(take.intake(), now, state.busy()),
        message);
  }

  /// While nothing is recorded.
  static RecordingStatus armed(RecorderState state, Intake intake, long now, String message) {
    return new RecordingStatus(
        state,
        null,
        0,
        0,
        false,
        0,
        -1,
        DiskRate.NOT_KNOWN,
        intake.heldNanos(now),
        intake.heldBytes(),
        1,
        streams(intake, now, false),
        message);
  }

  private static List<RecordingStatus.StreamStatus> streams(
      Intake intake, long now, boolean recording) {
    List<RecordingStatus.StreamStatus> out = new ArrayList<>();
    for (SignalTrack signal : intake.signals()) {
      out.add(
          status(
              signal.tally(),
              signal.progress(),
              signal.behind(),
              false,
              "",
              "",
              recording ? silent(signal.silence(), now) : 0));
    }
    for (CameraTrack camera : intake.cameras()) {
      out.add(
          status(
              camera.records().tally(),
              camera.records().progress(),
              camera.behind(),
              true,
              camera.trouble(),
              camera.encoder(),
              recording ? silent(camera.records().silence(), now) : 0));
    }
    return out;
  }

  private static long silent(Silence silence, long now) {
    long since = silence.sinceNanos();
    return since == Silence.NONE ? 0 : Math.max(1, now - since);
  }

  private static RecordingStatus.StreamStatus status(
      Tally tally,
      TrackProgress progress,
      long behind,
      boolean video,
      String trouble,
      String encoder,
      long silentNanos) {
    return new RecordingStatus.StreamStatus(
        tally.spec().name(),
        video,
        progress.written(),
        progress.durable(),
        behind,
        tally.lost(),
        tally.overruns(),
        tally.worstBoundNanos(),
        trouble,
        encoder,
        tally.notEncoded(),
        progress.busyNanos(),
        silentNanos);
  }
}
