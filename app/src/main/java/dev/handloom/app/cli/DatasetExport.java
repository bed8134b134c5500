package dev.handloom.app.cli;

import dev.handloom.app.Version;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.PlanProposal.LeftOut;
import dev.handloom.store.dataset.PlanProposal.Unfit;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.export.DatasetDraft;
import dev.handloom.store.export.DatasetFacts;
import dev.handloom.store.export.DatasetFacts.EpisodeFacts;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.DatasetManner;
import dev.handloom.store.export.DatasetOrder;
import dev.handloom.store.export.DatasetOutcome;
import dev.handloom.store.export.DatasetOutcome.State;
import dev.handloom.store.export.DatasetRun;
import dev.handloom.store.export.formats.DatasetFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes one dataset of many episodes, for the command line.
final class DatasetExport {
  private static final double PER_HOUR = 3600;
  private static final int MOST_TOLD = 20;

  private final Terminal terminal;
  private final boolean json;
  private final DatasetWishes wishes;
  private final DatasetFormat format;

  DatasetExport(Terminal terminal, boolean json, DatasetWishes wishes, DatasetFormat format) {
    this.terminal = terminal;
    this.json = json;
    this.wishes = wishes;
    this.format = format;
  }

  /// The effect, told before.
  record Effect(
      String format,
      String folder,
      int episodes,
      double hours,
      long rows,
      double rowsPerSecond,
      String action,
      List<String> state,
      List<String> views,
      long bytesAbout,
      long bytesFree,
      List<Without> streamsLeftOut,
      List<Without> episodesLeftOut) {}

  record Without(String name, String why) {}

  record Exported(
      String format,
      String state,
      String folder,
      int episodes,
      long rows,
      long bytes,
      double seconds,
      double secondsLooking,
      int takenOver,
      int episodesBefore,
      int episodesThere,
      List<Without> episodesLeftOut,
      List<String> findings,
      String message) {}

  /// What becomes of a dataset that is there.
  enum Standing {
    STAYS,
    GROWS,
    GIVES_WAY
  }

  int run(List<Bundle> bundles, Path out, boolean whole, Standing standing)
      throws IOException, InterruptedException {
    DatasetDraft draft;
    try {
      DatasetManner manner = standing == Standing.GROWS ? manner(out) : null;
      draft =
          DatasetDraft.of(
              bundles,
              format,
              wishes.wish(manner),
              wishes.options(format, manner),
              new DatasetDraft.Choice(whole, wishes.failed));
    } catch (DatasetException e) {
      throw new CommandFailed(CommandFailed.FINDING, String.valueOf(e.getMessage()));
    }
    long free = free(out);
    Effect effect = effect(draft, out, free);
    if (wishes.dryRun) {
      if (json) {
        terminal.json(effect);
      } else {
        told(effect).forEach(terminal::say);
        terminal.say("Nothing was written.");
      }
      return 0;
    }
    told(effect).forEach(terminal::tell);
    if (draft.bytes() > free) {
      throw new CommandFailed(
          CommandFailed.UNUSABLE,
          "The dataset needs about "
              + Figures.bytes(draft.bytes())
              + ", and "
              + Figures.bytes(free)
              + " are free. Nothing was written. Choose another folder, smaller pictures with --size,"
              + " or fewer episodes: "
              + out);
    }
    DatasetOrder order =
        new DatasetOrder(
            out,
            format,
            draft.plan(),
            draft.options(),
            draft.episodes(),
            whole,
            standing == Standing.GIVES_WAY,
            wishes.labels(String.valueOf(out.getFileName()), "handloom " + Version.text()),
            wishes.protection());
    long begun = System.nanoTime();
    // Open until what was kept is told: past it the process ends.
    try (GentleEnd end = new GentleEnd()) {
      DatasetOutcome outcome = run(standing == Standing.GROWS ? order.appending() : order, end);
      return tell(draft, outcome, (System.nanoTime() - begun) / 1e9);
    }
  }

  private DatasetManner manner(Path out) throws IOException {
    if (!Files.isDirectory(out)) {
      throw new CommandFailed(
          CommandFailed.FINDING,
          "There is no dataset yet that could grow; leave --append away to make it: " + out);
    }
    return format.manner(out);
  }

  private DatasetOutcome run(DatasetOrder order, GentleEnd end) throws InterruptedException {
    DatasetRun run = new DatasetRun(order, DatasetFormats.gate(), () -> false);
    try (ProgressLine line = new ProgressLine(terminal, "Exporting")) {
      DatasetOutcome outcome =
          run.run((share, done, all) -> {
            if (end.asked()) {
              run.stop();
            }
            line.at(
                share,
                done == all
                    ? "looking it over"
                    : done + " of " + Figures.count(all, "episode", "episodes"));
          });
      if (outcome.state() == State.EXPORTED && outcome.facts() != null) {
        line.done(Figures.count(order.episodes().size(), "episode", "episodes"));
      }
      return outcome;
    }
  }

  /// Of the nearest folder that is there.
  private static long free(Path out) throws IOException {
    Path at = out;
    while (!Files.exists(at)) {
      Path parent = at.getParent();
      if (parent == null) {
        return Long.MAX_VALUE;
      }
      at = parent;
    }
    return Files.getFileStore(at).getUsableSpace();
  }

