package dev.handloom.preview.promotion;

import dev.handloom.preview.pack.ModelStore;
import dev.handloom.preview.pack.PackException;
import dev.handloom.store.disk.Durable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What a version dreamed and what came of it, in a file that only grows. Whether a dream is a fair
/// judge of plans shows here and nowhere else: one that promises more than happens is exploited by
/// whoever chooses plans by it.
public final class Ledger {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FOLDER = "ledger";

  private final Path file;

  /// @param digest of the version
  public Ledger(ModelStore store, String digest) {
    file = store.folder().resolve(FOLDER).resolve(digest + ".jsonl");
  }

  /// @param bias of the dream: the mean of dreamed less real; above 0 it promises too much
  /// @param meanReal to see the bias beside
  /// @param rankCorrelation whether the dream puts moments in the order in which they came: 1 for
  ///   the same, 0 for none; NaN for fewer than 3
  public record Summary(
      Outcome.What what,
      int n,
      int episodes,
      double bias,
      double meanReal,
      double rankCorrelation) {}

  public void add(List<Outcome> outcomes) throws PackException {
    if (outcomes.isEmpty()) {
      return;
    }
    StringBuilder lines = new StringBuilder();
    for (Outcome outcome : outcomes) {
      lines.append(JSON.writeValueAsString(outcome)).append('\n');
    }
    try {
      Durable.makeFolders(java.util.Objects.requireNonNull(file.toAbsolutePath().getParent()));
      // A line that a loss of power cut stays a line of its own.
      boolean cut = Files.exists(file) && !Files.readString(file).endsWith("\n");
      Durable.append(file, (cut ? "\n" : "") + lines);
    } catch (IOException e) {
      throw new PackException("The ledger could not be written: " + file, e);
    }
  }

  /// Each moment once: what was added last.
  public List<Outcome> outcomes() throws PackException {
    if (!Files.exists(file)) {
      return List.of();
    }
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      for (String line : (Iterable<String>) lines::iterator) {
        try {
          Outcome outcome = line.isBlank() ? null : JSON.readValue(line, Outcome.class);
          if (outcome != null) {
            outcomes.put(outcome.key(), outcome);
          }
        } catch (JacksonException e) {
          // The last line of a machine that lost its power.
        }
      }
    } catch (IOException e) {
      throw new PackException("The ledger could not be read: " + file, e);
    }
    return List.copyOf(outcomes.values());
  }

  /// Of each kind of which there is one.
  public List<Summary> summaries() throws PackException {
    List<Outcome> all = outcomes();
    List<Summary> summaries = new ArrayList<>();
    for (Outcome.What what : Outcome.What.values()) {
      List<Outcome> some = all.stream().filter(o -> o.what() == what).toList();
      if (!some.isEmpty()) {
        double[] dreamed = some.stream().mapToDouble(Outcome::dreamed).toArray();
        double[] real = some.stream().mapToDouble(Outcome::real).toArray();
        double mean = Arrays.stream(real).average().orElse(Double.NaN);
        summaries.add(
            new Summary(
                what,
                some.size(),
                (int) some.stream().map(Outcome::episode).distinct().count(),
                Arrays.stream(dreamed).average().orElse(Double.NaN) - mean,
                mean,
                rankCorrelation(dreamed, real)));
      }
    }
    return summaries;
  }

  /// Spearman's: the correlation of the ranks, equal values sharing theirs.
  static double rankCorrelation(double[] a, double[] b) {
    if (a.length < 3) {
      return Double.NaN;
    }
    double[] x = ranks(a);
    double[] y = ranks(b);
    double middle = (a.length + 1) / 2.0;
    double both = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < x.length; i++) {
      both += (x[i] - middle) * (y[i] - middle);
      first += (x[i] - middle) * (x[i] - middle);
      second += (y[i] - middle) * (y[i] - middle);
    }
    return both / Math.sqrt(first * second);
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to + 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
