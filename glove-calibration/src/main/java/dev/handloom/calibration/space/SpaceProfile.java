package dev.handloom.calibration.space;

import dev.handloom.device.space.Pose;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An alignment as it is kept, and what it holds for.
///
/// @param id unique among the headset's, sorts by time
/// @param headset the device whose space was laid over another
/// @param target in whose space: a device that tracks, or a camera
/// @param kind how it was found
/// @param by what the headset saw, and what it was compared with
/// @param space whose origin the headset was asked for: `stage`, `floor`, `local`, or nothing where
///   it has no choice
/// @param session of the headset, in which it was found; another one may have another origin
/// @param origin how often the headset had been recentred in that session
/// @param through which lens the board was seen; null where nothing was touched
public record SpaceProfile(
    int format,
    String id,
    String headset,
    String target,
    Instant taken,
    String software,
    boolean simulated,
    Kind kind,
    String by,
    String space,
    String session,
    long origin,
    Alignment alignment,
    @Nullable Through through) {
  public static final int FORMAT = 1;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// How it was found.
  public enum Kind {
    /// Something both see was moved.
    MOVED,
    /// Points were touched.
    TOUCHED
  }

  /// A camera as it was when it saw the board.
  ///
  /// @param lens its profile
  /// @param address of the device, by which another camera is told
  public record Through(String lens, String address) {}

  /// Whether it still holds.
  public enum Holds {
    YES(""),
    /// The headset has been started anew since, and keeps the room's origin.
    PROBABLY(
        "The headset was started anew since. It keeps the room's origin, as far as it knows the room"
            + " again; align again if things do not lie over each other."),
    /// The origin is another one.
    NO("");

    private final String words;

    Holds(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public static String idOf(Instant taken) {
    return STAMP.format(taken);
  }

  public Pose targetFromHeadset() {
    return alignment.targetFromHeadset();
  }

  /// @param sessionNow of the headset
  /// @param originNow how often it has been recentred in that
  public Holds holds(String sessionNow, long originNow) {
    if (session.equals(sessionNow)) {
      return origin == originNow ? Holds.YES : Holds.NO;
    }
    return originNow == 0 && (space.equals("stage") || space.equals("floor"))
        ? Holds.PROBABLY
        : Holds.NO;
  }

  /// Why it does not hold any more, and what to do.
  public String staleWords(String sessionNow) {
    return session.equals(sessionNow)
        ? "The headset was recentred since: its space begins elsewhere now. Align again."
        : "The headset was started anew since, and its space begins elsewhere. Align again.";
  }

  /// In a line.
  public String words() {
    return headset + " in the space of " + target + ": " + alignment.words();
  }

  boolean whole() {
    return id != null
        && headset != null
        && target != null
        && kind != null
        && session != null
        && space != null
        && alignment != null
        && alignment.targetFromHeadset() != null
        && alignment.targetFromHeadset().position() != null
        && alignment.targetFromHeadset().rotation() != null;
  }
}
