package dev.handloom.app.cli;

import dev.handloom.preview.shadow.Interval;
import dev.handloom.preview.shadow.ShadowAlarms;
import dev.handloom.preview.shadow.ShadowReport;
import dev.handloom.preview.shadow.ShadowReport.AtHorizon;
import dev.handloom.preview.shadow.ShadowReport.AtStep;
import dev.handloom.preview.shadow.ShadowReport.ChannelError;
import dev.handloom.preview.shadow.ShadowReport.Comparison;
import dev.handloom.preview.shadow.ShadowReport.Lesson;
import dev.handloom.preview.shadow.ShadowReport.ModelScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A shadow evaluation as a person reads it.
final class PreviewText {
  private PreviewText() {}

  static List<String> of(ShadowReport report, int lessons) {
    List<String> lines = new ArrayList<>();
    int moments = report.episodes().stream().mapToInt(ShadowReport.Judged::moments).sum();
    lines.add(
        Figures.count(report.episodes().size(), "episode", "episodes")
            + ", "
            + Figures.count(moments, "moment", "moments")
            + "; intervals hold with 95 % confidence, over episodes");
    switch (report.heldOut()) {
      case "yes" -> lines.add("The model was trained on none of them.");
      case "no" ->
          lines.add("The model was trained on some of them: it is better here than elsewhere.");
      default -> lines.add("Nobody can say whether the model was trained on them.");
    }
    for (ModelScore model : report.models()) {
      model(model, lines);
    }
    for (Comparison comparison : report.comparisons()) {
      lines.add("");
      lines.add("Against “" + comparison.with() + "”");
      lines.add(
          "  plan   "
              + comparison.plan()
              + known(": ", comparison.planDifference(), " spreads of error, below 0 is better"));
      lines.add("  dream  " + comparison.dream() + differences(comparison.dreamDifference()));
    }
    alarms(report.alarms(), lines);
    teach(report.teach(), lessons, lines);
    for (String each : report.left()) {
      lines.add("Left out: " + each);
    }
    return lines;
  }

  private static void model(ModelScore model, List<String> lines) {
    lines.add("");
    lines.add(
        model.name()
            + (model.version().isEmpty() ? "" : " " + model.version())
            + (model.digest().isEmpty() ? "" : "  " + model.digest().substring(0, 12))
            + "  "
            + number(model.millis(), "%.1f ms an answer"));
    if (model.failed() > 0) {
      lines.add("  no answer  " + model.failed() + " times; the last: " + model.trouble());
    }
    lines.add("  plan error in spreads   " + steps(model.plan()));
    for (AtHorizon at : model.dream()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  dream after %.1f s   skill where things moved %s   everywhere %s   motion %s",
              at.seconds(),
              interval(at.movingSkill()),
              interval(at.skill()),
              interval(at.alike())));
    }
    if (model.dream().isEmpty()) {
      lines.add("  It does not dream.");
    }
    int wide = model.channels().stream().mapToInt(c -> c.name().length()).max().orElse(0);
    for (ChannelError channel : model.channels()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-" + Math.max(1, wide) + "s %s %s",
              channel.name(),
              steps(channel.error()),
              channel.unit()));
    }
  }

  /// The first, the middle and the last.
  private static String steps(List<AtStep> steps) {
    if (steps.isEmpty() || Double.isNaN(steps.getLast().error().mean())) {
      return "not known";
    }
    List<AtStep> some =
        steps.size() < 3
            ? steps
            : List.of(steps.getFirst(), steps.get(steps.size() / 2), steps.getLast());
    List<String> words = new ArrayList<>();
    for (AtStep at : some) {
      words.add(String.format(Locale.ROOT, "%.1f s %s", at.seconds(), interval(at.error())));
    }
    return String.join("   ", words);
  }

  private static String differences(List<AtStep> steps) {
    StringBuilder words = new StringBuilder();
    for (AtStep at : steps) {
      words.append(String.format(Locale.ROOT, "   %.1f s %s", at.seconds(), interval(at.error())));
    }
    return words.isEmpty() ? "" : words + " of skill, above 0 is better";
  }

  /// What a preview would have raised alarms at.
  private static void alarms(List<ShadowAlarms> models, List<String> lines) {
    lines.add("");
    lines.add("Alarms");
    for (ShadowAlarms model : models) {
      if (Double.isNaN(model.falseAlarms())) {
        lines.add("  " + model.model() + ": " + model.standing() + ".");
        continue;
      }
      lines.add("  " + model.model() + "  " + ShadowAlarms.words(model.all()));
      lines.add(
          String.format(
              Locale.ROOT,
              "    %s%s",
              model.standing(),
              model.judgedToo() > 0
                  ? "; %d of these are among them, and alarm less than others"
                      .formatted(model.judgedToo())
                  : ""));
      for (ShadowAlarms.Monitor monitor : model.monitors()) {
        lines.add(
            String.format(
                Locale.ROOT, "    %-10s %s", monitor.name(), ShadowAlarms.words(monitor.count())));
      }
      for (ShadowAlarms.Where where : model.episodes()) {
        lines.add(
            String.format(
                Locale.ROOT,
                "    %s at %.1f s: %s",
                where.id(),
                where.firstSeconds(),
                String.join(", ", where.monitors())));
      }
    }
  }

  private static void teach(List<Lesson> lessons, int most, List<String> lines) {
    lines.add("");
    lines.add("It would learn most from");
    for (Lesson lesson : lessons.subList(0, Math.min(most, lessons.size()))) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s  %3.0f of 100   plan %s spreads from what was done, most at %.1f s; strangeness %s",
              lesson.id(),
              lesson.score(),
              number(lesson.disagreement(), "%.2f"),
              lesson.worstSeconds(),
              number(lesson.novelty(), "%.2f")));
    }
  }

  private static String known(String before, Interval interval, String after) {
    return Double.isNaN(interval.mean()) ? "" : before + interval(interval) + after;
  }

  private static String interval(Interval interval) {
    if (Double.isNaN(interval.mean())) {
      return "–";
    }
    return Double.isNaN(interval.low())
        ? number(interval.mean(), form(interval))
        : String.format(
            Locale.ROOT,
            form(interval) + " (" + form(interval) + " to " + form(interval) + ")",
            interval.mean(),
            interval.low(),
            interval.high());
  }

  /// Counts of converters are large, angles small.
  private static String form(Interval interval) {
    double size = Math.abs(interval.mean());
    return size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.1 || size == 0 ? "%.2f" : "%.4f";
  }

  private static String number(double value, String form) {
    return Double.isNaN(value) ? "unknown" : String.format(Locale.ROOT, form, value);
  }
}