  private Effect effect(DatasetDraft draft, Path out, long free) {
    return new Effect(
        format.name(),
        out.toString(),
        draft.episodes().size(),
        draft.seconds() / PER_HOUR,
        draft.rows(),
        draft.plan().rate().hz(),
        draft.plan().actions().words(),
        draft.plan().names(),
        draft.plan().views().stream()
            .map(view -> view.name() + " " + view.width() + "×" + view.height())
            .toList(),
        draft.bytes(),
        free,
        draft.leftOut().stream().map(DatasetExport::without).toList(),
        draft.unfit().stream().map(DatasetExport::without).toList());
  }

  private static Without without(LeftOut each) {
    return new Without(each.stream(), each.why());
  }

  private static Without without(Unfit each) {
    return new Without(each.bundle().id().text(), each.why());
  }

  private List<String> told(Effect effect) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s, %.2f h, %s at %s Hz, about %s (%s free)",
            format.words(),
            Figures.count(effect.episodes(), "episode", "episodes"),
            effect.hours(),
            Figures.count(effect.rows(), "row", "rows"),
            hertz(effect.rowsPerSecond()),
            Figures.bytes(effect.bytesAbout()),
            Figures.bytes(effect.bytesFree())));
    lines.add("State: " + Figures.count(effect.state().size(), "number", "numbers"));
    lines.add("Action: " + effect.action());
    lines.add(
        "Pictures: " + (effect.views().isEmpty() ? "none" : String.join(", ", effect.views())));
    without("Streams left out", effect.streamsLeftOut(), lines);
    without("Episodes left out", effect.episodesLeftOut(), lines);
    return lines;
  }

  private static String hertz(double hz) {
    return hz == Math.rint(hz) ? Long.toString((long) hz) : String.format(Locale.ROOT, "%.3f", hz);
  }

  private static void without(String what, List<Without> all, List<String> lines) {
    if (all.isEmpty()) {
      return;
    }
    lines.add(what + ":");
    all.stream()
        .limit(MOST_TOLD)
        .forEach(each -> lines.add("  " + each.name() + "  " + each.why()));
    if (all.size() > MOST_TOLD) {
      lines.add("  … and " + (all.size() - MOST_TOLD) + " more");
    }
  }

  private int tell(DatasetDraft draft, DatasetOutcome outcome, double seconds) {
    List<Without> without = new ArrayList<>();
    draft.unfit().forEach(each -> without.add(without(each)));
    outcome.unfit().forEach(each -> without.add(without(each)));
    DatasetFacts facts = outcome.facts();
    int episodes = facts == null ? 0 : facts.episodes().size();
    long rows = facts == null ? 0 : facts.rows();
    if (json) {
      terminal.json(
          new Exported(
              format.name(),
              outcome.state().name().toLowerCase(Locale.ROOT),
              outcome.folder().toString(),
              episodes,
              rows,
              outcome.bytes(),
              seconds,
              outcome.lookSeconds(),
              outcome.kept(),
              outcome.before(),
              outcome.there(),
              without,
              outcome.findings(),
              outcome.message()));
    } else if (facts == null) {
      terminal.tell(outcome.message());
    } else {
      say(outcome, facts, without, seconds);
    }
    return switch (outcome.state()) {
      case EXPORTED -> outcome.unfit().isEmpty() ? 0 : CommandFailed.FINDING;
      case FAULTY, REFUSED, STOPPED -> CommandFailed.FINDING;
      case DISK_FAILED -> CommandFailed.UNUSABLE;
    };
  }

  private void say(
      DatasetOutcome outcome, DatasetFacts facts, List<Without> without, double seconds) {
    List<String> lines = new ArrayList<>();
    without("Episodes left out", without, lines);
    outcome.findings().stream().limit(MOST_TOLD).forEach(finding -> lines.add("Found: " + finding));
    int filled = facts.episodes().stream().mapToInt(EpisodeFacts::filled).sum();
    if (filled > 0) {
      lines.add(
          Figures.count(filled, "row", "rows")
              + " had a number missing; it stays as it was before");
    }
    int idle = facts.episodes().stream().mapToInt(EpisodeFacts::idleRows).sum();
    if (facts.plan().idle() != null) {
      lines.add(Figures.count(idle, "row", "rows") + " left out because nothing moved");
    }
    if (outcome.there() > 0) {
      lines.add(
          Figures.count(outcome.there(), "episode is", "episodes are")
              + " in the dataset already and not added again");
    }
    if (outcome.kept() > 0) {
      lines.add(
          Figures.count(outcome.kept(), "episode", "episodes")
              + " taken over from the run that was interrupted");
    }
    lines.forEach(terminal::say);
    if (outcome.state() == State.EXPORTED) {
      terminal.say(
          Figures.count(facts.episodes().size(), "episode", "episodes")
              + ", "
              + Figures.count(facts.rows(), "row", "rows")
              + ", "
              + Figures.bytes(outcome.bytes())
              + " in "
              + Figures.seconds(seconds)
              + (outcome.before() > 0 ? ", behind the " + outcome.before() + " before" : "")
              + ", looked over and in place: "
              + outcome.folder());
    } else {
      terminal.say(outcome.message());
    }
  }
}
