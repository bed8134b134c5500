package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.EpisodeStreams;
import dev.handloom.store.dataset.PlanProposal;
import dev.handloom.store.dataset.PlanProposal.LeftOut;
import dev.handloom.store.dataset.PlanProposal.Unfit;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.review.Review;
import dev.handloom.store.review.ReviewJournal;
import dev.handloom.store.review.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a dataset of some episodes would be, before anything is written.
///
/// @param episodes that would be in it, in their order
/// @param leftOut streams that would not be in it, and why
/// @param unfit episodes that would not be in it, and why
/// @param seconds of the takes
/// @param rows about how many
/// @param bytes about how many
public record DatasetDraft(
    DatasetFormat format,
    DatasetPlan plan,
    DatasetOptions options,
    List<Bundle> episodes,
    List<LeftOut> leftOut,
    List<Unfit> unfit,
    double seconds,
    long rows,
    long bytes) {
  private static final double SECOND_NANOS = 1e9;

  public DatasetDraft {
    episodes = List.copyOf(episodes);
    leftOut = List.copyOf(leftOut);
    unfit = List.copyOf(unfit);
  }

  /// Which episodes are wanted of those that are chosen.
  ///
  /// @param whole the whole takes, also where a person said which part to use
  /// @param failed also takes that a person called a failure
  public record Choice(boolean whole, boolean failed) {}

  /// @throws DatasetException where no dataset can be made of them; the message can be shown
  public static DatasetDraft of(
      List<Bundle> bundles, DatasetFormat format, Wish wish, DatasetOptions options, Choice choice)
      throws DatasetException {
    List<Unfit> unfit = new ArrayList<>();
    List<EpisodeStreams> known = new ArrayList<>();
    Map<Bundle, Review> reviews = new HashMap<>();
    for (Bundle bundle : bundles) {
      try {
        Review review = new ReviewJournal(bundle.review()).read();
        String predicted = ExportRun.predicted(bundle);
        if (review.verdict() == Verdict.FAIL && !choice.failed()) {
          unfit.add(new Unfit(bundle, "A reviewer called it a failure."));
        } else if (!predicted.isEmpty()) {
          unfit.add(new Unfit(bundle, predicted));
        } else {
          known.add(EpisodeStreams.read(bundle));
          reviews.put(bundle, review);
        }
      } catch (IOException e) {
        unfit.add(new Unfit(bundle, String.valueOf(e.getMessage())));
      }
    }
    if (known.isEmpty() && !unfit.isEmpty()) {
      throw new DatasetException(
          "No episode can be in it, so nothing is written. The first one, "
              + unfit.getFirst().bundle().id().text()
              + ": "
              + unfit.getFirst().why());
    }
    PlanProposal proposal = PlanProposal.of(known, wish);
    unfit.addAll(proposal.unfit());
    Set<Bundle> without = new HashSet<>();
    unfit.forEach(each -> without.add(each.bundle()));
    boolean segments =
        reviews.values().stream()
            .flatMap(review -> review.segments().stream())
            .anyMatch(segment -> !segment.proposed());
    DatasetOptions told = options.withUsual(DatasetOptions.SEGMENTS, segments ? "yes" : "no");
    DatasetPlan plan = format.fit(proposal.plan(), told);
    List<Bundle> episodes = new ArrayList<>();
    double seconds = 0;
    long rows = 0;
    for (EpisodeStreams each : known) {
      if (without.contains(each.bundle())) {
        continue;
      }
      Review review = reviews.getOrDefault(each.bundle(), Review.EMPTY);
      Review.Stretch use = choice.whole() ? null : review.use();
      double own =
          (use == null ? each.manifest().times().durationNanos() : use.toNanos() - use.fromNanos())
              / SECOND_NANOS;
      episodes.add(each.bundle());
      seconds += own;
      rows += Math.round(own * plan.rate().hz());
    }
    return new DatasetDraft(
        format,
        plan,
        told,
        episodes,
        proposal.leftOut(),
        unfit,
        seconds,
        rows,
        Math.round(seconds * format.bytesPerSecond(plan, told)));
  }
}
