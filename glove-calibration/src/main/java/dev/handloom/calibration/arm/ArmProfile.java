package dev.handloom.calibration.arm;

import dev.handloom.device.stream.Channel;
import dev.handloom.device.stream.StreamSpec;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// An arm, calibrated by one person at one time; then it is anybody's.
///
/// @param id unique among the profiles of that device, sorts by time
/// @param person who moved it
/// @param device as the rig knows it
/// @param software version of the studio that made it
/// @param channels names of the stream's channels, so that a profile is never put on another arm
public record ArmProfile(
    int format,
    String id,
    String person,
    String device,
    Instant taken,
    String software,
    List<String> channels,
    ArmModel model,
    ArmQuality quality) {
  public static final int FORMAT = 1;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

  public ArmProfile {
    channels = List.copyOf(channels);
  }

  /// Of a run that has just ended.
  public static ArmProfile of(
      String person,
      String device,
      StreamSpec stream,
      Instant taken,
      String software,
      ArmCalibration made) {
    return of(person, device, names(stream), taken, software, made);
  }

  /// The same, where the channels are known by name.
  public static ArmProfile of(
      String person,
      String device,
      List<String> channels,
      Instant taken,
      String software,
      ArmCalibration made) {
    return new ArmProfile(
        FORMAT, id(taken), person, device, taken, software, channels, made.model(), made.quality());
  }

  /// The id of what is made now.
  static String id(Instant taken) {
    return STAMP.format(taken);
  }

  /// In a line, for a person.
  public String words() {
    return device
        + ", "
        + DAY.format(taken.atZone(ZoneId.systemDefault()))
        + ", by "
        + person
        + ", "
        + quality.grade().word().toLowerCase(Locale.ROOT);
  }

  /// Whether it can be put on a stream.
  public boolean fits(StreamSpec stream) {
    return names(stream).equals(channels);
  }

  private static List<String> names(StreamSpec stream) {
    return stream.channels().stream().map(Channel::name).toList();
  }
}
