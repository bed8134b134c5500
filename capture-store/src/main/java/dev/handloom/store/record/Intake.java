package dev.handloom.store.record;

import dev.handloom.device.clock.StudioClock;
import dev.handloom.device.rig.Device;
import dev.handloom.device.rig.Hub;
import dev.handloom.device.rig.LiveStream;
import dev.handloom.device.stream.StreamKind;
import dev.handloom.store.video.VideoEncoder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// The streams that are followed, from arming, if it was armed, to the end of the take. Belongs to
/// the writer thread, but for what is said of [#startFor] and the figures.
final class Intake {
  /// Kept beyond what can be asked for: the group of pictures that a take begins with, and samples
  /// that come late.
  private static final long SPARE_NANOS = 2_000_000_000L;

  private final Hub hub;
  private final VideoEncoder.Opener encoders;
  private final boolean everything;
  private final long keepNanos;
  private final long sinceNanos;
  private final VideoNames names;
  private final Set<String> known = new HashSet<>();
  private final Incidents incidents = new Incidents();
  private final DeviceWatch watch;
  private final List<SignalTrack> signals = new CopyOnWriteArrayList<>();
  private final List<CameraTrack> cameras = new CopyOnWriteArrayList<>();

  /// @param everything whether streams that appear later belong to it
  /// @param keepNanos how much of the past can be asked for; 0 for none
  Intake(
      Hub hub,
      List<LiveStream> streams,
      boolean everything,
      List<Device> devices,
      VideoEncoder.Opener encoders,
      long keepNanos) {
    this.hub = hub;
    this.encoders = encoders;
    this.everything = everything;
    this.keepNanos = keepNanos == 0 ? 0 : keepNanos + SPARE_NANOS;
    sinceNanos = StudioClock.now();
    names = new VideoNames(streams);
    watch = new DeviceWatch(devices, sinceNanos);
    streams.forEach(this::add);
  }

  private void add(LiveStream stream) {
    known.add(stream.spec().name());
    if (stream.spec().kind() == StreamKind.VIDEO) {
      cameras.add(new CameraTrack(stream, names.of(stream), keepNanos, encoders, incidents));
    } else {
      signals.add(new SignalTrack(stream, keepNanos));
    }
  }

  /// Begins to keep the past.
  void arm() {
    cameras.forEach(CameraTrack::start);
  }

  /// Keeps what has come. Called again and again while armed.
  void hold() {
    long now = StudioClock.now();
    for (SignalTrack signal : signals) {
      signal.hold(now);
    }
    watch.look(now, incidents);
    incidents.forgetBefore(now - keepNanos);
    for (LiveStream stream : appeared()) {
      add(stream);
      if (stream.spec().kind() == StreamKind.VIDEO) {
        cameras.getLast().start();
      }
    }
  }

  /// Streams that belong to the take and were not there before.
  List<LiveStream> appeared() {
    List<LiveStream> out = new ArrayList<>();
    if (everything) {
      for (LiveStream stream : hub.all()) {
        if (!known.contains(stream.spec().name())) {
          out.add(stream);
        }
      }
    }
    return out;
  }

  /// A stream joins the take that is under way.
  void join(LiveStream stream) {
    known.add(stream.spec().name());
    if (stream.spec().kind() == StreamKind.VIDEO) {
      cameras.add(new CameraTrack(stream, names.of(stream), 0, encoders, incidents));
    } else {
      signals.add(new SignalTrack(stream));
    }
  }

  /// As early as a take that should begin at a moment must begin for every camera to be decoded
  /// from then on. It has begun: nothing of it is forgotten any more. Any thread.
  long startFor(long wantedNanos) {
    long start = wantedNanos;
    for (CameraTrack camera : cameras) {
      start = Math.min(start, camera.spool().keyAtOrBefore(wantedNanos));
    }
    for (CameraTrack camera : cameras) {
      camera.spool().promise(start);
    }
    return start;
  }

  /// Nobody wants it any more.
  void discard() {
    cameras.forEach(CameraTrack::discard);
  }

  /// How much of the past can be had of every stream. Any thread.
  long heldNanos(long now) {
    if (keepNanos == 0) {
      return 0;
    }
    long since = sinceNanos;
    for (CameraTrack camera : cameras) {
      if (camera.trouble().isEmpty()) {
        since = Math.max(since, Math.min(now, camera.spool().oldestNanos()));
      }
    }
    return Math.clamp(now - since, 0, keepNanos - SPARE_NANOS);
  }

  /// Bytes of memory that the past takes. Any thread.
  long heldBytes() {
    long sum = 0;
    for (SignalTrack signal : signals) {
      sum += signal.heldBytes();
    }
    for (CameraTrack camera : cameras) {
      sum += camera.spool().bytes();
    }
    return sum;
  }

  boolean armed() {
    return keepNanos > 0;
  }

  Incidents incidents() {
    return incidents;
  }

  DeviceWatch watch() {
    return watch;
  }

  List<SignalTrack> signals() {
    return signals;
  }

  List<CameraTrack> cameras() {
    return cameras;
  }
}
