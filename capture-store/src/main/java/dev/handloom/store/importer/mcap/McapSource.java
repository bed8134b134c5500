package dev.handloom.store.importer.mcap;

import dev.handloom.store.check.dataset.DatasetFinding.Code;
import dev.handloom.store.check.dataset.DatasetFindings;
import dev.handloom.store.importer.EpisodeDraft;
import dev.handloom.store.importer.ImportSource;
import dev.handloom.store.mcap.McapException;
import dev.handloom.store.mcap.McapReader;
import dev.handloom.store.mcap.McapRecord;
import dev.handloom.store.mcap.McapRecovery;
import dev.handloom.store.mcap.RecoveryReport;
import dev.handloom.store.payload.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// MCAP files that are being imported.
final class McapSource implements ImportSource {
  private final List<Path> files;
  private final DatasetFindings findings;
  private @Nullable Path work;
  private @Nullable ForeignMcap foreign;

  McapSource(List<Path> files, DatasetFindings findings) {
    this.files = files;
    this.findings = findings;
  }

  @Override
  public String format() {
    return "MCAP";
  }

  @Override
  public int episodes() {
    return files.size();
  }

  @Override
  public String name(int at) {
    return String.valueOf(files.get(at).getFileName());
  }

  @Override
  public EpisodeDraft read(int at) throws IOException {
    Path file = files.get(at);
    try {
      return read(at, file, fresh(), List.of());
    } catch (McapException damaged) {
      return mended(at, file, damaged);
    }
  }

  /// What is whole of a damaged file, out of a copy that was mended.
  private EpisodeDraft mended(int at, Path file, McapException damaged) throws IOException {
    findings.add(Code.CUT, name(at), at, String.valueOf(damaged.getMessage()));
    Path folder = fresh();
    Path copy = folder.resolve("mended.mcap");
    Files.copy(file, copy);
    RecoveryReport report;
    try {
      report = McapRecovery.recover(copy);
    } catch (McapException e) {
      throw new IOException("It is no MCAP file: " + e.getMessage(), e);
    }
    if (report.messages() == 0) {
      throw new IOException("There is not one whole message in it: " + damaged.getMessage());
    }
    return read(
        at,
        copy,
        folder,
        List.of(
            "The file is cut or damaged; what is whole was taken, "
                + report.messages()
                + " messages. "
                + (report.droppedBytes() + report.setAsideBytes())
                + " bytes could not be used"));
  }

  private EpisodeDraft read(int at, Path file, Path folder, List<String> notes) throws IOException {
    if (ours(file)) {
      return new OwnMcap(file, name(at), folder, notes).read();
    }
    ForeignMcap made = new ForeignMcap(file, at, name(at), modified(at), folder, notes, findings);
    // Its pictures are asked for later.
    foreign = made;
    return made.read();
  }

  private long modified(int at) throws IOException {
    return Files.getLastModifiedTime(files.get(at)).toMillis() * 1_000_000L;
  }

  /// Our exports say at their beginning what they are.
  private static boolean ours(Path file) throws IOException {
    try (McapReader in = McapReader.open(file)) {
      for (McapRecord record = in.next(); record != null; record = in.next()) {
        if (record instanceof McapRecord.Metadata said
            && said.name().equals(Topics.EXPORT_METADATA)) {
          return true;
        }
        if (record instanceof McapRecord.Message) {
          return false;
        }
      }
    }
    return false;
  }

  /// A folder for what has to be laid out as files first; that of the episode before is gone.
  private Path fresh() throws IOException {
    close();
    Path made = Files.createTempDirectory("handloom-mcap");
    work = made;
    return made;
  }

  @Override
  public void close() throws IOException {
    ForeignMcap before = foreign;
    foreign = null;
    if (before != null) {
      before.close();
    }
    Path folder = work;
    work = null;
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(paths::add);
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
