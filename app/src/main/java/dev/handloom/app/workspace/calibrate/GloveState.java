package dev.handloom.app.workspace.calibrate;

import dev.handloom.app.calibrate.paper.QualityWords;
import dev.handloom.calibration.profile.DonningCheck;
import dev.handloom.calibration.profile.Profile;
import dev.handloom.calibration.profile.ProfileShelf;
import dev.handloom.calibration.profile.UnfinishedRun;
import dev.handloom.calibration.quality.Grade;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a glove stands for a person, in words.
///
/// @param profile the one in use
/// @param unfinished a run to go on with
/// @param good whether it can be recorded with as it is
record GloveState(
    String words, @Nullable Profile profile, @Nullable UnfinishedRun unfinished, boolean good) {
  /// @param fresh for how long a calibration is trusted after it was made or checked
  static GloveState of(
      Optional<ProfileShelf.History> history,
      @Nullable UnfinishedRun unfinished,
      List<CheckLog.Line> checks,
      String person,
      Duration fresh,
      Instant now,
      ZoneId zone) {
    Profile profile = history.flatMap(ProfileShelf.History::current).orElse(null);
    if (profile == null) {
      String none =
          history.map(each -> !each.profiles().isEmpty()).orElse(false)
              ? "Every calibration of " + person + " is out of use."
              : "Not calibrated for " + (person.isEmpty() ? "anybody" : person) + " yet.";
      return new GloveState(none, null, unfinished, false);
    }
    Instant looked = history.orElseThrow().trusted(profile);
    CheckLog.Line last = null;
    for (CheckLog.Line line : checks) {
      if (line.profile().equals(profile.id())) {
        last = line;
        if (line.advice() == DonningCheck.Advice.STILL_GOOD && line.when().isAfter(looked)) {
          looked = line.when();
        }
      }
    }
    String grade = profile.quality().grade().word();
    String since = grade + ", since " + QualityWords.when(profile.taken(), zone) + ".";
    if (last != null && last.advice() != DonningCheck.Advice.STILL_GOOD) {
      String found =
          "The check of %s found it %s off."
              .formatted(
                  QualityWords.when(last.when(), zone), QualityWords.degrees(last.degrees()));
      return new GloveState(since + " " + found, profile, unfinished, false);
    }
    if (looked.plus(fresh).isBefore(now)) {
      return new GloveState(
          since + " Looked at " + ago(Duration.between(looked, now)) + " ago: check it.",
          profile,
          unfinished,
          false);
    }
    boolean usable = profile.quality().grade().compareTo(Grade.POOR) < 0;
    return new GloveState(
        since + (last == null ? "" : " Checked " + QualityWords.when(looked, zone) + "."),
        profile,
        unfinished,
        usable);
  }

  /// As `3 days`.
  static String ago(Duration since) {
    long days = since.toDays();
    long hours = since.toHours();
    return days > 0
        ? days + (days == 1 ? " day" : " days")
        : hours + (hours == 1 ? " hour" : " hours");
  }

  /// How far an unfinished run is; empty without one.
  String unfinishedWords() {
    UnfinishedRun run = unfinished;
    return run == null
        ? ""
        : "A run is not finished: %d of %d poses are kept."
            .formatted(run.holds().size(), run.plan().holds());
  }
}
