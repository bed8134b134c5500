package dev.handloom.preview.shadow;

import java.util.List;

/// What a shadow evaluation found, as its file has it. A number that is not known is left out of
/// the file; here it is NaN.
///
/// @param schema the version of this layout
/// @param madeAt when, in UTC
/// @param query by which the episodes were chosen
/// @param dataDigest of the episodes' data; see the training digest of packs
/// @param partial whether it was ended before all were judged
/// @param heldOut what is known of whether the first model was trained on these episodes: `yes`
///   none of them, `no` some, `unknown`
/// @param episodes those that were judged
/// @param left those that could not be, each with why
/// @param models the one that was asked for, then the one it is compared with, then the baseline
/// @param comparisons of the first with each other
/// @param teach the episodes, those first from which it would learn most
/// @param alarms of each model, what a preview would have raised alarms at
public record ShadowReport(
    int schema,
    String madeAt,
    String software,
    String query,
    String dataDigest,
    boolean partial,
    String heldOut,
    double stepSeconds,
    int everySteps,
    List<Judged> episodes,
    List<String> left,
    List<ModelScore> models,
    List<Comparison> comparisons,
    List<Lesson> teach,
    List<ShadowAlarms> alarms) {
  public static final int SCHEMA = 1;

  public ShadowReport {
    episodes = List.copyOf(episodes);
    left = List.copyOf(left);
    models = List.copyOf(models);
    comparisons = List.copyOf(comparisons);
    teach = List.copyOf(teach);
    alarms = List.copyOf(alarms);
  }

  /// @param sha256 of its data
  /// @param moments at which the models were asked
  public record Judged(String id, String sha256, int moments) {}

  /// @param millis from question to answer, mean
  /// @param failed questions without an answer
  /// @param trouble what the last of them said; empty where none failed
  /// @param plan by step, in spreads of each channel, root mean square
  /// @param channels by channel and step, in its unit, mean of the differences
  /// @param dream by horizon
  /// @param body by channel and horizon
  /// @param overlap how far a plan is from the one before, in spreads
  public record ModelScore(
      String name,
      String version,
      String digest,
      String device,
      int asked,
      int failed,
      String trouble,
      double millis,
      double overlap,
      List<AtStep> plan,
      List<ChannelError> channels,
      List<AtHorizon> dream,
      List<ChannelError> body) {
    public ModelScore {
      plan = List.copyOf(plan);
      channels = List.copyOf(channels);
      dream = List.copyOf(dream);
      body = List.copyOf(body);
    }
  }

  public record AtStep(int step, double seconds, Interval error) {}

  public record ChannelError(String name, String unit, List<AtStep> error) {
    public ChannelError {
      error = List.copyOf(error);
    }
  }

  /// @param movingSkill 1 less the dream's squared error over that of the last picture, where
  ///   things moved: 1 is perfect, 0 no better than if nothing moved
  /// @param skill the same, everywhere
  /// @param alike how the motion goes along with the real one: 1 the same way
  public record AtHorizon(
      int step, double seconds, Interval movingSkill, Interval skill, Interval alike) {}

  /// @param with the name of the other
  /// @param planDifference error of the plan in spreads, the first less the other, over all steps
  ///   together: below 0 the first is better
  /// @param dreamDifference by horizon, skill on moving pixels, the first less the other: above 0
  ///   the first is better
  /// @param plan in a word: `better`, `worse`, `no clear difference`, `unknown`
  /// @param dream in a word, at all horizons
  public record Comparison(
      String with,
      String withDigest,
      Interval planDifference,
      List<AtStep> dreamDifference,
      String plan,
      String dream) {
    public Comparison {
      dreamDifference = List.copyOf(dreamDifference);
    }
  }

  /// @param score 0 to 100: by its ranks in the other two
  /// @param disagreement between the plans and what the person did, in spreads
  /// @param novelty how unlike its moments are to all of other episodes
  /// @param worstSeconds where in the episode the plan was farthest off
  public record Lesson(
      String id, double score, double disagreement, double novelty, double worstSeconds) {}
}
