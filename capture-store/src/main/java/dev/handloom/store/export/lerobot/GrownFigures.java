package dev.handloom.store.export.lerobot;

import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.dataset.ColumnFigures;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.lerobot.StoredFigures;
import dev.handloom.store.parquet.FlatColumn;
import dev.handloom.store.parquet.Node;
import dev.handloom.store.parquet.ParquetFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The statistics of a dataset that has grown. Those of numbers are counted anew over old and new
/// rows; those of pictures are put together of what was said of the old ones and what is known of
/// the new ones, as LeRobot puts datasets together.
final class GrownFigures {
  private static final int COLOURS = 3;

  private GrownFigures() {}

  /// Adds the rows that are there to what is known of new ones.
  static void addRows(LeRobotSoFar base, Map<String, List<ColumnFigures>> figures)
      throws IOException {
    for (Path file : base.tables()) {
      try (ParquetFile table = ParquetFile.open(file)) {
        for (Node.Leaf leaf : table.leaves()) {
          List<ColumnFigures> columns = figures.get(leaf.path().getFirst());
          if (columns == null || !(leaf.type().isReal() || leaf.type().isWhole())) {
            continue;
          }
          for (int group = 0; group < table.groups(); group++) {
            add(table.flat(group, leaf), columns, file);
          }
        }
      }
    }
  }

  private static void add(FlatColumn flat, List<ColumnFigures> columns, Path file)
      throws IOException {
    for (int row = 0; row < flat.rows(); row++) {
      if (flat.gap(row) || flat.width(row) != columns.size()) {
        throw new DatasetException(
            "A row of the dataset has no value for “"
                + flat.leaf().path().getFirst()
                + "”, so nothing was added. Run 'handloom check' on it: "
                + file);
      }
      for (int i = 0; i < columns.size(); i++) {
        columns.get(i).add(flat.number(row, i));
      }
    }
  }

  /// What the dataset says of its pictures, by camera; of those of which it says all that is
  /// needed.
  static Map<String, Map<String, double[]>> pictures(LeRobotSoFar base) {
    Map<String, Map<String, double[]>> said =
        StoredFigures.all(base.folder().folder(), new DatasetFindings());
    Map<String, Map<String, double[]>> known = new LinkedHashMap<>();
    if (said == null) {
      return known;
    }
    base.info()
        .videos()
        .forEach(video -> {
          Map<String, double[]> each = said.get(video.key());
          double[] count = each == null ? null : each.get("count");
          if (each != null
              && count != null
              && count.length == 1
              && count[0] > 0
              && List.of("min", "max", "mean", "std").stream()
                  .allMatch(name -> {
                    double[] values = each.get(name);
                    return values != null && values.length == COLOURS;
                  })) {
            known.put(video.key(), each);
          }
        });
    return known;
  }

  /// @param own of the new pictures, in the words and shapes of the format
  /// @param before of the old ones
  static Map<String, Object> together(
      Feature feature, List<ColumnFigures> own, Map<String, double[]> before) {
    Map<String, Object> all = new LinkedHashMap<>(feature.figures(own));
    double old = values(before, "count")[0];
    double fresh = own.getFirst().count();
    List<List<Double>> sums = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      ColumnFigures one = own.get(i);
      double mean = values(before, "mean")[i];
      double spread = values(before, "std")[i];
      double both = (mean * old + one.mean() * fresh) / (old + fresh);
      double variance =
          (old * (spread * spread + (mean - both) * (mean - both))
                  + fresh
                      * (one.deviation() * one.deviation()
                          + (one.mean() - both) * (one.mean() - both)))
              / (old + fresh);
      sums.add(
          List.of(
              Math.min(values(before, "min")[i], one.min()),
              Math.max(values(before, "max")[i], one.max()),
              both,
              Math.sqrt(variance)));
    }
    List<String> names = List.of("min", "max", "mean", "std");
    for (int n = 0; n < names.size(); n++) {
      int at = n;
      all.put(
          names.get(n), feature.shaped(sums.stream().map(each -> (Object) each.get(at)).toList()));
    }
    all.put("count", List.of((long) (old + fresh)));
    for (int q = 0; q < Feature.QUANTILES.size(); q++) {
      String name = Feature.QUANTILES.get(q);
      double[] there = before.get(name);
      // As LeRobot: the lower ones may only sink, the upper ones only rise.
      boolean lower = q <= Feature.QUANTILES.indexOf("q50");
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < own.size(); i++) {
        double here = own.get(i).quantiles()[q];
        values.add(
            there == null || there.length != own.size()
                ? here
                : lower ? Math.min(there[i], here) : Math.max(there[i], here));
      }
      all.put(name, feature.shaped(values));
    }
    return all;
  }

  private static double[] values(Map<String, double[]> of, String name) {
    double[] values = of.get(name);
    if (values == null) {
      throw new IllegalStateException("No “" + name + "”");
    }
    return values;
  }
}
