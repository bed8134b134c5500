package dev.handloom.store.export;

import dev.handloom.store.dataset.DatasetException;
import dev.handloom.store.dataset.PlanProposal.Unfit;
import dev.handloom.store.disk.Durable;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.episode.ManifestFile;
import dev.handloom.store.export.DatasetFacts.EpisodeFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A dataset that is there, and what is to be added to it.
final class DatasetGrowth {
  private final DatasetOrder order;
  private final DatasetSoFar base;
  private final @Nullable DatasetPast ours;
  private final @Nullable DatasetPast added;
  private final String seen;

  private DatasetGrowth(
      DatasetOrder order,
      DatasetSoFar base,
      @Nullable DatasetPast ours,
      @Nullable DatasetPast added,
      String seen) {
    this.order = order;
    this.base = base;
    this.ours = ours;
    this.added = added;
    this.seen = seen;
  }

  /// @throws DatasetException where nothing can be added; the message says what differs
  static DatasetGrowth of(DatasetOrder order) throws IOException {
    Path out = order.out();
    String seen = Staging.look(out);
    DatasetPast ours = DatasetPast.ours(out);
    DatasetPast added = DatasetPast.added(out, order.format().rowsFolder());
    DatasetSoFar base = order.format().base(out, order.plan(), order.options(), rig(order));
    for (DatasetPast past : new @Nullable DatasetPast[] {ours, added}) {
      String differs = past == null ? "" : past.differs(order.plan());
      if (!differs.isEmpty()) {
        throw new DatasetException(differs + ". Nothing was added, and the dataset is as it was.");
      }
    }
    return new DatasetGrowth(order, base, ours, added, seen);
  }

  private static String rig(DatasetOrder order) throws IOException {
    if (order.protection().names() || order.episodes().isEmpty()) {
      return "";
    }
    return ManifestFile.read(order.episodes().getFirst()).rig();
  }

  DatasetSoFar base() {
    return base;
  }

  /// Those that are not in it.
  List<Bundle> missing(List<Bundle> wanted) {
    Set<String> ids = new LinkedHashSet<>(base.ids());
    for (DatasetPast past : new @Nullable DatasetPast[] {ours, added}) {
      if (past != null) {
        past.episodes().forEach(episode -> ids.add(episode.id()));
      }
    }
    return wanted.stream().filter(bundle -> !ids.contains(bundle.id().text())).toList();
  }

  /// @throws DatasetException where somebody else changed the dataset meanwhile
  void refuseChanged() throws IOException {
    if (!Staging.look(order.out()).equals(seen)) {
      throw new DatasetException(
          "Another program changed the dataset meanwhile, so nothing was added. Begin again: "
              + order.out());
    }
  }

  /// Writes the card for old and new episodes. A dataset of somebody else keeps its own, and beside
  /// the rows it is noted what was added.
  void papers(Path dataset, DatasetFacts said, List<Unfit> unfit) throws IOException {
    if (ours != null) {
      DatasetCard.write(dataset, order.format(), together(said, ours, base.known()), unfit);
      return;
    }
    Path paper = DatasetPast.added(dataset, order.format());
    DatasetFacts all = added == null ? said : together(said, added, added.episodes());
    Durable.replace(paper, DatasetPapers.json(order.format(), all, unfit) + "\n");
  }

  private DatasetFacts together(DatasetFacts said, DatasetPast past, List<EpisodeFacts> before) {
    Set<String> tags = new LinkedHashSet<>(past.tags());
    tags.addAll(said.tags());
    List<EpisodeFacts> episodes = new ArrayList<>(before);
    episodes.addAll(said.episodes());
    return new DatasetFacts(
        past.title().isEmpty() ? said.title() : past.title(),
        said.rig(),
        said.licence().isEmpty() ? past.licence() : said.licence(),
        List.copyOf(tags),
        privacy(said, past, before.size()),
        said.software(),
        said.madeUnixNanos(),
        said.plan(),
        episodes);
  }

  /// Where not all episodes were protected alike, which ones were how.
  private static List<String> privacy(DatasetFacts said, DatasetPast past, int before) {
    if (said.privacy().equals(past.privacy())) {
      return said.privacy();
    }
    List<String> all = new ArrayList<>();
    scoped(past.privacy(), 0, before - 1, all);
    scoped(said.privacy(), before, before + said.episodes().size() - 1, all);
    return all;
  }

  private static final String SCOPE = "Of episodes ";

  private static void scoped(List<String> sentences, int from, int to, List<String> into) {
    String scope = SCOPE + from + " to " + to + ": ";
    if (sentences.isEmpty()) {
      into.add(scope + "Nothing was done to the pictures: people in them can be recognised.");
    }
    for (String sentence : sentences) {
      into.add(sentence.startsWith(SCOPE) ? sentence : scope + sentence);
    }
  }
}
