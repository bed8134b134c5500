package dev.handloom.store.importer;

import dev.handloom.store.check.CheckProgress;
import dev.handloom.store.check.EpisodeCheck;
import dev.handloom.store.check.dataset.DatasetFinding;
import dev.handloom.store.check.dataset.DatasetFindings;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  /// @param trouble why it was not; empty where it was
  public record Episode(String name, BundleMaker.@Nullable Made made, String trouble) {}

  /// What came of an import.
  ///
  /// @param findings what is wrong with the dataset, the worst first
  public record Outcome(String format, List<Episode> episodes, List<DatasetFinding> findings) {
    public Outcome {
      episodes = List.copyOf(episodes);
      findings = List.copyOf(findings);
    }

    public long imported() {
      return episodes.stream().filter(episode -> episode.made() != null).count();
    }
  }

  /// Imports all episodes that are sound.
  ///
  /// @param wanted numbers of episodes, counted from 0 in the dataset's order; null for all
  /// @param change what is said differently from the dataset, as a task or a person
  /// @param progress may stop the import by throwing; what was imported stays
  /// @throws IOException where nothing can be imported; its message is for a person
  public Outcome run(
      ImportFormat format,
      Path dataset,
      @Nullable List<Integer> wanted,
      Wording change,
      CheckProgress progress)
      throws IOException {
    DatasetFindings findings = new DatasetFindings();
    List<Episode> done = new ArrayList<>();
    String name;
    maker.tidy();
    try (ImportSource source = format.open(dataset, findings)) {
      name = source.format();
      List<Integer> order = order(source, wanted);
      for (int i = 0; i < order.size(); i++) {
        int at = order.get(i);
        int before = i;
        String told = source.name(at);
        progress.at(before, order.size(), told);
        done.add(one(source, at, told, change, () -> progress.at(before, order.size(), told)));
      }
    }
    return new Outcome(name, done, findings.all());
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

  private Episode one(ImportSource source, int at, String name, Wording change, Runnable goOn) {
    try {
      BundleMaker.Made made = maker.make(change.in(source.read(at)), goOn);
      // What is made up and what is missing is seen wherever findings are.
      library.keep(
          made.bundle(),
          EpisodeCheck.check(made.bundle(), false, CheckProgress.none())
              .note(System.currentTimeMillis() * 1_000_000L, software));
      return new Episode(name, made, "");
    } catch (IOException e) {
      String message = e.getMessage();
      return new Episode(name, null, message == null ? e.getClass().getSimpleName() : message);
    }
  }
}
