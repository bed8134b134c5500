package dev.handloom.calibration.gripper;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Leads a person through closing and opening a gripper: each end is held still for a moment, a few
/// times over. It goes on by itself. Whichever end is held first, the nearer tags are the closed
/// one. Belongs to one thread.
public final class GripperRun {
  /// What the person is asked for.
  public enum Stage {
    CLOSE("Close the gripper fully and hold it."),
    OPEN("Open the gripper fully and hold it."),
    DONE("The run is complete.");

    private final String words;

    Stage(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// One end, held still.
  ///
  /// @param apartMm how far the tags are apart
  /// @param noiseMm standard deviation while it was held
  record Hold(double apartMm, double noiseMm, int views) {}

  public static final int USUAL_ROUNDS = 3;

  /// So long an end is held.
  private static final long HELD_NANOS = 600_000_000;

  private static final int FEWEST_VIEWS = 6;

  /// Standard deviation of what counts as still.
  private static final double STILL_MM = 0.35;

  /// From one end to the other it is at least so far.
  private static final double LEAST_RANGE_MM = 6;

  private final int rounds;
  private final Deque<TagView> recent = new ArrayDeque<>();
  private final List<TagView> both = new ArrayList<>();
  private final List<Hold> holds = new ArrayList<>();
  private int looked;
  private int missing;

  public GripperRun() {
    this(USUAL_ROUNDS);
  }

  /// @param rounds how often each end is held
  public GripperRun(int rounds) {
    this.rounds = Math.max(1, rounds);
  }

  public void add(TagView view) {
    if (stage() == Stage.DONE) {
      return;
    }
    looked++;
    if (!view.both()) {
      missing++;
      return;
    }
    missing = 0;
    both.add(view);
    recent.addLast(view);
    while (view.nanos() - recent.getFirst().nanos() > HELD_NANOS) {
      recent.removeFirst();
    }
    watch();
  }

  public Stage stage() {
    if (holds.size() >= 2 * rounds) {
      return Stage.DONE;
    }
    if (holds.isEmpty()) {
      return Stage.CLOSE;
    }
    if (holds.size() == 1) {
      return Stage.OPEN;
    }
    boolean firstIsClosed = holds.get(0).apartMm < holds.get(1).apartMm;
    return (holds.size() % 2 == 0) == firstIsClosed ? Stage.CLOSE : Stage.OPEN;
  }

  /// Ends that have been held, of `2 × rounds`.
  public int held() {
    return holds.size();
  }

  public int wanted() {
    return 2 * rounds;
  }

  /// What hinders, if something does.
  public Optional<String> trouble() {
    return missing > 15
        ? Optional.of(
            "The two finger tags are not both seen: check their numbers and size, light and focus.")
        : Optional.empty();
  }

  private void watch() {
    long span = recent.getLast().nanos() - recent.getFirst().nanos();
    if (recent.size() < FEWEST_VIEWS || span < HELD_NANOS * 3 / 4) {
      return;
    }
    double mean = recent.stream().mapToDouble(GripperRun::apart).average().orElse(0);
    double squares =
        recent.stream().mapToDouble(GripperRun::apart).map(d -> (d - mean) * (d - mean)).sum();
    double noise = Math.sqrt(squares / recent.size());
    if (noise > STILL_MM) {
      return;
    }
    Hold here = new Hold(mean, noise, recent.size());
    if (holds.isEmpty()) {
      holds.add(here);
      return;
    }
    Hold last = holds.getLast();
    double moved = mean - last.apartMm;
    if (holds.size() == 1) {
      if (Math.abs(moved) >= LEAST_RANGE_MM) {
        holds.add(here);
      } else if (here.noiseMm <= last.noiseMm) {
        holds.set(0, here);
      }
      return;
    }
    double range = Math.abs(last.apartMm - holds.get(holds.size() - 2).apartMm);
    boolean opening = last.apartMm < holds.get(holds.size() - 2).apartMm;
    double onTheWay = opening ? moved : -moved;
    if (onTheWay >= range * 0.6) {
      holds.add(here);
    } else if (onTheWay < 0 && -onTheWay < range * 0.4) {
      // Held short of its end at first, then pushed on.
      holds.set(holds.size() - 1, here);
    }
  }

  static double apart(TagView view) {
    TagPlace l = view.left();
    TagPlace r = view.right();
    return l == null || r == null
        ? Double.NaN
        : Math.sqrt(
            (r.x() - l.x()) * (r.x() - l.x())
                + (r.y() - l.y()) * (r.y() - l.y())
                + (r.z() - l.z()) * (r.z() - l.z()));
  }

  /// What the run says; of a video in which no end was held, the ends of what was seen.
  ///
  /// @param rulerMm what somebody measured between the open fingers with a ruler, or NaN
  /// @throws GripperException if the tags were not seen, or did not move
  public GripperFit finish(double rulerMm) throws GripperException {
    return GripperFit.of(List.copyOf(both), List.copyOf(holds), looked, rulerMm);
  }
}
