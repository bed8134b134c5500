package dev.handloom.preview.shadow;

import dev.handloom.preview.example.Wants;
import dev.handloom.preview.pack.Manifest.Channel;
import dev.handloom.preview.session.AskedModel;
import dev.handloom.preview.shadow.ShadowReport.AtHorizon;
import dev.handloom.preview.shadow.ShadowReport.AtStep;
import dev.handloom.preview.shadow.ShadowReport.ChannelError;
import dev.handloom.preview.shadow.ShadowReport.Comparison;
import dev.handloom.preview.shadow.ShadowReport.ModelScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Puts the sums of episodes together into figures with intervals.
final class ShadowScores {
  private ShadowScores() {}

  private static double[] each(List<EpisodeScore> scores, ToDoubleFunction<EpisodeScore> what) {
    return scores.stream().mapToDouble(what).toArray();
  }

  static ModelScore of(AskedModel asked, List<EpisodeScore> scores, String trouble) {
    Wants wants = asked.wants();
    List<AtStep> plan = new ArrayList<>();
    for (int step = 0; step < wants.steps(); step++) {
      int at = step;
      Interval squares =
          Interval.ofQuotients(
              each(scores, s -> s.actionSquares[at]), each(scores, s -> s.actionCount[at]));
      plan.add(new AtStep(step + 1, (step + 1) * wants.stepSeconds(), squares.map(Math::sqrt)));
    }
    List<AtHorizon> dream = new ArrayList<>();
    for (int h = 0; h < wants.horizons().size(); h++) {
      int at = h;
      int ahead = wants.horizons().get(h);
      Interval moving =
          Interval.ofQuotients(
              each(scores, s -> s.dreamMoving[at]), each(scores, s -> s.copyMoving[at]));
      Interval all =
          Interval.ofQuotients(
              each(scores, s -> s.dreamError[at]), each(scores, s -> s.copyError[at]));
      Interval alike =
          Interval.ofQuotients(each(scores, s -> s.alike[at]), each(scores, s -> s.alikeCount[at]));
      boolean dreams = scores.stream().anyMatch(s -> s.dreams[at] > 0);
      if (dreams) {
        dream.add(
            new AtHorizon(
                ahead,
                ahead * wants.stepSeconds(),
                moving.map(q -> 1 - q),
                all.map(q -> 1 - q),
                alike));
      }
    }
    int asks = scores.stream().mapToInt(s -> s.asked).sum();
    double overlap =
        scores.stream()
            .mapToDouble(EpisodeScore::overlap)
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    return new ModelScore(
        asked.name(),
        asked.version(),
        asked.digest(),
        asked.device(),
        asks,
        scores.stream().mapToInt(s -> s.failed).sum(),
        trouble,
        asks == 0 ? Double.NaN : scores.stream().mapToDouble(s -> s.millis).sum() / asks,
        overlap,
        plan,
        channels(wants, scores),
        dream,
        body(wants, scores));
  }

  private static List<ChannelError> channels(Wants wants, List<EpisodeScore> scores) {
    List<ChannelError> channels = new ArrayList<>();
    for (int c = 0; c < wants.actions().size(); c++) {
      int channel = c;
      Channel action = wants.actions().get(c);
      List<AtStep> steps = new ArrayList<>();
      for (int step = 0; step < wants.steps(); step++) {
        int at = step;
        steps.add(
            new AtStep(
                step + 1,
                (step + 1) * wants.stepSeconds(),
                Interval.ofQuotients(
                    each(scores, s -> s.actionError[at][channel]),
                    each(scores, s -> s.answers[at]))));
      }
      channels.add(new ChannelError(action.name(), action.unit(), steps));
    }
    return channels;
  }

  private static List<ChannelError> body(Wants wants, List<EpisodeScore> scores) {
    List<ChannelError> channels = new ArrayList<>();
    List<Channel> state = wants.state();
    for (int c = 0; c < state.size(); c++) {
      int channel = c;
      List<AtStep> steps = new ArrayList<>();
      for (int h = 0; h < wants.horizons().size(); h++) {
        int at = h;
        int ahead = wants.horizons().get(h);
        if (scores.stream().anyMatch(s -> s.bodyCount[at] > 0)) {
          steps.add(
              new AtStep(
                  ahead,
                  ahead * wants.stepSeconds(),
                  Interval.ofQuotients(
                      each(scores, s -> s.bodyError[at][channel]),
                      each(scores, s -> s.bodyCount[at]))));
        }
      }
      if (!steps.isEmpty()) {
        channels.add(new ChannelError(state.get(c).name(), state.get(c).unit(), steps));
      }
    }
    return channels;
  }

  /// Of the same episodes in the same order.
  static Comparison compare(
      AskedModel first, List<EpisodeScore> a, AskedModel other, List<EpisodeScore> b) {
    // Plans of another length or pace are not errors of the same thing.
    boolean alike =
        first.wants().steps() == other.wants().steps()
            && first.wants().stepSeconds() == other.wants().stepSeconds()
            && first.wants().actions().equals(other.wants().actions());
    Interval plan =
        !alike
            ? new Interval(Double.NaN, Double.NaN, Double.NaN, 0)
            : Interval.ofDifferences(
                each(a, s -> s.perAnswerSpreads[0]),
                each(a, s -> s.perAnswerSpreads[1]),
                each(b, s -> s.perAnswerSpreads[0]),
                each(b, s -> s.perAnswerSpreads[1]));
    List<AtStep> dream = new ArrayList<>();
    List<Integer> horizons = first.wants().horizons();
    if (horizons.equals(other.wants().horizons())) {
      for (int h = 0; h < horizons.size(); h++) {
        int at = h;
        // Skill is 1 less the quotient: the difference of skills is that of quotients, turned.
        Interval off =
            Interval.ofDifferences(
                each(b, s -> s.dreamMoving[at]),
                each(b, s -> s.copyMoving[at]),
                each(a, s -> s.dreamMoving[at]),
                each(a, s -> s.copyMoving[at]));
        if (off.episodes() > 0 && dreams(a, at) && dreams(b, at)) {
          dream.add(
              new AtStep(horizons.get(h), horizons.get(h) * first.wants().stepSeconds(), off));
        }
      }
    }
    return new Comparison(
        other.name(), other.digest(), plan, dream, word(plan.map(x -> -x)), dreamWord(dream));
  }

  private static boolean dreams(List<EpisodeScore> scores, int horizon) {
    return Arrays.stream(each(scores, s -> s.dreams[horizon])).sum() > 0;
  }

  private static String dreamWord(List<AtStep> horizons) {
    List<String> words = horizons.stream().map(at -> word(at.error())).distinct().toList();
    if (words.size() == 1) {
      return words.getFirst();
    }
    return words.isEmpty() ? "unknown" : "no clear difference";
  }

  /// @param gain above 0 where the first is better
  private static String word(Interval gain) {
    if (Double.isNaN(gain.low())) {
      return "unknown";
    }
    if (gain.low() > 0) {
      return "better";
    }
    return gain.high() < 0 ? "worse" : "no clear difference";
  }
}
