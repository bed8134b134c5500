package dev.handloom.preview.promotion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How far two versions' answers to the same moments lie apart.
///
/// @param champion its digest
/// @param challenger its digest
/// @param episodes by their ids
/// @param moments at which both were asked
/// @param joints in the champion's order
/// @param worst the number that is furthest apart; null where nothing could be compared
/// @param decisions steps at which both had a gripper clearly open or closed
/// @param flips how many of them went opposite ways
/// @param firstFlip null where there was none
/// @param missing actions of the champion that the challenger does not answer
public record Behaviour(
    String champion,
    String challenger,
    List<String> episodes,
    int moments,
    List<Joint> joints,
    @Nullable Place worst,
    long decisions,
    long flips,
    @Nullable Place firstFlip,
    List<String> missing) {
  public Behaviour {
    episodes = List.copyOf(episodes);
    joints = List.copyOf(joints);
    missing = List.copyOf(missing);
  }

  /// @param rms in its unit
  /// @param rmsSpreads in spreads of the champion's papers
  public record Joint(String name, String unit, double rms, double rmsSpreads) {}

  /// Where two answers are apart.
  ///
  /// @param seconds from the episode's beginning
  /// @param step of the plan, counted from 1
  public record Place(
      String episode,
      double seconds,
      String joint,
      int step,
      double champion,
      double challenger,
      double spreads) {
    /// For people.
    public String words() {
      return String.format(
          Locale.ROOT,
          "%s at step %d from %.2f s of %s: %.4g and %.4g",
          joint,
          step,
          seconds,
          episode,
          champion,
          challenger);
    }
  }

  /// Share of the decisions that went opposite ways.
  public double flipShare() {
    return decisions == 0 ? 0 : (double) flips / decisions;
  }

  /// Every limit that is passed, in words; none where the challenger may follow.
  public List<String> broken(Limits limits) {
    List<String> lines = new ArrayList<>();
    if (moments == 0) {
      lines.add("The golden episodes have no moment at which both models can be asked");
    }
    for (String joint : missing) {
      lines.add("The challenger does not answer “" + joint + "”");
    }
    for (Joint joint : joints) {
      // Not above is asked, so that a NaN is none.
      if (!(joint.rmsSpreads() <= limits.mostRmsSpreads())) {
        lines.add(
            String.format(
                Locale.ROOT,
                "“%s” differs by %.4g %s, %.2f spreads; %.2f are allowed",
                joint.name(),
                joint.rms(),
                joint.unit(),
                joint.rmsSpreads(),
                limits.mostRmsSpreads()));
      }
    }
    if (worst != null && !(worst.spreads() <= limits.mostWorstSpreads())) {
      lines.add(
          String.format(
              Locale.ROOT,
              "The worst moment is %.2f spreads apart, and %.2f are allowed: %s",
              worst.spreads(),
              limits.mostWorstSpreads(),
              worst.words()));
    }
    if (firstFlip != null && flipShare() > limits.mostFlips()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "A gripper goes the other way at %.1f %% of the steps, and %.1f %% are allowed. The"
                  + " first: %s",
              100 * flipShare(),
              100 * limits.mostFlips(),
              firstFlip.words()));
    }
    return lines;
  }
}
