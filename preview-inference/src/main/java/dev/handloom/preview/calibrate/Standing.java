package dev.handloom.preview.calibrate;

import dev.handloom.preview.monitor.Bands;
import dev.handloom.store.library.EpisodeRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether a model's limits hold for a library as it is now.
///
/// @param calibration whose limits are used; null where none are
/// @param words what is to be said of it
public record Standing(Kind kind, @Nullable Calibration calibration, String words) {
  /// How it stands.
  public enum Kind {
    /// Nothing was learnt yet.
    NONE,
    /// All is as it was.
    FRESH,
    /// Episodes were accepted since; the limits hold as they did.
    OLDER,
    /// What they were learnt from has changed; they are not used.
    STALE
  }

  /// @param found null where there is none
  public static Standing of(@Nullable Calibration found, Subject subject, Eligible now) {
    if (found == null) {
      return new Standing(
          Kind.NONE,
          null,
          "Uncalibrated: "
              + (now.enough()
                  ? now.fit().size() + " accepted episodes to learn limits from"
                  : now.words()));
    }
    Set<String> accepted = ids(now.accepted());
    Set<String> used = new HashSet<>(found.episodes());
    used.addAll(found.known());
    used.removeAll(accepted);
    if (!used.isEmpty()) {
      return stale(
          (used.size() == 1 ? "1 episode" : used.size() + " episodes")
              + " that its limits were learnt from are not accepted any more");
    }
    if (subject.nearest()
        && !ids(Eligible.known(now.accepted())).equals(new TreeSet<>(found.known()))) {
      return stale("it knows other episodes now than when its limits were learnt");
    }
    if (found.acceptedDigest().equals(Calibrations.digestOf(accepted))) {
      return new Standing(Kind.FRESH, found, learnt(found));
    }
    return new Standing(Kind.OLDER, found, learnt(found) + "; other episodes were accepted since");
  }

  private static Standing stale(String why) {
    return new Standing(Kind.STALE, null, "Calibration out of date: " + why);
  }

  private static String learnt(Calibration found) {
    return "Calibrated on "
        + found.episodes().size()
        + " accepted episodes: at most "
        + share(found.falseAlarms())
        + " like them raises an alarm";
  }

  /// “1 in 20”.
  public static String share(double falseAlarms) {
    return "1 in " + Math.round(1 / falseAlarms);
  }

  private static Set<String> ids(List<EpisodeRow> rows) {
    return rows.stream().map(row -> row.id().text()).collect(Collectors.toCollection(TreeSet::new));
  }

  public Bands bands() {
    Calibration used = calibration;
    return used == null ? Bands.NONE : used.bands();
  }
}
