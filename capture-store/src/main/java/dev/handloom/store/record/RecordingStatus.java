package dev.handloom.store.record;

import dev.handloom.store.episode.EpisodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
/// @param elapsedNanos of the take, without its pauses
/// @param bytesPerSecond over the last half minute, or -1 as long as that is being measured
/// @param heldNanos while armed, how much of the past every stream has in memory
/// @param heldBytes what that takes of memory
/// @param parts in how many files the data is; more than one after a file failed
/// @param message why the last take ended or failed; empty while all is well
public record RecordingStatus(
    RecorderState state,
    @Nullable EpisodeId id,
    long elapsedNanos,
    long bytes,
    boolean growing,
    long syncAgeNanos,
    long freeBytes,
    double bytesPerSecond,
    long heldNanos,
    long heldBytes,
    int parts,
    List<StreamStatus> streams,
    String message) {
  private static final double SECONDS_PER_HOUR = 3600;

  /// One stream of the take.
  ///
  /// @param written samples handed to the files
  /// @param durable samples known to survive a loss of power
  /// @param behind samples that came and wait to be written
  /// @param boundNanos the widest stated so far, or [dev.handloom.device.stream.Sample#UNBOUNDED]
  /// @param trouble why it is not recorded any more; empty while it is
  /// @param encoder of a camera, what packs its pictures; else empty
  /// @param notEncoded of a camera, pictures that came and were too many for the encoder
  /// @param encodingNanos of a camera, how long its encoder has worked so far
  /// @param silentNanos how long nothing has come; 0 while something comes
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
      long notEncoded,
      long encodingNanos,
      long silentNanos) {}

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

  /// How long one can still record at the measured rate; empty while it is being measured.
  public OptionalDouble hoursLeft() {
    return bytesPerSecond <= 0 || freeBytes < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(freeBytes / bytesPerSecond / SECONDS_PER_HOUR);
  }
}
