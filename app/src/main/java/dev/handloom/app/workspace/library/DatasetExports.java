package dev.handloom.app.workspace.library;

import dev.handloom.app.Version;
import dev.handloom.app.workspace.library.Outcome.Trouble;
import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.PlanProposal.Wish;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.export.DatasetDraft;
import dev.handloom.store.export.DatasetFacts;
import dev.handloom.store.export.DatasetFormat;
import dev.handloom.store.export.DatasetManner;
import dev.handloom.store.export.DatasetOptions;
import dev.handloom.store.export.DatasetOrder;
import dev.handloom.store.export.DatasetOutcome;
import dev.handloom.store.export.DatasetOutcome.State;
import dev.handloom.store.export.DatasetRun;
import dev.handloom.store.export.ExportProgress;
import dev.handloom.store.export.formats.DatasetFormats;
import dev.handloom.store.library.EpisodeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Datasets that the window makes: one, or one for each person or task.
final class DatasetExports {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final ExportWish wish;
  private final DatasetFormat format;
  private final List<Part> parts = new ArrayList<>();

  /// Episodes that are a dataset together.
  private record Part(String name, List<Bundle> bundles) {}

  DatasetExports(ExportWish wish, List<EpisodeRow> rows) {
    this.wish = wish;
    format = Objects.requireNonNull(wish.format());
    Map<String, List<Bundle>> groups = new LinkedHashMap<>();
    for (EpisodeRow row : rows) {
      String group =
          switch (wish.split()) {
            case NONE -> "";
            case PERSON -> row.person();
            case TASK -> row.task();
          };
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(row.bundle());
    }
    groups.forEach((group, bundles) -> parts.add(new Part(folderName(group), bundles)));
  }

  /// A name for a folder, which no two have; without names a person is a number.
  private String folderName(String group) {
    if (wish.split() == ExportWish.Split.NONE) {
      return "";
    }
    boolean hidden = wish.split() == ExportWish.Split.PERSON && wish.noNames();
    String plain =
        hidden
            ? "person-" + (parts.size() + 1)
            : group.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    String name = plain.replaceAll("^-|-$", "");
    String own = name.isEmpty() ? "unnamed" : name;
    String free = own;
    for (int n = 2; taken(free); n++) {
      free = own + "-" + n;
    }
    return free;
  }

  private boolean taken(String name) {
    return parts.stream().anyMatch(part -> part.name().equals(name));
  }

  /// Where each of them goes, below the folder that has the name.
  List<String> folders() {
    return parts.stream().map(Part::name).toList();
  }

  /// @param manner of a dataset that is to grow; else null
  private DatasetDraft draft(Part part, @Nullable DatasetManner manner) throws DatasetException {
    return DatasetDraft.of(
        part.bundles(),
        format,
        manner == null ? Wish.USUAL : manner.wish(),
        manner == null ? DatasetOptions.USUAL : manner.options(),
        new DatasetDraft.Choice(wish.whole(), false));
  }

