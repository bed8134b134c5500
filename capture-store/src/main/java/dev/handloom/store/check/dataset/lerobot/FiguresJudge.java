package dev.handloom.store.check.dataset.lerobot;

import dev.handloom.store.check.dataset.DatasetFinding;
import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.lerobot.LeRobotFeature;
import dev.handloom.store.lerobot.LeRobotFolder;
import dev.handloom.store.lerobot.StoredFigures;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds the statistics that a dataset says it has against those of its rows and pictures.
final class FiguresJudge {
  private static final List<String> NEEDED = List.of("min", "max", "mean", "std");
  private static final List<String> QUANTILES = List.of("q01", "q10", "q50", "q90", "q99");

  /// Programs add up in single precision, and episode by episode.
  private static final double OFF = 2e-3;

  /// Of colours from 0 to 1: other programs look at other pixels of other pictures.
  private static final double COLOUR_OFF = 0.04;

  private final LeRobotFolder dataset;
  private final DatasetFindings findings;

  FiguresJudge(LeRobotFolder dataset, DatasetFindings findings) {
    this.dataset = dataset;
    this.findings = findings;
  }

  /// @param rows by column, of the whole dataset
  /// @param pictures by camera, of a part of its pictures; of those that were looked at
  void whole(Map<String, RowFigures> rows, Map<String, RowFigures> pictures) {
    Map<String, Map<String, double[]>> said = StoredFigures.all(dataset.folder(), findings);
    if (said == null) {
      if (dataset.info().major() == 3) {
        findings.add(
            Code.FIGURES_MISSING, StoredFigures.ALL, "There are no statistics of the dataset");
      }
      return;
    }
    for (LeRobotFeature feature : dataset.info().features().values()) {
      Map<String, double[]> each = said.get(feature.key());
      if (feature.isPicture()) {
        RowFigures seen = pictures.get(feature.key());
        if (each != null && seen != null) {
          colours(feature, each, seen);
        } else if (each == null) {
          missing(feature);
        }
      } else if (feature.isNumber()) {
        RowFigures seen = rows.get(feature.key());
        if (each == null) {
          missing(feature);
        } else if (seen != null) {
          numbers(feature, each, seen, DatasetFinding.NONE);
          quantiles(feature, each, seen);
        }
      }
    }
    for (String column : said.keySet()) {
      if (dataset.info().feature(column).isEmpty()) {
        findings.add(
            Code.PAPERS_THIN, column, "There are statistics of a column that is not declared");
      }
    }
  }

  private void missing(LeRobotFeature feature) {
    if (!feature.isUsual() && !feature.isRemark()) {
      findings.add(Code.FIGURES_MISSING, feature.key(), "There are no statistics of it");
    }
  }

  /// Those of each episode.
  void each(Map<Long, EpisodeSeen> episodes) {
    boolean any =
        StoredFigures.each(
            dataset,
            findings,
            (number, figures) -> {
              EpisodeSeen seen = episodes.get(number);
              if (seen == null) {
                return;
              }
              seen.figures.forEach((key, own) -> {
                LeRobotFeature feature = dataset.info().features().get(key);
                Map<String, double[]> said = figures.get(key);
                if (feature != null && said != null) {
                  numbers(feature, said, own, number);
                }
              });
            });
    if (!any && !dataset.info().version().equals("v2.0")) {
      findings.add(Code.FIGURES_MISSING, "", "There are no statistics of the episodes");
    }
  }

  private void numbers(
      LeRobotFeature feature, Map<String, double[]> said, RowFigures seen, long episode) {
    // Those of episodes are only put together when datasets are.
    Code wrong = episode < 0 ? Code.FIGURES_WRONG : Code.EPISODE_FIGURES;
    for (String name : NEEDED) {
      double[] values = said.get(name);
      if (values == null) {
        findings.add(Code.FIGURES_MISSING, feature.key(), episode, "“" + name + "” is missing");
        continue;
      }
      if (values.length != seen.width()) {
        findings.add(
            wrong,
            feature.key(),
            episode,
            "“" + name + "” has " + values.length + " numbers, and a row has " + seen.width());
        continue;
      }
      for (int i = 0; i < values.length; i++) {
        double should = figure(name, seen, i);
        double extent = Math.max(seen.max[i] - seen.min[i], 0);
        double scale = Math.max(Math.abs(seen.min[i]), Math.abs(seen.max[i]));
        double may = OFF * extent + 1e-5 * scale + 1e-6;
        if (Double.isFinite(should) && !(Math.abs(values[i] - should) <= may)) {
          findings.add(
              wrong,
              feature.key(),
              episode,
              String.format(
                  Locale.ROOT,
                  "“%s”%s is %.6g, and %.6g by its rows",
                  name,
                  feature.width() == 1 ? "" : " of “" + feature.name(i) + "”",
                  values[i],
                  should));
          break;
        }
      }
    }
    double[] count = said.get("count");
    if (count != null && count.length == 1 && count[0] != seen.count() && seen.count() > 0) {
      findings.add(
          wrong,
          feature.key(),
          episode,
          String.format(
              Locale.ROOT, "They are of %.0f rows, and there are %d", count[0], seen.count()));
    }
  }

  private static double figure(String name, RowFigures seen, int at) {
    return switch (name) {
      case "min" -> seen.min[at];
      case "max" -> seen.max[at];
      case "mean" -> seen.mean[at];
      default -> seen.deviation(at);
    };
  }

  private void quantiles(LeRobotFeature feature, Map<String, double[]> said, RowFigures seen) {
    if (dataset.info().major() < 3 || feature.isUsual()) {
      return;
    }
    double @Nullable [] last = null;
    for (String name : QUANTILES) {
      double[] values = said.get(name);
      if (values == null) {
        findings.add(
            Code.QUANTILES,
            feature.key(),
            "“" + name + "” is missing; policies that normalise by quantiles fail");
        return;
      }
      if (values.length != seen.width()) {
        continue;
      }
      for (int i = 0; i < values.length; i++) {
        double may = 0.01 * (seen.max[i] - seen.min[i]) + 1e-5 * Math.abs(seen.max[i]) + 1e-6;
        boolean outside = values[i] < seen.min[i] - may || values[i] > seen.max[i] + may;
        boolean falling = last != null && values[i] < last[i] - may;
        if (outside || falling || Double.isNaN(values[i])) {
          findings.add(
              Code.FIGURES_WRONG,
              feature.key(),
              String.format(
                  Locale.ROOT,
                  "“%s”%s is %.6g, %s",
                  name,
                  feature.width() == 1 ? "" : " of “" + feature.name(i) + "”",
                  values[i],
                  outside ? "where no value is" : "less than the quantile below it"));
          return;
        }
      }
      last = values;
    }
  }

  private void colours(LeRobotFeature feature, Map<String, double[]> said, RowFigures seen) {
    for (String name : List.of("mean", "std")) {
      double[] values = said.get(name);
      if (values == null || (values.length != 3 && values.length != 1)) {
        findings.add(
            Code.PICTURE_FIGURES,
            feature.key(),
            "“" + name + "” should have a number for each colour");
        continue;
      }
      for (int i = 0; i < values.length && values.length == seen.width(); i++) {
        double should = figure(name, seen, i);
        if (!(Math.abs(values[i] - should) <= COLOUR_OFF)) {
          findings.add(
              Code.PICTURE_FIGURES,
              feature.key(),
              String.format(
                  Locale.ROOT,
                  "“%s” of %s is %.4f, and %.4f by the pictures",
                  name,
                  List.of("red", "green", "blue").get(i),
                  values[i],
                  should));
          break;
        }
      }
    }
  }
}
