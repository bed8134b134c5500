package dev.handloom.store.importer;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.dataset.DatasetFinding;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.episode.Bundle;
import dev.handloom.store.importer.egodex.EgoDexImport;
import dev.handloom.store.importer.lerobot.LeRobotImport;
import dev.handloom.store.importer.mcap.McapImport;
import dev.handloom.store.importer.umi.UmiImport;
import dev.handloom.store.importer.video.VideoFolderImport;
import dev.handloom.store.library.Library;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Imports a dataset of any format that is known here.
public final class DatasetImport {
  /// In the order in which they are asked.
  public static final List<ImportFormat> FORMATS =
      List.of(
          new LeRobotImport(),
          new UmiImport(),
          new EgoDexImport(),
          new McapImport(),
          new VideoFolderImport());

  private static final Logger LOG = LoggerFactory.getLogger(DatasetImport.class);
  private static final String FULL = "The disk is full";

  private final BundleMaker maker;
  private final Library library;
  private final String software;

  /// @param software what imports, as a manifest has it
  public DatasetImport(Library library, String software) {
    this.library = library;
    this.software = software;
    maker = new BundleMaker(library, software);
  }

  /// The format of a dataset.
  public static Optional<ImportFormat> format(Path dataset) {
    return FORMATS.stream().filter(format -> format.knows(dataset)).findFirst();
  }

  /// What came of an episode.
  ///
  /// @param name in the dataset
  /// @param made null where it was not imported
  /// @param there the same episode, which is in the library since an import before; else null
  /// @param trouble why it was not imported; empty where it was, or is there
  public record Episode(
      String name, BundleMaker.@Nullable Made made, @Nullable Bundle there, String trouble) {}

  /// What came of an import.
  ///
  /// @param episodes that were tried
  /// @param findings what is wrong with the dataset, the worst first
  /// @param found how many were wanted
  /// @param left numbers of those that are to be tried yet, because it was stopped or the disk was
  ///   full
  public record Outcome(
      String format,
      List<Episode> episodes,
      List<DatasetFinding> findings,
      int found,
      List<Integer> left) {
    public Outcome {
      left = List.copyOf(left);
      episodes = List.copyOf(episodes);
      findings = List.copyOf(findings);
    }

    public long imported() {
      return episodes.stream().filter(episode -> episode.made() != null).count();
    }

    /// How many are in the library since an import before.
    public long there() {
      return episodes.stream().filter(episode -> episode.there() != null).count();
    }
  }

  /// Imports all episodes that are sound.
  ///
  /// @param wanted numbers of episodes, counted from 0 in the dataset's order; null for all
  /// @param change what is said differently from the dataset, as a task or a person
  /// @param again whether episodes that are in the library since an import before are imported
  ///   again
  /// @param progress may stop the import by throwing a [CancellationException]; what was imported
  ///   stays, and nothing is left of the episode that was under way
  /// @throws IOException where nothing can be imported; its message is for a person
  public Outcome run(
      ImportFormat format,
      Path dataset,
      @Nullable List<Integer> wanted,
      Wording change,
      boolean again,
      CheckProgress progress)
      throws IOException {
    DatasetFindings findings = new DatasetFindings();
    List<Episode> done = new ArrayList<>();
    List<Integer> left = List.of();
    int found;
    String name;
    maker.tidy();
    ImportMark known = again ? null : new ImportMark(library);
    try (ImportSource source = format.open(dataset, findings)) {
      name = source.format();
      List<Integer> order = order(source, wanted);
      found = order.size();
      for (int i = 0; i < order.size(); i++) {
        int at = order.get(i);
        int before = i;
        String told = source.name(at);
        Runnable goOn = () -> progress.at(before, order.size(), told);
        boolean full = false;
        try {
          goOn.run();
          Episode one = one(source, at, told, change, known, goOn);
          done.add(one);
          full = one.trouble().contains(FULL);
        } catch (CancellationException e) {
          left = order.subList(i, order.size());
          break;
        }
        if (full) {
          // The next one would meet the same disk.
          left = order.subList(i, order.size());
          break;
        }
      }
    }
    return new Outcome(name, done, findings.all(), found, left);
  }

  /// Words that are put in the place of those of the dataset; empty to leave them.
  public record Wording(String task, String person) {
    public static final Wording NONE = new Wording("", "");

    EpisodeDraft in(EpisodeDraft draft) {
      return new EpisodeDraft(
          draft.source(),
          task.isEmpty() ? draft.task() : task,
          person.isEmpty() ? draft.person() : person,
          draft.rig(),
          draft.beganUnixNanos(),
          draft.beganDoubtNanos(),
          draft.stopNanos(),
          draft.numbers(),
          draft.pictures(),
          draft.notes(),
          draft.review(),
          draft.beside());
    }
  }

  private static List<Integer> order(ImportSource source, @Nullable List<Integer> wanted)
      throws IOException {
    if (wanted == null) {
      return java.util.stream.IntStream.range(0, source.episodes()).boxed().toList();
    }
    for (int at : wanted) {
      if (at < 0 || at >= source.episodes()) {
        throw new IOException(
            "There is no episode " + at + "; the dataset has " + source.episodes());
      }
    }
    return wanted;
  }

  private Episode one(
      ImportSource source,
      int at,
      String name,
      Wording change,
      @Nullable ImportMark known,
      Runnable goOn) {
    try {
      EpisodeDraft draft = source.read(at);
      Bundle there = known == null ? null : known.before(draft).orElse(null);
      if (there != null) {
        return new Episode(name, null, there, "");
      }
      BundleMaker.Made made = maker.make(change.in(draft), goOn);
      check(made);
      return new Episode(name, made, null, "");
    } catch (IOException e) {
      String message = e.getMessage();
      return new Episode(
          name, null, null, message == null ? e.getClass().getSimpleName() : message(message));
    }
  }

  private static String message(String message) {
    String small = message.toLowerCase(Locale.ROOT);
    return small.contains("no space") || small.contains("not enough space")
        ? FULL
            + ". Nothing of this episode was kept; those before it are. Make room, and import the"
            + " rest"
        : message;
  }

  /// What is made up and what is missing is seen wherever findings are. The episode is there
  /// already: where its note cannot be kept, a later check makes it.
  private void check(BundleMaker.Made made) {
    try {
      library.keep(
          made.bundle(),
          EpisodeCheck.check(made.bundle(), false, CheckProgress.none())
              .note(System.currentTimeMillis() * 1_000_000L, software));
    } catch (IOException e) {
      LOG.warn("What a check found could not be kept: {}", made.bundle().folder(), e);
    }
  }
}
