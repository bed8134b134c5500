package dev.handloom.store.record;

import dev.handloom.store.episode.EpisodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A recorder at one moment.
///
/// @param id of the take under way or the last one; null before the first
/// @param bytes in the take's files
/// @param growing whether bytes reached the files in the last two seconds; nothing else may be
///   shown as recording
/// @param syncAgeNanos how long ago all that had been written was known to be on the disk: what a
///   loss of power would cost
/// @param freeBytes left on the disk, a second ago at most; -1 when not known yet
/// @param message why the last take ended or failed; empty while all is well
public record RecordingStatus(
    RecorderState state,
    @Nullable EpisodeId id,
    long elapsedNanos,
    long bytes,
    boolean growing,
    long syncAgeNanos,
    long freeBytes,
    List<StreamStatus> streams,
    String message) {

  /// One stream of the take.
  ///
  /// @param written samples handed to the files
  /// @param durable samples known to survive a loss of power
  /// @param behind samples that came and wait to be written
  /// @param boundNanos the widest stated so far, or [dev.handloom.device.stream.Sample#UNBOUNDED]
  /// @param trouble why it is not recorded any more; empty while it is
  /// @param encoder of a camera, what packs its pictures; else empty
  /// @param notEncoded of a camera, pictures that came and were too many for the encoder
  public record StreamStatus(
      String name,
      boolean video,
      long written,
      long durable,
      long behind,
      long lost,
      long overruns,
      long boundNanos,
      String trouble,
      String encoder,
      long notEncoded) {}

  /// What packs the pictures of each camera whose encoder is open.
  public Map<String, String> encoders() {
    Map<String, String> out = new HashMap<>();
    for (StreamStatus stream : streams) {
      if (!stream.encoder().isEmpty()) {
        out.put(stream.name(), stream.encoder());
      }
    }
    return out;
  }

  /// Samples that will be missing from the take, over all streams.
  public long missing() {
    long sum = 0;
    for (StreamStatus stream : streams) {
      sum += stream.lost() + stream.overruns() + stream.notEncoded();
    }
    return sum;
  }

  /// Bytes a second so far; 0 in the first second.
  public double bytesPerSecond() {
    return elapsedNanos < 1_000_000_000L ? 0 : bytes * 1e9 / elapsedNanos;
  }
}
