package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetPlan;
import dev.handloom.store.dataset.DatasetPlan.ActionRule;
import dev.handloom.store.dataset.DatasetPlan.Part;
import dev.handloom.store.dataset.DatasetPlan.View;
import dev.handloom.store.dataset.PlanProposal.Unfit;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.export.DatasetFacts.EpisodeFacts;
import dev.handloom.store.resample.ResampleReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The README of a dataset: what is in it, how it was captured, what its rows are made of.
final class DatasetCard {
  private static final double NANOS = 1e9;
  private static final double PER_HOUR = 3600;

  private final DatasetFormat format;
  private final DatasetFacts facts;
  private final List<Unfit> unfit;
  private final StringBuilder text = new StringBuilder();

  private DatasetCard(DatasetFormat format, DatasetFacts facts, List<Unfit> unfit) {
    this.format = format;
    this.facts = facts;
    this.unfit = unfit;
  }

  /// Writes the card, and the same for programs.
  static void write(Path folder, DatasetFormat format, DatasetFacts facts, List<Unfit> unfit)
      throws IOException {
    Durable.replace(folder.resolve("README.md"), new DatasetCard(format, facts, unfit).text());
    Durable.replace(
        folder.resolve(Staging.PAPERS), DatasetPapers.json(format, facts, unfit) + "\n");
  }

