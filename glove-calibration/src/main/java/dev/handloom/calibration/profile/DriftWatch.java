package dev.handloom.calibration.profile;

import dev.handloom.calibration.fit.GloveModel;
import dev.handloom.calibration.glove.GloveReader;
import dev.handloom.calibration.run.StillWatch;
import dev.handloom.device.hand.HandAngles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// While recording: hands come back to the same poses over and over, and what comes back
/// differently has drifted. Each recurring pose is compared with itself at the beginning, so that
/// nobody has to stop and hold the hand flat. A person who takes to another way of doing one thing
/// changes one pose; a glove that drifts changes all of them alike, and only that is told.
public final class DriftWatch {
  /// How long the hand must be still, in seconds.
  private static final double STILL_SECONDS = 0.5;

  /// Poses this near, in degrees root mean square, are one.
  private static final double SAME = 12;

  /// Of a pose, so many visits make its beginning.
  private static final int BEGINNING = 3;

  /// Weight of the newest visit in what a pose is like lately.
  private static final double NEWEST = 0.25;

  private static final int MOST_POSES = 32;
  private static final double[] NOTHING = new double[HandAngles.COUNT];

  /// So many poses must agree.
  private static final int AGREEING = 3;

  /// Poses that keep coming back differently.
  ///
  /// @param degrees that they have in common, root mean square over the joints that are felt
  /// @param visits how often the hand has been in them
  public record Drift(double degrees, int visits) {}

  private static final class Pose {
    final double[] began = new double[HandAngles.COUNT];
    final double[] lately = new double[HandAngles.COUNT];
    int visits;
  }

  private final GloveReader reader;
  private final GloveModel.Predictor predictor;
  private final PoseMemory memory;
  private final StillWatch still;
  private final double limit;
  private final double[] read;
  private final double[] mean;
  private final double[] angles = new double[HandAngles.COUNT];
  private final double[] shift = new double[HandAngles.COUNT];
  private final List<Pose> poses = new ArrayList<>();
  private boolean resting;

  /// @param limit degrees beyond which a drift is a finding
  public DriftWatch(Profile profile, GloveReader reader, double hz, double limit) {
    this.reader = reader;
    this.limit = limit;
    predictor = profile.model().predictor();
    memory = new PoseMemory(profile);
    still = new StillWatch(reader.channels().size(), hz, STILL_SECONDS);
    read = new double[reader.channels().size()];
    mean = new double[read.length];
  }

  /// A sample of the glove.
  ///
  /// @return a drift beyond the limit, at the visit that shows it
  public Optional<Drift> see(double[] values) {
    reader.read(values, read);
    boolean held = still.see(read);
    if (!held) {
      resting &= !still.judged();
      return Optional.empty();
    }
    if (resting) {
      return Optional.empty();
    }
    // One visit a rest, however long it lasts.
    resting = true;
    for (int c = 0; c < mean.length; c++) {
      mean[c] = still.mean(c);
    }
    predictor.angles(mean, angles);
    return visit();
  }

  private Optional<Drift> visit() {
    Pose nearest = nearest();
    if (nearest == null) {
      if (poses.size() == MOST_POSES) {
        // The one seen least makes room.
        poses.remove(leastVisited());
      }
      nearest = new Pose();
      poses.add(nearest);
    }
    nearest.visits++;
    boolean beginning = nearest.visits <= BEGINNING;
    for (int i = 0; i < angles.length; i++) {
      if (beginning) {
        nearest.began[i] += (angles[i] - nearest.began[i]) / nearest.visits;
        nearest.lately[i] = nearest.began[i];
      } else {
        nearest.lately[i] += NEWEST * (angles[i] - nearest.lately[i]);
      }
    }
    return common();
  }

  /// What all poses that are known well have in common.
  private Optional<Drift> common() {
    List<Pose> known = poses.stream().filter(pose -> pose.visits >= 2 * BEGINNING).toList();
    if (known.size() < AGREEING) {
      return Optional.empty();
    }
    double[] apart = new double[known.size()];
    for (int i = 0; i < shift.length; i++) {
      for (int p = 0; p < apart.length; p++) {
        apart[p] = known.get(p).lately[i] - known.get(p).began[i];
      }
      Arrays.sort(apart);
      // The middle one: what half of the poses do, and one that changed on its own does not.
      shift[i] = (apart[(apart.length - 1) / 2] + apart[apart.length / 2]) / 2;
    }
    double degrees = Math.toDegrees(memory.apart(shift, NOTHING));
    int visits = known.stream().mapToInt(pose -> pose.visits).sum();
    return degrees > limit ? Optional.of(new Drift(degrees, visits)) : Optional.empty();
  }

  private @Nullable Pose nearest() {
    Pose best = null;
    double least = Math.toRadians(SAME);
    for (Pose pose : poses) {
      double apart = memory.apart(angles, pose.lately);
      if (apart < least) {
        least = apart;
        best = pose;
      }
    }
    return best;
  }

  private int leastVisited() {
    int least = 0;
    for (int p = 1; p < poses.size(); p++) {
      least = poses.get(p).visits < poses.get(least).visits ? p : least;
    }
    return least;
  }
}
