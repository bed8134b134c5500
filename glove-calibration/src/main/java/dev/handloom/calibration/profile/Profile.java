package dev.handloom.calibration.profile;

import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.glove.SensedChannel;
import dev.handloom.calibration.quality.Quality;
import dev.handloom.calibration.run.Hold;
import dev.handloom.device.hand.Finger;
import dev.handloom.device.hand.HandSide;
import dev.handloom.device.hand.HandSize;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A person on a device at one time.
///
/// @param id unique among the person's on that device, sorts by time
/// @param device as the rig knows it, with its serial number where it has one
/// @param software version of the studio that made it
/// @param parent the profile that this is a new zero of, or null
/// @param channels what the glove's reader gave, so that a profile is never put on another glove
/// @param holds the poses as they were held
public record Profile(
    int format,
    String id,
    String person,
    String device,
    HandSide side,
    HandSize size,
    Set<Finger> fingers,
    Instant taken,
    String software,
    @Nullable String parent,
    List<SensedChannel> channels,
    GloveModel model,
    Quality quality,
    List<Hold> holds) {
  static final int FORMAT = 1;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

  public Profile {
    fingers = Set.copyOf(fingers);
    channels = List.copyOf(channels);
    holds = List.copyOf(holds);
  }

  /// The id of a profile that is made now.
  static String id(Instant taken) {
    return STAMP.format(taken);
  }

  /// Of a run that has just ended.
  public static Profile of(
      Wearing wearing,
      Instant taken,
      String software,
      List<SensedChannel> channels,
      GloveModel model,
      Quality quality,
      List<Hold> holds) {
    return new Profile(
        FORMAT,
        id(taken),
        wearing.person(),
        wearing.device(),
        wearing.side(),
        wearing.size(),
        wearing.fingers(),
        taken,
        software,
        null,
        channels,
        model,
        quality,
        holds);
  }

  /// The same with a new zero: the glove sits differently today.
  public Profile rezeroed(double[] flat, Instant when, String withSoftware) {
    return new Profile(
        format,
        id(when),
        person,
        device,
        side,
        size,
        fingers,
        when,
        withSoftware,
        id,
        channels,
        model.rezeroed(flat),
        quality,
        holds);
  }

  /// The whole of it as JSON, as it stands on the shelf.
  public byte[] json() {
    return ProfileFile.JSON.writeValueAsBytes(this);
  }

  /// Reads what [#json] gave.
  ///
  /// @param from where the bytes stood, for the message
  public static Profile read(byte[] json, Path from) throws ProfileException {
    return ProfileFile.parse(json, from);
  }

  /// In a line, for a person.
  public String words() {
    return person
        + ", "
        + DAY.format(taken.atZone(ZoneId.systemDefault()))
        + ", "
        + quality.grade().word().toLowerCase(Locale.ROOT)
        + (parent == null ? "" : ", re-zeroed");
  }

  /// Whether it can be put on a glove that has these channels.
  public boolean fits(List<SensedChannel> others) {
    return SensedChannel.sameNames(channels, others);
  }

  /// Who wears what.
  public record Wearing(
      String person, String device, HandSide side, HandSize size, Set<Finger> fingers) {}
}