  /// What it would be, a line each, before anything is written.
  List<String> effect() throws DatasetException {
    int episodes = 0;
    double seconds = 0;
    long rows = 0;
    long bytes = 0;
    double hz = 0;
    List<String> without = new ArrayList<>();
    for (Part part : parts) {
      DatasetDraft draft = draft(part, null);
      episodes += draft.episodes().size();
      seconds += draft.seconds();
      rows += draft.rows();
      bytes += draft.bytes();
      hz = draft.plan().rate().hz();
      draft
          .unfit()
          .forEach(each -> without.add("Without " + each.bundle().id().text() + ": " + each.why()));
      draft
          .leftOut()
          .forEach(each -> without.add("Without “" + each.stream() + "”: " + each.why()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        Amounts.count(episodes, "episode", "episodes")
            + ", "
            + Amounts.length((long) (seconds * SECOND_NANOS))
            + ", "
            + Amounts.count(rows, "row", "rows")
            + " at "
            + (hz == Math.rint(hz) ? Long.toString((long) hz) : Double.toString(hz))
            + " Hz, about "
            + Amounts.bytes(bytes)
            + (parts.size() == 1 ? "" : ", in " + parts.size() + " datasets"));
    without.stream().distinct().forEach(lines::add);
    return lines;
  }

  /// @param folder in which the datasets get folders of their own
  /// @param stop whether somebody wants it to end
  Outcome run(Path folder, BooleanSupplier recording, BooleanSupplier stop, ExportProgress progress)
      throws IOException, InterruptedException {
    Path out = folder.resolve(wish.name());
    Sum sum = new Sum();
    for (int i = 0; i < parts.size() && !stop.getAsBoolean(); i++) {
      Part part = parts.get(i);
      Path own = part.name().isEmpty() ? out : out.resolve(part.name());
      String called = part.name().isEmpty() ? wish.name() : part.name();
      try {
        sum.add(called, one(part, own, i, recording, stop, progress));
      } catch (DatasetException e) {
        sum.troubles.add(new Trouble(called, String.valueOf(e.getMessage())));
      }
    }
    boolean all = sum.made == parts.size() && sum.made > 0;
    return new Outcome(sum.made == 0 ? folder : out, sum.headline(parts.size()), all, sum.troubles);
  }

  /// What came of all of them.
  private static final class Sum {
    private final List<Trouble> troubles = new ArrayList<>();
    private int made;
    private int grown;
    private int episodes;
    private int before;
    private int there;
    private long rows;

    private void add(String called, DatasetOutcome outcome) {
      outcome
          .unfit()
          .forEach(each -> troubles.add(new Trouble(each.bundle().id().text(), each.why())));
      if (outcome.state() == State.EXPORTED) {
        DatasetFacts facts = outcome.facts();
        made++;
        grown += outcome.before() > 0 ? 1 : 0;
        before += outcome.before();
        there += outcome.there();
        episodes += facts == null ? 0 : facts.episodes().size();
        rows += facts == null ? 0 : facts.rows();
      } else {
        troubles.add(new Trouble(called, outcome.message()));
      }
      outcome.findings().forEach(each -> troubles.add(new Trouble(called, each)));
    }

    private String headline(int parts) {
      if (parts == 0) {
        return "No episode fits; nothing was exported";
      }
      if (made == 0) {
        return "No dataset was made";
      }
      if (episodes == 0) {
        return there == 1
            ? "Nothing was added: the episode is in it already"
            : "Nothing was added: all " + there + " episodes are in it already";
      }
      String what =
          Amounts.count(rows, "row", "rows")
              + " of "
              + Amounts.count(episodes, "episode", "episodes");
      String where =
          grown == 0
              ? (made == 1 ? " are a dataset" : " are " + made + " datasets")
              : (grown == 1 ? " were added behind the " + before + " before" : " were added")
                  + (made == 1 ? "" : ", in " + made + " datasets");
      String known = there == 0 ? "" : "; " + there + " were in it already";
      return what + where + (made == parts ? ", written and looked over" : " of " + parts) + known;
    }
  }

  private DatasetOutcome one(
      Part part,
      Path own,
      int done,
      BooleanSupplier recording,
      BooleanSupplier stop,
      ExportProgress progress)
      throws IOException, InterruptedException {
    DatasetManner manner = wish.adding() && there(own) ? format.manner(own) : null;
    DatasetDraft draft = draft(part, manner);
    Path parent = own.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
      long free = Files.getFileStore(parent).getUsableSpace();
      // Of one that grows nobody knows yet how much of it is there.
      if (manner == null && draft.bytes() > free) {
        throw new DatasetException(
            "It needs about "
                + Amounts.bytes(draft.bytes())
                + ", and "
                + Amounts.bytes(free)
                + " are free. Nothing of it was written. Make room, or choose another folder.");
      }
    }
    DatasetOrder order =
        new DatasetOrder(
            own,
            format,
            draft.plan(),
            draft.options(),
            draft.episodes(),
            wish.whole(),
            false,
            new DatasetOrder.Labels(
                wish.name(), wish.licence(), wish.tags(), List.of(), "handloom " + Version.text()),
            wish.protection());
    DatasetRun run =
        new DatasetRun(
            manner == null ? order : order.appending(), DatasetFormats.gate(), recording);
    return run.run((share, episodes, all) -> {
      if (stop.getAsBoolean()) {
        run.stop();
      }
      progress.at((done + share) / parts.size(), episodes, all);
    });
  }

  private static boolean there(Path own) throws IOException {
    if (!Files.isDirectory(own)) {
      return false;
    }
    try (Stream<Path> inside = Files.list(own)) {
      return inside.findAny().isPresent();
    }
  }
}
