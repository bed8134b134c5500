package dev.handloom.app.space;

import dev.handloom.app.Version;
import dev.handloom.calibration.space.Alignment;
import dev.handloom.calibration.space.SpaceProfile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which of a headset's spaces it is: recentred, or started anew, it has another.
///
/// @param origin how often it had been recentred in the session
public record SpaceMoment(Headset headset, String session, long origin) {
  /// The space that it has now.
  public static SpaceMoment of(Headset headset) {
    return new SpaceMoment(headset, headset.session(), headset.origin());
  }

  /// Whether it has another one by now.
  public boolean gone() {
    return !headset.session().equals(session) || headset.origin() != origin;
  }

  /// What was found of it.
  ///
  /// @param by what the headset saw, and what it was compared with
  public SpaceProfile profile(
      String target,
      boolean simulated,
      SpaceProfile.Kind kind,
      String by,
      Alignment found,
      SpaceProfile.@Nullable Through through) {
    Instant now = Instant.now();
    return new SpaceProfile(
        SpaceProfile.FORMAT,
        SpaceProfile.idOf(now),
        headset.id(),
        target,
        now,
        "Handloom " + Version.text(),
        simulated || headset.device().config().simulated(),
        kind,
        by,
        headset.space(),
        session,
        origin,
        found,
        through);
  }
}
