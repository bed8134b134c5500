package dev.handloom.preview.tiny;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The curves of a training as a picture: loss and skill beside each other, never the loss alone.
final class Curves {
  private static final int WIDTH = 360;
  private static final int HEIGHT = 200;
  private static final int EDGE = 44;

  private final StringBuilder svg = new StringBuilder();
  private final List<Look> looks;
  private final double steps;

  private Curves(List<Look> looks) {
    this.looks = looks;
    steps = looks.isEmpty() ? 1 : looks.getLast().step();
  }

  /// A line of a chart.
  private record Line(String name, String style, ToDoubleFunction<Look> value) {}

  private static final String BLUE = "#2563eb";
  private static final String ORANGE = "#c2410c";
  private static final String GREY = "#6b7280";

  static String svg(Trained trained) {
    Curves curves = new Curves(trained.looks());
    int width = 3 * (WIDTH + EDGE) + EDGE;
    int height = HEIGHT + 2 * EDGE;
    curves.svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">%n<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n"
            .formatted(width, height, width, height));
    curves.chart(
        0,
        "Loss, on what it learns from",
        List.of(
            new Line("dream", BLUE, Look::dreamLoss),
            new Line("plan", ORANGE, Look::planLoss),
            new Line("body", GREY, Look::stateLoss)));
    curves.chart(
        1,
        "Skill of the dream on moving pixels, held out",
        List.of(
            new Line("nearest horizon", BLUE, look -> look.scores().skill()[0]),
            new Line(
                "mean", ORANGE, look -> Arrays.stream(look.scores().skill()).average().orElse(0)),
            new Line("last picture", GREY, look -> 0)));
    curves.chart(
        2,
        "Error of the plan, held out",
        List.of(
            new Line("its plan", BLUE, look -> look.scores().actionError()),
            new Line("nearest episode", ORANGE, look -> trained.nearest().actionError()),
            new Line("standing still", GREY, look -> look.scores().standStill())));
    return curves.svg.append("</svg>\n").toString();
  }

  private void chart(int place, String title, List<Line> lines) {
    double least = 0;
    double most = 1e-6;
    for (Look look : looks) {
      for (Line line : lines) {
        least = Math.min(least, line.value.applyAsDouble(look));
        most = Math.max(most, line.value.applyAsDouble(look));
      }
    }
    int left = EDGE + place * (WIDTH + EDGE);
    int top = EDGE;
    text(left, top - 22, "#111827", title);
    text(left - 40, top + 10, GREY, String.format(Locale.ROOT, "%.2f", most));
    text(left - 40, top + HEIGHT, GREY, String.format(Locale.ROOT, "%.2f", least));
    text(left + WIDTH - 60, top + HEIGHT + 16, GREY, (int) steps + " steps");
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#d1d5db\"/>%n"
            .formatted(left, top, WIDTH, HEIGHT));
    int named = left;
    for (Line line : lines) {
      text(named, top - 8, line.style, line.name);
      named += 14 + 7 * line.name.length();
      svg.append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"")
          .append(line.style)
          .append("\" points=\"");
      for (Look look : looks) {
        double x = left + WIDTH * look.step() / steps;
        double y = top + HEIGHT * (1 - (line.value.applyAsDouble(look) - least) / (most - least));
        svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      }
      svg.append("\"/>\n");
    }
  }

  private void text(int x, int y, String colour, String words) {
    svg.append("<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n".formatted(x, y, colour, words));
  }
}