  private String text() {
    head();
    line("# " + (facts.title().isEmpty() ? "Dataset" : facts.title()));
    line("");
    DatasetPlan plan = facts.plan();
    double seconds = facts.rows() / plan.rate().hz();
    line(
        "%s · %d %s · %d rows at %s Hz · %.2f h · written by %s on %s"
            .formatted(
                format.words(),
                facts.episodes().size(),
                facts.episodes().size() == 1 ? "episode" : "episodes",
                facts.rows(),
                rate(plan),
                seconds / PER_HOUR,
                facts.software(),
                Instant.ofEpochSecond(facts.madeUnixNanos() / (long) NANOS)));
    line("");
    captured();
    rows();
    tasks();
    episodes();
    people();
    return text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String rate(DatasetPlan plan) {
    return plan.rate().seconds() == 1
        ? Integer.toString(plan.rate().pictures())
        : String.format(Locale.ROOT, "%.3f", plan.rate().hz());
  }

  private void head() {
    line("---");
    if (!facts.licence().isEmpty()) {
      line("license: " + facts.licence());
    }
    List<String> tags = new ArrayList<>(List.of("LeRobot"));
    if (!format.name().startsWith("lerobot")) {
      tags.clear();
    }
    tags.addAll(facts.tags());
    if (!tags.isEmpty()) {
      line("tags:");
      tags.stream().distinct().forEach(tag -> line("- " + quoted(tag)));
    }
    text.append(format.cardHead(facts));
    line("---");
  }

  private static String quoted(String tag) {
    return tag.matches("[A-Za-z0-9_-]+") ? tag : DatasetPapers.quoted(tag);
  }

  private void captured() {
    DatasetPlan plan = facts.plan();
    line("## How it was captured");
    line("");
    TreeSet<String> rigs = new TreeSet<>();
    facts.episodes().forEach(e -> rigs.add(e.rig().isEmpty() ? "unnamed" : e.rig()));
    line("Rig: " + String.join(", ", rigs) + ".");
    line("");
    line("| column | stream | numbers | units |");
    line("|---|---|---|---|");
    for (Part part : plan.streams()) {
      row("state", part);
    }
    for (Part part : plan.commands()) {
      row("action", part);
    }
    for (Part part : plan.hands()) {
      row("hand", part);
    }
    for (View view : plan.views()) {
      line(
          "| picture | %s | %d × %d | RGB |".formatted(view.stream(), view.width(), view.height()));
    }
    line("");
    calibrations();
  }

  private void row(String column, Part part) {
    TreeSet<String> units = new TreeSet<>();
    part.units().forEach(unit -> units.add(unit.isEmpty() ? "none" : unit));
    line(
        "| %s | %s | %d | %s |"
            .formatted(column, part.stream(), part.channels().size(), String.join(", ", units)));
  }

  private void calibrations() {
    TreeMap<String, Integer> known = new TreeMap<>();
    facts.episodes().forEach(e -> e.calibrations().forEach(c -> known.merge(c, 1, Integer::sum)));
    if (known.isEmpty()) {
      line("No calibration was recorded with these episodes.");
    } else {
      line("Calibrations:");
      line("");
      known.forEach((words, count) ->
          line("- %s (%d of %d episodes)".formatted(words, count, facts.episodes().size())));
    }
    line("");
    double worst =
        facts.episodes().stream()
            .mapToDouble(EpisodeFacts::boundMillis)
            .filter(Double::isFinite)
            .max()
            .orElse(Double.NaN);
    line(
        Double.isNaN(worst)
            ? "No bound of the capture times was stated."
            : "Capture times of different devices are stated to agree within %.1f ms at worst; see the episodes."
                .formatted(worst));
    line("");
  }

  private void rows() {
    DatasetPlan plan = facts.plan();
    line("## What a row is");
    line("");
    line(
        "The action of a row is "
            + plan.actions().words()
            + (plan.actions() == ActionRule.CHUNK_POSE
                ? "; a chunk is " + plan.chunkRows() + " rows."
                : "."));
    line(
        "Numbers are interpolated between the samples before and after, rotations on the shortest"
            + " arc; switches and pictures hold until the next. Nothing older than %.0f ms fills a"
                .formatted(plan.oldestMillis())
            + " row. `capture.unix_ns` is the true time of a row, `capture.age_ms.*` how much older"
            + " its picture is.");
    line("");
    line("| stream | interpolated | held | repeated | missing | samples not used |");
    line("|---|---|---|---|---|---|");
    Map<String, long[]> sums = new LinkedHashMap<>();
    for (EpisodeFacts episode : facts.episodes()) {
      for (ResampleReport report : episode.reports()) {
        long[] sum = sums.computeIfAbsent(report.stream(), _ -> new long[5]);
        sum[0] += report.interpolated();
        sum[1] += report.held();
        sum[2] += report.repeated();
        sum[3] += report.missing();
        sum[4] += report.skipped();
      }
    }
    sums.forEach((stream, sum) ->
        line(
            "| %s | %d | %d | %d | %d | %d |"
                .formatted(stream, sum[0], sum[1], sum[2], sum[3], sum[4])));
    line("");
    int filled = facts.episodes().stream().mapToInt(EpisodeFacts::filled).sum();
    if (filled > 0) {
      line("In " + filled + " rows a number was missing and stays as it was in the row before.");
      line("");
    }
    if (plan.idle() != null) {
      int idle = facts.episodes().stream().mapToInt(EpisodeFacts::idleRows).sum();
      line(
          "%d rows in which nothing moved for more than %.1f s are left out; where that is, `capture.unix_ns` leaps."
              .formatted(idle, plan.idle().seconds()));
      line("");
    }
  }

  private void tasks() {
    TreeMap<String, int[]> tasks = new TreeMap<>();
    for (EpisodeFacts episode : facts.episodes()) {
      int[] counts = tasks.computeIfAbsent(episode.task(), _ -> new int[2]);
      counts[0]++;
      counts[1] += episode.rows();
    }
    line("## Tasks");
    line("");
    line("| task | episodes | rows |");
    line("|---|---|---|");
    tasks.forEach((task, counts) ->
        line(
            "| %s | %d | %d |"
                .formatted(task.isEmpty() ? "(none said)" : cell(task), counts[0], counts[1])));
    line("");
  }

  private static String cell(String words) {
    return words.replace("|", "\\|").replace('\n', ' ');
  }

  private void episodes() {
    line("## Episodes");
    line("");
    line("| # | episode | rows | verdict | tags | times agree within |");
    line("|---|---|---|---|---|---|");
    for (int i = 0; i < facts.episodes().size(); i++) {
      EpisodeFacts episode = facts.episodes().get(i);
      line(
          "| %d | %s | %d | %s | %s | %s |"
              .formatted(
                  i,
                  episode.id(),
                  episode.rows(),
                  episode.verdict(),
                  cell(String.join(", ", episode.tags())),
                  Double.isNaN(episode.boundMillis())
                      ? "not stated"
                      : "%.1f ms".formatted(episode.boundMillis())));
    }
    line("");
    if (!unfit.isEmpty()) {
      line("Left out:");
      line("");
      unfit.forEach(each -> line("- " + each.bundle().id().text() + ": " + cell(each.why())));
      line("");
    }
  }

  private void people() {
    line("## People");
    line("");
    if (facts.privacy().isEmpty()) {
      line("Nothing was done to the pictures: people in them can be recognised.");
    }
    facts.privacy().forEach(sentence -> line("- " + sentence));
  }
}
