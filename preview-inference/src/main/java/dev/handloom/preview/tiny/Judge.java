package dev.handloom.preview.tiny;

import dev.handloom.preview.learn.Lane;
import dev.handloom.preview.model.ModelException;
import dev.handloom.preview.model.Prediction;
import dev.handloom.preview.nearest.NearestEpisode;
import java.util.ArrayList;
import java.util.List;

/// Judges weights by examples that it does not learn from.
final class Judge {
  private final TinyNet net;
  private final List<Lane> lanes;

  Judge(TinyNet net, List<Lane> lanes) {
    this.net = net;
    this.lanes = lanes;
  }

  /// @param most so many examples, evenly spread
  Scores scores(Lessons lessons, Lessons.Part by, int most, Crew crew) throws InterruptedException {
    int count = Math.min(most, by.size());
    List<Tally> tallies = new ArrayList<>();
    for (int l = 0; l < lanes.size(); l++) {
      tallies.add(new Tally(lessons));
    }
    crew.each(
        lanes.size(),
        l -> {
          for (int i = l; i < count; i += lanes.size()) {
            judge(lanes.get(l), lessons.lesson(by, by.spread(i, count)), tallies.get(l));
          }
        });
    Tally all = tallies.getFirst();
    tallies.subList(1, tallies.size()).forEach(all::add);
    return all.scores();
  }

  private void judge(Lane lane, Lesson lesson, Tally tally) {
    float[] dreamt = new float[3 * net.shape().pixels()];
    for (int f = 0; f < lesson.seen().length; f++) {
      net.show(lane, f, lesson.seen()[f]);
    }
    net.glance(lane, lesson.seen());
    net.tell(lane, lesson.state(), lesson.earlier());
    net.give(lane, null);
    net.network().forward(lane);
    float[] plan = net.plan(lane);
    tally.plan(lesson, plan);
    for (int h = 0; h < net.shape().horizons(); h++) {
      int horizon = h;
      tally.body(lesson, h, s -> net.future(lane, horizon, s));
      net.dream(lane, h, dreamt);
      tally.dream(lesson, h, dreamt, Tally.OWN);
    }
    net.give(lane, lesson.chunk());
    net.network().forward(lane, net.dreamingAgain());
    for (int h = 0; h < net.shape().horizons(); h++) {
      net.dream(lane, h, dreamt);
      tally.dream(lesson, h, dreamt, Tally.TOLD);
    }
  }

  /// What the nearest of the episodes that were learnt from would have said, judged by the same
  /// examples: what any model must beat.
  static Scores nearest(Lessons lessons, int most) throws ModelException {
    Lessons.Part by = lessons.judging();
    int count = Math.min(most, by.size());
    Tally tally = new Tally(lessons);
    try (NearestEpisode nearest =
        new NearestEpisode(lessons.set().wants(), lessons.learnt().episodes())) {
      for (int i = 0; i < count; i++) {
        int which = by.spread(i, count);
        Lesson lesson = lessons.lesson(by, which);
        Prediction said = nearest.ask(lessons.asked(which));
        tally.plan(lesson, lessons.chunk(lessons.told(which), said.actions()));
        for (int h = 0; h < lesson.future().length; h++) {
          float[] body = lessons.normal(said.forecasts().get(h).state());
          tally.body(lesson, h, s -> body[s]);
          float[] dreamt = lessons.dreamt(said, h);
          tally.dream(lesson, h, dreamt, Tally.OWN);
          tally.dream(lesson, h, dreamt, Tally.TOLD);
        }
      }
    }
    return tally.scores();
  }
}
