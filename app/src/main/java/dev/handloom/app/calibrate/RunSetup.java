package dev.handloom.app.calibrate;

import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileException;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.calibration.profile.UnfinishedRun;
import dev.handloom.calibration.run.Hold;
import dev.handloom.calibration.run.RunRecording;
import dev.handloom.calibration.run.StepPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run begins with.
///
/// @param keeper null for a check, of which nothing is kept
/// @param checked the profile that is checked; null for a calibration
/// @param behind holds from before, null for one that was left out
/// @param recording what the glove said before
/// @param before nanoseconds that the run has lasted already
record RunSetup(
    RigGlove glove,
    Profile.Wearing wearing,
    @Nullable RunKeeper keeper,
    @Nullable Profile checked,
    String software,
    StepPlan plan,
    List<@Nullable Hold> behind,
    RunRecording recording,
    long before) {

  static RunSetup fresh(
      RigGlove glove, Profile.Wearing wearing, ProfileShelf shelf, String software) {
    return new RunSetup(
        glove,
        wearing,
        new RunKeeper(shelf, wearing, glove.spec().name(), software, Instant.now(), 0),
        null,
        software,
        StepPlan.of(glove.channels(), wearing.fingers()),
        List.of(),
        nothing(glove),
        0);
  }

  static RunSetup again(
      RigGlove glove, UnfinishedRun unfinished, ProfileShelf shelf, String software)
      throws ProfileException {
    if (!unfinished.fits(glove.channels())) {
      throw new ProfileException(
          "The run was begun on a glove with other channels than "
              + glove.title()
              + " has; begin a new one");
    }
    RunRecording recording = shelf.recording(unfinished);
    if (recording.channels() != glove.spec().channels().size()) {
      recording = nothing(glove);
    }
    return new RunSetup(
        glove,
        unfinished.wearing(),
        new RunKeeper(
            shelf,
            unfinished.wearing(),
            glove.spec().name(),
            software,
            unfinished.begun(),
            recording.count()),
        null,
        software,
        unfinished.plan(),
        unfinished.holds(),
        recording,
        unfinished.nanos());
  }

  static RunSetup check(RigGlove glove, Profile profile, String software) {
    if (!profile.fits(glove.channels())) {
      throw new IllegalArgumentException(
          "The profile was made on a glove with other channels than " + glove.title() + " has");
    }
    return new RunSetup(
        glove,
        new Profile.Wearing(
            profile.person(), profile.device(), profile.side(), profile.size(), profile.fingers()),
        null,
        profile,
        software,
        DonningCheck.plan(profile),
        List.of(),
        nothing(glove),
        0);
  }

  private static RunRecording nothing(RigGlove glove) {
    return new RunRecording(glove.spec().channels().size());
  }
}
