package dev.handloom.app.cli;

import dev.handloom.preview.tiny.Look;
import dev.handloom.preview.tiny.Scores;
import dev.handloom.preview.tiny.TrainNews;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells a person how a training goes: never the loss alone, but what the model is worth on
/// episodes it does not learn from.
final class TrainTold implements Consumer<TrainNews>, AutoCloseable {
  private final Terminal terminal;
  private @Nullable ProgressLine progress;
  private String doing = "";
  private double begunShare = Double.NaN;
  private @Nullable TrainNews last;

  TrainTold(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void accept(TrainNews news) {
    switch (news.kind()) {
      case READING ->
          progress("Reading episodes")
              .at(
                  news.count() / (double) Math.max(1, news.of()),
                  news.count() + " of " + news.of());
      case NOTE -> {
        terminal.redraw("");
        terminal.tell(news.text() + (news.text().endsWith(".") ? "" : "."));
      }
      case STEP -> progress("Training").at(share(news), step(news));
      case LOOK -> {
        terminal.redraw("");
        terminal.tell(look(Objects.requireNonNull(news.look())));
      }
      case DONE, INTERRUPTED, FAILED -> {
        close();
        last = news;
      }
    }
  }

  private ProgressLine progress(String what) {
    ProgressLine now = progress;
    if (now == null || !doing.equals(what)) {
      close();
      now = new ProgressLine(terminal, what);
      progress = now;
      doing = what;
    }
    return now;
  }

  /// Of what is left to do: a training that goes on has done a part of it before.
  private double share(TrainNews news) {
    if (Double.isNaN(begunShare)) {
      begunShare = news.share();
    }
    return begunShare >= 1 ? 1 : (news.share() - begunShare) / (1 - begunShare);
  }

  private static String step(TrainNews news) {
    return String.format(
        Locale.ROOT, "step %d of %d, loss %.3f", news.count(), news.of(), news.loss());
  }

  static String look(Look look) {
    Scores scores = look.scores();
    return String.format(
        Locale.ROOT,
        "Step %5d  on episodes that it does not learn from: skill of the dream on moving pixels %s%s;"
            + " error of the plan %.3f, standing still %.3f",
        look.step(),
        numbers(scores.skill()),
        scores.dreams() ? "" : " (does not dream yet)",
        scores.actionError(),
        scores.standStill());
  }

  private static String numbers(double[] values) {
    List<String> all = new ArrayList<>();
    for (double value : values) {
      all.add(String.format(Locale.ROOT, "%.2f", value));
    }
    return String.join(" ", all);
  }

  /// What came last; null if nothing did.
  @Nullable TrainNews last() {
    return last;
  }

  /// Why there is no pack.
  String whyNot(Path work) {
    TrainNews news = last;
    if (news != null && news.kind() == TrainNews.Kind.FAILED) {
      return news.text();
    }
    return "The training was interrupted. What it learnt is kept in "
        + work
        + "; the same command goes on from there.";
  }

  /// Whether the model is worth something.
  static boolean good(TrainNews done) {
    Look end = done.look();
    return end != null && end.scores().dreams() && end.scores().acts();
  }

  void tell(TrainNews done) {
    Scores own = Objects.requireNonNull(done.look()).scores();
    Scores nearest = Objects.requireNonNull(done.nearest());
    terminal.say("");
    terminal.say(
        String.format(
            Locale.ROOT,
            "Trained in %s, %d steps. Judged by %d moments of episodes that it never saw, and that did not"
                + " choose its weights:",
            Figures.clock(Math.round(done.secondsLeft())),
            done.count(),
            own.examples()));
    terminal.say("");
    terminal.say("                                  TinyWAM   nearest episode   nothing moves");
    row("Plan, error in spreads", own.actionError(), nearest.actionError(), own.standStill());
    for (int h = 0; h < own.skill().length; h++) {
      row("Dream " + (h + 1) + ", skill on moving pixels", own.skill()[h], nearest.skill()[h], 0);
    }
    for (int h = 0; h < own.skill().length; h++) {
      row(
          "Body " + (h + 1) + ", error in spreads",
          own.stateError()[h],
          nearest.stateError()[h],
          own.stateStill()[h]);
    }
    terminal.say("");
    done.lines().forEach(terminal::say);
  }

  private void row(String what, double own, double nearest, double still) {
    terminal.say(
        String.format(Locale.ROOT, "%-32s  %7.3f   %15.3f   %13.3f", what, own, nearest, still));
  }

  /// What `--json` prints.
  record Result(
      String pack,
      String end,
      int steps,
      double seconds,
      Scores scores,
      Scores nearest,
      List<String> words) {}

  static Result result(TrainNews done, Path pack) {
    return new Result(
        pack.toString(),
        done.text().toLowerCase(Locale.ROOT),
        done.count(),
        done.secondsLeft(),
        Objects.requireNonNull(done.look()).scores(),
        Objects.requireNonNull(done.nearest()),
        done.lines());
  }

  @Override
  public void close() {
    ProgressLine now = progress;
    if (now != null) {
      now.close();
      progress = null;
    }
  }
}
